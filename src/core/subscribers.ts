/**
 * The newsletter's own list: who is on it, on what consent, and who must never be mailed. An id is a keyed hash of the
 * address, made by the caller (`emailKey`), so that the ledger holds no key and knows a person who was erased again.
 */
import type { Frequency, RecipientState } from './reader.ts';

/** `pending`: asked for it and did not confirm yet. `removed`: gets nothing. */
export const subscriberStatuses = ['pending', 'active', 'removed'] as const;
export type SubscriberStatus = (typeof subscriberStatuses)[number];

/** Why an address gets no mail, from the weakest to the strongest; a stronger reason replaces a weaker one. */
export const suppressionReasons = ['bounced', 'manual', 'unsubscribed', 'forgotten', 'complained'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What proves that a reader wanted this. */
export interface Consent {
  /** When it was given, as it was recorded. */
  readonly at?: string;
  /** Where: the address of a form, the name of an import. */
  readonly source?: string;
  /** The words that were agreed to. */
  readonly wording?: string;
}

/** What a reader may choose; absent means: as it is, and an empty name or language: none any more. */
export interface Preferences {
  readonly name?: string;
  /** Segments; empty: as the project's setting says. */
  readonly audience?: readonly string[];
  readonly language?: string;
  readonly frequency?: Frequency;
}

/** A reader as an import, a form or a person at the keyboard names one. The address is normalised. */
export interface NewSubscriber extends Preferences {
  readonly id: string;
  readonly email: string;
  readonly consent: Consent;
}

export interface Suppression {
  readonly id: string;
  readonly reason: SuppressionReason;
  readonly at: Date;
}

export interface Subscriber {
  readonly id: string;
  readonly email: string;
  readonly name?: string;
  readonly audience: readonly string[];
  readonly language?: string;
  readonly frequency: Frequency;
  readonly status: SubscriberStatus;
  readonly consent: Consent;
  /** When the sign-up form was filled in. */
  readonly requestedAt?: Date;
  /** When the link of the confirmation mail was used. */
  readonly confirmedAt?: Date;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly suppression?: Suppression;
}

/** By the keyed hash (tokens of mails) or by the address (a person typed it). */
export type SubscriberKey = { readonly id: string } | { readonly email: string };

export interface SubscriberFilter {
  readonly statuses?: readonly SubscriberStatus[];
  /** At least one of these segments. */
  readonly audience?: readonly string[];
}

export interface SubscriberPage extends SubscriberFilter {
  readonly limit: number;
  /** The address of the last one of the page before. */
  readonly after?: string;
}

/** What became of one reader of an import. */
export type SaveResult = 'added' | 'changed' | 'unchanged' | 'suppressed';

export interface SaveOptions {
  /** Says what would happen, writes nothing. */
  readonly dryRun?: boolean;
  /** Reasons that this may lift, for a person who adds somebody by hand. An import lifts none. */
  readonly lifts?: readonly SuppressionReason[];
}

/** `ask`: now pending, mail the confirmation. `active`: is a reader already, nothing changed. `never`: may not even be asked. */
export type RequestResult = 'ask' | 'active' | 'never';

/** What one issue meant for one reader. */
export interface ReaderResult {
  readonly deliveryId: string;
  readonly post: string;
  readonly title: string;
  readonly state: RecipientState;
}

export interface Retention {
  /** Results per reader that were settled before this become counts. */
  readonly resultsBefore: Date;
  /** Requests from before this that were never confirmed are deleted. */
  readonly requestsBefore: Date;
}

const keptForMs = 30 * 86_400_000;

/** Bounces and complaints arrive for a month; so long a request may wait too (contract newsletter 7). */
export function retentionAt(now: Date): Retention {
  const before = new Date(now.getTime() - keptForMs);
  return { resultsBefore: before, requestsBefore: before };
}

/** Implemented by the ledger; each method is one transaction. No event and no problem ever names a reader. */
export interface SubscriberList {
  /** Adds or changes. What a person chose, and consent that is on record, stays; nobody who is suppressed comes back. In the order given. */
  saveSubscribers(readers: readonly NewSubscriber[], options?: SaveOptions): Promise<readonly SaveResult[]>;
  /** Somebody filled in the form. */
  requestSubscription(reader: NewSubscriber): Promise<RequestResult>;
  /** The link of the confirmation mail was used: active, and what kept mail away is lifted. Safe to repeat. `false`: nobody to confirm. */
  confirmSubscription(id: string): Promise<boolean>;
  /** A person's own choices; from then on an import leaves them alone. `false`: unknown. */
  setPreferences(id: string, preferences: Preferences): Promise<boolean>;
  /** From now on no mail, also of an issue that is being sent. Known readers or not; safe to repeat. `false`: it was so already. */
  suppress(id: string, reason: SuppressionReason): Promise<boolean>;
  /** Erases the person from every table; the keyed hash stays on the suppression list. `false`: was not on the list. */
  forget(id: string): Promise<boolean>;

  subscriber(key: SubscriberKey): Promise<Subscriber | undefined>;
  suppression(id: string): Promise<Suppression | undefined>;
  /** By address, a page at a time. */
  subscribers(page: SubscriberPage): Promise<readonly Subscriber[]>;
  subscriberCounts(filter?: SubscriberFilter): Promise<Readonly<Record<SubscriberStatus, number>>>;
  /** What is kept about the issues that a reader got, newest first. */
  resultsOf(id: string): Promise<readonly ReaderResult[]>;
  /** By id: what overrules a file that is not brought in yet. Nothing: this reader gets no mail. */
  ownChoices(): Promise<ReadonlyMap<string, Preferences | undefined>>;

  /** Forgets what is no longer needed. Returns how many results became counts and how many requests were deleted. */
  condense(retention: Retention): Promise<{ readonly results: number; readonly requests: number }>;
}

/** One reader per address, whatever its capitals. The domain is ASCII already; dots and plus signs are part of the name. */
export const emailKey = (email: string): string => email.normalize('NFC').toLowerCase();
