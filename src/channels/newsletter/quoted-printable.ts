/** Text as it travels in a mail: everything but plain ASCII takes three characters (RFC 2045 6.7). */
export function quotedPrintableLength(text: string): number {
  let length = 0;
  for (const byte of Buffer.from(text, 'utf8')) length += isPlain(byte) ? 1 : 3;
  // A soft line break, three characters, after each 73 on average.
  return length + Math.ceil(length / 73) * 3;
}

const isPlain = (byte: number): boolean =>
  byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d);

const longestLine = 75;

/** One value without line breaks of its own, encoded on lines that hold nothing else. A space at the end stays one. */
export function quotedPrintableLines(value: string): string {
  const bytes = Buffer.from(value, 'utf8');
  let lines = '';
  let line = '';
  for (const [index, byte] of bytes.entries()) {
    const isSafe = byte > 0x20 ? byte <= 0x7e && byte !== 0x3d : byte === 0x20 && index < bytes.length - 1;
    const next = isSafe ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line.length + next.length > longestLine) {
      lines += `${line}=\r\n`;
      line = '';
    }
    line += next;
  }
  return lines + line;
}
