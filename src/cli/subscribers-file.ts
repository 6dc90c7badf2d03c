/** Reads the list of readers. No address ever stands in a problem. */
import { plainValue } from '../core/plain-value.ts';
import { type Problem, problem } from '../core/problem.ts';
import { type Frequency, frequencies, type Reader } from '../core/reader.ts';
import { emailKey } from '../core/subscribers.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { disposableCheck, emailParser, type ParseEmail } from './email-address.ts';

export interface SubscribersFile {
  /** Absolute. */
  readonly path: string;
  /** As people know it, relative to the project. */
  readonly name: string;
  /** `required`: nobody without recorded consent is brought in. */
  readonly consent: 'warn' | 'required';
}

/** Streams the readers of the file, each address once. Rejects with an OmkError when it cannot be read or has no column `email`. */
export async function* subscribersOf(file: Pick<SubscribersFile, 'path' | 'name'>, found: Found = nothingFound()): AsyncGenerator<Reader> {
  const [parseEmail, isDisposable] = await Promise.all([emailParser(), disposableCheck()]);
  const known = new Set<string>();
  for await (const row of csvRows(file)) {
    const read = readRow(row, parseEmail);
    if ('reason' in read) {
      found.invalid[read.reason].push(row.line);
      continue;
    }
    const key = emailKey(read.email);
    if (known.has(key)) found.duplicate += 1;
    else {
      if (isDisposable(read.email)) found.disposable.push(row.line);
      if (!read.consentAt || !read.consentSource) found.withoutConsent += 1;
      yield read;
    }
    known.add(key);
  }
}

const nothingFound = (): Found => ({
  invalid: { address: [], broken: [], frequency: [], language: [] },
  disposable: [],
  duplicate: 0,
  withoutConsent: 0,
});

/** Looks at each reader of the file, and tells what is wrong with it. */
export async function readSubscribers(file: SubscribersFile, see: (reader: Reader) => void): Promise<readonly Problem[]> {
  const found = nothingFound();
  for await (const reader of subscribersOf(file, found)) see(reader);
  const problems = [...problemsOf(found), ...consentProblems(found.withoutConsent, file.consent)];
  return problems.map((each) => ({ ...each, where: { file: file.name, channel: 'newsletter' } }));
}

/** A row as our columns have it. */
export interface RowReader extends Reader {
  readonly consentWording?: string;
  /** What an export of another list says of this reader. */
  readonly status?: string;
}

/** Why a row cannot be used. */
export type RowReason = 'address' | 'broken' | 'frequency' | 'language';

export function readRow({ row, isBroken }: CsvRow, parseEmail: ParseEmail): RowReader | { readonly reason: RowReason } {
  if (isBroken) return { reason: 'broken' };
  const email = parseEmail(row['email'] ?? '');
  if (!email) return { reason: 'address' };
  const value = (column: string) => (row[column] ? plainValue(row[column]) || undefined : undefined);
  const frequency = value('frequency')?.toLowerCase();
  if (frequency !== undefined && !isFrequency(frequency)) return { reason: 'frequency' };
  const language = value('language');
  if (language !== undefined && !isLanguage(language)) return { reason: 'language' };
  const [name, status] = [value('name'), value('status')];
  const [consentAt, consentSource, consentWording] = [value('consent_at'), value('consent_source'), value('consent_wording')];
  return {
    email,
    audience: segmentsOf(row['audience'] ?? ''),
    ...(name && { name }),
    ...(language && { language }),
    ...(frequency && { frequency }),
    ...(status && { status }),
    ...(consentAt && { consentAt }),
    ...(consentSource && { consentSource }),
    ...(consentWording && { consentWording }),
  };
}

/** Separated by `;` or `|`, each once. */
const segmentsOf = (text: string): readonly string[] => [...new Set(text.split(/[;|]/).map(plainValue).filter(Boolean))];

export const isFrequency = (text: string): text is Frequency => frequencies.some((one) => one === text);

const knownLanguages = new Map<string, boolean>();

/** Well-formed BCP 47. A list has few of them, and looking costs. */
export function isLanguage(text: string): boolean {
  const known = knownLanguages.get(text) ?? isWellFormed(text);
  if (knownLanguages.size < 1000) knownLanguages.set(text, known);
  return known;
}

function isWellFormed(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

export interface Found {
  readonly invalid: Readonly<Record<RowReason, number[]>>;
  /** Lines of addresses whose mailboxes are thrown away. */
  readonly disposable: number[];
  duplicate: number;
  withoutConsent: number;
}

const shownLines = 20;

/** A few line numbers stand for many. */
export const shortList = (lines: readonly number[]): string =>
  lines.slice(0, shownLines).join(', ') + (lines.length > shownLines ? ', …' : '');

export function problemsOf({ invalid, duplicate, disposable }: Omit<Found, 'withoutConsent'>): readonly Problem[] {
  const { address, broken, frequency, language } = invalid;
  const values = { frequency, language };
  return [
    ...(address.length > 0 ? [problem('reader-invalid', { count: address.length, lines: shortList(address) })] : []),
    ...(broken.length > 0 ? [problem('reader-broken', { count: broken.length, lines: shortList(broken) })] : []),
    ...Object.entries(values)
      .filter(([, lines]) => lines.length > 0)
      .map(([column, lines]) => problem('reader-bad-value', { column, count: lines.length, lines: shortList(lines) })),
    ...(disposable.length > 0 ? [problem('reader-disposable', { count: disposable.length, lines: shortList(disposable) })] : []),
    ...(duplicate > 0 ? [problem('reader-duplicate', { count: duplicate })] : []),
  ];
}

const consentProblems = (count: number, consent: SubscribersFile['consent']): readonly Problem[] =>
  count > 0 ? [problem(consent === 'required' ? 'reader-consent-required' : 'reader-consent-missing', { count })] : [];
