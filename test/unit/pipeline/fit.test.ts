import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces } from '../../../src/core/segments.ts';
import { fitText, plain, shrinkable, tidyText } from '../../../src/pipeline/fit.ts';

const length = (text: string): number => [...text].length;
const fitted = (text: string, max: number, link?: string): string => fitText(text, { max, length, link });
const link = 'https://permalink.invalid/';

describe('fitting', () => {
  it('leaves a text that fits as it is, tidied', () => {
    expect(fitted(`Een  \n\n\n\n${shrinkable('twee')}\r\n`, 100)).toBe('Een\n\ntwee');
  });

  it('shortens the marked part at a word', () => {
    expect(fitted(`Titel\n\n${shrinkable('Dit is een zin, met een staart.')}\n\n${link} #tag`, 56, link)).toBe(
      `Titel\n\nDit is een zin…\n\n${link} #tag`,
    );
  });

  it('shortens the last marked part first, and leaves it out when nothing of it fits', () => {
    const text = `${shrinkable('aa bb cc')}\n\n${shrinkable('dd ee ff')}\n\n#t`;
    expect(fitted(text, 20)).toBe('aa bb cc\n\ndd ee…\n\n#t');
    expect(fitted(text, 14)).toBe('aa bb cc\n\n#t');
    expect(fitted(text, 10)).toBe('aa bb…\n\n#t');
    expect(fitted(text, 3)).toBe('#t');
  });

  it('shortens the end where nothing is marked, but keeps link and tags', () => {
    expect(fitted(`een twee drie vier ${link} #tag`, 45, link)).toBe(`een twee… ${link} #tag`);
    expect(fitted('een twee drie vier\n\n#tag #ook', 19)).toBe('een…\n\n#tag #ook');
    expect(fitted(`een ${link} twee drie vier`, 40, link)).toBe(`een ${link} twee…`);
  });

  it('lets the tags go before the link', () => {
    expect(fitted(`een twee ${link} #tag #nogeen`, link.length, link)).toBe(link);
  });

  it('leaves a text too long only where the link alone is', () => {
    expect(fitted(`een ${link}`, 10, link)).toBe(link);
  });

  it('never makes an ellipsis part of an address, mention or tag', () => {
    expect(fitted('Zie https://e.nl/gids voor alle regels', 25)).toBe('Zie https://e.nl/gids …');
    expect(fitted('Dank aan @veenmeer voor alles', 22)).toBe('Dank aan @veenmeer …');
    expect(fitted(shrinkable('Dank aan #OmHetKind voor alles'), 22)).toBe('Dank aan #OmHetKind …');
  });

  it('leaves no loose sign before or behind the ellipsis', () => {
    expect(fitted(shrinkable('een – twee'), 7)).toBe('een…');
    expect(fitted(shrinkable('een (twee drie)'), 9)).toBe('een…');
    expect(fitted(`${shrinkable('een twee')}. Lees: ${link}`, 40, link)).toBe(`een… Lees: ${link}`);
  });

  it('keeps emoji and Arabic whole', () => {
    expect(fitted(shrinkable('Welkom 👨‍👩‍👧‍👦 en 👋🏽 dag'), 16)).toBe('Welkom 👨‍👩‍👧‍👦…');
    expect(fitted(shrinkable('مرحبا بكم في الاجتماع'), 12)).toBe('مرحبا بكم…');
    expect(fitted(shrinkable('ééé'.repeat(30)), 20)).toBe('');
  });

  it('counts as the channel counts', () => {
    const asX = (text: string): number => [...text.replaceAll(link, 'x'.repeat(23))].length;
    expect(fitText(`${shrinkable('een twee drie')} ${link}`, { max: 37, length: asX, link })).toBe(`een twee drie ${link}`);
  });

  it('fits twenty thousand characters', () => {
    const result = fitted(shrinkable('woord 👋🏽 en #tag, '.repeat(1200)), 280);
    expect(length(result)).toBeLessThanOrEqual(280);
    expect(length(result)).toBeGreaterThan(250);
  });

  describe('whatever the text', { timeout: 60_000 }, () => {
    const atom = fc.constantFrom(
      'https://e.nl/a/b?c=d#e',
      '@veenmeer',
      '#OmHetKind',
      '👨‍👩‍👧‍👦',
      '👋🏽',
      '🇳🇱',
      'e\u0301e\u0301n',
      'مرحبا',
      '日本語',
      'www.e.nl',
      'a@e.nl',
      '$XYZ',
    );
    const word = fc.stringMatching(/^[a-zé’-]{1,12}[.,;:!?)]?$/);
    const glue = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', ' (', ' – ');
    const text = fc.array(fc.tuple(fc.oneof(word, atom), glue), { maxLength: 30 }).map((parts) => parts.flat().join(''));
    const template = fc
      .tuple(text, text, text, fc.boolean())
      .map(([a, b, c, marked]) => (marked ? `${a} ${shrinkable(b)} ${c} ${shrinkable(a)}` : `${a} ${b}`));

    it('it is never too long, and keeps the link', () => {
      fc.assert(
        fc.property(template, fc.integer({ min: 40, max: 300 }), (body, max) => {
          const result = fitted(`${body}\n\n${link}\n\n#OmHetKind`, max, link);
          expect(length(result)).toBeLessThanOrEqual(max);
          expect(result).toContain(link);
          expect(result).toContain('#OmHetKind');
          expect(result).toBe(tidyText(result));
        }),
        { numRuns: 400 },
      );
    });

    it('it holds whole pieces only', () => {
      fc.assert(
        fc.property(template, fc.integer({ min: 0, max: 200 }), (body, max) => {
          const stem = (piece: string): string => piece.replace(/[\p{P}\s]+$/u, '');
          const whole = new Set(pieces(tidyText(plain(body))).map(stem));
          for (const piece of pieces(fitted(body, max))) expect(whole).toContain(stem(piece));
        }),
        { numRuns: 400 },
      );
    });

    it('it comes out the same once more', () => {
      fc.assert(
        fc.property(template, fc.integer({ min: 0, max: 200 }), (body, max) => {
          const once = fitted(body, max);
          expect(fitted(body, max)).toBe(once);
          expect(fitted(once, max)).toBe(once);
        }),
        { numRuns: 200 },
      );
    });
  });
});
