/** Signs each mail in the thread pool, beside the sending. What all readers share is brought into its signed form once. */
import { createHash, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { type Composed, type Piece, type Values, valueFor } from './composing.ts';
import { relaxed, relaxedLines, type Signing, signedHeaders } from './dkim.ts';

const inThreadPool = promisify(sign);

/** Writes the DKIM-Signature field of one reader's mail. `ownHeaders`: those that differ per reader. */
export function createSigner(
  { domain, selector, key }: Signing,
  { fields, body }: Composed,
  ownHeaders: readonly string[] = ['to', 'message-id', 'list-unsubscribe'],
): (own: readonly string[], values: Values) => Promise<string> {
  const shared = new Map(fields.map((field) => [nameOf(field), relaxed(field)]));
  const names = signedHeaders.map((name) => name.toLowerCase()).filter((name) => shared.has(name) || ownHeaders.includes(name));
  const signedBody = body.map((piece, index) => canonical(piece, index === body.length - 1));
  const start = ['DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;', `d=${domain}; s=${selector};`, `h=${inLines(names)};`];
  return async (own, values) => {
    const mine = new Map(own.map((field) => [nameOf(field), relaxed(field)]));
    const hash = createHash('sha256');
    for (const piece of signedBody) hash.update(typeof piece === 'string' ? valueFor(values, piece) : piece);
    const unsigned = [...start, `bh=${hash.digest('base64')};`, 'b='].join(fold);
    const signed = [...names.map((name) => mine.get(name) ?? shared.get(name)), relaxed(unsigned)].join('\r\n');
    const signature = await inThreadPool('sha256', Buffer.from(signed, 'latin1'), key);
    return `${unsigned}${signature.toString('base64').replace(/.{1,72}/g, `${fold}$&`)}`;
  };
}

const fold = '\r\n ';

const inLines = (names: readonly string[]): string => (names.join(':').match(/.{1,70}(?::|$)/g) ?? []).join(fold);

const nameOf = (field: string): string => field.slice(0, field.indexOf(':')).toLowerCase();

/** Whole lines in the relaxed form of a body (RFC 6376 3.4.4); values are in it as they are, see `quotedPrintableLines`. */
function canonical(piece: Piece, isLast: boolean): Piece {
  if (typeof piece === 'string') return piece;
  const lines = relaxedLines(piece.toString('latin1'));
  return Buffer.from(isLast ? lines.replace(/(?:\r\n)+$/, '\r\n') : lines, 'latin1');
}
