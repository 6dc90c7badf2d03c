import { describe, expect, it } from 'vitest';
import type { DigestItem } from '../../../src/pipeline/digest-items.ts';
import { digestName, digestPreheader, digestTitle, digestVariables, partNames } from '../../../src/pipeline/digest-text.ts';

const place = { project: 'Om het kind', language: 'nl', timezone: 'Europe/Amsterdam' };
const lateEvening = new Date('2026-12-31T23:30:00Z');
const anItem = (overrides: Partial<DigestItem> = {}): DigestItem => ({
  post: 'a.md',
  title: 'Koersbesluit',
  language: 'nl',
  publishedAt: new Date('2026-11-24T09:00:00Z'),
  ...overrides,
});

describe('a digest', () => {
  it('is named after its day in the time zone of the project; a second one gets a number', () => {
    expect(digestName(lateEvening, place.timezone, () => false)).toBe('digest-2027-01-01');
    expect(digestName(lateEvening, place.timezone, (name) => !name.endsWith('-3'))).toBe('digest-2027-01-01-3');
  });

  it('has the week in its title, in the language of the project, or what the project says', () => {
    expect(digestTitle(undefined, lateEvening, place)).toBe('Nieuws van Om het kind: week 53');
    expect(digestTitle(undefined, lateEvening, { ...place, language: 'en-GB' })).toBe('News from Om het kind: week 53');
    expect(digestTitle('{project}, {week}: {other}', lateEvening, place)).toBe('Om het kind, 53: {other}');
  });

  it('names each part by the readers with the fewest segments, never two the same', () => {
    const weekly = (...segments: string[]) => ({ segments, frequency: 'weekly' as const });
    const each = (...segments: string[]) => ({ segments, frequency: 'each' as const });
    expect(partNames([{ groups: [weekly('ouders')] }])).toEqual(['']);
    expect(
      partNames([
        { groups: [weekly('ouders', 'raad'), weekly('ouders')] },
        { groups: [weekly('raad'), weekly()] },
        { groups: [each()] },
        { groups: [weekly('De Raad!')] },
        { groups: [weekly('../ouders')] },
      ]),
    ).toEqual(['ouders', 'general', 'general.each', 'De-Raad', 'ouders-2']);
  });

  it('shows the first titles beside the subject', () => {
    const titled = (title: string) => anItem({ title });
    expect(digestPreheader({ agenda: [titled('a')], news: [titled('b'), titled('c'), titled('d')], more: 0 })).toBe('a · b · c');
  });

  it('tells a template all there is, and null for what there is not', () => {
    const event = { start: '2026-12-01T18:30:00.000Z', end: '2026-12-01T20:00:00.000Z', location: 'Buurthuis' };
    const items = [anItem({ event, link: 'https://hub.example/1' }), anItem({ language: 'en', corrects: { title: 'Begroting' } })];
    expect(digestVariables({ agenda: items.slice(0, 1), news: items.slice(1), more: 3 }, undefined, place)).toEqual({
      agenda: [
        {
          title: 'Koersbesluit',
          summary: null,
          link: 'https://hub.example/1',
          language: null,
          date: 'dinsdag 24 november 2026',
          event: { start: 'dinsdag 1 december 2026, 19.30 uur', end: '21.00 uur', location: 'Buurthuis', signup: null },
          corrects: null,
          corrected: null,
          correction: null,
        },
      ],
      news: [
        expect.objectContaining({ title: 'Rectificatie: Koersbesluit', language: 'en', corrects: { title: 'Begroting', link: null } }),
      ],
      more: 3,
      moreLink: null,
    });
  });

  it('does not say twice that a correction is one', () => {
    const [first] = digestVariables(
      { agenda: [], news: [anItem({ title: 'Rectificatie begroting', corrects: { title: 'Begroting' } })], more: 0 },
      undefined,
      place,
    ).news;
    expect(first?.title).toBe('Rectificatie begroting');
  });
});
