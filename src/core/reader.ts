import type { Problem } from './problem.ts';

/** A reader of the newsletter, as brought in from the subscribers' file. */
export interface Reader {
  /** Says nothing about the person; the same on every host that has the same signing secret. */
  readonly id?: string;
  readonly email: string;
  readonly name?: string;
  readonly audience: readonly string[];
  readonly language?: string;
  readonly consentAt?: string;
  readonly consentSource?: string;
}

/** Who of the list gets an issue. */
export interface ReaderSelection {
  /** None: everybody. */
  readonly audience?: readonly string[];
  /** What a reader without any segment gets of a post that names one. */
  readonly withoutAudience: 'all' | 'none';
}

/** Does this reader get a post for that selection? The ledger asks the same of its own list, in SQL. */
export function isSelected({ audience }: Pick<Reader, 'audience'>, selection: ReaderSelection): boolean {
  if (!selection.audience) return true;
  if (audience.length === 0) return selection.withoutAudience === 'all';
  const wanted = new Set(selection.audience.map((segment) => segment.toLowerCase()));
  return audience.some((segment) => wanted.has(segment.toLowerCase()));
}

export type RecipientState = 'waiting' | 'sending' | 'sent' | 'refused' | 'suppressed' | 'unconfirmed';

/** One reader of one issue. `id` is that of the reader and says nothing about the person. */
export interface Recipient extends Pick<Reader, 'email' | 'name' | 'language'> {
  readonly id: string;
  readonly attempts: number;
}

export type RecipientCounts = Readonly<Record<'sent' | 'refused' | 'suppressed' | 'unconfirmed' | 'waiting', number>>;

export interface RecipientSettlement {
  readonly state: Exclude<RecipientState, 'sending'>;
  readonly problem?: Problem;
  /** For a temporary refusal: when this reader may be tried again. */
  readonly notBefore?: Date;
}
