/** Mail that comes back: what its codes mean for the reader (contract newsletter 9), and what the ledger keeps of it. */

/**
 * `hard`: the mailbox is gone. `soft`: not now, or nobody can tell. `sender`: about the sender, the mail or the route, so never the
 * reader's doing. `complaint`: the reader called it unwanted. `opt-out`: the reader asked the provider to be taken off.
 */
export const bounceClasses = ['hard', 'soft', 'sender', 'complaint', 'opt-out'] as const;
export type BounceClass = (typeof bounceClasses)[number];

/** No such mailbox, no such domain, not an address, moved without a trace, disabled (RFC 3463). Nothing else ends a reader at once. */
export const isGone = (enhancedCode: string): boolean => /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/.test(enhancedCode);

/** About the sender's address, the size or form of the mail, the system, the route, the protocol, the policy. X.5.0 says nothing. */
const aboutSender = /^(?:5\.(?:1\.[78]|2\.3|3\.\d+|4\.\d+|5\.[1-9]\d*|6\.\d+|7\.\d+)|4\.7\.\d+)$/;

/** What a code makes of a mail that could not be delivered. A three-digit code, or none, tells too little to end a reader at once. */
export function classOf(code: string): 'hard' | 'soft' | 'sender' {
  if (isGone(code)) return 'hard';
  return aboutSender.test(code) ? 'sender' : 'soft';
}

/** Enhanced codes are certain; what else a server said is a guess. */
export const isEnhanced = (code: string): boolean => /^[245]\.\d{1,3}\.\d{1,3}$/.test(code);

const wanted = ['not-spam', 'auth-failure', 'virus', 'dkim', 'miscategorized'];

/** What a Feedback-Type (RFC 5965) says of the reader; an unknown one counts as `other`. `undefined`: nothing against the mail. */
export function feedbackOf(type: string): { readonly class: 'complaint' | 'opt-out'; readonly status: string } | undefined {
  if (wanted.includes(type)) return undefined;
  if (/^opt-?out(?:-list)?$/.test(type)) return { class: 'opt-out', status: 'opt-out' };
  return { class: 'complaint', status: ['abuse', 'fraud'].includes(type) ? type : 'other' };
}

/** When soft bounces end a reader: so many issues in a row, and at least so long between the first and the last. */
export interface SoftLimit {
  readonly issues: number;
  readonly days: number;
}

export const softLimitPattern = /^([1-9]\d?)\/(\d{1,3})d$/;
export const defaultSoftLimit = '3/14d';

/** Reads `3/14d`. */
export function readSoftLimit(written: unknown): SoftLimit {
  const [, issues, days] = softLimitPattern.exec(String(written)) ?? softLimitPattern.exec(defaultSoftLimit) ?? [];
  return { issues: Number(issues), days: Number(days) };
}

/** One returned mail of which it is known whose it was. No address, and no text that could hold one. */
export interface BounceReport {
  /** The same for every report that says the same about one copy of one issue. */
  readonly identity: string;
  readonly reader: string;
  /** Absent: it names a reader, but no issue that this ledger knows. */
  readonly deliveryId?: string;
  readonly class: BounceClass;
  /** An enhanced code, a reply code, a kind of complaint, or empty. */
  readonly status: string;
}

export interface BounceResult {
  /** Nothing was done: a report that said the same was read before. */
  readonly isRepeated: boolean;
  /** `now`: from here on no mail. `before`: it was so already. */
  readonly suppressed: 'now' | 'before' | 'no';
}

export interface BounceOptions {
  readonly softLimit: SoftLimit;
  /** Says what would happen, writes nothing. */
  readonly dryRun?: boolean;
}

/** What is kept about mail of one reader that came back. */
export interface Bounce extends Pick<BounceReport, 'class' | 'status' | 'deliveryId'> {
  readonly at: Date;
  readonly title?: string;
}

/** An issue that went to readers, without what it says. */
export interface MailedIssue {
  readonly deliveryId: string;
  readonly destination: string;
  readonly post: string;
  readonly title: string;
}

/** Implemented by the ledger; each method is one transaction. */
export interface BounceBook {
  /** Every issue of a channel, newest first. */
  mailedIssues(channel: string): Promise<readonly MailedIssue[]>;
  /** Ids of those whom an issue went to, in order, a page at a time. Nobody once results became counts. */
  mailedReaders(deliveryId: string, page: { readonly limit: number; readonly after?: string }): Promise<readonly string[]>;
  /** Writes down what came back and suppresses whom it ends, in the order given. Safe to repeat. */
  recordBounces(reports: readonly BounceReport[], options: BounceOptions): Promise<readonly BounceResult[]>;
  /** Newest first. */
  bouncesOf(reader: string): Promise<readonly Bounce[]>;
}
