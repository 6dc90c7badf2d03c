/** How many columns a text takes in a terminal. A package for it made `omk status` a third slower to start. */
import { stripVTControlCharacters } from 'node:util';
import { graphemes } from '../core/segments.ts';

/** One column a character: Latin, Greek and Cyrillic letters, punctuation, currencies, arrows and the marks of a report. */
const plain =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2713\u2717]*$/;

const wide =
  /\p{Emoji_Presentation}|\ufe0f|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const invisible = /^[\p{M}\p{Cf}\p{Cc}]+$/u;

export function textWidth(text: string): number {
  const shown = text.includes('\u001b') ? stripVTControlCharacters(text) : text;
  return plain.test(shown) ? shown.length : graphemes(shown).reduce((sum, grapheme) => sum + widthOf(grapheme), 0);
}

function widthOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return invisible.test(grapheme) ? 0 : 1;
}
