/** Message -> what Yammer is sent (contract yammer 2). */
import type { ComposeInput, Composition, CorrectInput, Rules } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import { type Problem, problem } from '../../core/problem.ts';

/** No documented limit; longer texts than this are only rumoured to fail (contract yammer 2). */
const maxLength = 10_000;
const maxImageBytes = 4 * 1024 * 1024;
const maxTopics = 20;

/** With the question for the network and the post itself, six uploads stay within one bucket of eight calls. */
const maxImages = 6;

const length = (text: string): number => text.length;

/** The sender paces every call; this keeps posts that follow each other apart, in the default pace of 8/30s. */
export const rules: Rules = { limits: { maxLength, length, maxMedia: maxImages, minGapMs: 3750 }, compose, correct, isClosed: () => true };

function compose({ post, rendered, link, media }: ComposeInput): Composition {
  const text = (rendered.text ?? '').trim();
  const small = media.filter(({ bytes }) => bytes <= maxImageBytes);
  return {
    message: {
      text,
      ...(link && { link }),
      media: small.slice(0, maxImages),
      details: { title: post.title, ...(post.summary && { description: post.summary }), topics: post.tags.slice(0, maxTopics) },
    },
    problems: [
      ...lengthProblems(text),
      ...media.filter((item) => !small.includes(item)).map(({ path }) => problem('content-image-left-out', { path, reason: 'size' })),
      ...(small.length > maxImages ? [problem('content-too-many-images', { count: small.length, max: maxImages })] : []),
    ],
  };
}

/** Yammer edits nothing, so a correction is a reply in the thread (contract yammer 4). */
function correct({ text, link, original }: CorrectInput): Composition {
  const words = text.trim();
  const whole = link === undefined || words.includes(link) ? words : `${words}\n\n${link}`;
  const message: Message = { text: whole, ...(link !== undefined && { link }), media: [], details: { replyTo: original.remoteId } };
  return { message, problems: lengthProblems(whole) };
}

const lengthProblems = (text: string): readonly Problem[] =>
  length(text) > maxLength ? [problem('content-too-long', { what: 'text', length: length(text), max: maxLength })] : [];

/** The message that this one replies to, as `correct` stored it. */
export const replyToOf = ({ details: { replyTo } }: Message): string | undefined => (typeof replyTo === 'string' ? replyTo : undefined);

type Field = readonly [name: string, value: string | number | boolean];

/** The fields of a post; `attached_objects[]` repeats. A reply's community follows from its thread, and its id keeps all its digits as text. */
export function messageFields(message: Message, community: string, fileIds: readonly string[]): readonly Field[] {
  const { title, description, topics } = message.details;
  const replyTo = replyToOf(message);
  return [
    ['body', message.text],
    replyTo === undefined ? ['group_id', Number(community)] : ['replied_to_id', replyTo],
    ...(message.link ? linkFields(message.link, title, description) : []),
    ...(Array.isArray(topics) ? topics.map((topic, index): Field => [`topic${index + 1}`, String(topic)]) : []),
    ...fileIds.map((id): Field => ['attached_objects[]', `uploaded_file:${id}`]),
  ];
}

/** Yammer fetches the page for its card; the words are for a page that only members can read. */
const linkFields = (link: string, title: unknown, description: unknown): readonly Field[] => [
  ['og_url', link],
  ['og_fetch', true],
  ...(typeof title === 'string' ? [['og_title', title] as const] : []),
  ...(typeof description === 'string' ? [['og_description', description] as const] : []),
];

/** JSON, but a form with attachments: whether JSON takes a list of those is not known (contract yammer 2). */
export function messageRequest(fields: readonly Field[]): { readonly headers: Record<string, string>; readonly body: string } {
  if (fields.every(([name]) => name !== 'attached_objects[]')) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(fields)) };
  }
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}
