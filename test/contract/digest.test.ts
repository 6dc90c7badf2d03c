import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/core/ledger.ts';
import type { PlannedDigest } from '../../src/core/published.ts';
import { type CountedGroup, groupKey, isSelected, normalSegments, type ReaderGroup } from '../../src/core/reader.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const minute = 60_000;
const card = { title: 'Inloopavond', language: 'nl', audience: ['ouders'] };
const people = [
  { name: 'noor', audience: ['Ouders', 'raad'], frequency: 'weekly' },
  { name: 'daan', audience: ['raad', 'ouders', 'OUDERS'], frequency: 'weekly' },
  { name: 'eva', audience: ['ouders'], frequency: 'weekly' },
  { name: 'sam', audience: [], frequency: 'each' },
  { name: 'mo', audience: [], frequency: 'never' },
  { name: 'liv', audience: ['écoles'], frequency: 'each' },
] as const;

describe.each(Object.entries(engines))('digests in the %s ledger', (_name, makeHome) => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: ReturnType<typeof fixedClock>;

  beforeEach(() => {
    home = makeHome();
    clock = fixedClock();
    ledger = home.open(clock);
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const saveList = () =>
    ledger.saveSubscribers(
      people.map(({ name, audience, frequency }) => ({ id: name, email: `${name}@example.nl`, consent: {}, audience, frequency })),
    );
  /** Schedules and settles one delivery. */
  const publish = async (post: string, overrides: Parameters<typeof aPlan>[0] = {}) => {
    const [delivery] = await ledger.schedule([aPlan({ post, channel: 'pleio', file: post, card, ...overrides, dueAt: clock.now() })]);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: minute, ids: [delivery?.id ?? ''] });
    if (!claim) throw new Error('nothing was due');
    await ledger.settle(claim, { state: 'sent', receipt: { remoteId: post, url: `https://hub.example/${post}` } }, 'sent');
    return claim.delivery;
  };
  const postsAfter = async (after: { event: number } | { at: Date }) =>
    (await ledger.publishedAfter(after)).deliveries.map(({ post }) => post);
  const digest = (upTo: number, groups: readonly (readonly ReaderGroup[])[], overrides: Partial<PlannedDigest> = {}): PlannedDigest => ({
    name: 'digest-1',
    channel: 'newsletter',
    after: undefined,
    upTo,
    parts: groups.map((one, index) => ({
      planned: aPlan({
        post: `digest-1.${index}`,
        channel: 'newsletter',
        destination: 'list',
        message: aMessage({ details: { digest: { name: 'digest-1' } } }),
      }),
      groups: one,
    })),
    list: 'own',
    ...overrides,
  });
  const groupOf = (frequency: 'each' | 'weekly', ...segments: string[]): ReaderGroup => ({ frequency, segments });

  describe('what was published', () => {
    it('is told with the card, the address and the line of the log, without the message', async () => {
      const { id } = await publish('a.md');
      const { upTo, deliveries } = await ledger.publishedAfter({ event: 0 });
      expect(deliveries).toEqual([
        {
          id,
          post: 'a.md',
          file: 'a.md',
          title: 'Inloopavond',
          channel: 'pleio',
          kind: 'publish',
          round: 1,
          state: 'sent',
          url: 'https://hub.example/a.md',
          card,
          sent: { at: clock.now(), event: upTo },
        },
      ]);
    });

    it('is every post once: nothing is lost and nothing comes twice between two looks', async () => {
      await publish('a.md');
      const first = await ledger.publishedAfter({ event: 0 });
      await ledger.schedule([aPlan({ post: 'b.md', channel: 'pleio' })]);
      expect(await postsAfter({ event: first.upTo })).toEqual([]);
      await publish('c.md');
      expect(await postsAfter({ event: first.upTo })).toEqual(['c.md']);
      expect(await postsAfter({ event: 0 })).toEqual(['a.md', 'c.md']);
    });

    it('can be asked for since a moment', async () => {
      await publish('a.md');
      clock.advance(minute);
      await publish('b.md');
      expect(await postsAfter({ at: clock.now() })).toEqual(['b.md']);
    });

    it('comes with what was done to it since, and holds no digest', async () => {
      const { id } = await publish('a.md');
      await publish('a.md', { kind: 'retract', of: id });
      await publish('digest-0', { message: aMessage({ details: { digest: { name: 'digest-0' } } }) });
      expect((await ledger.publishedAfter({ event: 0 })).deliveries).toMatchObject([
        { post: 'a.md', kind: 'publish' },
        { post: 'a.md', kind: 'retract', of: id },
      ]);
    });

    it('does not hold what was only found there again', async () => {
      await ledger.adopt(aPlan({ post: 'a.md' }), { state: 'sent', receipt: { remoteId: '1' } }, []);
      expect(await postsAfter({ event: 0 })).toEqual([]);
    });

    it('keeps the card of the newest text', async () => {
      await ledger.schedule([aPlan({ post: 'a.md', channel: 'pleio', card: { title: 'Oud', language: 'nl' } })]);
      await publish('a.md', { card: { title: 'Nieuw', language: 'nl' }, revision: 'r2' });
      expect((await ledger.publishedAfter({ event: 0 })).deliveries[0]?.card).toEqual({ title: 'Nieuw', language: 'nl' });
      expect((await ledger.list({ posts: ['a.md'] }))[0]?.card).toEqual({ title: 'Nieuw', language: 'nl' });
    });
  });

  describe('readers by what they want', () => {
    it('are in one group each, whatever the order and the capitals of their segments', async () => {
      await saveList();
      expect(await ledger.readerGroups('own')).toEqual([
        { segments: ['ouders', 'raad'], frequency: 'weekly', count: 2 },
        { segments: ['ouders'], frequency: 'weekly', count: 1 },
        { segments: ['écoles'], frequency: 'each', count: 1 },
        { segments: [], frequency: 'each', count: 1 },
      ]);
      await ledger.suppress('eva', 'unsubscribed');
      expect(await ledger.readerGroups('own')).toHaveLength(3);
      expect(await ledger.readerGroups('file')).toEqual([]);
    });

    it('are counted the same in the ledger, in its file list, and where a file is not brought in yet', async () => {
      await ledger.replaceReaders(
        people.map(({ name, audience, frequency }) => ({ id: name, email: `${name}@example.nl`, audience, frequency })),
      );
      const groups = await ledger.readerGroups('file');
      const inFile = new Map<string, CountedGroup>();
      for (const { audience, frequency } of people.filter((one) => one.frequency !== 'never')) {
        const group = { segments: normalSegments(audience), frequency };
        inFile.set(groupKey(group), { ...group, count: (inFile.get(groupKey(group))?.count ?? 0) + 1 });
      }
      expect(new Set(groups.map((group) => JSON.stringify([groupKey(group), group.count])))).toEqual(
        new Set([...inFile.values()].map((group) => JSON.stringify([groupKey(group), group.count]))),
      );
      for (const { count, ...group } of groups) {
        const selection = { withoutAudience: 'none', groups: [group], list: 'file' } as const;
        expect(await ledger.countReaders(selection)).toBe(count);
        expect(people.filter((person) => isSelected(person, selection))).toHaveLength(count);
      }
    });

    it('are selected exactly: not those who have more segments, nor fewer', async () => {
      await saveList();
      const count = (...groups: ReaderGroup[]) => ledger.countReaders({ withoutAudience: 'all', audience: ['nobody'], groups });
      expect(await count(groupOf('weekly', 'RAAD', 'ouders'))).toBe(2);
      expect(await count(groupOf('weekly', 'ouders'))).toBe(1);
      expect(await count(groupOf('each', 'ouders'))).toBe(0);
      expect(await count(groupOf('each'), groupOf('weekly', 'ouders'))).toBe(2);
      expect(await count()).toBe(0);
    });
  });

  describe('a digest', () => {
    beforeEach(saveList);
    const weekly = [groupOf('weekly', 'ouders'), groupOf('weekly', 'ouders', 'raad')];

    it('is scheduled with its readers fixed, and says how far it came', async () => {
      expect(await ledger.digestedUpTo()).toBeUndefined();
      const scheduled = await ledger.scheduleDigest(digest(7, [weekly, [groupOf('each')]]));
      expect(scheduled?.map(({ post, state }) => [post, state])).toEqual([
        ['digest-1.0', 'scheduled'],
        ['digest-1.1', 'scheduled'],
      ]);
      expect(await ledger.recipientsLeft(scheduled?.[0]?.id ?? '')).toMatchObject({ count: 3 });
      expect(await ledger.digestedUpTo()).toBe(7);
      expect(await ledger.events({ posts: ['digest-1'], limit: 9 })).toMatchObject([{ kind: 'digest', data: { upTo: 7, parts: 2 } }]);
    });

    it('is made once: whoever comes second finds that another was first', async () => {
      const other = home.open(clock);
      const [one, two] = await Promise.all([
        ledger.scheduleDigest(digest(7, [weekly])),
        other.scheduleDigest(digest(8, [[groupOf('each')]])),
      ]);
      await other.close();
      expect([one, two].filter((result) => result === undefined)).toHaveLength(1);
      expect(await ledger.list()).toHaveLength(1);
      expect(await ledger.scheduleDigest(digest(9, [weekly], { after: 3 }))).toBeUndefined();
    });

    it('puts nobody into a second part who changes segments before that part goes', async () => {
      const scheduled = (await ledger.scheduleDigest(digest(7, [weekly, [groupOf('each')]]))) ?? [];
      await ledger.setPreferences('eva', { audience: [], frequency: 'each' });
      const nobody = { withoutAudience: 'none', groups: [] } as const;
      expect(await Promise.all(scheduled.map(({ id }) => ledger.freezeRecipients(id, nobody)))).toEqual([3, 1]);
    });

    it('has no part for whom there is nobody any more', async () => {
      await ledger.suppress('sam', 'unsubscribed');
      expect(await ledger.scheduleDigest(digest(7, [[groupOf('each')], weekly]))).toMatchObject([{ post: 'digest-1.1' }]);
    });

    it('that was for nobody counts all the same', async () => {
      expect(await ledger.scheduleDigest(digest(7, []))).toEqual([]);
      expect(await ledger.digestedUpTo()).toBe(7);
    });

    it('that was cancelled before it went does not count; one that was stopped half-way does', async () => {
      const [first, second] = (await ledger.scheduleDigest(digest(7, [weekly, [groupOf('each')]]))) ?? [];
      await ledger.move(first?.id ?? '', 'scheduled', { state: 'cancelled' }, 'person');
      expect(await ledger.digestedUpTo()).toBe(7);
      await ledger.move(second?.id ?? '', 'scheduled', { state: 'cancelled' }, 'person');
      expect(await ledger.digestedUpTo()).toBeUndefined();
      const name = {
        name: 'digest-2',
        parts: digest(8, [weekly]).parts.map((part) => ({ ...part, planned: { ...part.planned, post: 'digest-2' } })),
      };
      expect(await ledger.scheduleDigest(digest(8, [], name))).toHaveLength(1);
      const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: minute });
      await ledger.move(claim?.delivery.id ?? '', 'sending', { state: 'cancelled' }, 'person');
      expect(await ledger.digestedUpTo()).toBe(8);
    });

    it('travels along with the ledger', async () => {
      await publish('a.md');
      await ledger.scheduleDigest(digest(7, [weekly]));
      const elsewhere = makeHome();
      const other = elsewhere.open(clock);
      await other.import(await ledger.export());
      expect(await other.digestedUpTo()).toBe(7);
      expect((await other.publishedAfter({ event: 0 })).deliveries).toMatchObject([{ post: 'a.md', card }]);
      await other.close();
      elsewhere.remove();
    });
  });

  it('readers are taken with their segments where an issue has words for them, else without', async () => {
    await saveList();
    const taken = async (withAudience: boolean) => {
      await ledger.schedule([aPlan({ post: `${withAudience}.md`, destination: `${withAudience}`, dueAt: clock.now() })]);
      const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: minute });
      if (!claim) throw new Error('nothing was due');
      await ledger.freezeRecipients(claim.delivery.id, { withoutAudience: 'none', groups: [groupOf('weekly', 'ouders')] });
      return (await ledger.exchangeRecipients(claim, { results: [], limit: 9, leaseMs: minute, withAudience })).recipients;
    };
    expect(await taken(true)).toEqual([{ id: 'eva', email: 'eva@example.nl', attempts: 1, audience: ['ouders'] }]);
    expect(await taken(false)).toEqual([{ id: 'eva', email: 'eva@example.nl', attempts: 1 }]);
  });
});
