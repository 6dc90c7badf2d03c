import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext, Sender } from '../../../src/core/channel.ts';
import type { Opening } from '../../../src/core/hours.ts';
import type { Ledger } from '../../../src/core/ledger.ts';
import { type Message, PERMALINK } from '../../../src/core/message.ts';
import type { SendOutcome } from '../../../src/core/outcome.ts';
import { problem } from '../../../src/core/problem.ts';
import { dispatch } from '../../../src/pipeline/dispatch.ts';
import { defaultPolicy } from '../../../src/pipeline/record.ts';
import { aMessage } from '../../support/builders.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../../support/ledgers.ts';

const hourMs = 3_600_000;
const morning = new Date('2026-11-23T07:30:00Z');
const sent = (remoteId: string): SendOutcome => ({ kind: 'sent', receipt: { remoteId, url: `https://a.nl/${remoteId}` } });

/** X is closed until Monday morning. */
const closedX: Opening = (channel, at) => (channel === 'x' && at < morning ? morning : at);

describe('dispatch within office hours', () => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: FixedClock;
  let sentTo: string[];

  beforeEach(() => {
    home = engines['sqlite']?.() as LedgerHome;
    clock = fixedClock();
    ledger = home.open(clock);
    sentTo = [];
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const go = (opening: Opening = closedX, outcome?: SendOutcome, whileSending = () => {}) =>
    dispatch({
      ledger,
      clock,
      sender: async (channel): Promise<Sender> => ({
        send: async (_message: Message, context: CallContext) => {
          await context.begin();
          sentTo.push(channel);
          whileSending();
          return outcome ?? sent(String(sentTo.length));
        },
        update: async () => {
          sentTo.push(`update ${channel}`);
          return sent('1');
        },
      }),
      gapMs: async () => 0,
      selection: () => undefined,
      worker: 'host:1:1',
      leaseMs: 60_000,
      confirmMs: [1000],
      policy: defaultPolicy,
      patienceMs: 15_000,
      opening,
      signal: new AbortController().signal,
    });
  const x = async () => (await ledger.list({ channels: ['x'] }))[0];

  it('moves what is due while its channel is closed, writes that down, and stops no other channel', async () => {
    await ledger.schedule([aPlan(), aPlan({ channel: 'yammer', destination: '9' })]);
    await go();
    expect(sentTo).toEqual(['yammer']);
    expect(await x()).toMatchObject({ state: 'scheduled', attempts: 0, dueAt: morning, problem: { code: 'outside-hours' } });
    const [event] = await ledger.events({ channel: 'x', limit: 1 });
    expect(event).toMatchObject({
      kind: 'scheduled',
      data: { by: 'omk', dueAt: morning.toISOString(), problem: { code: 'outside-hours' } },
    });
    clock.advance(morning.getTime() - clock.now().getTime());
    await go();
    expect(sentTo).toEqual(['yammer', 'x']);
  });

  it('moves nothing that is not due yet', async () => {
    const dueAt = new Date(clock.now().getTime() + hourMs);
    await ledger.schedule([aPlan({ dueAt })]);
    await go();
    expect(await x()).toMatchObject({ dueAt });
  });

  it('holds a spoke that a slow hub releases after closing time', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g1' });
    await ledger.schedule([hub, aPlan({ state: 'waiting', after: hub, message: aMessage({ text: PERMALINK }) })]);
    const closing = new Date(clock.now().getTime() + hourMs);
    const closesSoon: Opening = (channel, at) => (channel === 'x' && at >= closing && at < morning ? morning : at);
    await go(closesSoon, undefined, () => clock.advance(2 * hourMs));
    expect(sentTo).toEqual(['pleio']);
    expect(await x()).toMatchObject({ state: 'scheduled', dueAt: morning, message: { text: 'https://a.nl/1' } });
  });

  it('holds a retry', async () => {
    await ledger.schedule([aPlan()]);
    await go((_channel, at) => at, {
      kind: 'retry',
      problem: problem('unavailable', { detail: '' }),
      notBefore: new Date(clock.now().getTime() + hourMs),
    });
    clock.advance(hourMs);
    await go();
    expect(await x()).toMatchObject({ state: 'scheduled', attempts: 1, dueAt: morning });
  });

  it('lets go on what has partly left, what a person asked for, and what is about a post that is out', async () => {
    const begun = async (post: string) => {
      const [delivery] = await ledger.schedule([aPlan({ post })]);
      const [claim] = await ledger.claimDue({ worker: 'host:1:1', limit: 1, leaseMs: 60_000 });
      if (!claim || !delivery) throw new Error('nothing was due');
      await ledger.beginPart(delivery.id, 0);
      await ledger.finishPart(delivery.id, 0, { remoteId: '0' });
      await ledger.settle(claim, { state: 'scheduled', dueAt: clock.now() }, 'retry');
    };
    await begun('thread.md');
    await ledger.schedule([aPlan({ post: 'asked.md', atAnyHour: true })]);
    await go();
    expect(sentTo).toEqual(['x', 'x']);
    const [original] = await ledger.list({ posts: ['asked.md'] });
    await ledger.schedule([aPlan({ post: 'asked.md', kind: 'update', of: original?.id ?? '', revision: 'r2' })]);
    await go();
    expect(sentTo).toEqual(['x', 'x', 'update x']);
  });
});
