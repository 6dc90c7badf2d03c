/** What a feed says of an entry as an item to forward. */
import type { SourceItem } from '../../core/source.ts';
import { secure } from './addresses.ts';
import type { FeedEntry } from './document.ts';
import { cutText, plainText } from './plain.ts';

const longestTitle = 300;
const longestSummary = 2000;
const mostTags = 50;

/** `now`: when an entry without a date was seen. */
export async function itemOf(entry: FeedEntry, now: Date): Promise<SourceItem> {
  const { markdownOf } = await import('./to-markdown.ts');
  const { id, url, isPageless, publishedAt, updatedAt, author, language } = entry;
  const body = withoutSignature(markdownOf(entry.content, secure(entry.base)));
  const summary = summaryOf(entry, body);
  const image = pictureOf(entry, body);
  // Something that can be read now was not published tomorrow.
  const isDated = publishedAt !== undefined && publishedAt.getTime() <= now.getTime() + clockErrorMs;
  return {
    id,
    url,
    ...(isPageless && { isPageless }),
    title: titleOf(entry),
    ...(summary !== '' && { summary }),
    body,
    publishedAt: isDated ? publishedAt : now,
    ...(!isDated && { isUndated: true }),
    ...(updatedAt && { updatedAt }),
    ...(author !== undefined && { author: { name: author } }),
    tags: [...new Set(entry.tags.map((tag) => plainText({ html: tag }).slice(0, 100)))].filter(Boolean).slice(0, mostTags),
    kind: 'item',
    state: 'published',
    access: 'public',
    ...(image && { image }),
    ...(language !== undefined && { language }),
  };
}

const clockErrorMs = 3_600_000;

/** Short messages have none: then their beginning stands for it. */
function titleOf({ title, summary, content, url }: FeedEntry): string {
  const own = plainText(title);
  return own !== '' ? cutText(own, longestTitle) : cutText(plainText(summary) || plainText(content), 80) || url;
}

/** One that is the beginning of the body says nothing more. */
function summaryOf({ summary }: FeedEntry, body: string): string {
  const text = withoutSignature(plainText(summary)).replace(/\s*(?:\[…\]|\[\.\.\.\]|\[&hellip;\])$/u, '…');
  return text === body ? '' : cutText(text, longestSummary);
}

/** WordPress puts one below everything: "The post … appeared first on …". */
const signature =
  /(?:^|\s)(?:The post|Het bericht|Het artikel) [^\n]{1,600} (?:appeared first on|first appeared on|verscheen eerst op|is verschenen op) [^\n]{1,600}$/u;

function withoutSignature(text: string): string {
  const end = Math.max(text.lastIndexOf('\n\n'), text.length - 1500, 0);
  return `${text.slice(0, end)}${text.slice(end).replace(signature, '')}`.trim();
}

/** Only with words for who cannot see it: those of the feed, or of the same picture in the body. */
function pictureOf({ image }: FeedEntry, body: string): SourceItem['image'] {
  const url = image && secure(image.url);
  if (!image || !url?.startsWith('http')) return undefined;
  const alt = plainText({ html: image.alt ?? '' }) || altIn(body, url);
  return alt === '' ? undefined : { url, alt };
}

function altIn(body: string, url: string): string {
  const end = body.indexOf(`](${url})`);
  const start = end === -1 ? -1 : body.lastIndexOf('![', end);
  return start === -1 ? '' : body.slice(start + 2, end).replaceAll('\\', '');
}
