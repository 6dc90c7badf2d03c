import { expect, test } from 'vitest';
import { isDnsServer } from '../../../../src/channels/newsletter/dns-server.ts';

test.each(['192.0.2.53', '127.0.0.1:5353', '2001:db8::53', '[2001:db8::53]:53'])('%s can be asked', (written) => {
  expect(isDnsServer(written)).toBe(true);
});

test.each([
  'dns.example.nl',
  'dns.example.nl:53',
  '127.0.0.1:',
  '127.0.0.1:0',
  '127.0.0.1:65536',
  '[127.0.0.1]:53',
  '[::1]',
  'https://192.0.2.53',
  '',
])('%j cannot', (written) => {
  expect(isDnsServer(written)).toBe(false);
});
