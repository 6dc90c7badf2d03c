import { describe, expect, it } from 'vitest';
import { changesBetween, shortened } from '../../../src/preview/changes.ts';

const told = (before: string, now: string, language = 'nl') =>
  changesBetween(before, now, language).pieces.map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}${text}`));

describe('what changed', () => {
  it('is told in words, not in letters', () => {
    expect(told('De inloop is dinsdag om 19.30 uur.', 'De inloop is woensdag om 19.30 uur.')).toEqual([
      'De inloop is ',
      '-dinsdag',
      '+woensdag',
      ' om 19.30 uur.',
    ]);
    expect(changesBetween('één twee drie', 'één drie', 'nl')).toMatchObject({ added: 0, removed: 1 });
  });

  it('is nothing where nothing changed', () => {
    expect(changesBetween('Kom langs 👨‍👩‍👧‍👦', 'Kom langs 👨‍👩‍👧‍👦', 'nl')).toEqual({ pieces: [], added: 0, removed: 0 });
  });

  it('is found in a language without spaces, and in one from right to left', () => {
    expect(changesBetween('我喜欢苹果。', '我喜欢香蕉。', 'zh')).toMatchObject({ added: 1, removed: 1 });
    expect(changesBetween('مرحبا بكم جميعا', 'مرحبا بكم اليوم', 'ar')).toMatchObject({ added: 1, removed: 1 });
  });

  it('gives both texts whole, without losing a sign', () => {
    const [before, now] = ['Regel een.\n\nRegel twee 👋🏽 & "drie".', 'Regel een!\n\nRegel 2 👋🏽 & "drie".\n'];
    const { pieces } = changesBetween(before, now, 'nl');
    const without = (kind: string) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([without('added'), without('removed')]).toEqual([before, now]);
  });

  it('takes no longer for two long texts that have nothing in common', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index * 7919}`).join(' ');
    const started = performance.now();
    expect(changesBetween(long('a'), long('b'), 'nl').removed).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

it('cuts what stayed the same around the changes, never inside a word', () => {
  const same = (text: string) => ({ kind: 'same', text }) as const;
  const long = 'woord '.repeat(60);
  const [before, , between, , after] = shortened([
    same(long),
    { kind: 'added', text: 'nieuw' },
    same(long),
    { kind: 'removed', text: 'oud' },
    same(long),
  ]);
  expect(before?.text).toMatch(/^ … (woord ?)+$/);
  expect(between?.text).toMatch(/^(woord ?)+ … (woord ?)+$/);
  expect(after?.text).toMatch(/^(woord ?)+ … $/);
  expect(shortened([same('kort')])).toEqual([same('kort')]);
});
