import type { Approval } from './approval.ts';
import type { Card } from './card.ts';
import type { Message } from './message.ts';
import type { HandOff, Receipt, SendOutcome } from './outcome.ts';
import type { Problem } from './problem.ts';

/**
 * Where a delivery can be. `waiting`: for the hub's permalink; `scheduled`: may go at `dueAt`; `sending`: claimed,
 * the call may be out; `unconfirmed`: nobody knows whether it exists; `handed-off`: a person places it.
 */
export type DeliveryState = 'waiting' | 'scheduled' | 'sending' | 'sent' | 'failed' | 'unconfirmed' | 'handed-off' | 'cancelled';

const moves: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  waiting: ['scheduled', 'cancelled'],
  // Scheduled: at another moment.
  scheduled: ['scheduled', 'sending', 'cancelled'],
  // Cancelled: a mailing between two of its readers.
  sending: ['sent', 'scheduled', 'failed', 'unconfirmed', 'handed-off', 'cancelled'],
  'handed-off': ['sent', 'cancelled'],
  unconfirmed: ['sent', 'scheduled', 'failed', 'cancelled'],
  failed: ['scheduled', 'cancelled'],
  cancelled: ['scheduled'],
  sent: [],
};

/** The whole state machine. Nothing leads out of `sent`. */
export const canMove = (from: DeliveryState, to: DeliveryState): boolean => moves[from].includes(to);

/** No moment at all: what is due then waits for a person's word. */
export const onHold = new Date('9999-12-31T00:00:00Z');

/** Put on hold by a person, or after a sample of its readers. */
/** When a delivery was to go before a person put it on hold; else when it is due. */
export function meantFor({ dueAt, problem }: Pick<Delivery, 'dueAt' | 'problem'>): Date {
  const due = problem?.code === 'paused' ? problem.params['due'] : undefined;
  return typeof due === 'string' ? new Date(due) : dueAt;
}

export const isOnHold = ({ dueAt }: { readonly dueAt: Date }): boolean => dueAt >= onHold;

/** States in which a delivery has left omk or may have: its text can no longer be replaced. */
export const hasLeft = (state: DeliveryState): boolean =>
  state === 'sending' || state === 'sent' || state === 'unconfirmed' || state === 'handed-off';

/** `publish`, or what is done later to something published: bring an edit, post a correction below it, take it back. */
export type DeliveryKind = 'publish' | 'update' | 'correction' | 'retract';

/** Safe to repeat: doing it twice leaves what doing it once leaves, so a lost answer is no doubt. */
export const isRepeatable = (kind: DeliveryKind): boolean => kind === 'update' || kind === 'retract';

/**
 * One intent to bring one post to one destination; unique in the ledger. `round` is 1, and one more each time a
 * person does the same kind of thing to the same post at the same destination again on purpose.
 */
export interface DeliveryKey {
  readonly post: string;
  readonly channel: string;
  /** Stable id of the group, account, community or list; `name:…` until the channel has told the id. */
  readonly destination: string;
  readonly round: number;
  /** Absent: `publish`. */
  readonly kind?: DeliveryKind;
}

export interface PlannedDelivery extends DeliveryKey {
  /** File of the post, relative to omk.yaml, for reports. */
  readonly file: string;
  readonly title: string;
  /** The destination as people call it. */
  readonly destinationName: string;
  /** Hash of the message with the permalink's marker in place. */
  readonly revision: string;
  readonly message: Message;
  /** What a digest tells of the post. Absent: it was published before there were digests, or is one. */
  readonly card?: Card;
  readonly dueAt: Date;
  /** Its embargo: whoever asks, nobody can take it before. */
  readonly notBefore?: Date;
  /** A person wants it out, office hours or not. */
  readonly atAnyHour?: boolean;
  /** Why it goes later than it was meant to. */
  readonly problem?: Problem;
  /** `waiting` for the hub, or `scheduled`. */
  readonly state: 'waiting' | 'scheduled';
  /** The hub's delivery that this one waits for. */
  readonly after?: DeliveryKey;
  /** Id of the delivery that this one changes. */
  readonly of?: string;
  /** The plan that it goes by; written into the log, not into the delivery. */
  readonly approval?: Approval;
}

export interface Delivery extends Omit<PlannedDelivery, 'state' | 'approval'> {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly receipt?: Receipt;
  readonly handOff?: HandOff;
  readonly createdAt: Date;
  /** Start of the first attempt: what is looked for at the channel is not older. */
  readonly firstAttemptAt?: Date;
}

/** A due delivery that is ours until the lease ends. */
export interface Claim {
  readonly delivery: Delivery;
  readonly token: string;
  readonly expiresAt: Date;
}

/** How an attempt is closed. Fields that are absent are cleared. */
export interface Settlement {
  readonly state: DeliveryState;
  /** Never before the embargo, whatever stands here. */
  readonly dueAt?: Date;
  /** A person's word: office hours do not hold it from now on. */
  readonly atAnyHour?: boolean;
  readonly receipt?: Receipt;
  readonly problem?: Problem;
  readonly handOff?: HandOff;
}

export interface Attempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly worker: string;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  readonly outcome?: SendOutcome['kind'];
  readonly problem?: Problem;
}

/** One post of a thread, as far as it got. Without a receipt: begun, and in doubt after a crash. */
export interface PartRecord {
  readonly index: number;
  readonly startedAt: Date;
  readonly receipt?: Receipt;
}

/** One line of the log. `data` names no reader. */
export interface LedgerEvent {
  readonly id: number;
  readonly at: Date;
  readonly kind: string;
  readonly deliveryId?: string;
  readonly post?: string;
  readonly channel?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What readers see of a published delivery after the edits and retractions that were made to it since. */
export interface Standing {
  /** Of the text that stands there. */
  readonly revision: string;
  /** The retraction, once it was carried out. */
  readonly retraction?: Delivery;
}

/** Follows the history of one published delivery. */
export function whatStands(published: Delivery, known: readonly Delivery[]): Standing {
  const changes = known
    .filter(({ of, state }) => of === published.id && state === 'sent')
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const retraction = changes.find(({ kind }) => kind === 'retract');
  const edit = changes.find(({ kind }) => kind === 'update' || kind === 'correction');
  return { revision: edit?.revision ?? published.revision, ...(retraction && { retraction }) };
}
