import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf } from '../../../src/core/slug.ts';

describe('a slug', () => {
  it.each([
    ['Titel van het bericht', 'titel-van-het-bericht'],
    ['Één gezin, één plan!', 'een-gezin-een-plan'],
    ['Inloopavond 🎈 ouder- en kindteams 👨‍👩‍👧‍👦', 'inloopavond-ouder-en-kindteams'],
    ["Foto's van de kinderdag", 'fotos-van-de-kinderdag'],
    ['“Ik ben geen dossier”', 'ik-ben-geen-dossier'],
    ['Straße, cœur & Łódź', 'strasse-coeur-lodz'],
    ['../../etc/passwd', 'etc-passwd'],
    ['مرحبا بالعالم', 'مرحبا-بالعالم'],
    ['हिन्दी', 'हिन्दी'],
    ['7 tips', '7-tips'],
    ['👋🏽 … !', ''],
    ['', ''],
  ])('%s', (title, slug) => expect(slugOf(title)).toBe(slug));

  it('does not depend on how letters were composed', () => {
    expect(slugOf('Één café'.normalize('NFD'))).toBe(slugOf('Één café'.normalize('NFC')));
  });

  it('ends between words when it is long', () => {
    expect(slugOf('een heel lange titel die maar doorgaat en doorgaat en nooit meer ophoudt')).toBe(
      'een-heel-lange-titel-die-maar-doorgaat-en-doorgaat-en-nooit',
    );
    expect(slugOf('a'.repeat(200))).toHaveLength(60);
  });

  it('is always a safe part of a file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(slug).toMatch(/^(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*)?$/u);
        expect(new TextEncoder().encode(slug).length).toBeLessThan(230);
      }),
    );
  });
});
