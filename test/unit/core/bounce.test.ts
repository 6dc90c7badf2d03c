import { describe, expect, it, test } from 'vitest';
import { classOf, feedbackOf, isGone, readSoftLimit, softLimitPattern } from '../../../src/core/bounce.ts';
import { bounceIssue, bounceToken, readBounceToken } from '../../../src/core/bounce-token.ts';
import { readerNamed, sign } from '../../support/returned-mail.ts';

describe('a code', () => {
  it.each(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])('%s ends a reader at once', (code) => {
    expect(isGone(code)).toBe(true);
    expect(classOf(code)).toBe('hard');
  });

  it.each(['4.2.2', '4.4.1', '4.4.7', '5.0.0', '5.1.0', '5.1.4', '5.2.0', '5.2.2', '5.5.0', '550', '451', ''])(
    '%s may be another next time',
    (code) => expect(classOf(code)).toBe('soft'),
  );

  it.each(['5.1.7', '5.1.8', '5.2.3', '5.3.4', '5.4.1', '5.4.4', '5.5.2', '5.6.0', '5.7.1', '5.7.26', '5.7.515', '4.7.28'])(
    '%s is about the sender or the route, so never a reason to suppress the reader',
    (code) => expect(classOf(code)).toBe('sender'),
  );

  it.each(['5.1.11', '5.1.100', '15.1.1', '5.1.1.1', '4.1.1'])('%s is not mistaken for one that ends a reader', (code) =>
    expect(isGone(code)).toBe(false),
  );
});

test.each([
  ['abuse', { class: 'complaint', status: 'abuse' }],
  ['fraud', { class: 'complaint', status: 'fraud' }],
  ['iets@anders.example', { class: 'complaint', status: 'other' }],
  ['opt-out', { class: 'opt-out', status: 'opt-out' }],
  ['not-spam', undefined],
  ['auth-failure', undefined],
])('feedback of the type %s becomes %j', (type, expected) => expect(feedbackOf(type)).toEqual(expected));

test('when soft bounces end a reader is written as issues and days', () => {
  expect(readSoftLimit('3/14d')).toEqual({ issues: 3, days: 14 });
  expect(readSoftLimit('1/0d')).toEqual({ issues: 1, days: 0 });
  expect(readSoftLimit(undefined)).toEqual({ issues: 3, days: 14 });
  for (const wrong of ['0/14d', '3/14', '3', '100/1d', '3/1000d', '3/14d, ']) expect(softLimitPattern.test(wrong), wrong).toBe(false);
});

describe('a return address', () => {
  const copy = { issue: bounceIssue(sign, 'stem'), reader: readerNamed('noor') };
  const token = bounceToken(sign, copy);

  it('names the copy, in capitals too, and fits into a local part', () => {
    expect(readBounceToken(sign, token)).toEqual(copy);
    expect(readBounceToken(sign, token.toUpperCase())).toEqual(copy);
    expect(token).toHaveLength(43);
  });

  it('with any character changed names nobody', () => {
    for (let index = 0; index < token.length; index++) {
      const other = token[index] === 'a' ? 'b' : 'a';
      const forged = `${token.slice(0, index)}${other}${token.slice(index + 1)}`;
      expect(readBounceToken(sign, forged), String(index)).toBeUndefined();
    }
    expect(readBounceToken(sign, '')).toBeUndefined();
    expect(readBounceToken((text) => sign(`other key\n${text}`), token)).toBeUndefined();
  });
});
