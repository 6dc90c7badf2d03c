import { expect, test } from 'vitest';
import { roughMask } from '../../../../../src/pipeline/editorial/privacy/mask.ts';

test('leaves nothing of a number or an address of somebody, and a date as it is', () => {
  expect(roughMask('title: "BSN 123 456 782, bel 06-12345678 of noor@example.nl')).toBe('title: "BSN ▒▒▒, bel ▒▒▒ of ▒▒▒');
  expect(roughMask('publish_at: 2026-11-23 09:00, zaal 12')).toBe('publish_at: 2026-11-23 09:00, zaal 12');
});
