import { expect, test } from 'vitest';
import { checkBounces } from '../../../../../src/channels/newsletter/domain/bounces.ts';
import { aZone, codesOf, type Held, paramsOf } from './a-zone.ts';

const domain = 'bounces.example.nl';

test.each<[string, Readonly<Record<string, Held | 'failed'>>, string]>([
  ['a mail server', { [domain]: { MX: ['mail.example.nl'] } }, 'bounces-arrive'],
  ['an address of its own', { [domain]: { address: ['192.0.2.1'] } }, 'bounces-arrive'],
  ['an empty MX', { [domain]: { MX: [''] } }, 'bounces-refused'],
  ['an MX of one dot', { [domain]: { MX: ['.'] } }, 'bounces-refused'],
  ['texts alone', { [domain]: { TXT: ['hallo'] } }, 'bounces-nowhere'],
  ['no name at all', {}, 'bounces-nowhere'],
  ['no answer', { [domain]: 'failed' }, 'unreachable'],
])('of a return address with %s: %3$s', async (_name, zone, code) => {
  expect(codesOf(await checkBounces(domain, aZone(zone)))).toEqual([code]);
});

test('names the server', async () => {
  expect(paramsOf(await checkBounces(domain, aZone({ [domain]: { MX: ['a.example.nl', 'b.example.nl'] } })))).toEqual([
    { domain, host: 'a.example.nl' },
  ]);
});
