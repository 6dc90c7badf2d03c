/** What changed between the words that readers have and the words that they would get. */
import { diffWordsWithSpace } from 'diff';

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
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const parts = diffWordsWithSpace(before, now, { intlSegmenter, timeout: patienceMs }) ?? [
    { value: before, added: false, removed: true },
    { value: now, added: true, removed: false },
  ];
  const pieces = parts.map(({ value, added, removed }): Change => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
  const wordsOf = (kind: Change['kind']) =>
    pieces.filter((piece) => piece.kind === kind).reduce((sum, { text }) => sum + countWords(text, intlSegmenter), 0);
  return { pieces, added: wordsOf('added'), removed: wordsOf('removed') };
}

const countWords = (text: string, segmenter: Intl.Segmenter): number =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;

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
