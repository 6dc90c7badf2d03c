import { describe, expect, it } from 'vitest';
import { hasLink, weight } from '../../../../src/channels/x/weight.ts';
import { PERMALINK } from '../../../../src/core/message.ts';

describe('the weight of a text on X', () => {
  it.each([
    ['café', 4],
    ['cafe\u0301', 4],
    ['児童', 4],
    ['€ 5', 4],
    ['‘’“”–—', 6],
    ['…', 2],
    ['https://omhetkind.pleio.nl/blog/view/1/een-heel-lang-adres-dat-niet-meetelt', 23],
    ['example.nl', 23],
    ['тест.рф', 7],
    ['a@b.nl', 6],
  ])('%s weighs %i', (text, expected) => expect(weight(text)).toBe(expected));

  it.each(['👍', '👍🏽', '👨‍👩‍👧‍👦', '🇳🇱', '1️⃣', '1\u20e3', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️'])('%s weighs 2', (emoji) => expect(weight(emoji)).toBe(2));

  it.each([
    ['🫱🏻‍🫲🏿', 9],
    ['🧑‍🧑‍🧒', 8],
  ])('%s, newer than the rules, weighs more than 2: on the safe side', (emoji, expected) => {
    expect(weight(emoji)).toBe(expected);
  });

  it.each([
    PERMALINK,
    'http://localhost:4811/blog/view/1',
    'https://intranet/blog',
    'http://omhetkind.invalid/a?b=c',
    'https://nieuws.gemeente/x',
  ])('%s, placed by omk, weighs 23 whatever its host', (link) => {
    expect(weight(link, link)).toBe(23);
    expect(weight(`Lees ${link}.`, link)).toBe(29);
    expect(weight(`${link} ${link}`, link)).toBe(47);
  });

  it('takes a longer address that begins like the placed one for itself', () => {
    expect(weight('https://example.nl/ https://example.nl/abc', 'https://example.nl/')).toBe(47);
  });
});

describe('an address in a text', () => {
  it.each([PERMALINK, 'Zie http://127.0.0.1:1/a', 'example.nl', 'HTTPS://EXAMPLE.NL'])('is seen in %s', (text) =>
    expect(hasLink(text)).toBe(true),
  );
  it.each(['Geen link', 'a@b.nl', '#omhetkind @gemeente', 'o.a. dit'])('is not seen in %s', (text) => expect(hasLink(text)).toBe(false));
});
