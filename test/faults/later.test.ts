/** What is asked for later is done later: at the channel's moment, ever more slowly, not for ever, and without holding up others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sender } from '../../src/core/channel.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import type { SendOutcome } from '../../src/core/outcome.ts';
import { OmkError, problem } from '../../src/core/problem.ts';
import { dispatch } from '../../src/pipeline/dispatch.ts';
import { defaultPolicy, settlementFor } from '../../src/pipeline/record.ts';
import { type FixedClock, fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

let home: LedgerHome;
let ledger: Ledger;
let clock: FixedClock;

beforeEach(() => {
  home = engines['sqlite']?.() as LedgerHome;
  clock = fixedClock();
  ledger = home.open(clock);
});
afterEach(async () => {
  await ledger.close();
  home.remove();
});

const rateLimited = (notBefore?: Date): SendOutcome => ({
  kind: 'retry',
  problem: problem('rate-limited', {}),
  ...(notBefore && { notBefore }),
});
let ids = 0;
const sent = (): SendOutcome => ({ kind: 'sent', receipt: { remoteId: String(++ids) } });

/** Notes the moment of each call. */
function answering(answer: (call: number) => SendOutcome): Sender & { readonly calls: number[] } {
  const calls: number[] = [];
  return {
    calls,
    send: async (_message, context) => {
      await context.begin();
      calls.push(clock.now().getTime());
      return answer(calls.length);
    },
  };
}

const runWith = (sender: (channel: string) => Promise<Sender>): Promise<void> =>
  dispatch({
    ledger,
    clock,
    sender,
    gapMs: async () => 0,
    selection: () => undefined,
    worker: 'host:1:1',
    leaseMs: 60_000,
    confirmMs: [2000],
    policy: defaultPolicy,
    patienceMs: 15_000,
    signal: new AbortController().signal,
  });

const run = (senders: Readonly<Record<string, Sender>>): Promise<void> => runWith(async (channel) => senders[channel] as Sender);

describe('a channel that says later', () => {
  it('is asked again at its own moment, not before', async () => {
    await ledger.schedule([aPlan()]);
    const moment = new Date(clock.now().getTime() + 3_600_000);
    const x = answering((call) => (call === 1 ? rateLimited(moment) : sent()));
    await run({ x });
    expect(await ledger.list()).toMatchObject([{ state: 'scheduled', dueAt: moment }]);
    clock.advance(3_599_000 - (clock.now().getTime() - (x.calls[0] ?? 0)));
    expect(await ledger.claimDue({ worker: 'host:2:1', limit: 1, leaseMs: 1000 })).toEqual([]);
    clock.advance(1000);
    await run({ x });
    expect([x.calls.length, (x.calls[1] ?? 0) >= moment.getTime()]).toEqual([2, true]);
  });

  it('does not keep a run busy for ever, however soon it wants to be asked again', async () => {
    await ledger.schedule([aPlan()]);
    const x = answering(() => rateLimited(new Date(clock.now().getTime() + 1000)));
    const start = clock.now().getTime();
    await run({ x });
    expect(clock.now().getTime() - start).toBeLessThanOrEqual(16_000);
    expect(await ledger.list()).toMatchObject([{ state: 'scheduled' }]);
  });

  it('is given up after a day, with the reason, and a person can begin afresh', async () => {
    await ledger.schedule([aPlan()]);
    const x = answering(() => rateLimited());
    for (let hours = 0; hours < 30; hours += 1) {
      await run({ x });
      clock.advance(3_600_000);
    }
    expect(await ledger.list()).toMatchObject([
      { state: 'failed', problem: { code: 'retries-used-up', params: { last: 'rate-limited' } } },
    ]);
    const [delivery] = await ledger.list();
    await ledger.move(delivery?.id ?? '', 'failed', { state: 'scheduled', dueAt: clock.now() }, 'person');
    await run({ x });
    expect(await ledger.list()).toMatchObject([{ state: 'scheduled' }]);
  });

  it('holds up no other channel: theirs are all done before its moment comes', async () => {
    const others = Array.from({ length: 5 }, (_, index) => aPlan({ channel: 'yammer', destination: '9', post: `${index}.md` }));
    await ledger.schedule([aPlan(), ...others]);
    const moment = clock.now().getTime() + 3_600_000;
    const x = answering(() => rateLimited(new Date(moment)));
    const yammer = answering(sent);
    await run({ x, yammer });
    expect([x.calls.length, yammer.calls.length, yammer.calls.every((at) => at < moment)]).toEqual([1, 5, true]);
    const events = await ledger.events({ limit: 100 });
    const order = events.filter(({ kind }) => kind === 'claimed').map(({ channel }) => channel);
    expect(order.lastIndexOf('x'), 'x was first, and the others went on').toBe(order.length - 1);
  });

  it('does not get everything back at the same moment', async () => {
    const delays = Array.from({ length: 20 }, (_, index) => {
      const now = clock.now();
      const delivery = { id: `delivery-${index}`, kind: 'publish', attempts: 2, firstAttemptAt: now } as never;
      const { dueAt } = settlementFor({ outcome: rateLimited(), delivery, policy: defaultPolicy, now });
      return (dueAt?.getTime() ?? 0) - now.getTime();
    });
    expect(new Set(delays).size).toBeGreaterThan(15);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(12_000);
  });
});

describe('a channel that cannot be opened', () => {
  it('keeps its doubt, and stops no other channel', async () => {
    await ledger.schedule([aPlan()]);
    const lost: SendOutcome = { kind: 'unknown', problem: problem('no-answer', { detail: '' }) };
    await run({ x: answering(() => lost) });
    await ledger.schedule([aPlan({ channel: 'yammer', destination: '9' })]);
    const broken = new OmkError([problem('config-missing', { name: 'X_APP_KEY' })]);
    await runWith(async (channel) => {
      if (channel === 'x') throw broken;
      return answering(() => sent());
    });
    expect((await ledger.list()).map(({ channel, state }) => [channel, state])).toEqual([
      ['x', 'unconfirmed'],
      ['yammer', 'sent'],
    ]);
  });
});
