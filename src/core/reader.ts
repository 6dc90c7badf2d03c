import type { Problem } from './problem.ts';

/** How often a reader wants mail: every issue, the weekly digest alone, or nothing for now. */
export const frequencies = ['each', 'weekly', 'never'] as const;
export type Frequency = (typeof frequencies)[number];

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
  /** Absent: as it is, at first every issue. */
  readonly frequency?: Frequency;
}

/** Who of the list gets an issue. */
export interface ReaderSelection {
  /** None: everybody. */
  readonly audience?: readonly string[];
  /** What a reader without any segment gets of a post that names one. */
  readonly withoutAudience: 'all' | 'none';
  /** Readers who want mail this often; absent: those who want every issue. */
  readonly frequencies?: readonly Frequency[];
  /** Readers of these languages, and those whose language is not known; absent: of every language. */
  readonly languages?: readonly string[];
  /** Before the others, so many readers at these domains; the others are put on hold. */
  readonly sample?: Sample;
  /** Whom the project's file names, or the ledger's own list (absent: this). */
  readonly list?: 'file' | 'own';
  /** Readers of just these groups, whatever else the selection says of segments and frequency. */
  readonly groups?: readonly ReaderGroup[];
}

export interface Sample {
  readonly count: number;
  readonly domains: readonly string[];
}

/** Readers who want the same: exactly these segments, this often. */
export interface ReaderGroup {
  /** As `normalSegments` gives them. */
  readonly segments: readonly string[];
  readonly frequency: Frequency;
}

export interface CountedGroup extends ReaderGroup {
  readonly count: number;
}

/** Segments in any spelling and order, each once. Only ASCII letters lose their capitals, as in SQL. */
export const normalSegments = (segments: readonly string[]): readonly string[] =>
  [...new Set(segments.map((segment) => segment.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))].sort();

/** Equal for readers of one group. */
export const groupKey = ({ segments, frequency }: ReaderGroup): string => JSON.stringify([frequency, ...normalSegments(segments)]);

/** Whom a single issue goes to; a digest goes to those of `['each', 'weekly']`. */
export const issueFrequencies: readonly Frequency[] = ['each'];

/** Does this reader get a post for that selection? The ledger asks the same of its own list, in SQL. */
export function isSelected(
  { audience, language, frequency = 'each' }: Pick<Reader, 'audience' | 'language' | 'frequency'>,
  selection: ReaderSelection,
): boolean {
  const { frequencies: wantedBy = issueFrequencies, languages, groups } = selection;
  if (groups) return groups.some((group) => groupKey(group) === groupKey({ segments: audience, frequency }));
  if (!wantedBy.includes(frequency)) return false;
  if (languages && language !== undefined && !languages.some((one) => primaryLanguage(one) === primaryLanguage(language))) return false;
  if (!selection.audience) return true;
  if (audience.length === 0) return selection.withoutAudience === 'all';
  const wanted = new Set(selection.audience.map((segment) => segment.toLowerCase()));
  return audience.some((segment) => wanted.has(segment.toLowerCase()));
}

/** `nl` of `nl-BE`. */
export const primaryLanguage = (language: string): string => language.toLowerCase().split('-', 1)[0] ?? '';

/** `left`: in doubt, and a person chose not to mail this reader again. */
export type RecipientState = 'waiting' | 'sending' | 'sent' | 'refused' | 'suppressed' | 'unconfirmed' | 'left';

/** One reader of one issue. `id` is that of the reader and says nothing about the person. */
export interface Recipient extends Pick<Reader, 'email' | 'name' | 'language'> {
  readonly id: string;
  readonly attempts: number;
  /** Segments, where the issue has words of their own for them. */
  readonly audience?: readonly string[];
}

/** `left` stands apart while a mailing is worked on; a report counts it as unconfirmed. */
export type RecipientCounts = Readonly<Record<'sent' | 'refused' | 'suppressed' | 'unconfirmed' | 'waiting', number>> & {
  readonly left?: number;
};

/** Has anybody of them been dealt with? */
export const hasBegun = ({ sent, refused, suppressed, unconfirmed, left = 0 }: RecipientCounts): boolean =>
  sent + refused + suppressed + unconfirmed + left > 0;

export interface RecipientSettlement {
  readonly state: Exclude<RecipientState, 'sending'>;
  readonly problem?: Problem;
  /** For a temporary refusal: when this reader may be tried again. */
  readonly notBefore?: Date;
  /** Nothing was handed to the server, so that it was no attempt. */
  readonly isUntried?: boolean;
  /** The address does not exist: never mail it again (contract newsletter 9). */
  readonly suppress?: 'bounced';
}

/** What became of one reader. */
export interface RecipientResult {
  readonly id: string;
  readonly settlement: RecipientSettlement;
}
