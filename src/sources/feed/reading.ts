/** Bytes as a feed, of whichever kind; says what it is instead when it is none. */
import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { languageTag } from '../../core/language.ts';
import { fail } from '../../core/problem.ts';
import { shownAddress } from '../../core/shown-address.ts';
import { resolved, secure } from './addresses.ts';
import { atomFeed } from './atom.ts';
import { momentOf } from './dates.ts';
import { decodeText } from './decoding.ts';
import type { FeedDocument, FeedEntry, RawEntry, RawFeed, Written } from './document.ts';
import type { Fetched } from './fetching.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';
import { xmlTree } from './xml-tree.ts';

export function readFeed({ bytes, type, url }: Pick<Fetched, 'bytes' | 'type' | 'url'>): FeedDocument {
  const text = decodeText(bytes, type);
  const feed = feedIn(text, url.href);
  if (!feed) return refuse(text, url);
  const entries = feed.entries.map((raw) => entryOf(raw, feed, url.href));
  return { entries: onePerId(entries), ...(feed.next !== undefined && { next: feed.next }) };
}

function feedIn(text: string, address: string): RawFeed | undefined {
  if (/^\s*\{/.test(text)) return jsonFeed(text, address);
  const root = xmlTree(text);
  return root && (rssFeed(root, address) ?? atomFeed(root, address));
}

function refuse(text: string, url: URL): never {
  const address = shownAddress(url);
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text)) {
    const feed = feedOfPage(text.slice(0, 300_000), url.href);
    return fail('source-page', { address, ...(feed !== undefined && { feed }) });
  }
  return fail('source-unreadable', { address });
}

const feedTypes = /^application\/(?:rss\+xml|atom\+xml|feed\+json)/i;

/** The feed that a page names in its head. */
function feedOfPage(html: string, address: string): string | undefined {
  let found: string | undefined;
  const parser = new Parser({
    onopentag: (name, { rel = '', type = '', href = '' }) => {
      if (name === 'link' && /\balternate\b/i.test(rel) && feedTypes.test(type)) found ??= resolved(href, address);
      // From here on it is text.
      if (name === 'body' || found) parser.pause();
    },
  });
  parser.write(html);
  return found?.slice(0, 200);
}

function entryOf(raw: RawEntry, feed: RawFeed, address: string): FeedEntry {
  const { link, title, summary, content, image } = raw;
  const [publishedAt, updatedAt] = [momentOf(raw.published), momentOf(raw.updated)];
  const author = personIn(raw.author);
  const language = tagOf(raw.language) ?? tagOf(feed.language);
  const page = readable(link);
  const url = page ?? [feed.home, address].flatMap((one) => readable(one) ?? [])[0] ?? address;
  return {
    id: (raw.id || link || nameless(raw)).slice(0, 1000),
    url,
    ...(page === undefined && { isPageless: true as const }),
    ...(title && { title }),
    ...(summary && { summary }),
    ...(content && { content }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(author !== undefined && { author }),
    tags: raw.tags,
    ...(image && { image: { url: image.url, ...(image.alt !== undefined && { alt: image.alt }) } }),
    ...(language !== undefined && { language }),
    base: raw.base ?? url,
  };
}

const wordsOf = (one: Written | undefined): string => (one === undefined ? '' : 'html' in one ? one.html : one.text);

/** Without a name and an address it is known by its title and date; without these, by what it says. */
function nameless({ title, published, content }: RawEntry): string {
  const known = title || published ? [wordsOf(title), published ?? ''] : [wordsOf(content)];
  return `sha256:${createHash('sha256').update(known.join('\n')).digest('hex')}`;
}

/** Where people can go: old feeds still say http. */
function readable(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:/i.test(address)) return undefined;
  return secure(address);
}

/** RSS has "mail@example.nl (Name)": the address is nobody's business. */
function personIn(written: string | undefined): string | undefined {
  const name = (/\(([^()]{1,200})\)\s*$/.exec(written ?? '')?.[1] ?? written ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  return name === '' || name.includes('@') ? undefined : name;
}

const tagOf = (written = ''): string | undefined => languageTag(written.trim().replaceAll('_', '-'));

/** An id that occurs twice is one item; the newest of them is what it says now. */
function onePerId(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  const newest = new Map<string, FeedEntry>();
  const time = ({ updatedAt, publishedAt }: FeedEntry): number => (updatedAt ?? publishedAt)?.getTime() ?? 0;
  for (const entry of entries) {
    const known = newest.get(entry.id);
    if (!known || time(entry) > time(known)) newest.set(entry.id, entry);
  }
  return [...newest.values()];
}
