/**
 * Brings a list of readers in. The file is read twice, so that one that cannot be read to its end, or that does not say
 * where its readers come from, changes nothing; neither time is it held in memory.
 */
import { batches } from '../core/batches.ts';
import type { Ledger } from '../core/ledger.ts';
import { fail, OmkError, type Problem, problem } from '../core/problem.ts';
import { emailKey, type NewSubscriber, type SaveResult, type SubscriberStatus } from '../core/subscribers.ts';
import { type CsvFile, csvRows } from './csv-rows.ts';
import { disposableCheck, emailParser, readerId } from './email-address.ts';
import { problemsOf, type RowReader, type RowReason, readRow, shortList } from './subscribers-file.ts';

export interface ImportOptions {
  readonly file: CsvFile;
  /** For rows that do not say so themselves. */
  readonly source?: string;
  readonly wording?: string;
  readonly audience?: readonly string[];
  readonly language?: string;
  /** Nobody without a source and a date is brought in. */
  readonly isConsentRequired: boolean;
  readonly dryRun: boolean;
}

export interface ImportReport extends Readonly<Record<SaveResult, number>> {
  /** Without empty lines. */
  readonly rows: number;
  readonly invalid: readonly { readonly line: number; readonly reason: RowReason }[];
  readonly duplicateLines: readonly number[];
  readonly suppressedLines: readonly number[];
  readonly problems: readonly Problem[];
}

/** Readers per transaction: few enough that a mailing under way need not wait long. */
const batchSize = 2000;

export async function importSubscribers(ledger: Ledger, sign: (text: string) => string, options: ImportOptions): Promise<ImportReport> {
  const seen = await lookThrough(options);
  const counts = { added: 0, changed: 0, unchanged: 0, suppressed: seen.suppressedLines.length };
  const suppressedLines = [...seen.suppressedLines];
  for await (const batch of batches(rowsOf(options), batchSize)) {
    const results = await ledger.saveSubscribers(
      batch.map(({ reader }) => subscriberOf(reader, sign, options)),
      { dryRun: options.dryRun },
    );
    results.forEach((result, index) => {
      counts[result] += 1;
      if (result === 'suppressed') suppressedLines.push(batch[index]?.line ?? 0);
    });
  }
  return { ...seen, ...counts, suppressedLines: suppressedLines.sort((a, b) => a - b) };
}

type Seen = Pick<ImportReport, 'rows' | 'invalid' | 'duplicateLines' | 'suppressedLines' | 'problems'>;

/** Everything that is wrong with the file, before anything is written. */
async function lookThrough(options: ImportOptions): Promise<Seen> {
  const invalid: { line: number; reason: RowReason }[] = [];
  const duplicateLines: number[] = [];
  const suppressedLines: number[] = [];
  const isDisposable = await disposableCheck();
  const [sourceless, undated, disposable] = [[] as number[], [] as number[], [] as number[]];
  let rows = 0;
  for await (const row of rowsOf(options, { invalid, duplicateLines, suppressedLines })) {
    rows += 1;
    const { consentAt, consentSource, email } = row.reader;
    if (isDisposable(email)) disposable.push(row.line);
    if (options.source === undefined && !(consentAt && consentSource)) sourceless.push(row.line);
    else if (!consentAt) undated.push(row.line);
  }
  const byReason = (wanted: RowReason) => invalid.filter(({ reason }) => reason === wanted).map(({ line }) => line);
  const found = {
    invalid: { address: byReason('address'), broken: byReason('broken'), frequency: byReason('frequency'), language: byReason('language') },
    disposable,
    duplicate: duplicateLines.length,
  };
  const problems = problemsOf(found);
  if (rows === 0) throw new OmkError([problem('config-list-empty', { path: options.file.name }), ...problems]);
  if (sourceless.length > 0) fail('reader-source-missing', { count: sourceless.length, lines: shortList(sourceless) });
  if (undated.length > 0 && options.isConsentRequired) fail('reader-consent-required', { count: undated.length });
  return {
    rows: rows + invalid.length + duplicateLines.length + suppressedLines.length,
    invalid,
    duplicateLines,
    suppressedLines,
    problems: [...problems, ...(undated.length > 0 ? [problem('reader-consent-undated', { count: undated.length })] : [])],
  };
}

interface UsableRow {
  readonly line: number;
  readonly reader: RowReader;
}

interface Refused {
  readonly invalid: { line: number; reason: RowReason }[];
  readonly duplicateLines: number[];
  readonly suppressedLines: number[];
}

/** What an export says of those who get no mail. */
const leftOut: readonly (string | undefined)[] = ['removed', 'pending'] satisfies readonly SubscriberStatus[];

/** Rows that can be used, each address once. */
async function* rowsOf({ file }: ImportOptions, refused?: Refused): AsyncGenerator<UsableRow> {
  const parseEmail = await emailParser();
  const known = new Set<string>();
  for await (const row of csvRows(file)) {
    const reader = readRow(row, parseEmail);
    if ('reason' in reader) {
      refused?.invalid.push({ line: row.line, reason: reader.reason });
      continue;
    }
    const key = emailKey(reader.email);
    if (known.has(key)) refused?.duplicateLines.push(row.line);
    else if (leftOut.includes(reader.status)) refused?.suppressedLines.push(row.line);
    else yield { line: row.line, reader };
    known.add(key);
  }
}

function subscriberOf(
  reader: RowReader,
  sign: (text: string) => string,
  { source, wording, audience, language }: ImportOptions,
): NewSubscriber {
  const segments = reader.audience.length > 0 ? reader.audience : audience;
  const [spoken, from, words] = [reader.language ?? language, reader.consentSource ?? source, reader.consentWording ?? wording];
  return {
    id: readerId(sign, reader.email),
    email: reader.email,
    ...(reader.name !== undefined && { name: reader.name }),
    ...(segments && { audience: segments }),
    ...(spoken !== undefined && { language: spoken }),
    ...(reader.frequency !== undefined && { frequency: reader.frequency }),
    consent: {
      ...(reader.consentAt !== undefined && { at: reader.consentAt }),
      ...(from !== undefined && { source: from }),
      ...(words !== undefined && { wording: words }),
    },
  };
}
