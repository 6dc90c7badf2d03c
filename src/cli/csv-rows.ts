/** Streams the rows of a list as spreadsheets write it: UTF-8, with commas, semicolons or tabs, under a line of names. */
import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { fail, OmkError, problem } from '../core/problem.ts';
import { keepMemorySteady } from './steady-memory.ts';

export interface CsvFile {
  /** Absolute. */
  readonly path: string;
  /** As people know it. */
  readonly name: string;
  /** Our column -> the one of this file, where they differ. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface CsvRow {
  readonly row: Readonly<Record<string, string>>;
  readonly line: number;
  /** Has more fields than there are columns: one of them was divided by a comma that should have been quoted. */
  readonly isBroken: boolean;
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: CsvError };
}

/** Rejects with an OmkError when the file cannot be read or has no column `email`. */
export async function* csvRows(file: CsvFile): AsyncGenerator<CsvRow> {
  const { path, name } = file;
  const handle = await open(path).catch((cause: unknown) => fail('config-list-missing', { path: name }, undefined, cause));
  try {
    const header = await firstLine(handle, name);
    if (!header) fail('config-list-column', { path: name, column: file.columns?.['email'] ?? 'email' });
    const parser = parserFor(delimiterOf(header), file);
    const stop = (error: Error) => parser.destroy(error);
    const bytes = handle.createReadStream({ start: 0, autoClose: false }).on('error', stop);
    const records = bytes.pipe(onlyUtf8(name)).on('error', stop).pipe(parser) as AsyncIterable<Parsed>;
    const tidyMemory = keepMemorySteady();
    let usual: number | undefined;
    for await (const { record, info } of records) {
      const surplus = surplusOf(record, info.error);
      tidyMemory();
      // Some programs end every row with a separator, but not the names.
      usual ??= surplus.every((field) => field === '') ? surplus.length : 0;
      const isBroken = surplus.some((field) => field !== '') || (surplus.length > 0 && surplus.length !== usual);
      yield { row: record, line: info.lines, isBroken };
    }
  } catch (cause) {
    if (cause instanceof OmkError) throw cause;
    const line = cause instanceof CsvError && typeof cause['lines'] === 'number' ? cause['lines'] : 0;
    fail('config-list-unreadable', { path: name, line, detail: cause instanceof CsvError ? cause.code : codeOf(cause) }, undefined, cause);
  } finally {
    await handle.close();
  }
}

/** Fields beyond the last column. */
function surplusOf(record: object, error: CsvError | undefined): readonly unknown[] {
  const fields: unknown = error?.['record'];
  return Array.isArray(fields) ? fields.slice(Object.keys(record).length) : [];
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unreadable');

function parserFor(delimiter: string, { name, columns: mapping = {} }: CsvFile) {
  const ours = new Map(Object.entries(mapping).map(([column, theirs]) => [theirs.trim().toLowerCase(), column]));
  const columns = (header: readonly string[]) => {
    const written = header.map((column) => column.trim().toLowerCase());
    const names = written.map((column) => ours.get(column) ?? (column in mapping ? `(${column})` : column));
    for (const theirs of ['email', ...Object.keys(mapping)].filter((column) => !names.includes(column))) {
      fail('config-list-column', { path: name, column: mapping[theirs] ?? theirs });
    }
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

/** What other encodings would do to names shows as soon as the first of them comes by. */
function onlyUtf8(name: string): Transform {
  let rest: Uint8Array = Buffer.alloc(0);
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = lastWhole(bytes);
      rest = bytes.subarray(end);
      if (isUtf8(bytes.subarray(0, end))) done(null, chunk);
      else done(refusal(name, 'latin-1'));
    },
    flush: (done) => done(rest.length > 0 ? refusal(name, 'latin-1') : null),
  });
}

/** Where a character begins that goes on in the next piece; the end when there is none. */
function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const refusal = (path: string, encoding: 'utf-16' | 'latin-1'): OmkError =>
  new OmkError([problem('config-list-encoding', { path, encoding })]);

async function firstLine(handle: FileHandle, name: string): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
  const start = buffer.subarray(0, bytesRead);
  if (isUtf16(start)) throw refusal(name, 'utf-16');
  return start.toString('utf8').trimStart().split(/\r?\n/, 1)[0] ?? '';
}

/** By its mark, or by the empty half of every Latin letter; a stray zero is none. */
const isUtf16 = (start: Buffer): boolean =>
  /^(fffe|feff)/.test(start.toString('hex', 0, 2)) || start.filter((byte) => byte === 0).length > start.length / 4;

/** What separates the columns: European spreadsheets write semicolons. */
function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}
