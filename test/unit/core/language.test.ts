import { expect, it } from 'vitest';
import { directionOf, knownLanguage } from '../../../src/core/language.ts';

it.each([
  ['nl', 'nl'],
  ['en-gb', 'en-GB'],
  ['UK', 'uk'],
  ['gb', undefined],
  ['engels', undefined],
  ['', undefined],
  ['en us', undefined],
])('the language of the tag %j is %j', (tag, language) => {
  expect(knownLanguage(tag)).toBe(language);
});

it.each([
  ['ar', 'rtl'],
  ['fa-IR', 'rtl'],
  ['HE', 'rtl'],
  ['arn', 'ltr'],
  ['nl', 'ltr'],
  ['', 'ltr'],
])('%s runs %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
