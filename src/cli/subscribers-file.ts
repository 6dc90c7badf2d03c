/** Reads the list of readers: CSV with commas or semicolons, as spreadsheets write it. No address ever stands in a problem. */
import { type FileHandle, open } from 'node:fs/promises';
import { domainToASCII } from 'node:url';
import { CsvError, parse } from 'csv-parse';
import { fail, OmkError, type Problem, problem } from '../core/problem.ts';
import type { Reader } from '../core/reader.ts';

export interface SubscribersFile {
  /** Absolute. */
  readonly path: string;
  /** As people know it, relative to the project. */
  readonly name: string;
  /** `required`: nobody without recorded consent is brought in. */
  readonly consent: 'warn' | 'required';
}

export interface Subscribers {
  readonly readers: readonly Reader[];
  readonly problems: readonly Problem[];
}

/** Streams the file. Rejects with an OmkError when it cannot be read or has no column `email`. */
export async function readSubscribers(file: SubscribersFile): Promise<Subscribers> {
  const { default: isEmail } = await import('validator/lib/isEmail.js');
  const readers = new Map<string, Reader>();
  const [invalidLines, counts] = [[] as number[], { duplicate: 0, withoutConsent: 0 }];
  for await (const { row, line } of rowsOf(file)) {
    const reader = readerOf(row, (email) => isEmail.default(email, { allow_utf8_local_part: false }));
    if (!reader) invalidLines.push(line);
    else if (readers.has(keyOf(reader.email))) counts.duplicate += 1;
    else {
      if (!reader.consentAt || !reader.consentSource) counts.withoutConsent += 1;
      readers.set(keyOf(reader.email), reader);
    }
  }
  const problems = problemsOf({ ...counts, invalidLines, isRequired: file.consent === 'required' });
  return {
    readers: [...readers.values()],
    problems: problems.map((each) => ({ ...each, where: { file: file.name, channel: 'newsletter' } })),
  };
}

type Row = Readonly<Record<string, string>>;

async function* rowsOf({ path, name }: SubscribersFile): AsyncGenerator<{ readonly row: Row; readonly line: number }> {
  const handle = await open(path).catch((cause: unknown) => fail('config-list-missing', { path: name }, undefined, cause));
  try {
    const header = await firstLine(handle);
    if (!header) fail('config-list-column', { path: name, column: 'email' });
    const parser = parserFor(delimiterOf(header), name);
    const bytes = handle.createReadStream({ start: 0, autoClose: false }).on('error', (error) => parser.destroy(error));
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<{ record: Row; info: { lines: number } }>)
      yield { row: record, line: info.lines };
  } catch (cause) {
    if (cause instanceof OmkError) throw cause;
    const line = cause instanceof CsvError && typeof cause['lines'] === 'number' ? cause['lines'] : 0;
    fail('config-list-unreadable', { path: name, line, detail: cause instanceof CsvError ? cause.code : codeOf(cause) }, undefined, cause);
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unreadable');

function parserFor(delimiter: string, name: string) {
  const columns = (header: readonly string[]) => {
    const names = header.map((column) => column.trim().toLowerCase());
    if (!names.includes('email')) fail('config-list-column', { path: name, column: 'email' });
    return names;
  };
  return parse({
    bom: true,
    delimiter,
    columns,
    info: true,
    trim: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
    max_record_size: 100_000,
  });
}

async function firstLine(handle: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
  return buffer.toString('utf8', 0, bytesRead).trimStart().split(/\r?\n/, 1)[0] ?? '';
}

/** What separates the columns: European spreadsheets write semicolons. */
function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return count(';') > count(',') ? ';' : ',';
}

/** Anything that could steer a mail's headers or a terminal. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

function readerOf(row: Row, isEmail: (email: string) => boolean): Reader | undefined {
  const email = normalised(row['email'] ?? '');
  if (!email || !isEmail(email)) return undefined;
  const value = (column: string) => row[column]?.replace(steering, ' ').trim() || undefined;
  const [name, language, consentAt, consentSource] = [value('name'), value('language'), value('consent_at'), value('consent_source')];
  return {
    email,
    audience: (row['audience'] ?? '')
      .split(/[;|]/)
      .map((segment) => segment.trim())
      .filter(Boolean),
    ...(name && { name }),
    ...(language && { language }),
    ...(consentAt && { consentAt }),
    ...(consentSource && { consentSource }),
  };
}

/** The part before the "@" stays as given; the domain becomes what it is on the wire. */
function normalised(written: string): string | undefined {
  const at = written.lastIndexOf('@');
  const domain = at > 0 ? domainToASCII(written.slice(at + 1)) : '';
  return domain && !/[\s,;<>]/.test(written) ? `${written.slice(0, at)}@${domain}` : undefined;
}

const keyOf = (email: string): string => email.toLowerCase();

interface Found {
  readonly invalidLines: readonly number[];
  readonly duplicate: number;
  readonly withoutConsent: number;
  readonly isRequired: boolean;
}

const shownLines = 20;

function problemsOf({ invalidLines, duplicate, withoutConsent, isRequired }: Found): readonly Problem[] {
  const lines = invalidLines.slice(0, shownLines).join(', ') + (invalidLines.length > shownLines ? ', …' : '');
  return [
    ...(invalidLines.length > 0 ? [problem('reader-invalid', { count: invalidLines.length, lines })] : []),
    ...(duplicate > 0 ? [problem('reader-duplicate', { count: duplicate })] : []),
    ...(withoutConsent > 0 ? [problem(isRequired ? 'reader-consent-required' : 'reader-consent-missing', { count: withoutConsent })] : []),
  ];
}
