import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/core/delivery.ts';
import { onHold } from '../../src/core/delivery.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const lease = { worker: 'host:1:1', limit: 1, leaseMs: 60_000 };
const hourMs = 3_600_000;

describe.each(Object.entries(engines))('looking things up in the %s ledger', (_name, makeHome) => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: ReturnType<typeof fixedClock>;

  beforeEach(() => {
    home = makeHome();
    clock = fixedClock('2026-11-21T09:00:00Z');
    ledger = home.open(clock);
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const at = (hours: number): Date => new Date(clock.now().getTime() + hours * hourMs);
  const dueIds = async (by = clock.now()) => (await ledger.due(by)).map(({ post, channel }) => `${post} ${channel}`);
  const claim = async (): Promise<Claim> => {
    const [found] = await ledger.claimDue(lease);
    if (!found) throw new Error('nothing was due');
    return found;
  };

  it('has nothing to do with what lies ahead, is done or is on hold', async () => {
    await ledger.schedule([aPlan({ post: 'done.md', dueAt: at(-1) })]);
    await ledger.settle(await claim(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    await ledger.schedule([aPlan({ post: 'later.md', dueAt: at(1) }), aPlan({ post: 'held.md', dueAt: onHold })]);
    expect(await dueIds()).toEqual([]);
    expect(await dueIds(at(2))).toEqual(['later.md x']);
  });

  it('has to do with what is due and with what waits for it', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g', dueAt: at(-1) });
    await ledger.schedule([hub, aPlan({ state: 'waiting', after: hub })]);
    const ahead = aPlan({ post: 'later.md', channel: 'pleio', destination: 'g', dueAt: at(1) });
    await ledger.schedule([ahead, aPlan({ post: 'later.md', state: 'waiting', after: ahead })]);
    expect(await dueIds()).toEqual(['post.md pleio', 'post.md x']);
  });

  it('has to do with what was tried before, is in flight or is in doubt', async () => {
    await ledger.schedule([aPlan({ post: 'retry.md', dueAt: at(-3) })]);
    await ledger.settle(await claim(), { state: 'scheduled', dueAt: at(5) }, 'retry');
    await ledger.schedule([aPlan({ post: 'doubt.md', dueAt: at(-2) })]);
    await ledger.settle(await claim(), { state: 'unconfirmed' }, 'unknown');
    await ledger.schedule([aPlan({ post: 'flight.md', dueAt: at(-1) })]);
    await claim();
    expect(await dueIds()).toEqual(['retry.md x', 'doubt.md x', 'flight.md x']);
  });

  it('tells the next moment at which something is due', async () => {
    expect(await ledger.nextDue(clock.now())).toBeUndefined();
    await ledger.schedule([
      aPlan({ post: 'b.md', dueAt: at(7) }),
      aPlan({ post: 'a.md', dueAt: at(3) }),
      aPlan({ post: 'c.md', dueAt: onHold }),
    ]);
    expect(await ledger.nextDue(clock.now())).toEqual(at(3));
    expect(await ledger.nextDue(at(3))).toEqual(at(7));
    expect(await ledger.nextDue(at(7))).toBeUndefined();
  });

  it('finds a post by its id and by its file, and sees from afar what a list reads', async () => {
    await ledger.schedule([aPlan({ post: 'een', file: 'één.md' }), aPlan({ post: 'twee', file: 'twee.md', channel: 'yammer' })]);
    expect((await ledger.list({ named: ['een'] })).map(({ file }) => file)).toEqual(['één.md']);
    expect((await ledger.list({ named: ['één.md', 'niets'] })).map(({ post }) => post)).toEqual(['een']);
    expect(await ledger.list({ named: ['niets'] })).toEqual([]);
    const [first] = await ledger.list({ channels: ['yammer'] });
    expect(await ledger.glance({ ids: [first?.id ?? ''] })).toEqual([
      { id: first?.id, channel: 'yammer', kind: 'publish', state: 'scheduled', dueAt: first?.dueAt },
    ]);
    expect(await ledger.glance({ ids: [first?.id ?? ''], states: ['sent'] })).toEqual([]);
  });

  it('finds lines by their time, also when the clock was put back and when there are very many', async () => {
    const note = (post: string) => ledger.note({ kind: 'checked', post, data: {} });
    await note('first');
    clock.advance(-2 * hourMs);
    await note('before');
    clock.advance(3 * hourMs);
    await note('last');
    const since = new Date('2026-11-21T08:30:00Z');
    expect((await ledger.events({ since, limit: 9 })).map(({ post }) => post)).toEqual(['last', 'first']);
    await ledger.schedule(Array.from({ length: 10_050 }, (_, index) => aPlan({ post: `many-${index}.md` })));
    clock.advance(-3 * hourMs);
    await note('before');
    expect((await ledger.events({ since, limit: 2 })).map(({ post }) => post)).toEqual(['many-10049.md', 'many-10048.md']);
    expect((await ledger.events({ since, limit: 99_999 })).length).toBe(10_052);
  });
});
