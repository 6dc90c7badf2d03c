/** What omk remembers of the items of a source, so that each of them is forwarded once. */
import type { Delivery, PlannedDelivery } from './delivery.ts';
import type { Receipt } from './outcome.ts';

/**
 * Where an item stands. `before`: it was there before we began, or was found too late; `planned`: a post was made of it;
 * `review`: a file for a person; `refused`: the checks say no; `gone`: it is no longer there for everybody.
 */
export type ItemStanding = 'before' | 'planned' | 'review' | 'refused' | 'gone';

/** What is kept of an item: neither its words nor its author. Items that not everybody may read are not kept at all. */
export interface SeenItem {
  /** The source's own id. */
  readonly item: string;
  /** Id of the post that was made of it, or would have been. */
  readonly post: string;
  readonly url: string;
  readonly publishedAt: Date;
  /** Of what readers saw; another one: it was edited. */
  readonly hash: string;
  readonly standing: ItemStanding;
  /** What a person was told last, so that it is told once. */
  readonly told?: string;
  /** Since when it differs from what was sent. */
  readonly editedAt?: Date;
  /** The file for a person, relative to omk.yaml, and the hash of what was written there. */
  readonly file?: string;
  readonly fileHash?: string;
}

/** How far a source was read. */
export interface SourceReading {
  /** Nothing older is forwarded, unless a person asks. */
  readonly startedAt: Date;
  /** Begin of the last time that all of it was read. */
  readonly readAt: Date;
}

/** What stands at the hub without omk's doing. */
export interface TakenOver {
  readonly planned: PlannedDelivery;
  readonly receipt: Receipt;
}

export interface ItemFilter {
  readonly items?: readonly string[];
  readonly urls?: readonly string[];
  readonly posts?: readonly string[];
  readonly standings?: readonly ItemStanding[];
  /** Published since. */
  readonly since?: Date;
}

/** An item that becomes a post: what stands at the hub, what is to be sent, and that it was seen. All of it or nothing. */
export interface ForwardedItem {
  readonly source: string;
  readonly seen: SeenItem;
  readonly takenOver: readonly TakenOver[];
  readonly planned: readonly PlannedDelivery[];
}

export interface ItemBook {
  sourceReading(source: string): Promise<SourceReading | undefined>;
  /** With what was there before we began. */
  saveReading(source: string, reading: SourceReading, items: readonly SeenItem[]): Promise<void>;
  /** Newest first. */
  seenItems(source: string, filter?: ItemFilter): Promise<readonly SeenItem[]>;
  saveItems(source: string, items: readonly SeenItem[]): Promise<void>;
  forwardItem(forwarded: ForwardedItem): Promise<readonly Delivery[]>;
}

/** A message of the ledger that was made by its source, not by omk: omk never changes it. */
export const isTakenOver = ({ message }: Pick<Delivery, 'message'>): boolean => message.details['takenOver'] === true;
