/** Length of a text as it travels in a mail: everything but plain ASCII takes three characters (RFC 2045 6.7). */
export function quotedPrintableLength(text: string): number {
  let length = 0;
  for (const byte of Buffer.from(text, 'utf8')) length += isPlain(byte) ? 1 : 3;
  // A soft line break, three characters, after each 73 on average.
  return length + Math.ceil(length / 73) * 3;
}

const isPlain = (byte: number): boolean =>
  byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d);
