import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLittle, unescapeLittle } from '../../../../src/channels/linkedin/little-text.ts';

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('(', ')', '#', '\\', '@[Ada Example](urn:li:person:abc)', '#tag', ' ', 'a', '_', '*', '[', ']', '{', '|', '👩‍👧'),
    )
    .map((parts) => parts.join('')),
);

describe('little text', () => {
  it('gives the same text back, whatever it holds', () => {
    fc.assert(fc.property(texts, (text) => unescapeLittle(escapeLittle(text)) === text));
  });

  it.each([
    ['Besluit (27 van 35)', 'Besluit \\(27 van 35\\)'],
    ['a_b *c* ~d~ {e} [f] <g> |h| i@j \\', 'a\\_b \\*c\\* \\~d\\~ \\{e\\} \\[f\\] \\<g\\> \\|h\\| i\\@j \\\\'],
    ['Lees mee #Jeugdhulp en (#Gezin)', 'Lees mee #Jeugdhulp en \\(#Gezin\\)'],
    ['nummer #1, kop # kop, C# en a#b', 'nummer \\#1, kop \\# kop, C\\# en a\\#b'],
    ['https://example.nl/a_b#deel', 'https://example.nl/a\\_b\\#deel'],
    ['Dank @[Ada Example](urn:li:person:abc)!', 'Dank @[Ada Example](urn:li:person:abc)!'],
    ['Dank @[Ada](https://example.nl)', 'Dank \\@\\[Ada\\]\\(https://example.nl\\)'],
  ])('writes %j as %j', (plain, little) => {
    expect(escapeLittle(plain)).toBe(little);
  });
});
