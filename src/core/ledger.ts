import type { BounceBook } from './bounce.ts';
import type { Attempt, Claim, Delivery, DeliveryState, LedgerEvent, PartRecord, PlannedDelivery, Settlement } from './delivery.ts';
import type { ItemBook } from './forward.ts';
import type { Receipt, SendOutcome } from './outcome.ts';
import type { PauseBook } from './pause.ts';
import type { PlannedDigest, Published } from './published.ts';
import type { CountedGroup, Reader, ReaderSelection, Recipient, RecipientCounts, RecipientResult } from './reader.ts';
import type { SubscriberList } from './subscribers.ts';

export interface DeliveryFilter {
  readonly ids?: readonly string[];
  readonly posts?: readonly string[];
  /** What a person calls them by: the post, its file, or the digest that they are part of. */
  readonly named?: readonly string[];
  readonly channels?: readonly string[];
  readonly states?: readonly DeliveryState[];
  readonly revisions?: readonly string[];
  /** The channel's own ids of what was sent. */
  readonly remoteIds?: readonly string[];
  /** Due at this moment or later. */
  readonly dueFrom?: Date;
  /** Where readers find what was sent. */
  readonly urls?: readonly string[];
}

/** As much of a delivery as it takes to see what is left to do. */
export type DeliveryGlance = Pick<Delivery, 'id' | 'channel' | 'kind' | 'state' | 'dueAt'>;

/** What a post goes by, and where it stands. */
export interface PostName {
  readonly id: string;
  readonly file: string;
}

export interface ClaimOptions {
  readonly worker: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly channel?: string;
  /** Only these deliveries; absent: all that are due. */
  readonly ids?: readonly string[];
}

export interface RecipientExchange {
  readonly results: readonly RecipientResult[];
  /** How many more readers are wanted at most. */
  readonly limit: number;
  readonly leaseMs: number;
  /** With the segments of each reader. */
  readonly withAudience?: boolean;
}

export interface EventFilter {
  readonly since?: Date;
  readonly channel?: string;
  readonly posts?: readonly string[];
  readonly kinds?: readonly string[];
  readonly limit: number;
  /** Only events with a greater id, oldest first: for following. */
  readonly afterId?: number;
}

/** A row of a table, or the head of the file. */
export interface LedgerLine {
  readonly table: string;
  readonly row: Readonly<Record<string, string | number | null>>;
}

/** How a ledger's file is. */
export interface LedgerHealth {
  /** What its own check found; absent: it is whole. */
  readonly damage?: string;
  readonly bytes: number;
  /** Of these, kept free for what comes. */
  readonly freeBytes: number;
  /** Of the write-ahead log beside it. */
  readonly logBytes: number;
}

/** The memory. Every method is one transaction, on disk before it resolves. */
export interface Ledger extends SubscriberList, BounceBook, ItemBook, PauseBook {
  /** Adds what is new and replaces what has not left yet. Same key twice: no second row. In the order given. */
  schedule(planned: readonly PlannedDelivery[]): Promise<readonly Delivery[]>;
  /** Takes due deliveries, one per destination at a time. */
  claimDue(options: ClaimOptions): Promise<readonly Claim[]>;
  /**
   * Extends the lease straight before a call that cannot be taken back, and notes that the call began. `false`: no
   * longer ours. A claim that expires before any call began was surely not sent.
   */
  beginCall(claim: Claim, leaseMs: number): Promise<boolean>;
  /**
   * Closes the attempt, and releases what waited for it when it was sent. `false`: it was decided meanwhile. Readers
   * that it left in flight are in doubt.
   */
  settle(claim: Claim, settlement: Settlement, outcome?: SendOutcome['kind']): Promise<boolean>;
  /**
   * Claims of dead processes of this host, and of others whose lease is over: sending -> unconfirmed, or back to
   * scheduled where no call had begun. Returns those that are unconfirmed. A worker never expires its own claims.
   */
  expireClaims(own?: string): Promise<readonly Delivery[]>;
  /** Does a process that may still make the call of an unconfirmed delivery live, stopped or slow? Then "not there" proves nothing. */
  isHeld(deliveryId: string): Promise<boolean>;
  /** A decision outside an attempt. `false`: the delivery is no longer in `from`. */
  move(id: string, from: DeliveryState, settlement: Settlement, by: string): Promise<boolean>;
  /** Records what was found at a channel, or that nobody could look, instead of sending. What has left already is left alone. */
  adopt(planned: PlannedDelivery, settlement: Settlement, parts: readonly PartRecord[]): Promise<void>;
  /**
   * The same post in another file, or by another id: nothing goes out again. Returns how many of its deliveries changed;
   * none when another post has that id already.
   */
  renamePost(id: string, to: PostName): Promise<number>;
  list(filter?: DeliveryFilter): Promise<readonly Delivery[]>;
  /** As `list`, without reading what the deliveries say. */
  glance(filter: DeliveryFilter): Promise<readonly DeliveryGlance[]>;
  /**
   * What a run has to do with: scheduled deliveries that are due by then or that were tried before, those in flight or in
   * doubt, and what waits for any of these. Costs nothing for what is done or lies ahead.
   */
  due(by: Date): Promise<readonly Delivery[]>;
  /** The first moment after this one at which something is due. */
  nextDue(after: Date): Promise<Date | undefined>;
  attempts(deliveryId: string): Promise<readonly Attempt[]>;
  events(filter: EventFilter): Promise<readonly LedgerEvent[]>;
  /** A line in the log about something that changes no delivery. `data` names no reader. */
  note(event: Pick<LedgerEvent, 'kind' | 'deliveryId' | 'post' | 'channel' | 'data'>): Promise<void>;

  parts(deliveryId: string): Promise<readonly PartRecord[]>;
  beginPart(deliveryId: string, index: number): Promise<void>;
  finishPart(deliveryId: string, index: number, receipt: Receipt): Promise<void>;
  /** A part in doubt turned out not to exist. */
  dropPart(deliveryId: string, index: number): Promise<void>;

  /** The id behind a reference, once a channel has told it. */
  knownDestination(channel: string, reference: string): Promise<{ readonly id: string; readonly name: string } | undefined>;
  /** Remembers it and gives deliveries that were planned by reference their id. */
  nameDestination(channel: string, reference: string, id: string, name: string): Promise<void>;

  /**
   * Makes what the file counts for equal to it: adds, changes; whoever is not in it gets nothing. Nobody who is suppressed
   * comes back. Many readers take several transactions; until the last of them, nobody has lost anything.
   */
  replaceReaders(readers: Iterable<Reader> | AsyncIterable<Reader>): Promise<void>;
  /** How many a selection has; with a sample: how many of them it takes. */
  countReaders(selection: ReaderSelection): Promise<number>;
  /** Readers by what they want; whoever wants nothing is in no group. */
  readerGroups(list: 'file' | 'own'): Promise<readonly CountedGroup[]>;
  /** Fixes who gets this issue; the second time nothing changes. */
  freezeRecipients(deliveryId: string, selection: ReaderSelection): Promise<number>;
  /**
   * Writes down what became of readers and takes more of them, in one transaction that also renews the lease. The
   * results count even when the delivery is no longer ours; then `isOurs` is false and nobody is taken.
   */
  exchangeRecipients(
    claim: Claim,
    exchange: RecipientExchange,
  ): Promise<{ readonly isOurs: boolean; readonly recipients: readonly Recipient[] }>;
  recipientCounts(deliveryId: string): Promise<RecipientCounts>;
  recipientsLeft(deliveryId: string): Promise<{ readonly count: number; readonly nextAt?: Date }>;
  /** A person's word on recipients in doubt: to be sent again, or left as they are. Returns how many. */
  settleUnconfirmedRecipients(deliveryId: string, decision: 'resend' | 'leave'): Promise<number>;

  /** How far the last digest came that was not taken back before it went; nothing: there was none. */
  digestedUpTo(): Promise<number | undefined>;
  /** Posts of which a first delivery became known as sent after this moment of the log, and how far the log reaches now. */
  publishedAfter(after: { readonly event: number } | { readonly at: Date }): Promise<Published>;
  /**
   * Schedules a digest and fixes who gets which part of it, all or nothing. `undefined`: another digest came first. No
   * part: notes that there was nothing for anybody.
   */
  scheduleDigest(digest: PlannedDigest): Promise<readonly Delivery[] | undefined>;

  /** Everything but readers and kept values, a JSON value a line; recipients by their id alone. */
  export(): Promise<readonly LedgerLine[]>;
  /**
   * Takes over an exported ledger. Rejects with an OmkError when it was altered, or when this ledger knows something
   * that the other one does not.
   */
  import(lines: readonly LedgerLine[]): Promise<void>;
  /** Number of events, and the first one that was altered, removed or moved. */
  verify(): Promise<{ readonly count: number; readonly broken?: number }>;

  health(): Promise<LedgerHealth>;

  /** Kept values: the signing secret, the last run. */
  readValue(name: string): Promise<string | undefined>;
  /** Stores a value unless one is there, and returns the one that stands. */
  keepValue(name: string, value: string): Promise<string>;
  writeValue(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}
