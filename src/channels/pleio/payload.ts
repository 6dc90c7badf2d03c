/** What Pleio takes: the rules for a message, and the input of its mutation (contract pleio 2.2). Pure. */
import type { ComposeInput, Composition, Limits, Rules } from '../../core/channel.ts';
import { mapStrings } from '../../core/json.ts';
import type { Message } from '../../core/message.ts';
import type { Media, Post } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { accessLevels, accessOf, type PleioType, typeOf } from './kinds.ts';
import { plainText, withLinksShown } from './plain-text.ts';
import { imageNode, paragraph, placeholderOf, type TiptapNode, textNode, toTiptap } from './tiptap.ts';

/** What a message for Pleio knows besides title and pictures. */
export type PleioDetails = {
  readonly type: PleioType;
  readonly access: number;
  readonly document: TiptapNode;
  readonly tags: readonly string[];
  readonly abstract?: string;
  readonly event?: { readonly startDate: string; readonly endDate?: string; readonly location?: string; readonly ticketLink?: string };
};

const MAX_TITLE = 256;
const MAX_ABSTRACT = 320;
/** A request over 2.5 MiB is refused (contract pleio 6); the rest of it needs little. */
const MAX_DOCUMENT_BYTES = 2_500_000;

/** The site counts in Python, so by code points. */
const codePoints = (text: string): number => [...text].length;

const limits: Limits = { maxLength: MAX_DOCUMENT_BYTES, length: codePoints, maxMedia: 100, minGapMs: 2000 };

export const rules: Rules = {
  limits,
  compose,
  isClosed: ({ details }) => details['access'] !== accessLevels.public,
  isConfidential: ({ details }) => details['access'] !== accessLevels.public && details['access'] !== accessLevels['logged-in'],
  showsEvent: ({ details }) => details['event'] !== undefined,
};

function compose(input: ComposeInput): Composition {
  const { post, link } = input;
  const details = detailsFor(input);
  const message: Message = {
    subject: post.title.trim(),
    text: plainText(withLinksShown(details.document)),
    ...(link && { link }),
    media: shownMedia(input.media, details.document),
    details,
  };
  return { message, problems: problemsOf(message, details, post) };
}

function detailsFor({ post, request, rendered, media }: ComposeInput): PleioDetails {
  const type = typeOf(request.options.type);
  const body = toTiptap(rendered.markdown ?? []);
  const extra = media.filter(({ role }) => role === 'cover').slice(1);
  const blocks = [
    ...(type === 'statusupdate' && request.text === undefined ? [paragraph([textNode(post.title.trim(), [{ type: 'bold' }])])] : []),
    ...(body.content ?? []),
    ...extra.map((picture) => paragraph([imageNode(picture, picture.alt)])),
  ];
  return {
    type,
    access: accessOf(request.options.access),
    document: { type: 'doc', content: blocks },
    tags: uniqueTags(post.tags),
    ...(post.summary && type !== 'statusupdate' && { abstract: post.summary.trim() }),
    ...(type === 'event' && post.event && { event: eventOf(post.event) }),
  };
}

/** Tags differ by more than their capitals; the first spelling stays (contract pleio 2.2). */
const uniqueTags = (tags: readonly string[]): string[] =>
  [...new Map([...tags].reverse().map((tag) => [tag.toLowerCase(), tag])).values()].reverse();

function eventOf({ start, end, location, signup }: NonNullable<Post['event']>): NonNullable<PleioDetails['event']> {
  return {
    startDate: start.toISOString(),
    ...(end && { endDate: end.toISOString() }),
    ...(location && { location }),
    ...(signup && { ticketLink: signup }),
  };
}

/** The covers and what stands in the document; a picture that is nowhere is not uploaded. */
function shownMedia(media: readonly Media[], document: TiptapNode): readonly Media[] {
  const text = JSON.stringify(document);
  return media.filter((picture) => picture.role === 'cover' || text.includes(JSON.stringify(placeholderOf(picture))));
}

function problemsOf(message: Message, details: PleioDetails, post: Post): Problem[] {
  const tooLong = (what: string, text: string, max: number, field: string): Problem[] => {
    const length = codePoints(text);
    return length > max ? [problem('content-too-long', { what, length, max }, { field })] : [];
  };
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(details.document)));
  return [
    ...tooLong('title', message.subject ?? '', MAX_TITLE, 'title'),
    ...tooLong('summary', details.abstract ?? '', MAX_ABSTRACT, 'summary'),
    ...details.tags.flatMap((tag) => tooLong('tag', tag, MAX_TITLE, 'tags')),
    ...tooLong('alt', coverOf(message)?.alt ?? '', MAX_TITLE, 'image'),
    ...(bytes > MAX_DOCUMENT_BYTES ? [problem('content-too-long', { what: 'body', length: bytes, max: MAX_DOCUMENT_BYTES })] : []),
    ...(details.type === 'event' && !post.event ? [problem('content-event-missing', {}, { field: 'event' })] : []),
  ];
}

export const coverOf = (message: Message): Media | undefined => message.media.find(({ role }) => role === 'cover');

/** What `compose` stored in a message, which may come back from the ledger. */
export const detailsOf = (message: Message): PleioDetails => message.details as PleioDetails;

/** An upload that Pleio has accepted. */
export interface Attachment {
  readonly id: string;
  readonly url: string;
}

export interface EntityInput {
  readonly subtype: PleioType;
  readonly title?: string;
  readonly abstract?: string;
  readonly richDescription: string;
  readonly containerGuid?: string;
  readonly accessId: number;
  readonly tags: readonly string[];
  readonly featured?: { readonly imageGuid: string; readonly alt: string };
  readonly startDate?: string;
  readonly endDate?: string;
  readonly location?: string;
  readonly ticketLink?: string;
}

/** The input of `addEntity`. `attachments` are found by the hash of their picture. */
export function entityInput(message: Message, container: string | undefined, attachments: ReadonlyMap<string, Attachment>): EntityInput {
  const { type, access, document, tags, abstract, event } = detailsOf(message);
  const cover = coverOf(message);
  const image = cover && attachments.get(cover.hash);
  return {
    subtype: type,
    ...(type !== 'statusupdate' && message.subject && { title: message.subject }),
    ...(abstract && { abstract }),
    richDescription: JSON.stringify(withAddresses(document, message.media, attachments)),
    ...(container && { containerGuid: container }),
    accessId: access,
    tags,
    ...(image && { featured: { imageGuid: image.id, alt: cover.alt } }),
    ...event,
  };
}

/** The input of `editEntity`: only keys that are present change, so what is no longer there is emptied by name (contract pleio 2.2). */
export interface EditInput extends Omit<EntityInput, 'subtype' | 'containerGuid' | 'featured'> {
  readonly guid: string;
  readonly featured: EntityInput['featured'] | Readonly<Record<never, never>>;
}

export function editInput(message: Message, guid: string, attachments: ReadonlyMap<string, Attachment>): EditInput {
  const { subtype, featured = {}, ...fields } = entityInput(message, undefined, attachments);
  const { event } = detailsOf(message);
  return {
    guid,
    ...(subtype !== 'statusupdate' && { abstract: '' }),
    // A moment cannot be emptied: a null is dropped.
    ...(event && { endDate: event.startDate, location: '', ticketLink: '' }),
    ...fields,
    featured,
  };
}

function withAddresses(document: TiptapNode, media: readonly Media[], attachments: ReadonlyMap<string, Attachment>): TiptapNode {
  const addresses = new Map(media.map((picture) => [placeholderOf(picture), attachments.get(picture.hash)?.url]));
  return mapStrings(document, (text) => addresses.get(text) ?? text);
}
