import { type Problem, problem } from '../../../core/problem.ts';
import { beginningOf, wordsOf } from '../language/sentences.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Begun where a run of capitals begins, and bounded, so that a page of capitals costs nothing. */
const shouted = /(?<!\p{Lu})\p{Lu}[\p{Lu}\p{M}'’-]{1,200}(?:[ ,:&]{1,2}(?:\p{Lu}[\p{Lu}\p{M}'’-]*|\d+))+/gu;

const isRead = ({ kind }: Passage): boolean => kind !== 'code' && kind !== 'html' && kind !== 'tag' && kind !== 'alt';

/** Capitals alone have no shape to read by, and some screen readers spell them. Abbreviations side by side are none. */
export const capitals: Rule = {
  ids: ['a11y-capitals'],
  *find({ passages, post }): Iterable<Problem> {
    for (const passage of passages.filter(isRead)) {
      const found = [...passage.text.matchAll(shouted)].find(({ 0: text }) => isShouted(text));
      if (found) yield problem('a11y-capitals', { text: found[0].trim() }, whereIn(passage, post.file, found.index));
    }
  },
};

/** At least two words that are too long to be abbreviations, or one among three. */
function isShouted(text: string): boolean {
  const words = text.match(/\p{Lu}[\p{Lu}\p{M}'’-]*/gu) ?? [];
  const long = words.filter((word) => word.length > 4).length;
  return long > 1 || (long === 1 && words.length > 2);
}

const max = 150;

/** A paragraph that nobody can find the place in again. */
export const wallOfText: Rule = {
  ids: ['a11y-wall-of-text'],
  *find({ passages, post }): Iterable<Problem> {
    for (const passage of passages.filter(({ kind }) => kind === 'paragraph' || kind === 'own' || kind === 'item')) {
      const words = passage.text.length < max * 3 ? 0 : wordsOf(passage.text).length;
      if (words > max) yield problem('a11y-wall-of-text', { words, max, text: beginningOf(passage.text) }, whereIn(passage, post.file));
    }
  },
};
