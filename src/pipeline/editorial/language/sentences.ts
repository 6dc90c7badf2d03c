/** Sentences and words as the counting rules of plain language want them (editorial checks, section 2). */

export interface Sentence {
  readonly text: string;
  /** Where it begins in the text it was found in. */
  readonly offset: number;
}

/** Words that end in a full stop without ending a sentence. */
const abbreviation = /(?:^|[\s(])(?:bijv|dhr|mevr|mw|nr|art|o\.a|m\.b\.t|t\.a\.v|d\.m\.v|i\.v\.m|\p{Lu}|\d+)\.$/iu;

const sentenceEnd = /[.!?…]+["'”’)\]]*(?=\s|$)/gu;

/** Ends at an end mark and a space, or at the end of the text. */
export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(sentenceEnd)) {
    const end = index + mark.length;
    if (abbreviation.test(text.slice(from, end))) continue;
    found.push(...trimmed(text, from, end));
    from = end;
  }
  return [...found, ...trimmed(text, from, text.length)];
}

function trimmed(text: string, from: number, end: number): readonly Sentence[] {
  const slice = text.slice(from, end);
  return slice.trim() === '' ? [] : [{ text: slice.trim(), offset: from + slice.length - slice.trimStart().length }];
}

/** Runs of letters with inner hyphen or apostrophe; numbers, addresses, tags and mentions are no words. */
export const wordsOf = (text: string): readonly string[] =>
  text.replace(/(?:https?:\/\/|www\.)\S+|[#@][\p{L}\d_]+|\S+@\S+/gu, ' ').match(/\p{L}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
