import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Mathematical alphabets, full-width, circled, squared and small capital letters: they look like letters and are read as symbols, or not at all. */
const styled =
  /[\u{1D400}-\u{1D7FF}\u{FF10}-\u{FF19}\u{FF21}-\u{FF3A}\u{FF41}-\u{FF5A}\u{2460}-\u{249B}\u{249C}-\u{24E9}\u{1F110}-\u{1F12B}\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ\u{1D2C}-\u{1D5B}ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℯℊℴ]/u;
/** What most texts have nothing of. */
const unusual = /[\u0332-\u0338\u1d00-\u1d5b\u2102-\u2134\u2460-\u24e9\ua730-\ua731\u0262-\u029f\uff10-\uff5a\ud800-\udfff]/;
/** From two on: 𝑥 alone is a formula, ① alone a number. */
const run = new RegExp(`${styled.source}(?:[ '’-]?${styled.source})+`, 'gu');
/** Struck or underlined by a mark on every letter. */
const struck = /(?:\p{L}[\u0332\u0333\u0335-\u0338]){2,}/gu;

/** 𝗯𝗼𝗹𝗱 is no bold. */
export const styledLetters: Rule = {
  ids: ['a11y-styled-letters'],
  *find({ passages, post }): Iterable<Problem> {
    // Full-width letters belong to the scripts of East Asia.
    const isEastAsian = /^(?:zh|ja|ko)\b/.test(post.language);
    for (const passage of passages.filter(({ kind, text }) => kind !== 'code' && unusual.test(text))) {
      const found = [...passage.text.matchAll(run), ...passage.text.matchAll(struck)].filter(
        ({ 0: text }) => hasLetters(text) && !(isEastAsian && /^[\u{FF00}-\u{FFEF}\s]+$/u.test(text)),
      );
      const [first] = found;
      if (!first) continue;
      yield problem('a11y-styled-letters', { text: first[0], plain: plainOf(first[0]) }, whereIn(passage, post.file, first.index));
    }
  },
};

/** Numbers in circles alone are used to point at things. */
const hasLetters = (text: string): boolean => /\p{L}/u.test(plainOf(text));

const smallCapitals = new Map([...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ'].map((letter, index) => [letter, 'ABCDEFGHIJKLMNOPRSTUVWYZ'[index] ?? '']));

function plainOf(text: string): string {
  const letters = [...text].map((char) => {
    const code = char.codePointAt(0) ?? 0;
    const boxed = [0x1f130, 0x1f150, 0x1f170].find((start) => code >= start && code < start + 26);
    return boxed === undefined ? (smallCapitals.get(char) ?? char) : String.fromCodePoint(0x41 + code - boxed);
  });
  return letters
    .join('')
    .normalize('NFKC')
    .replace(/[\u0332\u0333\u0335-\u0338()]/gu, '');
}
