import { expect, it } from 'vitest';
import { cookieIn } from '../../../../src/channels/pleio/login.ts';

const value = 'k3x9q2w8e7r6t5y4u3i2o1p0a9s8d7f6';

it.each([
  ['the value alone', value],
  ['the value with spaces and a line break around it', `  ${value}\r\n`],
  ['the value in quotation marks', `"${value}"`],
  ['the name and the value', `sessionid=${value}`],
  ['a whole header', `Cookie: _pk_id.1=ab12.3; sessionid=${value}; taal=nl`],
  ['other cookies first, without spaces', `a=1;sessionid=${value};b=2`],
  ['what Firefox copies', `sessionid:"${value}"`],
  ['a row of the browser’s list', `sessionid\t${value}\tomhetkind.pleio.nl\t/\t2026-12-10T10:00:00.000Z`],
  ['what Set-Cookie says', `sessionid=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`],
  ['JSON of a browser extension', `[{"name":"x"},{"sessionid":"${value}"}]`],
])('finds the cookie in %s', (_what, pasted) => {
  expect(cookieIn(pasted)).toBe(`sessionid=${value}`);
});

it('keeps the CSRF token, and no other cookie', () => {
  expect(cookieIn(`csrftoken=abcdefgh12; x=y; sessionid=${value}`)).toBe(`sessionid=${value}; csrftoken=abcdefgh12`);
});

it.each([
  '',
  '   ',
  'kort',
  'taal=nl; thema=donker',
  'mysessionid=abcdefgh12345',
  'sessionid=',
  'wachtwoord met spaties',
  'sessionid=é…',
  '{}',
])('takes no %j for a cookie', (pasted) => {
  expect(cookieIn(pasted)).toBeUndefined();
});
