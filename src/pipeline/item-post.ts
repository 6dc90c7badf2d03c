/** An item of a source as the text of a post: from there on it goes the road of every post. Pure. */

import type { Json } from '../core/json.ts';
import { languageTag } from '../core/language.ts';
import { MAX_POST_BYTES } from '../core/post.ts';
import type { SourceItem } from '../core/source.ts';
import { withoutImages } from './body-images.ts';
import { writeYamlValue } from './yaml-writing.ts';

export interface ItemPost {
  readonly id: string;
  /** A channel, or "feed". */
  readonly from: string;
  /** The source is the hub: the others link to what stands there. */
  readonly isHub: boolean;
  readonly channels: readonly string[];
  readonly publishAt?: Date;
  /** The picture as it was fetched, relative to the post. */
  readonly picture?: string;
  /** Lines for a person who has to look at it first; then the post is a draft. */
  readonly notes?: readonly string[];
}

/**
 * Signs by which a platform calls somebody, which a writer of omk may use and a stranger's text may not: LinkedIn's `@[…](urn:li:…)`,
 * Yammer's `[[user:…]]`. Something that nobody sees comes in between.
 */
const unlinked = (text: string): string => text.replace(/@(?=\\?\[)/g, '@\u200b').replace(/\[(?=\\?\[\s*[a-z]+\\?:)/gi, '[\u200b');

/** A title of a platform may hold anything; in front matter it is one line. */
const oneLine = (text: string): string =>
  unlinked(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export function postText(item: SourceItem, post: ItemPost): string {
  const { notes = [] } = post;
  const lines = Object.entries(frontMatter(item, post)).map(([key, value]) => `${key}: ${writeYamlValue(value)}`);
  const head = [...notes.map((note) => `# ${oneLine(note)}`), ...lines, ...(notes.length > 0 ? ['draft: true'] : [])];
  return ['---', ...head, '---', bodyOf(item), ''].join('\n');
}

function frontMatter(item: SourceItem, { id, from, isHub, channels, publishAt, picture }: ItemPost): Readonly<Record<string, Json>> {
  const { url, group, event, image } = item;
  const summary = oneLine(item.summary ?? '');
  const language = languageTag(item.language ?? '');
  const tags = item.tags.map((tag) => oneLine(tag).replace(/^#+\s*/, '')).filter(Boolean);
  const choices = (item.poll ?? []).map(oneLine).filter(Boolean);
  return {
    title: titleOf(item),
    id,
    source: {
      from,
      id: oneLine(item.id),
      url,
      ...(group && { group: oneLine(group.name) }),
    },
    ...(summary && { summary }),
    ...(language !== undefined && { language }),
    ...(publishAt && { publish_at: publishAt.toISOString() }),
    channels: [...channels],
    ...(!isHub && { link: url }),
    ...(tags.length > 0 && { tags }),
    ...(picture !== undefined &&
      image && {
        image: {
          src: picture,
          ...(oneLine(image.alt) ? { alt: oneLine(image.alt) } : { decorative: true }),
        },
      }),
    ...(event && { event: eventOf(event) }),
    ...(choices.length > 0 && { poll: choices }),
  };
}

function eventOf({ start, end, location, signup }: NonNullable<SourceItem['event']>): Readonly<Record<string, Json>> {
  const place = oneLine(location ?? '');
  return {
    start: start.toISOString(),
    ...(end && end > start && { end: end.toISOString() }),
    ...(place && { location: place }),
    ...(signup !== undefined && { signup }),
  };
}

const longestTitle = 80;

/** A status update has none: its first words stand for it. */
export function titleOf(item: Pick<SourceItem, 'title' | 'summary' | 'body' | 'kind'>): string {
  const title = oneLine(item.title);
  if (title) return title;
  const [first = ''] = item.body.split('\n').map(plainLine).filter(Boolean);
  const text = first || oneLine(item.summary ?? '') || item.kind;
  if (text.length <= longestTitle) return text;
  const end = text.lastIndexOf(' ', longestTitle);
  return `${text.slice(0, end > 0 ? end : longestTitle).replace(/[\s,;:.–-]+$/u, '')}…`;
}

/** Marks of Markdown say nothing in a title. */
const plainLine = (line: string): string =>
  oneLine(
    line
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/^[\s>#*+-]+/, '')
      .replace(/[*_`]+/g, ''),
  );

/**
 * Pictures in the text stay where they are: readers find them at the item itself. A text that is larger than any post is refused
 * later on; to read it as Markdown first could take minutes.
 */
function bodyOf(item: SourceItem): string {
  const text = unlinked(item.body.replace(/\r\n?/g, '\n'));
  const body = (text.length > MAX_POST_BYTES ? text : withoutImages(text)).trim();
  return body || oneLine(item.summary ?? '') || titleOf(item);
}
