/** What the ledger says was published, for a digest, and the digest that is made of it. */
import type { Card } from './card.ts';
import type { DeliveryKind, DeliveryState, PlannedDelivery } from './delivery.ts';
import type { ReaderGroup } from './reader.ts';

/** A delivery without its message. */
export interface PublishedDelivery {
  readonly id: string;
  readonly post: string;
  readonly file: string;
  readonly title: string;
  readonly channel: string;
  readonly kind: DeliveryKind;
  readonly round: number;
  /** Id of the delivery that this one changes. */
  readonly of?: string;
  readonly state: DeliveryState;
  readonly url?: string;
  /** Code of what there is to know about it. */
  readonly problem?: string;
  readonly card?: Card;
  /** When it became known as sent, and which line of the log says so. */
  readonly sent?: { readonly at: Date; readonly event: number };
}

export interface Published {
  /** The newest line of the log: what comes later is for the next digest. */
  readonly upTo: number;
  /** Every delivery of the posts, not those of digests. */
  readonly deliveries: readonly PublishedDelivery[];
}

export interface PlannedDigest {
  /** What people call it. */
  readonly name: string;
  readonly channel: string;
  /** How far the digest before it came, as the caller saw it. */
  readonly after: number | undefined;
  readonly upTo: number;
  /** A message for each group of readers. */
  readonly parts: readonly { readonly planned: PlannedDelivery; readonly groups: readonly ReaderGroup[] }[];
  /** Whom the groups are of. */
  readonly list: 'file' | 'own';
}
