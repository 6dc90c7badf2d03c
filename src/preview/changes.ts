/** What changed between the words that readers have and the words that they would get. */
import { diffArrays } from 'diff';

export interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface Changes {
  /** In the order of the text; none: something else than words. */
  readonly pieces: readonly Change[];
  /** Numbers of words. */
  readonly added: number;
  readonly removed: number;
}

/** Texts that have hardly a word in common take long to compare, and then it says little. */
const patienceMs = 500;

/** Words as the language divides them: Arabic and Chinese too. */
export function changesBetween(before: string, now: string, language: string): Changes {
  if (before === now) return { pieces: [], added: 0, removed: 0 };
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const [old, fresh] = [tokens(before, segmenter), tokens(now, segmenter)];
  const parts = diffArrays([...old], [...fresh], { timeout: patienceMs }) ?? [
    { value: old, added: false, removed: true },
    { value: fresh, added: true, removed: false },
  ];
  const pieces = parts.map(({ value, added, removed }) => ({
    kind: kindOf(added, removed),
    text: value.join(''),
    words: value.filter(isWord).length,
  }));
  const sum = (kind: Change['kind']) => pieces.reduce((total, piece) => total + (piece.kind === kind ? piece.words : 0), 0);
  return { pieces: pieces.map(({ kind, text }) => ({ kind, text })), added: sum('added'), removed: sum('removed') };
}

const kindOf = (isAdded: boolean, isRemoved: boolean): Change['kind'] => (isAdded ? 'added' : isRemoved ? 'removed' : 'same');

const isWord = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);

/** Longer than any word: an address, or what is no language at all. */
const longestWord = 400;

/** Words, signs and white space; joined they are the text. By stretches between white space: each step of a segmenter costs as much as its text is long. */
const tokens = (text: string, segmenter: Intl.Segmenter): readonly string[] =>
  (text.match(/\s+|\S+/gu) ?? []).flatMap((stretch) =>
    stretch.length > longestWord || stretch.includes('://') || stretch.trim() === ''
      ? [stretch]
      : Array.from(segmenter.segment(stretch), ({ segment }) => segment),
  );

/** How much of an unchanged piece is shown around a change. */
const around = 40;

/** The pieces with long stretches that stayed the same cut short. */
export const shortened = (pieces: readonly Change[]): readonly Change[] =>
  pieces.map((piece, index) => {
    if (piece.kind !== 'same' || piece.text.length <= around * 3) return piece;
    const start = index === 0 ? '' : startOf(piece.text);
    const end = index === pieces.length - 1 ? '' : endOf(piece.text);
    return { ...piece, text: `${start} … ${end}` };
  });

/** Cut at white space, so never inside a character. */
const startOf = (text: string): string => text.slice(0, around).replace(/\S+$/u, '').trimEnd();
const endOf = (text: string): string => text.slice(-around).replace(/^\S+/u, '').trimStart();
