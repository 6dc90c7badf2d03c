import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes, paragraphs, pieces, sentences } from '../../../src/core/segments.ts';

const words = fc.constantFrom(
  'raad',
  'auto’s',
  "auto's",
  'ouder-en-kindteam',
  'en/of',
  '(kort)',
  '1.500,50',
  'https://example.nl/a?b=c#d',
  'example.nl',
  'a@b.nl',
  '#omhetkind',
  '@gemeente',
  '👨‍👩‍👧‍👦',
  '🇳🇱',
  'e\u0301e\u0301n',
  '児童福祉',
  '#児童福祉法',
  'ไทยแลนด์',
  '🫱🏻‍🫲🏿',
  '1️⃣',
  'Bijv.',
  'Hallo!',
  '…',
);
const texts = fc.oneof(
  fc.array(fc.tuple(words, fc.constantFrom(' ', '\n', '\n\n', '. ', '', '? ')), { maxLength: 30 }).map((all) => all.flat().join('')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const ends = (parts: readonly string[]) => {
  let end = 0;
  return parts.map((part) => (end += part.length));
};

describe('pieces of a text', () => {
  it('are the text again when they are joined', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(pieces(text).join('')).toBe(text);
        expect(graphemes(text).join('')).toBe(text);
        expect(sentences(text, 'nl').join('')).toBe(text);
        expect(pieces(text).every(Boolean)).toBe(true);
      }),
    );
  });

  it('never end inside a grapheme', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const whole = new Set(ends(graphemes(text)));
        expect(ends(pieces(text)).filter((end) => !whole.has(end))).toEqual([]);
      }),
    );
  });

  it('keep words, links, mentions, tags and addresses whole, with their punctuation', () => {
    expect(pieces('Zie (https://example.nl/a?b=c), #jeugd-zorg @raad en auto’s, ouder-kind!')).toEqual([
      'Zie',
      ' ',
      '(https://example.nl/a?b=c),',
      ' ',
      '#jeugd-zorg',
      ' ',
      '@raad',
      ' ',
      'en',
      ' ',
      'auto’s,',
      ' ',
      'ouder-kind!',
    ]);
  });

  it('take white space together', () => {
    expect(pieces('een \n\n twee')).toEqual(['een', ' \n\n ', 'twee']);
  });

  it('cut between words of a script without spaces, but not inside its tags and links', () => {
    expect(pieces('子どもの権利').length).toBeGreaterThan(1);
    expect(pieces('#子どもの権利')).toEqual(['#子どもの権利']);
    expect(pieces('例。次')).toEqual(['例。', '次']);
    expect(pieces('https://example.nl/子ども')).toEqual(['https://example.nl/子ども']);
  });

  it('cut between pictures, not inside one', () => {
    expect(pieces('👨‍👩‍👧‍👦👍🏽🇳🇱')).toEqual(['👨‍👩‍👧‍👦', '👍🏽', '🇳🇱']);
  });

  it('leave a long run of letters to the caller', () => {
    expect(pieces('a'.repeat(500))).toHaveLength(1);
  });

  it('are found in time that grows with the text', () => {
    const began = performance.now();
    for (const unit of ['a', 'a.', 'a@', 'a-', '#', '@', 'ab ']) pieces(unit.repeat(5_000));
    expect(performance.now() - began).toBeLessThan(8000);
  });
});

describe('sentences', () => {
  it('end where a sentence ends', () => {
    expect(sentences('De raad besloot. Wat nu? Kom langs!', 'nl')).toEqual(['De raad besloot. ', 'Wat nu? ', 'Kom langs!']);
  });

  it('do not end inside a link or after an abbreviation', () => {
    expect(sentences('Lees https://example.nl/?a=1!b verder. Klaar.', 'nl')).toEqual(['Lees https://example.nl/?a=1!b verder. ', 'Klaar.']);
    expect(sentences('Vraag dhr. Jansen of o.a. Marie. Dank!', 'nl')).toEqual(['Vraag dhr. Jansen of o.a. Marie. ', 'Dank!']);
  });

  it('end only where a piece ends', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const allowed = new Set(ends(pieces(text)));
        expect(ends(sentences(text, 'nl')).filter((end) => !allowed.has(end))).toEqual([]);
      }),
    );
  });
});

describe('paragraphs', () => {
  it('stand between blank lines', () => {
    expect(paragraphs('\nEen\nregel\n \nTwee  \n\n\n\nDrie\r\n\r\nVier\n')).toEqual(['Een\nregel', 'Twee', 'Drie', 'Vier']);
  });

  it('are none in an empty text', () => {
    expect(paragraphs(' \n\n ')).toEqual([]);
  });
});
