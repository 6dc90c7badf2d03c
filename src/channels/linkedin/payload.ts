/** Message -> what LinkedIn is sent (contract linkedin 3). A message's text is plain; it is escaped here, once. */
import type { ComposeInput, Composition, Rules } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Media } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { escapeLittle } from './little-text.ts';
import { placeOf } from './place.ts';

const maxLength = 3000;
const maxImages = 20;
const maxPixels = 36_152_320;
const maxTitle = 400;
const maxAlt = 4086;

/** Counted on the text without escapes (contract linkedin 3: whether escapes count is unverified). */
const length = (text: string): number => text.length;

/** LinkedIn publishes no pace; one post a second keeps far from its daily quota. */
export const rules: Rules = { limits: { maxLength, length, maxMedia: maxImages, minGapMs: 1000 }, compose, isClosed: () => true };

function compose({ post, request, rendered, link, media }: ComposeInput): Composition {
  const text = (rendered.text ?? '').trim();
  const accepted = media.filter((item) => leftOut(item).length === 0);
  return {
    message: {
      text,
      ...(link && { link }),
      media: accepted.slice(0, maxImages),
      details: { ...placeOf(request.options), title: post.title, ...(post.summary && { description: post.summary }) },
    },
    problems: [
      ...(length(text) > maxLength ? [problem('content-too-long', { what: 'text', length: length(text), max: maxLength })] : []),
      ...media.flatMap(leftOut),
      ...(accepted.length > maxImages ? [problem('content-too-many-images', { count: accepted.length, max: maxImages })] : []),
    ],
  };
}

/** JPG, PNG and GIF of fewer than 36 152 320 pixels; no WebP (contract linkedin 7.1). */
function leftOut({ path, mimeType, width, height }: Media): readonly Problem[] {
  if (mimeType === 'image/webp') return [problem('content-image-left-out', { path, reason: 'type' })];
  return width * height < maxPixels ? [] : [problem('content-image-left-out', { path, reason: 'size' })];
}

export interface PostPayload {
  readonly author: string;
  readonly commentary: string;
  readonly visibility: 'PUBLIC' | 'CONTAINER';
  readonly container?: string;
  readonly distribution: {
    readonly feedDistribution: 'MAIN_FEED';
    readonly targetEntities: readonly string[];
    readonly thirdPartyDistributionChannels: readonly string[];
  };
  readonly content?: PostContent;
  readonly lifecycleState: 'PUBLISHED';
  readonly isReshareDisabledByAuthor: boolean;
}

interface Picture {
  readonly id: string;
  readonly altText?: string;
}

export type PostContent =
  | { readonly media: Picture }
  | { readonly multiImage: { readonly images: readonly Picture[] } }
  | { readonly article: Article };

export interface PayloadInput {
  readonly message: Message;
  readonly author: string;
  /** The group; without it the post goes to the author's public feed. */
  readonly group?: string;
  /** Uploaded pictures, in the order of the message's media. */
  readonly images: readonly string[];
}

export function createPayload({ message, author, group, images }: PayloadInput): PostPayload {
  const content = contentOf(message, images);
  return {
    author,
    commentary: escapeLittle(message.text),
    ...(group ? { visibility: 'CONTAINER', container: group } : { visibility: 'PUBLIC' }),
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(content && { content }),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
  };
}

/**
 * A post has one kind of content (contract linkedin 3). Pictures come before a link card, because a card has no place
 * for their alternative text; the link then stands in the text, where the template puts it.
 */
function contentOf(message: Message, images: readonly string[]): PostContent | undefined {
  const pictures = images.map((id, index) => picture(id, message.media[index]?.alt));
  const [first] = pictures;
  if (pictures.length > 1) return { multiImage: { images: pictures } };
  if (first) return { media: first };
  const card = cardOf(message);
  return card && { article: card };
}

const picture = (id: string, alt = ''): Picture => ({ id, ...(alt && { altText: alt.slice(0, maxAlt) }) });

export interface Article {
  readonly source: string;
  readonly title: string;
  readonly description?: string;
}

/** LinkedIn does not read the page behind the link, so the card brings its own words. None beside pictures. */
export function cardOf({ link: source, media, details: { title, description } }: Message): Article | undefined {
  if (!source || media.length > 0) return undefined;
  return {
    source,
    title: typeof title === 'string' && title !== '' ? title.slice(0, maxTitle) : source,
    ...(typeof description === 'string' && { description }),
  };
}
