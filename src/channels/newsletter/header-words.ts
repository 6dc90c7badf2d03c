/** Words of people in a header: nothing in a name becomes an address or a header of its own. */
import { cleanName } from './personal.ts';

/** The name as words, in quotes, or in encoded words of at most 75 characters (RFC 2047). */
export function phrase(name: string): string {
  if (/^[\w -]*$/.test(name)) return name;
  if (/^[ -~]*$/.test(name) && !name.includes('=?')) return `"${name.replace(/["\\]/g, '')}"`;
  const words = (cleanName(name).match(/.{1,10}/gsu) ?? []).map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`);
  return words.join(' ');
}

const softLimit = 76;

/** `Name <address>`, folded between its words where it is long. The address was checked to be exactly one. */
export function mailboxField(field: string, { name = '', address }: { readonly name?: string; readonly address: string }): string {
  const words = phrase(cleanName(name));
  const parts = [...(words.startsWith('=?') ? words.split(' ') : [words].filter(Boolean)), words ? `<${address}>` : address];
  return folded(`${field}:`, parts);
}

/** The parts after the start, one space apart; a line that grows too long goes on in the next one. */
export function folded(start: string, parts: readonly string[]): string {
  let length = start.length;
  let written = start;
  for (const part of parts) {
    const isLong = length + 1 + part.length > softLimit && written !== start;
    written += isLong ? `\r\n ${part}` : ` ${part}`;
    length = isLong ? 1 + part.length : length + 1 + part.length;
  }
  return written;
}
