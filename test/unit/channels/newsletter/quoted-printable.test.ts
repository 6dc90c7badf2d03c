import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotedPrintableLines } from '../../../../src/channels/newsletter/quoted-printable.ts';

/** As a receiver reads it. */
const decoded = (lines: string): string =>
  Buffer.from(
    lines.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test('every value comes back as it was, on short lines that no program changes', () => {
  const values = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(values, (value) => {
      const text = Buffer.from(value, 'utf8').toString('utf8');
      const lines = quotedPrintableLines(text);
      expect(decoded(lines)).toBe(text);
      for (const line of lines.split('\r\n')) {
        expect(line.length).toBeLessThanOrEqual(76);
        expect(line).toMatch(/^[ -~]*$/);
      }
      expect(lines).not.toMatch(/ $/);
    }),
  );
});
