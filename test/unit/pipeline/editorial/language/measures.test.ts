/** The examples and test vectors of the editorial checks, section 2, come out exactly. */
import { describe, expect, it } from 'vitest';
import { measuredTexts, textMeasures } from '../../../../../src/pipeline/editorial/language/measures.ts';
import { sentencesOf, wordsOf } from '../../../../../src/pipeline/editorial/language/sentences.ts';
import { syllablesOf } from '../../../../../src/pipeline/editorial/language/syllables.ts';
import { passagesOf } from '../../../../../src/pipeline/editorial/passage.ts';
import { tokensOf } from '../../../../../src/pipeline/markdown-tokens.ts';
import { aPost } from '../../../../support/builders.ts';

describe('syllables of Dutch words', () => {
  const cases: readonly [string, number][] = [
    ...'team tweet site live kind zorg school'.split(' ').map((word): [string, number] => [word, 1]),
    ...'online offline update website deadline Facebook WhatsApp e-mail E-MAIL bureau nieuwe yoga'
      .split(' ')
      .map((word): [string, number] => [word, 2]),
    ...'ideeën cliënten museum serieus gemeente'.split(' ').map((word): [string, number] => [word, 3]),
    ...'geïnformeerd beëindigen'.split(' ').map((word): [string, number] => [word, 4]),
    ['coördinatie', 5],
    ['museums', 3],
    ["foto's", 2],
    ['jeugd-ggz', 2],
    ['en/of', 2],
    ['quote', 2],
    ['royaal', 2],
    ['é', 1],
    ['', 0],
  ];
  it.each(cases)('%s: %i', (word, count) => {
    expect(syllablesOf(word)).toBe(count);
    expect(syllablesOf(word.normalize('NFD'))).toBe(count);
  });
});

describe('the measures of a text', () => {
  const easy = 'De gemeente helpt ouders. Heeft u een vraag? Bel ons op werkdagen. U krijgt dezelfde dag antwoord.';
  const hard =
    'Ter uitvoering van het koersbesluit worden de verantwoordelijkheden met betrekking tot de jeugdhulpverlening overgeheveld naar de gemeentelijke organisatie, waarbij de desbetreffende instellingen dienen te anticiperen op de bekostigingssystematiek.';
  it.each([
    [easy, { words: 17, sentences: 4, syllables: 25 }, 89.65, 88.46],
    [hard, { words: 28, sentences: 1, syllables: 77 }, -30.95, -44.33],
  ])('are those of the test vectors', (text, counts, fleschDouma, leesindexA) => {
    const found = textMeasures(text);
    expect(found).toMatchObject(counts);
    expect(found.fleschDouma.toFixed(2)).toBe(fleschDouma.toFixed(2));
    expect(found.leesindexA.toFixed(2)).toBe(leesindexA.toFixed(2));
  });

  it('of nothing are counts of nothing', () => {
    expect(textMeasures('')).toMatchObject({ words: 0, sentences: 0, syllables: 0 });
    expect(textMeasures('123 #tag https://example.nl/a').words).toBe(0);
  });

  it('of a post leave out table cells, headings, code and words in another language, and keep own texts apart', () => {
    const body =
      '## Een kop\n\nEen zin met `veel code hier` en [some English words]{lang=en}.\n\n- punt een\n- punt twee\n\n| a | b |\n| - | - |\n| c | d |';
    const post = aPost({ body, channels: [{ channel: 'x', link: true, options: {}, text: 'Eigen tekst.' }] });
    const found = measuredTexts(passagesOf(post, tokensOf(body)?.tokens ?? []));
    expect(found.map(({ channel, measures: { words: count, sentences } }) => [channel, count, sentences])).toEqual([
      ['x', 2, 1],
      [undefined, 8, 3],
    ]);
  });
});

describe('sentences', () => {
  it.each([
    ['Dhr. Jansen en mevr. De Vries komen, bijv. om art. 3 te bespreken. Kom ook.', 2],
    ['Bel m.b.t. de zaal nr. 4 met J. de Wit. Tot dan!', 2],
    ['De zaal is open om 14.00 uur. Kosten: geen', 2],
    ['Stap 1. Vul het formulier in.', 1],
    ['Dat was in 2026. Daarna kwam de wet.', 2],
    ['Hij vroeg: “Komt u?” Toen ging hij.', 2],
    ['Wat…? Ja!! Nee.', 3],
    ['Koffie, thee enz. zijn er. Neem iets mee, fruit enz. Dat mag.', 3],
    ['', 0],
    ['   ', 0],
  ])('%s', (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });

  it('stand where they begin', () => {
    expect(sentencesOf('Een.  Twee.').map(({ offset }) => offset)).toEqual([0, 6]);
  });

  it('have words without numbers, addresses, tags and mentions', () => {
    expect(wordsOf("Mail a@b.nl of kijk op www.x.nl, foto's van 2e #OmHetKind @omk: e-mail 3.000 é")).toEqual([
      'Mail',
      'of',
      'kijk',
      'op',
      "foto's",
      'van',
      'e-mail',
      'é',
    ]);
  });

  it.each(['.'.repeat(256_000), 'a.'.repeat(128_000), 'a. '.repeat(85_000), '“'.repeat(256_000), "'".repeat(256_000)])(
    'are found in time in hostile text',
    (text) => {
      const start = performance.now();
      textMeasures(text);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
