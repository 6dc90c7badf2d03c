/** The feeds: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org). Each item links to the hub. */
import { xml } from '../xml.ts';
import { itemId, type Programme, type ProgrammeItem } from './programme.ts';

const self = (web: string | undefined, file: string): string | undefined => (web === undefined ? undefined : new URL(file, web).href);

/** Before the first post: a feed that changes at each look would be read again each time. */
const never = new Date(0);

/** By these a file is known as one that omk made, and may write anew. */
export const atomGenerator = '<generator>omk</generator>';
/** JSON Feed has no field for it; objects of one's own have names that begin with "_". */
export const jsonGenerator = '"generator": "omk"';

const changedAt = ({ updatedAt, publishedAt }: ProgrammeItem): Date => updatedAt ?? publishedAt;
const newest = (items: readonly ProgrammeItem[]): Date =>
  new Date(Math.max(never.getTime(), ...items.map((item) => changedAt(item).getTime())));

export function atomText({ settings, items }: Programme): string {
  const { title, description, language, web, feedItems } = settings;
  const shown = items.slice(0, feedItems);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">`,
    `<id>${itemId(`feed:${title}`)}</id>`,
    `<title>${xml(title)}</title>`,
    atomGenerator,
    description && `<subtitle>${xml(description)}</subtitle>`,
    `<updated>${newest(shown).toISOString()}</updated>`,
    `<author><name>${xml(title)}</name></author>`,
    web && `<link rel="self" type="application/atom+xml" href="${xml(new URL('feed.xml', web).href)}"/>`,
    web && `<link rel="alternate" type="text/html" href="${xml(web)}"/>`,
    ...shown.map(atomEntry),
    '</feed>',
  ];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

function atomEntry(item: ProgrammeItem): string {
  const { post, title, summary, link, language, publishedAt, correction } = item;
  const text = [summary, correction].filter(Boolean).join('\n\n');
  const lines = [
    `<entry xml:lang="${xml(language)}">`,
    `<id>${itemId(post)}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${publishedAt.toISOString()}</published>`,
    `<updated>${changedAt(item).toISOString()}</updated>`,
    link && `<link rel="alternate" type="text/html" href="${xml(link)}"/>`,
    // Without an address an entry must have content (RFC 4287, 4.1.2).
    text ? `<summary>${xml(text)}</summary>` : !link && `<content>${xml(title)}</content>`,
    '</entry>',
  ];
  return lines.filter(Boolean).join('\n');
}

export function jsonFeedText({ settings, items }: Programme): string {
  const { title, description, language, web, feedItems } = settings;
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    _omk: { generator: 'omk' },
    title,
    ...(description !== undefined && { description }),
    ...(web !== undefined && { home_page_url: web, feed_url: self(web, 'feed.json') }),
    language,
    authors: [{ name: title }],
    items: items.slice(0, feedItems).map(jsonItem),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const jsonItem = ({ post, title, summary, link, language, publishedAt, updatedAt, correction }: ProgrammeItem) => ({
  id: itemId(post),
  ...(link !== undefined && { url: link }),
  title,
  content_text: [summary, correction].filter(Boolean).join('\n\n') || title,
  date_published: publishedAt.toISOString(),
  ...(updatedAt && { date_modified: updatedAt.toISOString() }),
  language,
});
