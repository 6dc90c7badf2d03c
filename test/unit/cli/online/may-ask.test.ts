import { expect, test } from 'vitest';
import { mayAsk } from '../../../../src/cli/online/may-ask.ts';

test.each([
  'https://10.0.0.1/',
  'https://[::1]/',
  'https://127.0.0.1/',
  'https://169.254.169.254/',
  'https://localhost/',
  'https://printer.local/',
  'https://intranet/',
])('nobody is sent to %s', async (address) => {
  expect(await mayAsk(new URL(address))).toBe(false);
});

test('a public address may be asked', async () => {
  expect(await mayAsk(new URL('https://93.184.215.14/'))).toBe(true);
});
