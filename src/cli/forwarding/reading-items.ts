/** Reads the source as far as it may hold something new, page by page, and keeps what asks for something to be done. */
import type { SeenItem, SourceReading } from '../../core/forward.ts';
import type { Ledger } from '../../core/ledger.ts';
import type { Source, SourceItem } from '../../core/source.ts';
import { decide, type ForwardRules, itemHash, overlapMs, postIdOf, type Verdict } from '../../pipeline/forward-decision.ts';
import { groupBy } from '../../pipeline/group-by.ts';

/** The source of a project, opened. */
export interface SourceInUse {
  /** In the ledger: `pleio`, or `feed:` with its address. */
  readonly name: string;
  /** A channel, or "feed". */
  readonly from: string;
  /** The others link to what stands there. */
  readonly isHub: boolean;
  readonly source: Source;
}

export interface ReadingOptions {
  readonly rules: ForwardRules;
  readonly now: Date;
  readonly since?: Date | undefined;
  readonly signal: AbortSignal;
}

export interface FoundItem {
  readonly item: SourceItem;
  readonly seen?: SeenItem;
}

export interface ReadItems {
  /** Oldest first. */
  readonly forward: readonly FoundItem[];
  readonly withdrawn: readonly SeenItem[];
  readonly old: readonly SourceItem[];
  readonly waiting: readonly SourceItem[];
  /** To be remembered without a word. */
  readonly before: readonly SeenItem[];
  readonly startedAt: Date;
  /** From where the next time begins, once everything of this time is done. */
  readonly readAt: Date;
  readonly isFirst: boolean;
  readonly known?: SourceReading;
}

/** So long ago nobody expects a post to be deleted any more; looking costs the source something each time. */
const lookedAfterMs = 30 * 24 * 3_600_000;

interface Found extends FoundItem {
  readonly verdict: Verdict;
}

export async function readItems(
  { name, from, source }: SourceInUse,
  ledger: Ledger | undefined,
  options: ReadingOptions,
): Promise<ReadItems> {
  const { now, since, signal } = options;
  const known = await ledger?.sourceReading(name);
  const startedAt = known?.startedAt ?? since ?? now;
  const from48h = new Date((known?.readAt ?? now).getTime() - overlapMs);
  const begin = since && since < from48h ? since : from48h;
  const found = new Map<string, Found>();
  const readable = new Set<string>();
  const judge = judgeIn({
    name,
    from,
    ledger,
    options,
    startedAt,
    isFirst: known === undefined,
  });
  const take = async (pages: AsyncIterable<readonly SourceItem[]>): Promise<void> => {
    for await (const page of pages) {
      for (const one of await judge(page)) {
        if (one.verdict !== 'withdrawn') readable.add(one.seen?.item ?? one.item.id);
        // The later look counts.
        if (one.verdict === 'same' || one.verdict === 'pass') found.delete(one.item.id);
        else found.set(one.item.id, one);
      }
      if (signal.aborted) return;
    }
  };
  await take(source.publishedSince(begin, signal));
  if (known && source.changedSince) await take(source.changedSince(from48h, signal));
  const of = (verdict: Verdict): readonly Found[] =>
    [...found.values()]
      .filter((one) => one.verdict === verdict)
      .sort((a, b) => a.item.publishedAt.getTime() - b.item.publishedAt.getTime());
  const waiting = of('wait').map(({ item }) => item);
  const oldest = waiting[0]?.publishedAt;
  return {
    forward: of('forward'),
    withdrawn: [...of('withdrawn').flatMap(({ seen }) => seen ?? []), ...(await goneItems({ name, source, ledger, options, readable }))],
    old: of('old').map(({ item }) => item),
    waiting,
    before: of('before').map(({ item }) => seenOf(item, name, 'before')),
    startedAt,
    readAt: oldest && oldest < now ? oldest : now,
    isFirst: known === undefined,
    ...(known && { known }),
  };
}

/** As an item is remembered; what it was first known by stays. */
export const seenOf = (item: SourceItem, source: string, standing: SeenItem['standing'], more: Partial<SeenItem> = {}): SeenItem => ({
  item: item.id,
  post: postIdOf(source, item.id),
  url: item.url,
  publishedAt: item.publishedAt,
  hash: itemHash(item),
  standing,
  ...more,
});

interface Judging {
  readonly name: string;
  readonly from: string;
  readonly ledger: Ledger | undefined;
  readonly options: ReadingOptions;
  readonly startedAt: Date;
  readonly isFirst: boolean;
}

/** The ledger is asked after the page came: what omk places in between is known as being placed. */
function judgeIn({ name, from, ledger, options, startedAt, isFirst }: Judging) {
  return async (page: readonly SourceItem[]): Promise<readonly Found[]> => {
    const known = await knownOf(name, ledger, page);
    const strangers = page.filter((item) => !known.has(item.id));
    const ours = await ownPlaces(from, ledger, strangers);
    const { rules, now, since } = options;
    const place = { rules, now, since, startedAt, isFirst, ...ours };
    return page.map((item) => {
      const seen = known.get(item.id);
      return {
        item,
        verdict: decide(item, seen, place),
        ...(seen && { seen }),
      };
    });
  };
}

/** A feed whose ids changed is known by its addresses, where these still name one item: several that share a page are several. */
async function knownOf(name: string, ledger: Ledger | undefined, page: readonly SourceItem[]): Promise<ReadonlyMap<string, SeenItem>> {
  if (!ledger || page.length === 0) return new Map();
  const byId = new Map((await ledger.seenItems(name, { items: page.map(({ id }) => id) })).map((seen) => [seen.item, seen]));
  const strangers = page.filter(({ id }) => !byId.has(id));
  if (strangers.length === 0) return byId;
  const here = groupBy(page, ({ url }) => url);
  const alone = strangers.filter(({ url, isPageless }) => !isPageless && here.get(url)?.length === 1);
  const there = groupBy(await ledger.seenItems(name, { urls: alone.map(({ url }) => url) }), ({ url }) => url);
  for (const { id, url } of alone) {
    const [seen, ...others] = there.get(url) ?? [];
    if (seen && others.length === 0) byId.set(id, seen);
  }
  return byId;
}

/** What omk itself placed at the source, or may just have placed there: forwarding it would go round in circles. */
async function ownPlaces(from: string, ledger: Ledger | undefined, items: readonly SourceItem[]) {
  if (!ledger || items.length === 0) return { isOurs: () => false, isInDoubt: () => false };
  const [byId, byUrl, open] = await Promise.all([
    ledger.list({ channels: [from], remoteIds: items.map(({ id }) => id) }),
    ledger.list({ urls: items.map(({ url }) => url) }),
    ledger.list({ channels: [from], states: ['sending', 'unconfirmed'] }),
  ]);
  const ids = new Set(byId.map(({ receipt }) => receipt?.remoteId));
  const urls = new Set(byUrl.map(({ receipt }) => receipt?.url));
  const titles = new Set(open.flatMap(({ title, message }) => [plain(title), plain(message.subject ?? title)]));
  return {
    isOurs: ({ id, url }: SourceItem) => ids.has(id) || urls.has(url),
    isInDoubt: ({ title }: SourceItem) => titles.has(plain(title)),
  };
}

const plain = (title: string): string => title.normalize('NFC').replace(/\s+/g, ' ').trim();

interface Looking {
  readonly name: string;
  readonly source: Source;
  readonly ledger: Ledger | undefined;
  readonly options: ReadingOptions;
  /** Ids that this very reading showed. */
  readonly readable: ReadonlySet<string>;
}

async function goneItems({ name, source, ledger, options, readable }: Looking): Promise<readonly SeenItem[]> {
  const since = new Date(options.now.getTime() - lookedAfterMs);
  const forwarded =
    (await ledger?.seenItems(name, {
      standings: ['planned', 'review', 'refused'],
      since,
    })) ?? [];
  const unseen = forwarded.filter(({ item }) => !readable.has(item));
  if (!source.gone || unseen.length === 0 || options.signal.aborted) return [];
  const gone = new Set(
    await source.gone(
      unseen.map(({ item }) => item),
      options.signal,
    ),
  );
  return unseen.filter(({ item }) => gone.has(item));
}
