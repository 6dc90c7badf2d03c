/**
 * Cuts a stream into mails: an mbox when it begins with a `From_` line, else one mail. Of a large mail only the beginning is kept,
 * where everything stands that is looked at, so that memory does not grow with what comes in.
 */

export interface FoundMail {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** How much of a mail is kept. A report stands before the mail that it returns, and is a few kilobytes long. */
export const mostBytes = 256 * 1024;

/** A line beyond this length is no `From_` line, and need not be held together. */
const longestLine = 64 * 1024;

const [newline, letterF, quoteMark] = [0x0a, 0x46, 0x3e];

export async function* mailsIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<FoundMail> {
  const splitter = new MailSplitter();
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

class MailSplitter {
  #kept: Buffer[] = [];
  #size = 0;
  #number = 0;
  #rest: Buffer = Buffer.alloc(0);
  #kind: 'unknown' | 'mbox' | 'mail' = 'unknown';
  #isWithinLine = false;

  *push(chunk: Buffer): Generator<FoundMail> {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = data;
    if (this.#kind === 'unknown' && !this.#recognise(data)) return;
    if (this.#kind === 'mail') this.#keepRest(data);
    else yield* this.#lines(data);
  }

  *end(): Generator<FoundMail> {
    // A last line without an end, or so little that it cannot be an mbox.
    if (this.#rest.length > 0) this.#keep(this.#rest);
    if (this.#number > 0 || this.#size > 0) yield this.#finish();
  }

  #recognise(data: Buffer): boolean {
    if (data.length < 5) return false;
    this.#kind = data.toString('latin1', 0, 5) === 'From ' ? 'mbox' : 'mail';
    return true;
  }

  #keepRest(data: Buffer): void {
    this.#keep(data);
    this.#rest = Buffer.alloc(0);
  }

  *#lines(data: Buffer): Generator<FoundMail> {
    let [start, from] = [0, 0];
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, start)) {
      const line = this.#isWithinLine ? 'text' : lineKind(data, start, end);
      if (line === 'separator') {
        this.#keep(data.subarray(from, start));
        if (this.#number > 0) yield this.#finish();
        this.#number += 1;
        from = end + 1;
      } else if (line === 'quoted') {
        this.#keep(data.subarray(from, start));
        from = start + 1;
      }
      this.#isWithinLine = false;
      start = end + 1;
    }
    this.#keep(data.subarray(from, start));
    this.#rest = data.subarray(start);
    if (this.#rest.length <= longestLine) return;
    this.#keepRest(this.#rest);
    this.#isWithinLine = true;
  }

  #keep(bytes: Buffer): void {
    const room = mostBytes - this.#size;
    if (room <= 0 || bytes.length === 0) return;
    const kept = bytes.subarray(0, room);
    this.#kept.push(kept);
    this.#size += kept.length;
  }

  #finish(): FoundMail {
    const mail = { number: Math.max(1, this.#number), bytes: Buffer.concat(this.#kept) };
    [this.#kept, this.#size] = [[], 0];
    return mail;
  }
}

type LineKind = 'separator' | 'quoted' | 'text';

/**
 * `From_` ends in a moment; within a mail it is written with a `>` before it (RFC 4155). The empty line before it may be missing, after
 * a mail that was cut off: better to end a mail too early, behind its report, than to lose the next one.
 */
function lineKind(data: Buffer, start: number, end: number): LineKind {
  const first = data[start];
  if (first === letterF) return isFromLine(data.toString('latin1', start, Math.min(end, start + 1000))) ? 'separator' : 'text';
  return first === quoteMark && /^>+From /.test(data.toString('latin1', start, Math.min(end, start + 60))) ? 'quoted' : 'text';
}

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const time = String.raw`\d{1,2}:\d\d(?::\d\d)?`;
/** `Mon Nov 23 09:00:00 2026`, with a time zone or none; a few write it as mails do. */
const moment = String.raw`${day} +[A-Z][a-z]{2} +\d{1,2} +${time}(?: +\S{1,10}){0,2} +(?:19|20)\d\d\b|${day}, \d{1,2} [A-Z][a-z]{2} \d{4} ${time}`;
const fromLine = new RegExp(`^From .*?(?:${moment})`);

const isFromLine = (line: string): boolean => fromLine.test(line);
