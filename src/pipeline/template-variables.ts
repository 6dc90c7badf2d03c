/** What templates can say: every name always exists, and is null where a post has nothing for it. */
import type { TemplateFormat } from '../core/channel.ts';
import type { Campaign } from '../core/editorial.ts';
import type { Json } from '../core/json.ts';
import { READER } from '../core/message.ts';
import type { Media, Post } from '../core/post.ts';
import type { RichText } from '../core/rich-text.ts';
import { eventText } from './event-text.ts';
import { toHtml } from './html.ts';
import { firstParagraph, points, toPlainText } from './plain-text.ts';
import type { TemplateInput } from './template.ts';

/** The project as far as a text shows it. */
export interface ProjectName {
  readonly name: string;
  readonly timeZone: string;
  /** The one tag that may stay in addresses. */
  readonly campaign?: Campaign | undefined;
}

/** An earlier post that this one corrects. */
export interface Corrected {
  readonly title: string;
  readonly link?: string | undefined;
}

export interface Content {
  readonly post: Post;
  /** What `body` says: the post's, or the author's own text where the channel shows rich text. */
  readonly source: string;
  readonly richText: RichText;
  /** The post's own body, for the summary. */
  readonly original: RichText;
  /** The author's own text for this channel. */
  readonly own: string | undefined;
  /** Whether `own` is Markdown, as it is where the channel shows rich text. */
  readonly isOwnRich: boolean;
  readonly footnotes: boolean;
  readonly link: string | undefined;
  readonly project: ProjectName;
  readonly corrects: Corrected | undefined;
  /** What a digest lists; nothing for a post. */
  readonly digest: Json;
  readonly isThread: boolean;
  /** Names that the channel alone has. */
  readonly channelVariables: Readonly<Record<string, Json>>;
}

/** The names are a promise to everybody who writes templates. */
export function templateInput(format: TemplateFormat, content: Content): TemplateInput {
  const { post, own } = content;
  const body = bodyIn(format, content);
  const text = own === undefined ? null : content.isOwnRich ? body : own;
  const variables: Record<string, Json> = {
    title: post.title,
    // Who wants no link gets none of the text either: on X it is the link that costs.
    summary: post.summary ?? firstParagraph(content.original, { addresses: format === 'text' && content.link !== undefined }) ?? null,
    body: body || null,
    text: text || null,
    link: content.link ?? null,
    language: post.language,
    tags: post.tags,
    hashtags: hashtags(post.tags),
    event: post.event ? eventText(post.event, post.language, content.project.timeZone) : null,
    poll: post.poll ?? null,
    preheader: post.preheader ?? null,
    points: points(content.richText),
    corrects: content.corrects ? { title: content.corrects.title, link: content.corrects.link ?? null } : null,
    digest: content.digest,
    image: imageIn(format, post.media),
    project: content.project.name,
    thread: content.isThread,
    reader: { greeting: READER.greeting, unsubscribe: READER.unsubscribe },
    ...content.channelVariables,
  };
  const finished = format === 'text' ? {} : { ...(body && { body }), ...(body && text && { text }) };
  return { format, variables, finished };
}

function bodyIn(format: TemplateFormat, { source, richText, footnotes, post: { language } }: Content): string {
  if (format === 'html') return toHtml(richText, language);
  return format === 'text' ? toPlainText(richText, { footnotes }) : source.replace(/^(?:[ \t]*\n)+|\s+$/g, '');
}

function imageIn(format: TemplateFormat, media: readonly Media[]): Json {
  const cover = media.find(({ role }) => role === 'cover');
  if (!cover) return null;
  return { alt: cover.decorative ? '' : cover.alt, src: format === 'html' ? `cid:${cover.hash}` : cover.source };
}

/** `#JeugdZorg` out of "jeugd zorg": letters and digits only, as anything else ends a tag. */
export function hashtags(tags: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const words = tag.normalize('NFC').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
    const joined = words.length > 1 ? words.map(capitalised).join('') : words.join('');
    if (joined && !found.has(joined.toLowerCase())) found.set(joined.toLowerCase(), `#${joined}`);
  }
  return [...found.values()];
}

function capitalised(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
