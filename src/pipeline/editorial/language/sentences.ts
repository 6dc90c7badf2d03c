/** Sentences and words as the counting rules of plain language want them (editorial checks, section 2). */

export interface Sentence {
  readonly text: string;
  /** Where it begins in the text it was found in. */
  readonly offset: number;
}

/** Words that end in a full stop without ending a sentence. */
const abbreviations = new Set(
  `bijv bv dhr mevr mw mr drs dr ir ing prof nr nrs art lid par hfst blz pag vgl ca evt incl excl max min tel gem jl ev nl resp zgn
  m.b.t t.a.v d.m.v i.v.m o.a m.a.w d.w.z t/m i.p.v o.b.v n.a.v t.b.v t.o.v i.h.k.v b.v e.d e.v e.a m.i.v a.s j.l p.p p/m z.s.m s.v.p
  e.g i.e mr mrs ms vs etc`.split(/\s+/),
);

/** May end a sentence too, and mostly does when a capital follows. */
const atEnd = new Set(['etc', 'enz', 'e.d', 'e.a', 'a.s', 'jl', 'j.l', 's.v.p', 'z.s.m', 'nl']);

/** Bounded, and begun where the run of marks begins, so that a line of dots costs nothing. */
const sentenceEnd = /(?<![.!?…])[.!?…]{1,40}["'”’»)\]]{0,8}(?=\s|$)/gu;
/** The word in front of an end mark, for which a look back of this many characters is enough. */
const lookBack = 24;
const lastWord = /(?:^|[\s("'“‘«[])([\p{L}\p{N}][\p{L}\p{N}./]*)$/u;

/** Ends at an end mark and a space, or at the end of the text. */
export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(sentenceEnd)) {
    const end = index + mark.length;
    if (end < text.length && mark === '.' && goesOn(text.slice(Math.max(from, index - lookBack), index), text.slice(end, end + 8)))
      continue;
    found.push(...trimmed(text, from, end));
    from = end;
  }
  return [...found, ...trimmed(text, from, text.length)];
}

/** Abbreviations, initials, and numbers such as "1." do not end a sentence. */
function goesOn(before: string, after: string): boolean {
  const word = lastWord.exec(before)?.[1] ?? '';
  const isCapitalNext = /^\s+["'“‘«(]*\p{Lu}/u.test(after);
  if (/^(?:\p{Lu}(?:\.\p{Lu})*|\d{1,2})$/u.test(word)) return true;
  // A year does end one.
  if (/^\d+$/.test(word)) return !isCapitalNext;
  const lower = word.toLowerCase();
  if (atEnd.has(lower)) return !isCapitalNext;
  return abbreviations.has(lower);
}

function trimmed(text: string, from: number, end: number): readonly Sentence[] {
  const slice = text.slice(from, end);
  return slice.trim() === '' ? [] : [{ text: slice.trim(), offset: from + slice.length - slice.trimStart().length }];
}

const noWords = /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}|[#@][\p{L}\p{N}_]+/gu;
const word = /(?<![\p{L}\p{M}\p{N}])\p{L}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]*)*/gu;

/** Runs of letters with inner hyphen or apostrophe; numbers, addresses, tags and mentions are no words. */
export const wordsOf = (text: string): readonly string[] => text.replace(noWords, ' ').match(word) ?? [];

/** A sentence as a finding shows it: its beginning, to recognise it by. */
export function beginningOf(sentence: string, length = 8): string {
  const words = sentence.split(/\s+/, length + 1);
  return words.length > length ? `${words.slice(0, length).join(' ')} …` : words.join(' ');
}
