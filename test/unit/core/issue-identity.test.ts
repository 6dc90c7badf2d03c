import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounceIssue, bounceToken, readBounceToken } from '../../../src/core/bounce-token.ts';
import { readerToken, readToken } from '../../../src/core/issue-identity.ts';
import { webAddress } from '../../../src/core/web-paths.ts';

const sign = (text: string) => createHmac('sha256', 'test').update(text).digest('base64url');
const now = new Date('2026-11-23T09:00:00Z');
const later = new Date('2026-11-30T09:00:00Z');
const readerIds = fc.string({ minLength: 22, maxLength: 22, unit: fc.constantFrom(...'abcXYZ019-_') });

test('a token is read back by whoever has the key, for what it was made for', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (reader) => {
      const token = readerToken(sign, { purpose: 'unsubscribe', list: 'a.nl', reader });
      expect(readToken(sign, { purpose: 'unsubscribe', list: 'a.nl', token }, now)).toEqual({ reader, isLate: false });
      expect(readToken(sign, { purpose: 'preferences', list: 'a.nl', token }, now)).toBeUndefined();
      expect(readToken(sign, { purpose: 'unsubscribe', list: 'b.nl', token }, now)).toBeUndefined();
    }),
  );
});

test('a token for a time is late afterwards, and its time cannot be changed', () => {
  const token = readerToken(sign, { purpose: 'confirm', list: 'a.nl', reader: 'r1', until: later });
  const read = (written: string, at: Date) => readToken(sign, { purpose: 'confirm', list: 'a.nl', token: written }, at);
  expect(read(token, now)).toEqual({ reader: 'r1', isLate: false });
  expect(read(token, new Date(later.getTime() + 1))).toEqual({ reader: 'r1', isLate: true });
  const [id, expiry, seal] = token.split('.');
  expect(read(`${id}.${(later.getTime() / 1000 + 86_400).toString(36)}.${seal}`, now)).toBeUndefined();
  expect(read(`${id}.${seal}`, now)).toBeUndefined();
  expect(read(`${id}%0A${expiry}.${seal}`, now)).toBeUndefined();
});

test.each(['', '.', 'r1', 'r1.', '%E0%A4%A.x', 'a.b.c.d', 'r1.zzzzzzzzzzzzzzzzzzzz.x'])('%j is no token', (token) => {
  expect(readToken(sign, { purpose: 'unsubscribe', list: 'a.nl', token }, now)).toBeUndefined();
});

test('a return address names the copy, whatever becomes of its capitals, and fits into a local part', () => {
  const issue = bounceIssue(sign, 'stem-of-16-chars');
  fc.assert(
    fc.property(readerIds, (reader) => {
      const token = bounceToken(sign, { issue, reader });
      expect(token).toMatch(/^[a-z2-7]{43}$/);
      expect(readBounceToken(sign, token)).toEqual({ issue, reader });
      expect(readBounceToken(sign, token.toUpperCase())).toEqual({ issue, reader });
    }),
  );
});

test('a return address that was made up or changed names nobody', () => {
  const token = bounceToken(sign, { issue: bounceIssue(sign, 'stem'), reader: 'abcdefghijklmnopqrstuv' });
  for (let at = 0; at < token.length; at += 1) {
    const changed = `${token.slice(0, at)}${token[at] === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
    expect(readBounceToken(sign, changed), changed).toBeUndefined();
  }
  expect(readBounceToken(sign, 'nieuwsbrief')).toBeUndefined();
});

test('pages have one address, however the setting ends', () => {
  expect(webAddress('https://brief.example.nl/', 'unsubscribe', { token: 'r1.abc' })).toBe('https://brief.example.nl/afmelden/r1.abc');
  expect(webAddress('https://example.nl/brief', 'archive')).toBe('https://example.nl/brief/archief');
});
