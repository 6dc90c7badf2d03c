/**
 * Claim what is due -> send -> record, channels side by side, one call per channel at a time. What is due soon is
 * waited for; what is due later is left for another run, and what is due while its channel is closed is moved.
 */
import type { CallContext, Sender } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import { type Claim, type Delivery, type DeliveryState, isRepeatable } from '../core/delivery.ts';
import type { Opening } from '../core/hours.ts';
import type { DeliveryGlance, Ledger } from '../core/ledger.ts';
import type { SendOutcome } from '../core/outcome.ts';
import { isStopped } from '../core/pause.ts';
import { OmkError, type Problem, problem } from '../core/problem.ts';
import type { ReaderSelection } from '../core/reader.ts';
import { callContext, LeaseLostError, StoppedError } from './call-context.ts';
import { withinHours } from './office-hours.ts';
import { lookFor } from './reconcile.ts';
import { type RetryPolicy, settlementFor } from './record.ts';

export interface DispatchOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Opens a channel once per run; rejects with an OmkError when its settings are not there. */
  readonly sender: (channel: string) => Promise<Sender>;
  /** Least time between two deliveries to one channel, in milliseconds. */
  readonly gapMs: (channel: string) => Promise<number>;
  /** Who gets a mailing; `undefined` for a channel without readers. */
  readonly selection: (delivery: Delivery) => ReaderSelection | undefined;
  /** `host:pid:start` of this process. */
  readonly worker: string;
  readonly leaseMs: number;
  /** When to ask a channel about a lost answer, counted from the loss. */
  readonly confirmMs: readonly number[];
  readonly policy: RetryPolicy;
  /** How long a run waits for something that is due soon, in milliseconds. */
  readonly patienceMs: number;
  /** Office hours of the channels; absent: there are none. */
  readonly opening?: Opening;
  /** Only these deliveries; absent: all. */
  readonly ids?: readonly string[];
  readonly signal: AbortSignal;
  /** Called after each change, for live progress. */
  readonly onChange?: (delivery: Delivery) => void;
}

/** Brings out everything that is due, and what becomes due within the patience. Rejects only for a bug or a broken ledger. */
export async function dispatch(options: DispatchOptions): Promise<void> {
  const { ledger, clock, signal } = options;
  const lanes = new Map<string, Promise<void>>();
  const lastAt = new Map<string, number>();
  const triedAt = new Map<string, number>();
  const bugs: unknown[] = [];
  const start = (channel: string, work: () => Promise<void>) => {
    const lane: Promise<void> = (lanes.get(channel) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => void bugs.push(error))
      .finally(() => {
        lastAt.set(channel, clock.now().getTime());
        if (lanes.get(channel) === lane) lanes.delete(channel);
      });
    lanes.set(channel, lane);
  };

  await ledger.expireClaims(options.worker);
  askAbout(await ledger.list({ states: ['unconfirmed'], ...share(options) }), options, start);
  while (!signal.aborted && bugs.length === 0) {
    askAbout(ourShare(await ledger.expireClaims(options.worker), options), options, start);
    const open = await left(options, ['waiting', 'scheduled', 'sending']);
    const allowed = await withinHours(open, options);
    preload(options, open);
    for (const channel of new Set(open.map((delivery) => delivery.channel))) {
      if (lanes.has(channel) || (await gapLeft(options, channel, lastAt)) > 0) continue;
      const [claim] = await ledger.claimDue({ ...options, ...(allowed && { ids: allowed }), limit: 1, channel });
      if (!claim) continue;
      triedAt.set(claim.delivery.id, triedAt.get(claim.delivery.id) ?? clock.now().getTime());
      start(channel, () => carryOut(claim, options));
    }
    if (!(await waitForMore({ options, lanes, lastAt, triedAt }))) break;
  }
  await Promise.all(lanes.values());
  if (bugs.length > 0) throw bugs[0];
}

const ourShare = (deliveries: readonly Delivery[], { ids }: DispatchOptions): readonly Delivery[] =>
  ids ? deliveries.filter(({ id }) => ids.includes(id)) : deliveries;

const share = ({ ids }: DispatchOptions) => (ids ? { ids } : {});

/** What is left to do, seen from afar: it is looked at again after every call. */
const left = (options: DispatchOptions, states: readonly DeliveryState[]): Promise<readonly DeliveryGlance[]> =>
  options.ledger.glance({ states, ...share(options) });

/** Client libraries load while the hub answers. */
function preload({ sender }: DispatchOptions, open: readonly DeliveryGlance[]): void {
  for (const channel of new Set(open.map((delivery) => delivery.channel))) sender(channel).catch(() => {});
}

async function gapLeft({ gapMs, clock }: DispatchOptions, channel: string, lastAt: ReadonlyMap<string, number>): Promise<number> {
  const last = lastAt.get(channel);
  return last === undefined ? 0 : last + (await gapMs(channel)) - clock.now().getTime();
}

/** How soon to look again at a due delivery whose destination another process is sending to. */
const busyPlaceMs = 50;

interface Waiting {
  readonly options: DispatchOptions;
  readonly lanes: ReadonlyMap<string, Promise<void>>;
  readonly lastAt: ReadonlyMap<string, number>;
  /** When each delivery was first tried in this run: the patience counts from there, so that a run ends. */
  readonly triedAt: ReadonlyMap<string, number>;
}

/** Resolves when there may be work again; `false`: nothing more will come in this run. */
async function waitForMore({ options, lanes, lastAt, triedAt }: Waiting): Promise<boolean> {
  const { clock, patienceMs, signal } = options;
  const now = clock.now().getTime();
  const isSoon = ({ id, dueAt }: DeliveryGlance) => dueAt.getTime() <= Math.max(now, (triedAt.get(id) ?? now) + patienceMs);
  const paused = await options.ledger.pause();
  const isNext = (delivery: DeliveryGlance) => !lanes.has(delivery.channel) && isSoon(delivery) && !isStopped(paused, delivery);
  const scheduled = (await left(options, ['scheduled'])).filter(isNext);
  const waits = await Promise.all(
    scheduled.map(async ({ dueAt, channel }) => Math.max(dueAt.getTime() - now, await gapLeft(options, channel, lastAt), 0)),
  );
  const next = Math.min(...waits.filter((ms) => ms <= patienceMs));
  if (lanes.size === 0 && !Number.isFinite(next)) return false;
  const timer = new AbortController();
  const pause = Number.isFinite(next) ? [clock.sleep(Math.max(next, busyPlaceMs), AbortSignal.any([signal, timer.signal]))] : [];
  await Promise.race([...lanes.values(), ...pause]);
  timer.abort();
  return true;
}

/** One claim from the call to its record. */
async function carryOut(claim: Claim, options: DispatchOptions): Promise<void> {
  const { ledger, clock, policy, onChange } = options;
  onChange?.(claim.delivery);
  const result = await attempt(claim, options);
  if (!result) return tellStanding(claim.delivery, options);
  const settlement = settlementFor({
    outcome: result.outcome,
    delivery: claim.delivery,
    policy,
    now: clock.now(),
  });
  await ledger.settle(claim, settlement, result.outcome.kind);
  const [delivery] = await ledger.list({ ids: [claim.delivery.id] });
  if (!delivery) return;
  onChange?.(delivery);
  if (result.bug !== undefined) throw result.bug;
  if (delivery.state === 'unconfirmed') await confirm(delivery, options, options.confirmMs);
}

/** It is no longer ours: somebody else has it, or everything was paused before the call began. */
async function tellStanding({ id, post }: Delivery, { ledger, onChange }: DispatchOptions): Promise<void> {
  const now = (await ledger.list({ posts: [post] })).find((one) => one.id === id);
  if (now) onChange?.(now);
}

interface Result {
  readonly outcome: SendOutcome;
  readonly bug?: unknown;
}

/** `undefined`: the delivery is no longer ours, so there is nothing to record. */
async function attempt(claim: Claim, options: DispatchOptions): Promise<Result | undefined> {
  let hasBegun = false;
  const onBegin = () => {
    hasBegun = true;
  };
  try {
    const sender = await options.sender(claim.delivery.channel);
    const place = await resolvedDestination(claim, sender, options);
    if (typeof place !== 'string') return { outcome: place };
    const context = await callContext({
      ...options,
      delivery: claim.delivery,
      destination: place,
      claim,
      onBegin,
    });
    const outcome = await act(claim.delivery, sender, {
      context,
      ledger: options.ledger,
    });
    const own = await withoutOthers(outcome, claim.delivery, context);
    return {
      outcome: await withReadersInDoubt(await withDoubt(own, claim.delivery, options), claim.delivery, options),
    };
  } catch (error) {
    if (error instanceof LeaseLostError) return undefined;
    const notBefore = options.clock.now();
    if (error instanceof StoppedError)
      return {
        outcome: {
          kind: 'retry',
          problem: problem('interrupted', {}),
          notBefore,
        },
      };
    const found = error instanceof OmkError ? error.problems[0] : undefined;
    if (!found)
      return {
        outcome: { kind: 'unknown', problem: problem('interrupted', {}) },
        bug: error,
      };
    if (isOfLedger(found)) throw error;
    return {
      outcome: { kind: hasBegun && !isRepeatable(claim.delivery.kind) ? 'unknown' : 'rejected', problem: found },
    };
  }
}

/** Without its memory omk stops: what it left is found again by the next run. */
const isOfLedger = ({ code }: Problem): boolean => code.startsWith('ledger-');

/** A channel that refuses a repetition may name the post that is there: it counts as ours unless it is another delivery's. */
async function withoutOthers(outcome: SendOutcome, { kind }: Delivery, context: CallContext): Promise<SendOutcome> {
  if (outcome.kind !== 'sent' || kind === 'update' || kind === 'retract') return outcome;
  return (await context.isTaken(outcome.receipt.remoteId)) ? { kind: 'rejected', problem: problem('duplicate', {}) } : outcome;
}

/** "That is there already" is no refusal when an answer was lost before: it may be ours. */
async function withDoubt(outcome: SendOutcome, { id }: Delivery, { ledger }: DispatchOptions): Promise<SendOutcome> {
  if (outcome.kind !== 'rejected' || outcome.problem.code !== 'duplicate') return outcome;
  return (await timesInDoubt(id, ledger)) > 0 ? { kind: 'unknown', problem: outcome.problem } : outcome;
}

/** How many attempts ended without anybody knowing what became of them. */
const timesInDoubt = async (id: string, ledger: Ledger): Promise<number> =>
  (await ledger.attempts(id)).filter(({ endedAt, outcome }) => endedAt && (outcome === 'unknown' || outcome === undefined)).length;

/** Publishes, or changes what was published before. */
async function act(
  delivery: Delivery,
  sender: Sender,
  { context, ledger }: { context: CallContext; ledger: Ledger },
): Promise<SendOutcome> {
  const { kind, message, of } = delivery;
  if (kind === 'publish' || kind === 'correction') return sender.send(message, context);
  const [original] = of === undefined ? [] : await ledger.list({ ids: [of] });
  const receipt = original?.receipt;
  if (!original || !receipt) return { kind: 'rejected', problem: problem('not-found', { detail: '' }) };
  await context.begin();
  const parts = { ...context.parts, done: await ledger.parts(original.id) };
  const outcome =
    kind === 'update' ? await sender.update?.(message, receipt, context) : await sender.remove?.(receipt, { ...context, parts });
  const isGone = kind === 'update' && outcome?.kind === 'rejected' && outcome.problem.code === 'not-found';
  if (isGone) return { kind: 'rejected', problem: problem('post-gone', {}) };
  return outcome ?? { kind: 'rejected', problem: problem(kind === 'update' ? 'cannot-update' : 'cannot-retract', {}) };
}

/** The id of the place; asked from the channel once, then remembered. */
async function resolvedDestination(
  { delivery }: Claim,
  sender: Sender,
  { ledger, signal }: DispatchOptions,
): Promise<string | SendOutcome> {
  const { channel, destination } = delivery;
  if (!destination.startsWith('name:') || !sender.resolve) return destination;
  const found = await sender.resolve(destination.slice('name:'.length), signal);
  if ('kind' in found) return found;
  await ledger.nameDestination(channel, destination, found.id, found.name);
  const [now] = await ledger.list({ ids: [delivery.id] });
  return now?.destination === found.id ? found.id : { kind: 'rejected', problem: problem('duplicate', {}) };
}

/** A mailing is only done when no reader is in doubt. */
async function withReadersInDoubt(outcome: SendOutcome, delivery: Delivery, { ledger, selection }: DispatchOptions): Promise<SendOutcome> {
  if (outcome.kind !== 'sent' || !selection(delivery)) return outcome;
  const { unconfirmed } = await ledger.recipientCounts(delivery.id);
  return unconfirmed === 0
    ? outcome
    : {
        kind: 'unknown',
        problem: problem('unconfirmed', { detail: String(unconfirmed) }),
      };
}

/** What earlier runs left in doubt is asked for at once, a channel at a time. */
function askAbout(
  deliveries: readonly Delivery[],
  options: DispatchOptions,
  start: (channel: string, work: () => Promise<void>) => void,
): void {
  for (const channel of new Set(deliveries.map((delivery) => delivery.channel))) {
    start(channel, async () => {
      for (const delivery of deliveries.filter((one) => one.channel === channel))
        await confirm(delivery, options, remainingLooks(delivery, options));
    });
  }
}

/** The waits that are not over yet, counted from now; at least one look, now. */
function remainingLooks({ firstAttemptAt }: Delivery, { confirmMs, clock }: DispatchOptions): readonly number[] {
  const passed = Math.max(0, clock.now().getTime() - (firstAttemptAt?.getTime() ?? 0));
  const left = confirmMs.filter((ms) => ms > passed).map((ms) => ms - passed);
  return left.length > 0 ? left : [0];
}

/** Looks at the channel at the given moments, until it is found or the looks are used up. */
async function confirm(delivery: Delivery, options: DispatchOptions, waits: readonly number[]): Promise<void> {
  const { ledger, clock, signal } = options;
  const sender = await opened(delivery.channel, options);
  if (!sender?.find || signal.aborted) return;
  const context = await callContext({
    ...options,
    delivery,
    destination: delivery.destination,
  });
  const from = clock.now().getTime();
  for (const [index, wait] of waits.entries()) {
    await clock.sleep(from + wait - clock.now().getTime(), signal);
    if (signal.aborted) return;
    const isLast = index === waits.length - 1 && !(await ledger.isHeld(delivery.id));
    const lost = await timesInDoubt(delivery.id, ledger);
    const decision = await lookFor({
      delivery,
      sender,
      context,
      isLast,
      timesInDoubt: lost,
      policy: options.policy,
      now: clock.now(),
    });
    if (decision === 'nothing-yet') continue;
    if (decision === 'ask-a-person') return;
    if (await ledger.move(delivery.id, 'unconfirmed', decision, delivery.channel)) options.onChange?.({ ...delivery, ...decision });
    return;
  }
}

/** A channel whose settings are gone cannot be asked now; that stops no other channel. */
async function opened(channel: string, { sender }: DispatchOptions): Promise<Sender | undefined> {
  try {
    return await sender(channel);
  } catch (error) {
    if (error instanceof OmkError) return undefined;
    throw error;
  }
}
