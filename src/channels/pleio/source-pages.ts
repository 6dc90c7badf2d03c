/** A list of a site from its newest, page by page, while others add to it and take from it (contract pleio 4.3). */
import { problem } from '../../core/problem.ts';
import { type Fields, isFields } from './answers.ts';
import { edgesOf } from './connection.ts';
import { listOperation, type Missing } from './source-query.ts';
import { stop, unknownFields, type Visit } from './source-visit.ts';

export type Order = 'timePublished' | 'timeUpdated';

export interface Listing {
  readonly visit: Visit;
  readonly container: string;
  readonly kinds: readonly string[];
  readonly order: Order;
  /** What this site does not know; grows as it says so. */
  readonly missing: Set<string>;
}

const PAGE = 50;
/** So many are read again at each turn of the page, to see that none slipped through. */
const OVERLAP = 5;
const MAX_PAGES = 250;

/** The moment that a list is in the order of; what has none cannot be too old. */
export function momentOf(entity: Fields, order: Order): number {
  const found = [entity[order], entity.timePublished, entity.timeCreated].find((value) => typeof value === 'string');
  const at = Date.parse(String(found));
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}

/** Every entity once. What is added meanwhile moves the rest down, what is removed moves it up: then it steps back. */
export async function* pagesOf(listing: Listing, since: number, signal: AbortSignal): AsyncGenerator<readonly Fields[]> {
  const seen = new Set<string>();
  let offset = 0;
  let tail: readonly string[] = [];
  for (let turn = 0; turn < MAX_PAGES; turn += 1) {
    const page = await readPage(listing, offset, signal);
    const guids = page.edges.map(({ guid }) => String(guid));
    if (offset > 0 && tail.length > 0 && !guids.some((guid) => tail.includes(guid))) {
      offset = Math.max(0, offset - PAGE);
      continue;
    }
    const fresh = page.edges.filter(({ guid }) => !seen.has(String(guid)));
    for (const { guid } of fresh) seen.add(String(guid));
    const wanted = fresh.filter((entity) => momentOf(entity, listing.order) >= since);
    if (wanted.length > 0) yield wanted;
    const last = page.edges.at(-1);
    if (page.isLast || !last || momentOf(last, listing.order) < since) return;
    const again = Math.min(overlapOf(page.edges, listing.order), page.edges.length - 1);
    tail = guids.slice(guids.length - again);
    offset += page.edges.length - again;
  }
  stop(problem('source-too-much', { count: seen.size }));
}

/** Those that share the moment of the last one may stand in another order next time. */
function overlapOf(edges: readonly Fields[], order: Order): number {
  const moment = momentOf(edges.at(-1) ?? {}, order);
  const before = edges.findLastIndex((entity) => momentOf(entity, order) !== moment);
  const equal = edges.length - 1 - before;
  return Math.max(OVERLAP, equal < edges.length ? equal : 0);
}

interface Page {
  readonly edges: readonly Fields[];
  readonly isLast: boolean;
}

/** An answer that is too long is asked for in smaller parts, in the end without its text: one post cannot stop all others. */
async function readPage(listing: Listing, offset: number, signal: AbortSignal): Promise<Page> {
  for (let limit = PAGE; ; limit = Math.floor(limit / 5)) {
    const list = await readList(listing, { offset, limit: Math.max(1, limit), isLight: limit < 1 }, signal);
    if (list) return pageOf(list, offset, limit);
  }
}

function pageOf(list: Fields, offset: number, limit: number): Page {
  const edges = edgesOf(list).filter(({ guid }) => typeof guid === 'string' && guid !== '');
  const isShort = edges.length < Math.max(1, limit);
  const isLast = typeof list.total === 'number' ? offset + edges.length >= list.total : isShort;
  return { edges, isLast: isLast || edges.length === 0 };
}

interface Asked {
  readonly offset: number;
  readonly limit: number;
  readonly isLight: boolean;
}

/** `undefined`: more than omk takes in. */
async function readList(listing: Listing, { offset, limit, isLight }: Asked, signal: AbortSignal): Promise<Fields | undefined> {
  const { visit, container, kinds, order, missing } = listing;
  const variables = { group: container, subtypes: kinds, order, offset, limit };
  const operation = listOperation({ kinds, missing, isLight });
  const answer = await visit.raw(operation, variables, signal);
  if (answer.kind === 'no-answer' && answer.detail === 'too-long' && !isLight) return undefined;
  if (learn(missing, unknownFields(answer))) return readList(listing, { offset, limit, isLight }, signal);
  const { entities } = visit.data(answer);
  return isFields(entities) && Array.isArray(entities.edges) ? entities : stop(problem('unreadable-answer', { detail: 'entities' }));
}

/** Is there anything among it that was not known before? */
export function learn(missing: Missing & Set<string>, names: readonly string[]): boolean {
  const before = missing.size;
  for (const name of names) missing.add(name);
  return missing.size > before;
}
