import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/core/card.ts';
import type { PublishedDelivery } from '../../../src/core/published.ts';
import { type CountedGroup, type Frequency, groupKey, isSelected, normalSegments } from '../../../src/core/reader.ts';
import { digestParts, sectionsOf } from '../../../src/pipeline/digest.ts';
import { type DigestItem, type DigestSource, digestItems, withoutCard } from '../../../src/pipeline/digest-items.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 25, 8, minutes));
const aCard = (overrides: Partial<Card> = {}): Card => ({ title: 'Inloopavond', language: 'nl', ...overrides });

/** Sent in the line of the log that has this number, or not. */
const aDelivery = (event: number | undefined, overrides: Partial<PublishedDelivery> = {}): PublishedDelivery => ({
  id: `${overrides.post ?? 'a.md'} ${overrides.channel ?? 'pleio'} ${overrides.kind ?? ''} ${event}`,
  post: 'a.md',
  file: overrides.post ?? 'a.md',
  title: 'Inloopavond',
  channel: 'pleio',
  kind: 'publish',
  round: 1,
  state: event === undefined ? 'scheduled' : 'sent',
  url: `https://hub.example/${overrides.post ?? 'a.md'}`,
  card: aCard(),
  ...overrides,
  ...(event !== undefined && { sent: { at: at(event), event } }),
});

const found = (deliveries: readonly PublishedDelivery[], overrides: Partial<DigestSource> = {}) =>
  digestItems({
    deliveries,
    after: { event: 0 },
    hub: 'pleio',
    isMailing: (channel) => channel === 'newsletter',
    cards: new Map(),
    ...overrides,
  });
const posts = (items: readonly DigestItem[]): readonly string[] => items.map(({ post }) => post);

describe('what goes into a digest', () => {
  it('is every post that came out since the last one, once, with the address at the hub', () => {
    const { items } = found(
      [
        aDelivery(3),
        aDelivery(4, { channel: 'x', url: 'https://x.example/1' }),
        aDelivery(9, { post: 'b.md' }),
        aDelivery(undefined, { post: 'c.md' }),
      ],
      { after: { event: 4 } },
    );
    expect(items).toEqual([
      expect.objectContaining({ post: 'b.md', title: 'Inloopavond', link: 'https://hub.example/b.md', publishedAt: at(9) }),
    ]);
  });

  it('counts from the first place where a post came out, so that a slow channel does not bring it again', () => {
    expect(found([aDelivery(3), aDelivery(9, { channel: 'yammer' })], { after: { event: 5 } }).items).toEqual([]);
  });

  it('begins at a moment where a person names one', () => {
    const deliveries = [aDelivery(3), aDelivery(9, { post: 'b.md' })];
    expect(posts(found(deliveries, { after: { at: at(9) } }).items)).toEqual(['b.md']);
  });

  it('tells what stands there now, after an edit', () => {
    const edit = aDelivery(5, { kind: 'update', of: 'x', card: aCard({ title: 'Inloopmiddag', summary: 'Nu om twee uur.' }) });
    expect(found([aDelivery(3), edit]).items).toMatchObject([{ title: 'Inloopmiddag', summary: 'Nu om twee uur.', publishedAt: at(3) }]);
  });

  it('leaves out what was taken back, also when that is still under way', () => {
    const post = aDelivery(3);
    const retraction = { kind: 'retract', of: post.id } as const;
    expect(found([post, aDelivery(5, retraction)]).items).toEqual([]);
    expect(found([post, aDelivery(undefined, retraction)]).items).toEqual([]);
    expect(found([post, aDelivery(undefined, { ...retraction, state: 'cancelled' })]).items).toHaveLength(1);
  });

  it('takes a post in that was taken back and published anew', () => {
    const [old, anew] = [aDelivery(3), aDelivery(8, { round: 2, url: 'https://hub.example/anew' })];
    const deliveries = [old, aDelivery(4, { channel: 'newsletter' }), aDelivery(5, { kind: 'retract', of: old.id }), anew];
    expect(found(deliveries, { after: { event: 6 } }).items).toMatchObject([{ link: 'https://hub.example/anew' }]);
  });

  it('keeps a post that is gone from one of the channels alone', () => {
    const spoke = aDelivery(4, { channel: 'x' });
    expect(found([aDelivery(3), spoke, aDelivery(5, { channel: 'x', kind: 'retract', of: spoke.id })]).items).toHaveLength(1);
  });

  it('mentions a correction with its post, and the post with its correction', () => {
    const correction = aDelivery(5, {
      post: 'b.md',
      card: aCard({ title: 'Andere zaal', corrects: { post: 'a.md', title: 'Oude titel' } }),
    });
    expect(found([aDelivery(3), correction]).items).toMatchObject([
      { post: 'a.md', correctedBy: { title: 'Andere zaal', link: 'https://hub.example/b.md' } },
      { post: 'b.md', corrects: { title: 'Inloopavond', link: 'https://hub.example/a.md' } },
    ]);
    expect(found([correction]).items).toMatchObject([{ corrects: { title: 'Oude titel' } }]);
  });

  it('brings a correction below an older post to everybody, those who had the issue too', () => {
    const correction = aDelivery(9, { channel: 'x', kind: 'correction', of: 'x', card: aCard({ correction: 'De zaal is nu 3.' }) });
    const { items } = found([aDelivery(3), aDelivery(4, { channel: 'newsletter' }), correction], { after: { event: 6 } });
    expect(items).toMatchObject([{ post: 'a.md', correction: 'De zaal is nu 3.', publishedAt: at(9) }]);
    expect(items[0]).not.toHaveProperty('mailedTo');
  });

  it('leaves out what not everybody may read, unless it was written for readers', () => {
    const closed = aCard({ isClosed: true });
    expect(found([aDelivery(3, { card: closed })])).toMatchObject({ items: [], closed: ['a.md'] });
    expect(found([aDelivery(3, { problem: 'access-narrowed' })])).toMatchObject({ items: [], closed: ['a.md'] });
    expect(found([aDelivery(3, { card: { ...closed, audience: ['ouders'] } })]).items).toHaveLength(1);
    expect(found([aDelivery(3, { card: { ...closed, channels: ['pleio'] } })]).items).toHaveLength(0);
    expect(found([aDelivery(3, { card: { ...closed, channels: ['pleio', 'newsletter'] } })]).items).toHaveLength(1);
    expect(found([aDelivery(3, { card: closed }), aDelivery(undefined, { channel: 'newsletter', card: closed })]).items).toHaveLength(1);
  });

  it('tells closed news that names segments to nobody else, whatever readers without a segment get', () => {
    const { items } = found([aDelivery(3, { card: aCard({ isClosed: true, audience: ['ouders'] }) })]);
    const groups = [
      { segments: [], frequency: 'weekly', count: 1 },
      { segments: ['ouders'], frequency: 'weekly', count: 1 },
    ] as const;
    expect(digestParts(items, groups, { withoutAudience: 'all' }).map((part) => part.groups)).toEqual([
      [{ segments: ['ouders'], frequency: 'weekly' }],
    ]);
  });

  it('needs no hub: then its own link counts, or where everybody may read it', () => {
    const closed = aDelivery(3, { channel: 'yammer', card: aCard({ isClosed: true }), url: 'https://intern.example/1' });
    const open = aDelivery(4, { channel: 'x', url: 'https://x.example/1' });
    expect(found([closed], { hub: undefined }).closed).toEqual(['a.md']);
    expect(found([closed, open], { hub: undefined }).items).toMatchObject([{ link: 'https://x.example/1' }]);
    const linked = { ...open, card: aCard({ link: 'https://example.nl/' }) };
    expect(found([linked], { hub: undefined }).items).toMatchObject([{ link: 'https://example.nl/' }]);
  });

  it('does not guess for whom an older post was', () => {
    const { card: _none, ...old } = aDelivery(3);
    expect(found([old])).toMatchObject({ items: [], unknown: ['a.md'] });
    expect(withoutCard({ deliveries: [old], after: { event: 0 }, hub: 'pleio', isMailing: () => false })).toEqual(['a.md']);
    expect(found([old], { cards: new Map([['a.md', aCard({ audience: ['ouders'] })]]) }).items).toMatchObject([{ audience: ['ouders'] }]);
  });
});

describe('the order', () => {
  const anItem = (post: string, overrides: Partial<DigestItem> = {}): DigestItem => ({
    post,
    title: post,
    language: 'nl',
    publishedAt: at(0),
    ...overrides,
  });
  const event = (start: string, end?: string) => ({ event: { start, ...(end !== undefined && { end }) } });

  it('is what is still to come by date, then the rest, newest first', () => {
    const items = [
      anItem('old', { publishedAt: at(1) }),
      anItem('late', event('2026-12-24T18:00:00Z')),
      anItem('new', { publishedAt: at(5) }),
      anItem('past', { ...event('2026-11-20T18:00:00Z'), publishedAt: at(3) }),
      anItem('soon', event('2026-11-26T18:00:00Z')),
      anItem('now', event('2026-11-25T07:00:00Z', '2026-11-25T20:00:00Z')),
    ];
    const { agenda, news, more } = sectionsOf(items, { now: at(30), max: 20 });
    expect([posts(agenda), posts(news), more]).toEqual([['now', 'soon', 'late'], ['new', 'past', 'old'], 0]);
    const short = sectionsOf(items, { now: at(30), max: 4 });
    expect([posts(short.agenda), posts(short.news), short.more]).toEqual([['now', 'soon', 'late'], ['new'], 2]);
  });
});

describe('who gets it', () => {
  const segment = fc.constantFrom('ouders', 'Ouders', 'raad', 'pers');
  const aReader = fc.record({
    audience: fc.uniqueArray(segment, { maxLength: 3 }),
    frequency: fc.constantFrom<Frequency>('each', 'weekly', 'never'),
  });
  const aPost = fc.record({
    audience: fc.option(fc.uniqueArray(segment, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    isMailed: fc.boolean(),
  });
  const itemsOf = (
    written: readonly { audience: readonly string[] | undefined; isMailed: boolean }[],
    name: string,
  ): readonly DigestItem[] =>
    written.map(({ audience, isMailed }, index) => ({
      post: `${name}${index}`,
      title: 'x',
      language: 'nl',
      publishedAt: at(index),
      ...(audience && { audience }),
      ...(isMailed && { mailedTo: audience ? { audience } : {} }),
    }));
  const groupsOf = (readers: readonly { audience: readonly string[]; frequency: Frequency }[]): readonly CountedGroup[] => {
    const groups = readers.map(({ audience, frequency }) => ({ segments: normalSegments(audience), frequency }));
    return [...new Map(groups.map((group) => [groupKey(group), group])).values()].map((group) => ({
      ...group,
      count: groups.filter((one) => groupKey(one) === groupKey(group)).length,
    }));
  };

  it('is nobody twice, nobody for whom it is not, and everybody for whom it is exactly once', () => {
    fc.assert(
      fc.property(
        fc.array(aReader, { maxLength: 12 }),
        fc.array(fc.array(aPost, { maxLength: 6 }), { maxLength: 3 }),
        fc.constantFrom('all' as const, 'none' as const),
        (readers, digests, withoutAudience) => {
          const groups = groupsOf(readers);
          const rounds = digests.map((written, index) => itemsOf(written, `${index}-`));
          const got = new Map<number, string[]>(readers.map((_reader, index) => [index, []]));
          for (const items of rounds) {
            const parts = digestParts(items, groups, { withoutAudience });
            for (const [index, reader] of readers.entries()) {
              const mine = parts.filter((part) => isSelected(reader, { withoutAudience, groups: part.groups }));
              expect(mine.length).toBeLessThanOrEqual(1);
              got.get(index)?.push(...posts(mine[0]?.items ?? []));
            }
            expect(parts.every(({ items: list, readers: count }) => list.length > 0 && count > 0)).toBe(true);
          }
          for (const [index, reader] of readers.entries()) {
            const isFor = ({ audience }: DigestItem) =>
              isSelected(reader, { ...(audience && { audience }), withoutAudience, frequencies: ['each', 'weekly'] });
            const wanted = rounds.flat().filter((item) => isFor(item) && !(reader.frequency === 'each' && item.mailedTo));
            expect(got.get(index)).toEqual(posts(wanted));
          }
        },
      ),
    );
  });

  it('puts readers with equal lists together', () => {
    const groups = groupsOf([
      { audience: [], frequency: 'weekly' },
      { audience: ['pers'], frequency: 'weekly' },
      { audience: ['ouders'], frequency: 'weekly' },
      { audience: ['ouders', 'pers'], frequency: 'weekly' },
    ]);
    const items = itemsOf(
      [
        { audience: undefined, isMailed: true },
        { audience: ['ouders'], isMailed: false },
      ],
      '',
    );
    const parts = digestParts(items, groups, { withoutAudience: 'none' });
    expect(parts.map(({ readers, items: list }) => [readers, posts(list)])).toEqual([
      [2, ['0']],
      [2, ['0', '1']],
    ]);
  });
});
