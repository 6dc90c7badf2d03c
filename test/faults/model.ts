/** A pretended service as a counter, processes that die or fall asleep at any step, and the real dispatch in between. */
import type { CallContext, Sender } from '../../src/core/channel.ts';
import type { Delivery } from '../../src/core/delivery.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import type { Message } from '../../src/core/message.ts';
import type { Finding, Receipt, SendOutcome } from '../../src/core/outcome.ts';
import { problem } from '../../src/core/problem.ts';
import { dispatch } from '../../src/pipeline/dispatch.ts';
import { defaultPolicy } from '../../src/pipeline/record.ts';
import { type FixedClock, fixedClock } from '../support/fixed-clock.ts';
import { engines, type LedgerHome } from '../support/ledgers.ts';

/** `complete`: its list proves absence. `second-net`: refuses a repetition. `list`: shows, but proves nothing. `blind`: shows nothing. */
export type Way = 'complete' | 'second-net' | 'list' | 'blind';

/** What happens to one call. */
export interface CallStep {
  /** Asleep beyond the lease between the announcement and the call, while another process takes over. */
  readonly sleepsBefore: boolean;
  readonly arrives: boolean;
  /** The same between the call and its answer. */
  readonly sleepsAfter: boolean;
  readonly end: 'answer' | 'lost' | 'killed' | 'later' | 'no';
}

const healthy: CallStep = {
  sleepsBefore: false,
  arrives: true,
  sleepsAfter: false,
  end: 'answer',
};

export interface Published {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  /** The delivery whose call brought it. */
  readonly key: string;
}

class KilledError extends Error {}

const leaseMs = 60_000;

export interface Model {
  readonly clock: FixedClock;
  readonly ledger: Ledger;
  readonly published: readonly Published[];
  /** One process that runs to its end, or is killed before or after its nth step in the ledger. */
  run(options?: { readonly killedAt?: number | undefined; readonly script?: readonly CallStep[] }): Promise<void>;
  close(): Promise<void>;
}

export function openModel(way: Way): Model {
  const home = engines['sqlite']?.() as LedgerHome;
  const clock = fixedClock();
  const dead = new Set<string>();
  const published: Published[] = [];
  const script: CallStep[] = [];
  let workers = 0;
  const ledger = home.open(clock, (worker) => dead.has(worker));

  async function oneProcess(killedAt?: number, depth = 0): Promise<void> {
    const worker = `host:${++workers}:1`;
    const life = mortal(ledger, killedAt);
    const takeOver = async () => {
      clock.advance(leaseMs + 1);
      if (depth < 2) await oneProcess(undefined, depth + 1);
    };
    const sender = service({
      way,
      clock,
      published,
      next: () => script.shift() ?? healthy,
      die: life.die,
      takeOver,
    });
    await dispatch({
      ledger: life.ledger,
      clock,
      sender: async () => sender,
      gapMs: async () => 0,
      selection: () => undefined,
      worker,
      leaseMs,
      confirmMs: [2000, 10_000, 60_000],
      policy: defaultPolicy,
      patienceMs: 90_000_000,
      signal: new AbortController().signal,
    }).catch((error: unknown) => {
      if (!(error instanceof KilledError)) throw error;
    });
    dead.add(worker);
  }

  return {
    clock,
    ledger,
    published,
    run: async ({ killedAt, script: steps = [] } = {}) => {
      script.splice(0, script.length, ...steps);
      await oneProcess(killedAt);
    },
    close: async () => {
      await ledger.close();
      home.remove();
    },
  };
}

/** A ledger whose process dies at its nth step: from then on nothing is written any more. Odd: before the step; even: after it. */
function mortal(ledger: Ledger, killedAt = Number.POSITIVE_INFINITY): { readonly ledger: Ledger; readonly die: () => never } {
  let steps = 0;
  let isDead = false;
  const die = (): never => {
    isDead = true;
    throw new KilledError();
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new KilledError();
    if (++steps === killedAt) die();
    const result = await work();
    return ++steps === killedAt ? die() : result;
  };
  const wrapped = Object.fromEntries(
    Object.entries(ledger).map(([name, method]) => [
      name,
      (...args: unknown[]) => step(() => (method as (...a: unknown[]) => Promise<unknown>)(...args)),
    ]),
  );
  return { ledger: wrapped as unknown as Ledger, die };
}

interface ServiceOptions {
  readonly way: Way;
  readonly clock: FixedClock;
  readonly published: Published[];
  readonly next: () => CallStep;
  readonly die: () => never;
  readonly takeOver: () => Promise<void>;
}

const receiptOf = ({ id }: Published): Receipt => ({
  remoteId: id,
  url: `https://a.nl/${id}`,
});

function service({ way, clock, published, next, die, takeOver }: ServiceOptions): Sender {
  const seen = async (text: string, { since, isTaken }: CallContext, isOld = false): Promise<Published | undefined> => {
    for (const one of published) {
      if (one.text === text && one.at < since.getTime() === isOld && !(await isTaken(one.id))) return one;
    }
    return undefined;
  };
  const find = async ({ text }: Message, context: CallContext): Promise<Finding> => {
    if (way === 'blind') return { kind: 'unsure', isFinal: true };
    const found = await seen(text, context);
    if (found) return { kind: 'found', receipt: receiptOf(found) };
    if (way === 'complete') return { kind: (await seen(text, context, true)) ? 'unsure' : 'absent' };
    return { kind: way === 'second-net' ? 'unseen' : 'unsure' };
  };
  const send = async (message: Message, context: CallContext): Promise<SendOutcome> => {
    const step = next();
    await context.begin();
    if (step.sleepsBefore) await takeOver();
    if (step.end === 'later') return { kind: 'retry', problem: problem('rate-limited', {}) };
    if (step.end === 'no')
      return {
        kind: 'rejected',
        problem: problem('forbidden', { detail: '' }),
      };
    if (!step.arrives && step.end === 'answer')
      return {
        kind: 'retry',
        problem: problem('unavailable', { detail: 'ECONNREFUSED' }),
      };
    const isRefused = way === 'second-net' && published.some(({ text }) => text === message.text);
    const one: Published = {
      id: String(published.length + 1),
      text: message.text,
      at: clock.now().getTime(),
      key: context.key,
    };
    if (step.arrives && !isRefused) published.push(one);
    if (step.end === 'killed') return die();
    if (step.sleepsAfter) await takeOver();
    if (step.end === 'lost' || !step.arrives)
      return {
        kind: 'unknown',
        problem: problem('no-answer', { detail: '15 s' }),
      };
    if (!isRefused) return { kind: 'sent', receipt: receiptOf(one) };
    const found = await seen(message.text, context);
    return found ? { kind: 'sent', receipt: receiptOf(found) } : { kind: 'rejected', problem: problem('duplicate', {}) };
  };
  return { send, find };
}

export const isOpen = ({ state }: Delivery): boolean => state === 'scheduled' || state === 'sending' || state === 'waiting';
