/** Writes readers as the CSV that `omk subscribers import` reads, a page at a time. */
import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { fail } from '../core/problem.ts';
import type { Subscriber } from '../core/subscribers.ts';

const header = ['email', 'name', 'audience', 'language', 'frequency', 'status', 'consent_at', 'consent_source', 'consent_wording'];

/** What a spreadsheet would carry out as a formula becomes text (https://owasp.org/www-community/attacks/CSV_Injection). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function rowOf({ email, name = '', audience, language = '', frequency, status, consent }: Subscriber): string {
  const { at = '', source = '', wording = '' } = consent;
  const texts = [name, audience.join(';'), language, frequency, status, at, source, wording].map(harmless);
  return [email, ...texts].map(quoted).join(',');
}

/** How many lines are written at a time. */
const pageSize = 1000;

/** Into a file that its owner alone may read, or line by line to a printer. Returns how many there were. */
export async function writeReaders(readers: AsyncIterable<Subscriber>, to: string | ((text: string) => void)): Promise<number> {
  const sink = typeof to === 'string' ? fileSink(to) : { write: to, close: () => {} };
  let count = 0;
  let page = [header.join(',')];
  try {
    for await (const reader of readers) {
      count += 1;
      if (page.push(rowOf(reader)) < pageSize) continue;
      sink.write(page.join('\n'));
      page = [];
    }
    if (page.length > 0) sink.write(page.join('\n'));
  } finally {
    sink.close();
  }
  return count;
}

function fileSink(path: string) {
  try {
    const file = openSync(path, 'w', 0o600);
    fchmodSync(file, 0o600);
    return { write: (text: string) => void writeSync(file, `${text}\n`), close: () => closeSync(file) };
  } catch (error) {
    return fail('file-unwritable', { path, detail: (error as NodeJS.ErrnoException).code ?? '' }, undefined, error);
  }
}
