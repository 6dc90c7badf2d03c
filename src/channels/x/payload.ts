/** Post -> message for X, and message -> what X is sent (contract x 3.2). Pure. */
import type { ComposeInput, Composition, CorrectInput, Rules } from '../../core/channel.ts';
import type { Message, MessagePart } from '../../core/message.ts';
import type { ChannelRequest, Media } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { cost, dollars } from './price.ts';
import { hasRule, splitThread } from './thread.ts';
import { weight } from './weight.ts';

const maxLength = 280;
const maxImages = 4;
const maxParts = 25;
const megabyte = 1024 * 1024;

/** X advises some time between the parts of a thread; single posts need no more (contract x 7). */
export const minGapMs = 1000;

export const rules: Rules = {
  limits: { maxLength, length: weight, maxMedia: maxImages, minGapMs },
  isThread,
  compose,
  cost,
  correct,
  knowsMentions: true,
};

function isThread({ options, text }: ChannelRequest): boolean {
  return options.thread === true || (text !== undefined && hasRule(text));
}

function compose({ post, request, rendered, link, media }: ComposeInput): Composition {
  const text = withOneLink(accepted(rendered.text ?? ''), link);
  const shown = shownMedia(media);
  const length = (part: string) => weight(part, link);
  const parts = isThread(request) ? splitThread(text, { maxLength, length, language: post.language }) : [text];
  const message: Message = {
    text: parts.join('\n\n'),
    ...(link && { link }),
    media: shown,
    ...(parts.length > 1 && { parts: parts.map((part, index): MessagePart => ({ text: part, media: index === 0 ? shown : [] })) }),
    details: {},
  };
  return { message, problems: [...lengthProblems(parts, length), ...mediaProblems(media, shown), ...priceProblems(message, request)] };
}

/** A reply to one's own post, which X allows (contract x 0). */
function correct({ text, link, original }: CorrectInput): Composition {
  const words = accepted(text);
  const whole = link === undefined || words.includes(link) ? words : `${words}\n\n${link}`;
  const message: Message = { text: whole, ...(link !== undefined && { link }), media: [], details: { replyTo: original.remoteId } };
  return { message, problems: lengthProblems([whole], (part) => weight(part, link)) };
}

/** The post that a message replies to, as `correct` stored it. */
export const replyToOf = ({ details: { replyTo } }: Message): string | undefined => (typeof replyTo === 'string' ? replyTo : undefined);

/** NFC, as X counts it, and without the three characters that it refuses (contract x 5). */
const accepted = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\uFFFE\uFEFF\uFFFF]/g, '')
    .trim();

/** A post with an address costs more than ten times as much, so the link stands once: where it comes last. */
function withOneLink(text: string, link: string | undefined): string {
  if (!link) return text;
  const escaped = link.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const all = [...text.matchAll(new RegExp(`[^\\S\\n]?(?:\\(${escaped}\\)|${escaped}(?![\\w/?#=&%~-]))`, 'g'))];
  const kept = all.slice(0, -1).reduceRight((left, { 0: match, index }) => left.slice(0, index) + left.slice(index + match.length), text);
  return kept
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Four pictures, or one GIF by itself (contract x 3.7). */
function shownMedia(media: readonly Media[]): readonly Media[] {
  const isGif = ({ mimeType }: Media): boolean => mimeType === 'image/gif';
  return media[0] && isGif(media[0]) ? media.slice(0, 1) : media.filter((item) => !isGif(item)).slice(0, maxImages);
}

function lengthProblems(parts: readonly string[], length: (text: string) => number): readonly Problem[] {
  if (parts.length > maxParts) return [problem('content-thread-too-long', { parts: parts.length, max: maxParts })];
  return parts
    .filter((part) => length(part) > maxLength)
    .map((part) => problem('content-too-long', { what: 'text', length: length(part), max: maxLength }));
}

function mediaProblems(all: readonly Media[], shown: readonly Media[]): readonly Problem[] {
  const maxBytes = (media: Media): number => (media.mimeType === 'image/gif' ? 15 : 5) * megabyte;
  return [
    ...(shown.length < all.length ? [problem('content-too-many-images', { count: all.length, max: shown.length })] : []),
    ...shown
      .filter((media) => media.bytes > maxBytes(media))
      .map((media) => problem('content-image-too-big', { path: media.path, bytes: media.bytes, max: maxBytes(media) })),
  ];
}

function priceProblems(message: Message, { options }: ChannelRequest): readonly Problem[] {
  const price = cost(message);
  const max = typeof options.maxCost === 'number' ? options.maxCost : Number.POSITIVE_INFINITY;
  return price > max ? [problem('content-too-expensive', { cost: dollars(price), max: dollars(max) })] : [];
}

export interface PostPayload {
  readonly text: string;
  readonly media?: { readonly media_ids: readonly string[] };
  readonly reply?: { readonly in_reply_to_tweet_id: string };
}

export const createPayload = (text: string, mediaIds: readonly string[], replyTo?: string): PostPayload => ({
  text,
  ...(mediaIds.length > 0 && { media: { media_ids: mediaIds } }),
  ...(replyTo !== undefined && { reply: { in_reply_to_tweet_id: replyTo } }),
});
