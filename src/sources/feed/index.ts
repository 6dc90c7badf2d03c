/** The front of this folder: the feed of a website as a source. Says what is there now; remembers only what spares the website work. */

import { isLoopback } from '../../core/loopback.ts';
import { fail } from '../../core/problem.ts';
import { shownAddress } from '../../core/shown-address.ts';
import type { Source, SourceItem } from '../../core/source.ts';
import type { FeedDeps } from './deps.ts';
import type { FeedDocument, FeedEntry } from './document.ts';
import { fetchBytes } from './fetching.ts';

export type { FeedDeps } from './deps.ts';

const maxBytes = 5_000_000;
/** A feed that goes on for longer than this leads nowhere: each page says that there is another. */
const maxPages = 200;
const chunk = 50;

const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, text/xml;q=0.8, */*;q=0.1';

/** Throws an OmkError when nobody may be asked for this address. Contacts nobody. */
export async function openFeed({ url }: { readonly url: string }, deps: FeedDeps): Promise<Source> {
  const start = feedAddress(url);
  deps.network.permit(start);
  const read = firstPageReader(start, deps);
  return {
    publishedSince: (moment, signal) =>
      items(read, { deps, start, signal, isWanted: ({ publishedAt }) => publishedAt === undefined || publishedAt >= moment }),
    changedSince: (moment, signal) =>
      items(read, { deps, start, signal, isWanted: ({ updatedAt }) => updatedAt === undefined || updatedAt >= moment }),
    picture: async (address, most, signal) => {
      const picture = URL.canParse(address) ? new URL(address) : fail('source-address', { address: address.slice(0, 80) });
      const answer = await fetchBytes(picture, { deps, signal, maxBytes: most, accept: 'image/*', from: start });
      return answer.bytes;
    },
  };
}

function feedAddress(written: string): URL {
  const address = written.trim();
  if (!URL.canParse(address)) return fail('source-address', { address: address.slice(0, 80) });
  const url = new URL(address);
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isWeb || url.username !== '' || url.password !== '') return fail('source-address', { address: shownAddress(url) });
  return url;
}

type ReadFirst = (signal: AbortSignal) => Promise<FeedDocument>;

/** Asks whether it changed, the second time. */
function firstPageReader(start: URL, deps: FeedDeps): ReadFirst {
  let known: { readonly document: FeedDocument; readonly headers: Readonly<Record<string, string>> } | undefined;
  return async (signal) => {
    const answer = await fetchBytes(start, { deps, signal, maxBytes, accept, from: start, ...(known && { headers: known.headers }) });
    if (answer.status === 304 && known) return known.document;
    const { readFeed } = await import('./reading.ts');
    const document = readFeed(answer);
    known = {
      document,
      headers: { ...(answer.etag && { 'if-none-match': answer.etag }), ...(answer.modified && { 'if-modified-since': answer.modified }) },
    };
    return document;
  };
}

interface Reading {
  readonly deps: FeedDeps;
  readonly start: URL;
  readonly signal: AbortSignal;
  readonly isWanted: (entry: FeedEntry) => boolean;
}

/** Page after page, for as long as each of them has something that is wanted and was not on an earlier one. */
async function* items(readFirst: ReadFirst, reading: Reading): AsyncIterable<readonly SourceItem[]> {
  const { itemOf } = await import('./item.ts');
  const seen = new Set<string>();
  const visited = new Set([reading.start.href]);
  let document: FeedDocument | undefined = await readFirst(reading.signal);
  while (document) {
    const fresh: readonly FeedEntry[] = newestFirst(document.entries).filter(({ id }) => !seen.has(id) && seen.add(id));
    const wanted = fresh.filter(reading.isWanted);
    const now = reading.deps.clock.now();
    for (let at = 0; at < wanted.length; at += chunk) {
      yield await Promise.all(wanted.slice(at, at + chunk).map((entry) => itemOf(entry, now)));
      reading.signal.throwIfAborted();
    }
    document = wanted.length === 0 ? undefined : await nextPage(document, visited, reading);
  }
}

/** Those without a date first: they may be new. */
const newestFirst = (entries: readonly FeedEntry[]): readonly FeedEntry[] =>
  entries.toSorted((a, b) => (b.publishedAt?.getTime() ?? Number.MAX_VALUE) - (a.publishedAt?.getTime() ?? Number.MAX_VALUE));

/** RFC 5005, JSON Feed's `next_url`: of the feed's own host alone. */
async function nextPage({ next }: FeedDocument, visited: Set<string>, { deps, start, signal }: Reading): Promise<FeedDocument | undefined> {
  if (next === undefined || !URL.canParse(next)) return undefined;
  const url = new URL(next);
  if (url.host !== start.host || visited.has(url.href)) return undefined;
  if (visited.size >= maxPages) return fail('source-endless', { address: shownAddress(start), pages: maxPages });
  visited.add(url.href);
  const { readFeed } = await import('./reading.ts');
  return readFeed(await fetchBytes(url, { deps, signal, maxBytes, accept, from: start }));
}
