/** What a sender is given for one delivery: its place, its deadline's signal and its journal in the ledger. */
import type { CallContext } from '../core/channel.ts';
import type { Claim, Delivery } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import type { Clock } from '../core/clock.ts';
import type { ReaderSelection } from '../core/reader.ts';

/** The lease ran out and somebody else has the delivery now: nothing may be sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export interface CallContextOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly delivery: Delivery;
  readonly destination: string;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  readonly selection: (delivery: Delivery) => ReaderSelection | undefined;
  /** Absent while only looking: then nothing can be begun. */
  readonly claim?: Claim;
}

export async function callContext(options: CallContextOptions): Promise<CallContext> {
  const { ledger, clock, delivery, destination, leaseMs, signal, claim } = options;
  const begin = async () => {
    if (!claim || !(await ledger.beginCall(claim, leaseMs))) throw new LeaseLostError();
  };
  const readers = options.selection(delivery);
  if (claim && readers) await ledger.freezeRecipients(delivery.id, readers);
  return {
    key: delivery.id,
    destination,
    since: delivery.firstAttemptAt ?? clock.now(),
    signal,
    begin,
    parts: {
      done: await ledger.parts(delivery.id),
      begin: async (index) => {
        await begin();
        await ledger.beginPart(delivery.id, index);
      },
      finish: (index, receipt) => ledger.finishPart(delivery.id, index, receipt),
    },
    readers: {
      claim: async (limit) => {
        await begin();
        return claim ? ledger.claimRecipients(claim, limit) : [];
      },
      settle: (reader, settlement) => ledger.settleRecipient(delivery.id, reader, settlement),
      left: () => ledger.recipientsLeft(delivery.id),
      counts: () => ledger.recipientCounts(delivery.id),
    },
  };
}
