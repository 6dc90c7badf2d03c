import type { Problem } from './problem.ts';

/** Proof from the channel: its own id of the post and, where it has one, its address. */
export interface Receipt {
  readonly remoteId: string;
  readonly url?: string;
  /** Addresses, by hash, of pictures that everybody may see there. */
  readonly pictures?: Readonly<Record<string, string>>;
}

/** What a person needs to place a message by hand. */
export interface HandOff {
  readonly text: string;
  readonly link?: string;
  readonly images: readonly { readonly path: string; readonly alt: string }[];
  /** The page to open. */
  readonly openUrl: string;
}

/** What a channel answered. When in doubt: `unknown`. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly receipt: Receipt; readonly warning?: Problem }
  /** No, and asking again will not help. */
  | { readonly kind: 'rejected'; readonly problem: Problem }
  /** Certainly not sent; later may work. `isPatient`: it goes on as planned, so there is nothing to give up. */
  | { readonly kind: 'retry'; readonly problem: Problem; readonly notBefore?: Date; readonly isPatient?: true }
  /** It may or may not exist out there. */
  | { readonly kind: 'unknown'; readonly problem: Problem }
  /** Prepared for a person, who reports back. */
  | { readonly kind: 'handed-off'; readonly handOff: HandOff; readonly problem?: Problem };

/** What a channel says about a message that may have been sent. */
export type Finding =
  | { readonly kind: 'found'; readonly receipt: Receipt }
  /** Surely not there: the channel gives a complete and immediate list. */
  | { readonly kind: 'absent' }
  /** Not in a list that may lag. The channel refuses a repetition by itself, so after the last look one more try is safe. */
  | { readonly kind: 'unseen' }
  /** A part in doubt was settled; the rest of the thread or list can go on. */
  | { readonly kind: 'resumable' }
  /** The channel cannot say, or not yet. `isFinal`: looking again will not help. `hasLooked`: it is not in a list that may lag. */
  | { readonly kind: 'unsure'; readonly problem?: Problem; readonly isFinal?: boolean; readonly hasLooked?: boolean };
