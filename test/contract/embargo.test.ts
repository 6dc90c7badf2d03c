/** Nothing leaves before its embargo: the ledger itself sees to it, whoever asks. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/core/ledger.ts';
import { PERMALINK } from '../../src/core/message.ts';
import { problem } from '../../src/core/problem.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const lease = { worker: 'host:1:1', limit: 10, leaseMs: 60_000 };
const hourMs = 3_600_000;
const notBefore = new Date('2026-11-22T09:00:00Z');
const outside = problem('outside-hours', { due: '2026-11-21T21:00:00Z', opens: '2026-11-23T07:30:00Z' });

describe.each(Object.entries(engines))('an embargo in the %s ledger', (_name, makeHome) => {
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

  const claimed = async () => (await ledger.claimDue(lease)).length;
  const only = async () => (await ledger.list())[0];

  it('keeps a delivery from being claimed until it is over', async () => {
    await ledger.schedule([aPlan({ notBefore })]);
    expect(await only()).toMatchObject({ notBefore, dueAt: notBefore });
    expect(await claimed()).toBe(0);
    clock.advance(24 * hourMs - 1);
    expect(await claimed()).toBe(0);
    clock.advance(1);
    expect(await claimed()).toBe(1);
  });

  it('counts for a person as well, and after each way back to scheduled', async () => {
    const [delivery] = await ledger.schedule([aPlan({ notBefore })]);
    const id = delivery?.id ?? '';
    await ledger.move(id, 'scheduled', { state: 'scheduled', dueAt: clock.now(), atAnyHour: true }, 'person');
    expect(await only()).toMatchObject({ dueAt: notBefore, atAnyHour: true });
    expect(await claimed()).toBe(0);
    await ledger.move(id, 'scheduled', { state: 'cancelled' }, 'person');
    await ledger.move(id, 'cancelled', { state: 'scheduled', dueAt: new Date(0) }, 'person');
    expect(await claimed()).toBe(0);
  });

  it('goes by the clock of who claims, whatever the clock of who planned said', async () => {
    await ledger.schedule([aPlan({ notBefore, dueAt: new Date(0) })]);
    const ahead = home.open(fixedClock('2026-11-22T10:00:00Z'));
    await ahead.schedule([aPlan({ notBefore, revision: 'r2' })]);
    expect(await claimed()).toBe(0);
    await ahead.close();
  });

  it('is replaced by an edit, and leaves when the edit takes it away', async () => {
    await ledger.schedule([aPlan({ notBefore })]);
    const later = new Date(notBefore.getTime() + hourMs);
    await ledger.schedule([aPlan({ notBefore: later })]);
    expect(await only()).toMatchObject({ notBefore: later, dueAt: later });
    await ledger.schedule([aPlan()]);
    expect((await only())?.notBefore).toBeUndefined();
    expect((await ledger.events({ limit: 9 })).map(({ kind }) => kind)).toEqual(['replaced', 'replaced', 'planned']);
    expect(await claimed()).toBe(1);
  });

  it('holds a spoke that the hub releases', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g1' });
    await ledger.schedule([hub, aPlan({ state: 'waiting', after: hub, notBefore, message: aMessage({ text: PERMALINK }) })]);
    const [claim] = await ledger.claimDue(lease);
    if (!claim) throw new Error('the hub was not due');
    await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1', url: 'https://a.nl/1' } }, 'sent');
    expect((await ledger.list())[1]).toMatchObject({ state: 'scheduled', dueAt: notBefore });
    expect(await claimed()).toBe(0);
  });

  it('travels with an exported ledger', async () => {
    await ledger.schedule([aPlan({ notBefore, atAnyHour: true })]);
    const other = makeHome();
    const copy = other.open(clock);
    await copy.import(await ledger.export());
    expect((await copy.list())[0]).toMatchObject({ notBefore, atAnyHour: true });
    expect(await copy.claimDue(lease)).toEqual([]);
    await copy.close();
    other.remove();
  });

  it('leaves a broken thread as it is: part of it is out', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    await ledger.beginPart(delivery?.id ?? '', 0);
    await ledger.schedule([aPlan({ notBefore, revision: 'r2' })]);
    expect((await only())?.notBefore).toBeUndefined();
  });

  it('holds through whatever people and processes do, in any order', { timeout: 60_000 }, async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('plan' as const), embargo: fc.option(fc.integer({ min: 0, max: 72 })), now: fc.boolean() }),
        fc.record({ do: fc.constantFrom('let go', 'cancel', 'revive', 'claim', 'give back', 'expire') }),
        fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 12 }) }),
      ),
      { minLength: 4, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.uuid(), async (list, post) => {
        const start = clock.now().getTime();
        let embargo = 0;
        for (const step of list) {
          const now = clock.now();
          const [one] = await ledger.list({ posts: [post] });
          if (step.do === 'wait' && 'hours' in step) clock.advance(step.hours * hourMs);
          if (step.do === 'plan' && 'embargo' in step) {
            const at = step.embargo === null ? undefined : new Date(start + step.embargo * hourMs);
            await ledger.schedule([aPlan({ post, destination: post, dueAt: now, ...(at && { notBefore: at }), atAnyHour: step.now })]);
            if (one?.state !== 'sending') embargo = at?.getTime() ?? 0;
          }
          if (step.do === 'let go' && one)
            await ledger.move(one.id, one.state, { state: 'scheduled', dueAt: now, atAnyHour: true }, 'person');
          if (step.do === 'cancel' && one?.state === 'scheduled') await ledger.move(one.id, 'scheduled', { state: 'cancelled' }, 'person');
          if (step.do === 'revive' && one?.state === 'cancelled')
            await ledger.move(one.id, 'cancelled', { state: 'scheduled', dueAt: now }, 'omk');
          if (step.do === 'expire') await ledger.expireClaims();
          const claims =
            step.do === 'claim' || step.do === 'give back' ? await ledger.claimDue({ ...lease, ids: one ? [one.id] : [] }) : [];
          for (const claim of claims) {
            expect(clock.now().getTime()).toBeGreaterThanOrEqual(embargo);
            if (step.do === 'give back') await ledger.settle(claim, { state: 'scheduled', dueAt: now }, 'retry');
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  describe('what goes later than it was meant to', () => {
    it('says why, until it is claimed', async () => {
      await ledger.schedule([aPlan({ problem: outside })]);
      expect((await only())?.problem).toEqual(outside);
      await claimed();
      expect((await only())?.problem).toBeUndefined();
    });

    it('says so also after it failed and was planned anew', async () => {
      await ledger.schedule([aPlan()]);
      const [claim] = await ledger.claimDue(lease);
      if (!claim) throw new Error('nothing was due');
      await ledger.settle(claim, { state: 'failed', problem: problem('auth', {}) }, 'rejected');
      await ledger.schedule([aPlan({ problem: outside })]);
      expect(await only()).toMatchObject({ state: 'scheduled', attempts: 0, problem: outside });
    });

    it('goes earlier when a person wants it now, but not before the moment that a channel named', async () => {
      await ledger.schedule([aPlan()]);
      const [claim] = await ledger.claimDue(lease);
      if (!claim) throw new Error('nothing was due');
      const named = new Date(clock.now().getTime() + hourMs);
      const limited = problem('rate-limited', {});
      await ledger.settle(claim, { state: 'scheduled', dueAt: named, problem: limited }, 'retry');
      await ledger.schedule([aPlan({ dueAt: clock.now(), atAnyHour: true })]);
      expect(await only()).toMatchObject({ dueAt: named, problem: limited });
      await ledger.move((await only())?.id ?? '', 'scheduled', { state: 'scheduled', dueAt: notBefore, problem: outside }, 'omk');
      await ledger.schedule([aPlan({ dueAt: clock.now(), atAnyHour: true })]);
      expect(await only()).toMatchObject({ dueAt: clock.now(), atAnyHour: true });
    });

    it('takes what waits for the hub along when a person let the hub go', async () => {
      const hub = aPlan({ channel: 'pleio', destination: 'g1', atAnyHour: true });
      await ledger.schedule([hub, aPlan({ state: 'waiting', after: hub, message: aMessage({ text: PERMALINK }) })]);
      const [claim] = await ledger.claimDue(lease);
      if (!claim) throw new Error('the hub was not due');
      await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1', url: 'https://a.nl/1' } }, 'sent');
      expect((await ledger.list())[1]).toMatchObject({ state: 'scheduled', atAnyHour: true });
    });
  });
});
