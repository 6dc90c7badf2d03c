/** Bytes as text: by their first bytes, by what the server says, by what the document says of itself. */

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** `type`: the Content-Type. Never fails: what cannot be read becomes the character that says so. */
export function decodeText(bytes: Uint8Array, type: string): string {
  const mark = marks.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0];
  const named = mark ?? charsetOf(type) ?? declared(bytes);
  if (named !== undefined) return decoded(bytes, decoderFor(named));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Nobody named it, and it is not what everybody uses now: then it is what everybody used before.
    return decoded(bytes, new TextDecoder('windows-1252'));
  }
}

/** Node 20 takes windows-1252 for ISO-8859-1, in which these are control characters. */
const between = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decoded(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (character) => between[character.charCodeAt(0) - 0x80] ?? character);
}

const charsetOf = (type: string): string | undefined => /;\s*charset\s*=\s*["']?([^\s"';]{1,40})/i.exec(type)?.[1];

function declared(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]{0,150}\sencoding\s*=\s*["']([^"']{1,40})["']/i.exec(start)?.[1];
}

function decoderFor(name: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
}
