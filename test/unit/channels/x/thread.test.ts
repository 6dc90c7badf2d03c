import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitThread } from '../../../../src/channels/x/thread.ts';
import { weight } from '../../../../src/channels/x/weight.ts';
import { pieces } from '../../../../src/core/segments.ts';

const options = { maxLength: 280, length: (text: string) => weight(text), language: 'nl' };
const split = (text: string) => splitThread(text.normalize('NFC'), options);
const withoutNumber = (part: string) => part.replace(/ \d+\/\d+$/, '');
const withoutSpace = (text: string) => text.replace(/\s+/g, '');
const words = (text: string) => pieces(text).filter((piece) => piece.trim() !== '');

const word = fc.constantFrom(
  'de',
  'raad',
  'heeft',
  'besloten',
  'ouder-en-kindteam',
  'auto’s',
  '(kort)',
  '€',
  '1.500,50',
  'https://example.nl/een/heel/lang/adres?met=vragen',
  'example.nl',
  '#omhetkind',
  '@gemeente',
  '👨‍👩‍👧‍👦',
  '🇳🇱',
  'één',
  '児童福祉法',
  'Hallo!',
  'klaar.',
  'bijv.',
);
const texts = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', ' ', '\n', '\n\n', '. ', '\n\n---\n\n')), { minLength: 1, maxLength: 300 })
  .map((all) => all.flat().join('').trim());
const whole = (text: string) => text.replace(/^---$/gm, '');

describe('a thread', () => {
  it('has parts that fit, numbered in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = split(text);
        for (const [index, part] of parts.entries()) {
          expect(weight(part)).toBeLessThanOrEqual(280);
          if (parts.length > 1) expect(part.endsWith(` ${index + 1}/${parts.length}`)).toBe(true);
        }
      }),
    );
  });

  it('keeps every word, whole and in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = split(text);
        const shown = parts.map((part) => (parts.length > 1 ? withoutNumber(part) : part));
        expect(withoutSpace(shown.join(''))).toBe(withoutSpace(whole(text.normalize('NFC'))));
        expect(shown.flatMap(words)).toEqual(words(whole(text.normalize('NFC'))));
      }),
    );
  });

  it('has no number where one post is enough', () => {
    expect(split('Kort en goed.')).toEqual(['Kort en goed.']);
  });

  it('is divided where the author says so, even when it would fit in one', () => {
    expect(split('Een\n---\nTwee\n\n---\n\nDrie')).toEqual(['Een 1/3', 'Twee 2/3', 'Drie 3/3']);
    expect(split('---\nEen\n---\n')).toEqual(['Een']);
  });

  it('is divided between paragraphs before it is divided within one', () => {
    const [one, two] = ['a'.repeat(150), 'b'.repeat(150)];
    expect(split(`${one}\n\n${two}`)).toEqual([`${one} 1/2`, `${two} 2/2`]);
  });

  it('is divided between sentences before it is divided within one', () => {
    const sentence = (letter: string) => `${letter.toUpperCase()}${` ${letter.repeat(9)}`.repeat(12)}.`;
    expect(split([sentence('a'), sentence('b'), sentence('c')].join(' '))).toEqual([
      `${sentence('a')} ${sentence('b')} 1/2`,
      `${sentence('c')} 2/2`,
    ]);
  });

  it('keeps several short paragraphs together', () => {
    const parts = split(Array.from({ length: 12 }, (_, index) => `Alinea ${index} met wat woorden erin.`).join('\n\n'));
    expect(parts).toHaveLength(2);
    expect(parts[0]).toContain('\n\n');
  });

  it('keeps a list item together with its own list, and fills a part before it begins the next', () => {
    const items = Array.from(
      { length: 6 },
      (_, index) => `${index + 1}. Tip ${index} met een aantal woorden erin.\n   • Eerst dit\n   • Dan dat`,
    );
    const parts = split(`Vijf tips\n\n${items.join('\n')}\n\nTot ziens!`);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part.match(/\d\. Tip/g)?.length).toBe(part.match(/Dan dat/g)?.length);
  });

  it('leaves no line of a long list alone, and takes no more parts for it', () => {
    const lines = (count: number) => [
      'Schrijf op:',
      ...Array.from({ length: count }, (_, index) => `   ${index}. ${'woord '.repeat(7)}klaar`),
    ];
    const perPart = 5;
    for (let count = 2 * perPart; count < 45; count += 1) {
      const parts = split(lines(count).join('\n'));
      expect(parts.length).toBe(Math.ceil((count + 1) / perPart));
      expect(Math.min(...parts.map((part) => part.split('\n').length))).toBeGreaterThan(1);
    }
  });

  it('leaves room for longer numbers when it has ten parts or more', () => {
    const parts = split('woord '.repeat(600));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts[0]).toMatch(new RegExp(` 1/${parts.length}$`));
  });

  it('cuts a word that is too long by itself between its letters', () => {
    const parts = split('é'.repeat(600));
    expect(parts).toHaveLength(3);
    expect(parts.map(withoutNumber).join('')).toBe('é'.repeat(600));
  });
});
