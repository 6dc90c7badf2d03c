/**
 * Whose mail came back (contract newsletter 9): by the keyed return address, by the Message-ID, by the signed token to unsubscribe.
 * Each is checked by making it again. An address or the words of a server are never looked at.
 */
import type { MailedIssue } from '../../core/bounce.ts';
import { bounceIssue, readBounceToken } from '../../core/bounce-token.ts';
import { copyName, issueStem, readToken, type Sign } from '../../core/issue-identity.ts';
import type { Ledger } from '../../core/ledger.ts';
import type { Fields } from './report-fields.ts';
import type { Report } from './returned-mail.ts';

export interface MailOwner {
  readonly reader: string;
  /** Absent: no issue that this ledger knows. */
  readonly deliveryId?: string;
  /** Its name in a return address; the only one of an issue that this ledger does not know. */
  readonly issue?: string;
}

export interface OwnersOptions {
  readonly sign: Sign;
  readonly book: Pick<Ledger, 'mailedIssues' | 'mailedReaders' | 'subscriber'>;
  readonly channel: string;
  /** `newsletter.bounces`, with `{token}`. */
  readonly returnAddress?: string;
  readonly now: Date;
}

export class MailOwners {
  readonly #options: OwnersOptions;
  readonly #lists: ReadonlySet<string>;
  readonly #byStem: ReadonlyMap<string, MailedIssue>;
  readonly #byShortName: ReadonlyMap<string, MailedIssue>;
  readonly #byDelivery: ReadonlyMap<string, MailedIssue>;
  /** The readers of an issue by the name of their copy, of the issues that were asked for last. */
  readonly #copies = new Map<string, ReadonlyMap<string, string>>();

  private constructor(options: OwnersOptions, issues: readonly MailedIssue[]) {
    const { sign } = options;
    const stems = issues.map((issue) => [issueStem(sign, issue.destination, issue.deliveryId), issue] as const);
    this.#options = options;
    this.#lists = new Set(issues.map(({ destination }) => destination));
    this.#byStem = new Map(stems);
    this.#byDelivery = new Map(issues.map((issue) => [issue.deliveryId, issue]));
    this.#byShortName = new Map(stems.map(([stem, issue]) => [bounceIssue(sign, stem), issue]));
  }

  static async open(options: OwnersOptions): Promise<MailOwners> {
    return new MailOwners(options, await options.book.mailedIssues(options.channel));
  }

  issue(deliveryId: string): MailedIssue | undefined {
    return this.#byDelivery.get(deliveryId);
  }

  /** `undefined`: not a mail of ours, or somebody made it up. */
  async ownerOf({ addressed, returned }: Pick<Report, 'addressed' | 'returned'>): Promise<MailOwner | undefined> {
    const owner = this.#byReturnAddress(addressed) ?? (await this.#byHeaders(returned));
    // A mail to try it out, or of another ledger with the same key: neither the issue nor the reader is known here.
    if (owner && owner.deliveryId === undefined && !(await this.#options.book.subscriber({ id: owner.reader }))) return undefined;
    return owner;
  }

  #byReturnAddress(addressed: readonly string[]): MailOwner | undefined {
    const { sign, returnAddress } = this.#options;
    for (const token of bounceTokens(addressed, returnAddress)) {
      const copy = readBounceToken(sign, token);
      if (!copy) continue;
      const issue = this.#byShortName.get(copy.issue);
      return { ...copy, ...(issue && { deliveryId: issue.deliveryId }) };
    }
    return undefined;
  }

  async #byHeaders(returned: Fields): Promise<MailOwner | undefined> {
    const [, stem = '', name = ''] = /<([\w-]{16})\.([\w-]{22})@/.exec(joined(returned, 'message-id')) ?? [];
    const issue = this.#byStem.get(stem);
    const unsubscriber = this.#byUnsubscribeToken(returned);
    if (issue) {
      const reader = await this.#readerOf(issue, { stem, name, likely: unsubscriber });
      if (reader !== undefined) return { reader, deliveryId: issue.deliveryId };
    }
    if (unsubscriber === undefined) return undefined;
    // Some providers replace the Message-ID; the issue also stands before the first colon here.
    const other = this.#byStem.get(joined(returned, 'feedback-id').split(':', 1)[0] ?? '');
    const known = issue ?? other;
    return { reader: unsubscriber, ...(known && { deliveryId: known.deliveryId }) };
  }

  /** The name of a copy cannot be turned back into its reader: it is made for each of them, unless the mail says who it may be. */
  async #readerOf(issue: MailedIssue, { stem, name, likely }: { stem: string; name: string; likely: string | undefined }) {
    if (likely !== undefined && copyName(this.#options.sign, stem, likely) === name) return likely;
    const known = this.#copies.get(stem) ?? (await this.#copiesOf(issue, stem));
    this.#copies.delete(stem);
    this.#copies.set(stem, known);
    for (const oldest of [...this.#copies.keys()].slice(0, -issuesHeld)) this.#copies.delete(oldest);
    return known.get(name);
  }

  async #copiesOf({ deliveryId }: MailedIssue, stem: string): Promise<ReadonlyMap<string, string>> {
    const { book, sign } = this.#options;
    const copies = new Map<string, string>();
    for (let after = ''; ; ) {
      const page = await book.mailedReaders(deliveryId, { limit: pageSize, after });
      for (const reader of page) copies.set(copyName(sign, stem, reader), reader);
      after = page.at(-1) ?? '';
      if (page.length < pageSize) return copies;
    }
  }

  #byUnsubscribeToken(returned: Fields): string | undefined {
    const { sign, now } = this.#options;
    for (const token of unsubscribeTokens(joined(returned, 'list-unsubscribe'))) {
      for (const list of this.#lists) {
        const found = readToken(sign, { purpose: 'unsubscribe', list, token }, now);
        if (found) return found.reader;
      }
    }
    return undefined;
  }
}

const issuesHeld = 3;
const pageSize = 5000;

/** A header without the blanks that folding left, as far as one of ours goes. */
const joined = (fields: Fields, name: string): string => (fields.get(name)?.[0] ?? '').replace(/\s+/g, '').slice(0, 4000);

/** How many headers and addresses of one mail are looked at: nobody is delivered to under more of them. */
const [mostTexts, mostTokens] = [60, 40];

/** Everything that may be a token in these addresses: where the setting puts it, else between signs that no token has. */
function bounceTokens(texts: readonly string[], returnAddress: string | undefined): ReadonlySet<string> {
  const [before = '', after = ''] = returnAddress?.split('@', 1)[0]?.toLowerCase().split('{token}') ?? [];
  const tokens = new Set<string>();
  for (const text of texts.slice(0, mostTexts)) {
    for (const [, local = ''] of text.slice(0, 4000).matchAll(/([^\s<>"@,;:()[\]]{18,200})@/g)) {
      const name = local.toLowerCase();
      const parts = name.split(/[^a-z2-7]+/).filter((part) => part.length >= 18);
      for (const part of [...parts, within(name, before, after)]) if (tokens.size < mostTokens && part !== '') tokens.add(part);
    }
  }
  return tokens;
}

const within = (name: string, before: string, after: string): string =>
  name.startsWith(before) && name.endsWith(after) ? name.slice(before.length, name.length - after.length) : '';

const unsubscribeTokens = (header: string): readonly string[] =>
  [...header.matchAll(/[\w%~!*'()-]+(?:\.[0-9a-z]+)?\.[\w-]{32}(?![\w-])/g)].map(([token]) => token);
