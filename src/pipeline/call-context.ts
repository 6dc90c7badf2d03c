/** What a sender is given for one delivery: its place, its deadline's signal and its journal in the ledger. */
import type { CallContext } from '../core/channel.ts';
import type { Claim, Delivery } from '../core/delivery.ts';
import { introsOf } from '../core/intro.ts';
import type { Ledger } from '../core/ledger.ts';
import type { ReaderSelection } from '../core/reader.ts';

/** The lease ran out and somebody else has the delivery now: nothing may be sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** omk was told to stop before the call began: nothing was sent. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface CallContextOptions {
  readonly ledger: Ledger;
  readonly delivery: Delivery;
  readonly destination: string;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  readonly selection: (delivery: Delivery) => ReaderSelection | undefined;
  /** Absent while only looking: then nothing can be begun. */
  readonly claim?: Claim;
  /** Called before the ledger notes that a call begins. */
  readonly onBegin?: () => void;
}

export async function callContext(options: CallContextOptions): Promise<CallContext> {
  const { ledger, delivery, destination, leaseMs, claim, onBegin } = options;
  const readers = options.selection(delivery);
  const flight = readers ? ofManyCalls(options.signal) : ofOneCall(options.signal);
  const begin = async () => {
    if (!claim) throw new LeaseLostError();
    flight.begin();
    onBegin?.();
    if (!(await ledger.beginCall(claim, leaseMs))) throw new LeaseLostError();
  };
  const withAudience = introsOf(delivery.message).length > 0;
  if (claim && readers) await ledger.freezeRecipients(delivery.id, readers);
  return {
    key: delivery.id,
    destination,
    since: delivery.firstAttemptAt ?? new Date(0),
    isTaken: (remoteId) => isTaken(ledger, delivery, remoteId),
    signal: flight.signal,
    begin,
    parts: {
      done: await ledger.parts(delivery.id),
      begin: async (index) => {
        await begin();
        await ledger.beginPart(delivery.id, index);
      },
      finish: async (index, receipt) => {
        await ledger.finishPart(delivery.id, index, receipt);
        flight.end();
      },
    },
    readers: {
      exchange: async (results, limit) => {
        if (!claim) throw new LeaseLostError();
        flight.begin();
        onBegin?.();
        const { isOurs, recipients } = await ledger.exchangeRecipients(claim, { results, limit, leaseMs, withAudience });
        if (!isOurs) throw new LeaseLostError();
        return recipients;
      },
      left: () => ledger.recipientsLeft(delivery.id),
      counts: () => ledger.recipientCounts(delivery.id),
    },
  };
}

/** Two posts with equal words are told apart by the ids that the ledger knows. */
async function isTaken(ledger: Ledger, { id, channel }: Delivery, remoteId: string): Promise<boolean> {
  const others = await ledger.list({
    channels: [channel],
    remoteIds: [remoteId],
  });
  return others.some((one) => one.id !== id && (one.kind === 'publish' || one.kind === 'correction'));
}

interface Flight {
  readonly signal: AbortSignal;
  begin(): void;
  end(): void;
}

/** A call that has begun is let finish, its own deadline ends it; the next one is not begun any more. */
function ofOneCall(stop: AbortSignal): Flight {
  const ended = new AbortController();
  let isOut = false;
  const check = () => {
    if (stop.aborted && !isOut) ended.abort();
  };
  stop.addEventListener('abort', check, { once: true });
  check();
  return {
    signal: ended.signal,
    begin: () => {
      if (ended.signal.aborted) throw new StoppedError();
      isOut = true;
    },
    end: () => {
      isOut = false;
      check();
    },
  };
}

/** A mailing has many calls out at once, and lets them finish by itself. */
const ofManyCalls = (signal: AbortSignal): Flight => ({
  signal,
  begin: () => {},
  end: () => {},
});
