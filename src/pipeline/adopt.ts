/** A ledger was lost or is new: looks at a channel before anything is sent, and takes over what stands there. */
import type { CallContext, Sender } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import type { PartRecord, PlannedDelivery, Settlement } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import type { Finding } from '../core/outcome.ts';
import { problem } from '../core/problem.ts';
import { LeaseLostError } from './call-context.ts';

export interface AdoptOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sender: (channel: string) => Promise<Sender>;
  readonly signal: AbortSignal;
}

/**
 * Takes over what stands there, and puts in doubt what cannot be looked up. What was looked for and is not there is
 * left alone: it can be sent.
 */
export async function adopt(planned: PlannedDelivery, options: AdoptOptions): Promise<void> {
  const sender = await options.sender(planned.channel);
  const place = await placeOf(planned, sender, options);
  if (place === undefined) return;
  const at = { ...planned, destination: place };
  const parts: PartRecord[] = [];
  const finding = await look(at, sender, lookingContext(at, parts, options));
  const settlement = settlementOf(finding);
  if (settlement)
    await options.ledger.adopt(
      at,
      settlement,
      parts.filter(({ receipt }) => receipt),
    );
}

/** The id of the place; nothing when the channel does not tell it: then the sending itself will say why. */
async function placeOf(
  { channel, destination }: PlannedDelivery,
  sender: Sender,
  { ledger, signal }: AdoptOptions,
): Promise<string | undefined> {
  if (!destination.startsWith('name:') || !sender.resolve) return destination;
  const found = await sender.resolve(destination.slice('name:'.length), signal);
  if ('kind' in found) return undefined;
  await ledger.nameDestination(channel, destination, found.id, found.name);
  return found.id;
}

/** A thread is looked for part by part, as far as it got. */
async function look({ message }: PlannedDelivery, sender: Sender, context: CallContext): Promise<Finding> {
  if (!sender.find) return { kind: 'unsure' };
  const count = message.parts?.length ?? 0;
  for (let index = 0; index < count; index += 1) {
    await context.parts.begin(index);
    const finding = await sender.find(message, context);
    if (finding.kind !== 'resumable') return index === 0 || finding.kind === 'found' ? finding : { kind: 'resumable' };
  }
  return sender.find(message, context);
}

function settlementOf(finding: Finding): Settlement | undefined {
  switch (finding.kind) {
    case 'found':
      return { state: 'sent', receipt: finding.receipt };
    case 'absent':
    case 'unseen':
      return undefined;
    case 'unsure':
      return finding.hasLooked ? undefined : inDoubt;
    case 'resumable':
      return inDoubt;
  }
}

const inDoubt: Settlement = { state: 'unconfirmed', problem: problem('to-adopt', {}) };

/** Nothing is begun here, and however long ago it was posted, it counts. */
const lookingContext = (
  { channel, destination }: PlannedDelivery,
  parts: PartRecord[],
  { ledger, clock, signal }: AdoptOptions,
): CallContext => ({
  key: '',
  destination,
  since: new Date(0),
  isTaken: async (remoteId) => (await ledger.list({ channels: [channel], remoteIds: [remoteId] })).length > 0,
  signal,
  begin: async () => {
    throw new LeaseLostError();
  },
  parts: {
    done: parts,
    begin: async (index) => {
      parts[index] ??= { index, startedAt: clock.now() };
    },
    finish: async (index, receipt) => {
      parts[index] = { index, startedAt: clock.now(), receipt };
    },
  },
  readers: {
    exchange: async () => [],
    left: async () => ({ count: 0 }),
    counts: async () => ({ sent: 0, refused: 0, suppressed: 0, unconfirmed: 0, waiting: 0 }),
  },
});
