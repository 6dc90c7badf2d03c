import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule } from '../rule.ts';
import { isParticiple } from './participles.ts';
import { ownWords, placeOf, proseOf, type Read, readSentences, withoutQuotes } from './prose.ts';
import { beginningOf } from './sentences.ts';

const auxiliaries = new Set(['word', 'wordt', 'worden', 'werd', 'werden']);

/** Sentences that run on without saying who does it. One of them is no fault, a chain is. */
export const passive: Rule = {
  ids: ['language-passive'],
  languages: ['nl'],
  *find({ passages, post }): Iterable<Problem> {
    for (const passage of proseOf(passages)) {
      if (passage.kind === 'quote') continue;
      const sentences = readSentences(passage, withoutQuotes(ownWords(passage))).filter(({ words }) => words.length > 0);
      const found = sentences.filter(isPassive);
      const [first] = found;
      if (first && isChain(sentences, found))
        yield problem(
          'language-passive',
          { count: found.length, of: sentences.length, sentence: beginningOf(first.text) },
          placeOf(first, post.file),
        );
    }
  },
};

function isPassive({ words }: Read): boolean {
  const lower = words.map((word) => word.toLowerCase());
  return lower.some((word) => auxiliaries.has(word)) && lower.some(isParticiple);
}

/** Three running, or at least three that are half of the paragraph, or a short paragraph that has nothing else. */
function isChain(all: readonly Read[], found: readonly Read[]): boolean {
  if (found.length < 2) return false;
  let run = 0;
  let longest = 0;
  for (const each of all) {
    run = found.includes(each) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest >= 3 || (found.length >= 3 && found.length * 2 >= all.length) || found.length === all.length;
}
