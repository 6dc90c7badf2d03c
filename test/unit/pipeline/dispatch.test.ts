import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext, Sender } from '../../../src/core/channel.ts';
import type { PlannedDelivery } from '../../../src/core/delivery.ts';
import type { Ledger } from '../../../src/core/ledger.ts';
import { type Message, PERMALINK } from '../../../src/core/message.ts';
import type { Finding, SendOutcome } from '../../../src/core/outcome.ts';
import { problem } from '../../../src/core/problem.ts';
import { type DispatchOptions, dispatch } from '../../../src/pipeline/dispatch.ts';
import { defaultPolicy } from '../../../src/pipeline/record.ts';
import { aMessage } from '../../support/builders.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../../support/ledgers.ts';

const sent = (remoteId: string, url = `https://a.nl/${remoteId}`): SendOutcome => ({ kind: 'sent', receipt: { remoteId, url } });
const lost: SendOutcome = { kind: 'unknown', problem: problem('no-answer', { detail: '15 s' }) };
const later = (notBefore?: Date): SendOutcome => ({ kind: 'retry', problem: problem('rate-limited', {}), ...(notBefore && { notBefore }) });

interface Scripted extends Sender {
  readonly calls: Message[];
}

/** Answers from a list; the last answer stays. */
function scripted(answers: readonly SendOutcome[], findings: readonly Finding[] = []): Scripted {
  const calls: Message[] = [];
  let looks = 0;
  return {
    calls,
    send: async (message: Message, context: CallContext) => {
      await context.begin();
      calls.push(message);
      return answers[Math.min(calls.length, answers.length) - 1] as SendOutcome;
    },
    find: async () => findings[Math.min(looks++, findings.length - 1)] ?? { kind: 'unsure' },
  };
}

describe('dispatch', () => {
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

  const go = (senders: Record<string, Sender>, overrides: Partial<DispatchOptions> = {}) =>
    dispatch({
      ledger,
      clock,
      sender: async (channel) => senders[channel] as Sender,
      gapMs: async () => 0,
      selection: () => undefined,
      worker: 'host:1:1',
      leaseMs: 60_000,
      confirmMs: [2000, 10_000, 60_000],
      policy: defaultPolicy,
      patienceMs: 15_000,
      signal: new AbortController().signal,
      ...overrides,
    });
  const hub = aPlan({ channel: 'pleio', destination: 'g1' });
  const spoke = (overrides: Partial<PlannedDelivery> = {}) =>
    aPlan({ state: 'waiting', after: hub, message: aMessage({ text: `Lees ${PERMALINK}` }), ...overrides });
  const states = async () => Object.fromEntries((await ledger.list()).map(({ channel, state }) => [channel, state]));

  it('publishes the hub first and gives the others its permalink', async () => {
    await ledger.schedule([hub, spoke(), spoke({ channel: 'yammer', destination: '9' })]);
    const senders = { pleio: scripted([sent('p')]), x: scripted([sent('1')]), yammer: scripted([sent('2')]) };
    await go(senders);
    expect(await states()).toEqual({ pleio: 'sent', x: 'sent', yammer: 'sent' });
    expect(senders.x.calls[0]?.text).toBe('Lees https://a.nl/p');
  });

  it('sends nothing else when the hub fails', async () => {
    await ledger.schedule([hub, spoke()]);
    const x = scripted([sent('1')]);
    await go({ pleio: scripted([{ kind: 'rejected', problem: problem('auth', {}) }]), x });
    expect(await states()).toEqual({ pleio: 'failed', x: 'waiting' });
    expect(x.calls).toHaveLength(0);
  });

  it('lets one channel fail without stopping another', async () => {
    await ledger.schedule([aPlan(), aPlan({ channel: 'yammer', destination: '9' })]);
    await go({ x: scripted([{ kind: 'rejected', problem: problem('forbidden', { detail: '' }) }]), yammer: scripted([sent('2')]) });
    expect(await states()).toEqual({ x: 'failed', yammer: 'sent' });
  });

  it('ends at once while everything is paused, and carries on what may go', async () => {
    const [crisis] = await ledger.schedule([aPlan({ channel: 'yammer', destination: '9' }), aPlan()]);
    await ledger.pauseAll({});
    await ledger.letThrough([crisis?.id ?? '']);
    const start = clock.now();
    await go({ x: scripted([sent('1')]), yammer: scripted([sent('2')]) });
    expect(await states()).toEqual({ x: 'scheduled', yammer: 'sent' });
    expect(clock.now()).toEqual(start);
  });

  it('sends nothing that was handed out just before everything was paused, and tells where it stands', async () => {
    await ledger.schedule([aPlan()]);
    const x = scripted([sent('1')]);
    const seen: string[] = [];
    const send: Sender['send'] = async (message, context) => {
      await ledger.pauseAll({});
      return x.send(message, context);
    };
    await go({ x: { ...x, send } }, { onChange: ({ state }) => seen.push(state) });
    expect(x.calls).toEqual([]);
    expect(seen).toEqual(['sending', 'scheduled']);
    expect((await ledger.list())[0]).toMatchObject({ state: 'scheduled', attempts: 0 });
  });

  it('waits for what is due soon and leaves what is due later', async () => {
    await ledger.schedule([aPlan(), aPlan({ channel: 'yammer', destination: '9' })]);
    const soon = new Date(clock.now().getTime() + 5000);
    const muchLater = new Date(clock.now().getTime() + 3_600_000);
    const x = scripted([later(soon), sent('1')]);
    await go({ x, yammer: scripted([later(muchLater)]) });
    expect(await states()).toEqual({ x: 'sent', yammer: 'scheduled' });
    expect(x.calls).toHaveLength(2);
  });

  it('never repeats a call whose answer was lost, and asks the channel instead', async () => {
    await ledger.schedule([aPlan()]);
    const x = scripted([lost], [{ kind: 'unsure' }, { kind: 'found', receipt: { remoteId: '7', url: 'https://a.nl/7' } }]);
    await go({ x });
    expect(x.calls).toHaveLength(1);
    expect((await ledger.list())[0]).toMatchObject({ state: 'sent', receipt: { remoteId: '7' } });
  });

  it('sends again only when the last look finds the complete list without it', async () => {
    await ledger.schedule([aPlan()]);
    const x = scripted([lost, sent('1')], [{ kind: 'absent' }]);
    const start = clock.now().getTime();
    await go({ x });
    expect(x.calls).toHaveLength(2);
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(60_000);
    expect(await states()).toEqual({ x: 'sent' });
  });

  it('leaves it to a person when the channel cannot tell', async () => {
    await ledger.schedule([aPlan()]);
    const x = scripted([lost, sent('1')], [{ kind: 'unsure' }]);
    await go({ x });
    await go({ x });
    expect(x.calls).toHaveLength(1);
    expect(await states()).toEqual({ x: 'unconfirmed' });
  });

  it('takes over from a dead process and asks before it sends', async () => {
    await ledger.schedule([aPlan()]);
    const [claim] = await ledger.claimDue({ worker: 'host:666:1', limit: 1, leaseMs: 60_000 });
    if (claim) await ledger.beginCall(claim, 60_000);
    await ledger.close();
    ledger = home.open(clock, (worker) => worker === 'host:666:1');
    const x = scripted([sent('2')], [{ kind: 'found', receipt: { remoteId: '1' } }]);
    await go({ x });
    expect(x.calls).toHaveLength(0);
    expect((await ledger.list())[0]).toMatchObject({ state: 'sent', receipt: { remoteId: '1' } });
  });

  it('asks a channel for the id behind a name once', async () => {
    await ledger.schedule([aPlan({ destination: 'name:om het kind' })]);
    let asked = 0;
    const destinations: string[] = [];
    const sender: Sender = {
      resolve: async () => {
        asked += 1;
        return { id: 'g1', name: 'Om het kind' };
      },
      send: async (_message, context) => {
        destinations.push(context.destination);
        return sent('1');
      },
    };
    await go({ x: sender });
    expect([asked, destinations]).toEqual([1, ['g1']]);
    expect((await ledger.list())[0]).toMatchObject({ state: 'sent', destination: 'g1', destinationName: 'Om het kind' });
  });

  it('records a bug as unconfirmed before it shows it', async () => {
    await ledger.schedule([aPlan()]);
    const sender: Sender = {
      send: async () => {
        throw new TypeError('boom');
      },
    };
    await expect(go({ x: sender })).rejects.toThrow('boom');
    expect(await states()).toEqual({ x: 'unconfirmed' });
  });

  it('takes no new work once it is told to stop', async () => {
    await ledger.schedule([hub, spoke()]);
    const stop = new AbortController();
    const x = scripted([sent('1')]);
    const pleio: Sender = {
      send: async () => {
        stop.abort();
        return sent('p');
      },
    };
    await go({ pleio, x }, { signal: stop.signal });
    expect(await states()).toEqual({ pleio: 'sent', x: 'scheduled' });
  });

  it('keeps the pace between two deliveries of one channel', async () => {
    await ledger.schedule([aPlan(), aPlan({ post: 'twee.md' })]);
    const start = clock.now().getTime();
    await go({ x: scripted([sent('1'), sent('2')]) }, { gapMs: async () => 4000 });
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(4000);
    expect((await ledger.list()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
