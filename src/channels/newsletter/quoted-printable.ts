/** Text as it travels in a mail: everything but plain ASCII takes three characters (RFC 2045 6.7). */
export function quotedPrintableLength(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  let length = 0;
  // By index: of a page, an iterator takes several times as long.
  for (let at = 0; at < bytes.length; at += 1) length += isPlain(bytes[at] ?? 0) ? 1 : 3;
  // A soft line break, three characters, after each 73 on average.
  return length + Math.ceil(length / 73) * 3;
}

const isPlain = (byte: number): boolean =>
  byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d);

const longestLine = 75;

/** One value without line breaks of its own, encoded on lines that hold nothing else. A space at the end stays one. */
export function quotedPrintableLines(value: string): string {
  const encoded = value.replace(/[^ -<>-~]+| $/gu, escaped);
  let lines = '';
  let start = 0;
  while (encoded.length - start > longestLine) {
    const full = start + longestLine;
    // Never within `=C3`.
    const end = encoded[full - 1] === '=' ? full - 1 : encoded[full - 2] === '=' ? full - 2 : full;
    lines += `${encoded.slice(start, end)}=\r\n`;
    start = end;
  }
  return lines + encoded.slice(start);
}

const escaped = (text: string): string => Buffer.from(text, 'utf8').toString('hex').toUpperCase().replace(/../g, '=$&');
