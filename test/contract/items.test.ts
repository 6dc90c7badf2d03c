/** What every ledger remembers of the items of a source. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ForwardedItem, SeenItem } from '../../src/core/forward.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const day = 86_400_000;
const start = new Date('2026-11-21T09:00:00Z');

const seen = (item: string, more: Partial<SeenItem> = {}): SeenItem => ({
  item,
  post: `pleio-${item}`,
  url: `https://pleio.example/${item}`,
  publishedAt: start,
  hash: 'h1',
  standing: 'planned',
  ...more,
});

const atHub = (title: string, url = 'https://pleio.example/a') => ({
  planned: aPlan({
    post: 'pleio-a',
    channel: 'pleio',
    destination: 'g',
    file: url,
    title,
    message: { ...aMessage(), subject: title, details: { takenOver: true } },
    card: { title, language: 'nl' },
  }),
  receipt: { remoteId: 'a', url },
});

describe.each(Object.entries(engines))('items of a source in the %s ledger', (_name, makeHome) => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: ReturnType<typeof fixedClock>;

  beforeEach(() => {
    home = makeHome();
    clock = fixedClock(start.toISOString());
    ledger = home.open(clock);
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const ids = async (filter: Parameters<Ledger['seenItems']>[1] = {}) => (await ledger.seenItems('pleio', filter)).map(({ item }) => item);
  const forward = (more: Partial<ForwardedItem> = {}) =>
    ledger.forwardItem({ source: 'pleio', seen: seen('a'), takenOver: [], planned: [aPlan({ post: 'pleio-a' })], ...more });

  it('knows nothing of a source that was never read', async () => {
    expect([await ledger.sourceReading('pleio'), await ledger.seenItems('pleio')]).toEqual([undefined, []]);
  });

  it('keeps how far each source was read, with what stood there before', async () => {
    const reading = { startedAt: start, readAt: new Date(start.getTime() + day) };
    await ledger.saveReading('pleio', { ...reading, readAt: start }, [seen('a', { standing: 'before' })]);
    await ledger.saveReading('pleio', reading, []);
    await ledger.saveReading('feed:https://example.nl/feed', { startedAt: start, readAt: start }, []);
    expect(await ledger.sourceReading('pleio')).toEqual(reading);
    expect(await ledger.seenItems('pleio')).toEqual([seen('a', { standing: 'before' })]);
    expect(await ledger.seenItems('feed:https://example.nl/feed')).toEqual([]);
  });

  it('gives back all that was kept of an item, and the last word counts', async () => {
    const whole = seen('a', { standing: 'review', told: 'privacy-bsn', editedAt: start, file: 'te-beoordelen/a.md', fileHash: 'f1' });
    await ledger.saveItems('pleio', [whole]);
    expect(await ledger.seenItems('pleio')).toEqual([whole]);
    await ledger.saveItems('pleio', [seen('a', { standing: 'gone' })]);
    expect(await ledger.seenItems('pleio')).toEqual([seen('a', { standing: 'gone' })]);
  });

  it('finds items by id, address, post, standing and date, newest first', async () => {
    const at = (days: number) => ({ publishedAt: new Date(start.getTime() + days * day) });
    await ledger.saveItems('pleio', [seen('a', at(0)), seen('b', at(2)), seen('c', { ...at(1), standing: 'refused' })]);
    expect(await ids()).toEqual(['b', 'c', 'a']);
    expect(await ids({ items: ['a', 'c', 'zoek'] })).toEqual(['c', 'a']);
    expect(await ids({ urls: ['https://pleio.example/b'] })).toEqual(['b']);
    expect(await ids({ posts: ['pleio-c'] })).toEqual(['c']);
    expect(await ids({ standings: ['planned'], since: at(1).publishedAt })).toEqual(['b']);
    expect(await ids({ items: [] })).toEqual([]);
  });

  it('plans an item once, however often it comes, and remembers it', async () => {
    await forward();
    await forward();
    expect((await ledger.list({ posts: ['pleio-a'] })).map(({ state }) => state)).toEqual(['scheduled']);
    expect(await ids()).toEqual(['a']);
    const kinds = (await ledger.events({ limit: 50 })).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'planned')).toHaveLength(1);
  });

  it('keeps what others placed at the hub as it is there now, and never sends it', async () => {
    await forward({ takenOver: [atHub('Oude titel')] });
    await forward({ takenOver: [atHub('Nieuwe titel', 'https://pleio.example/a/nieuw')] });
    const [hub] = await ledger.list({ posts: ['pleio-a'], channels: ['pleio'] });
    expect(hub).toMatchObject({
      state: 'sent',
      title: 'Nieuwe titel',
      card: { title: 'Nieuwe titel' },
      receipt: { remoteId: 'a', url: 'https://pleio.example/a/nieuw' },
    });
    expect(await ledger.list({ posts: ['pleio-a'], channels: ['pleio'] })).toHaveLength(1);
  });

  it('leaves what omk itself sent to the hub as it was sent', async () => {
    await ledger.schedule([aPlan({ post: 'pleio-a', channel: 'pleio', destination: 'g', title: 'Van omk' })]);
    const [claim] = [await ledger.claimDue({ worker: 'host:1:1', limit: 1, leaseMs: 60_000 })].flat();
    if (claim) await ledger.settle(claim, { state: 'sent', receipt: { remoteId: 'eigen' } }, 'sent');
    await forward({ takenOver: [atHub('Van een ander')] });
    const [hub] = await ledger.list({ posts: ['pleio-a'], channels: ['pleio'] });
    expect(hub).toMatchObject({ title: 'Van omk', receipt: { remoteId: 'eigen' } });
  });

  it('travels along, so that nothing is forwarded a second time elsewhere', async () => {
    await ledger.saveReading('pleio', { startedAt: start, readAt: start }, [seen('oud', { standing: 'before' })]);
    await forward({ takenOver: [atHub('Titel')] });
    const lines = await ledger.export();
    const other = makeHome();
    const there = other.open(clock);
    try {
      await there.import(lines);
      expect(await there.sourceReading('pleio')).toEqual(await ledger.sourceReading('pleio'));
      expect(await there.seenItems('pleio')).toEqual(await ledger.seenItems('pleio'));
      expect(await there.list({ posts: ['pleio-a'] })).toEqual(await ledger.list({ posts: ['pleio-a'] }));
    } finally {
      await there.close();
      other.remove();
    }
  });
});
