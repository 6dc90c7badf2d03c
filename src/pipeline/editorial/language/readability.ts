import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule } from '../rule.ts';
import { isLongEnough, type MeasuredText, measuredTexts, measuresOfSentences } from './measures.ts';
import { placeOf, type Read } from './prose.ts';
import { beginningOf } from './sentences.ts';

const target = 65;
const shown = 3;

/** A text below the project's measure, with its hardest sentences. */
export const readability: Rule = {
  ids: ['language-readability'],
  languages: ['nl'],
  *find({ passages, post, settings: { readability: wanted } }): Iterable<Problem> {
    for (const text of measuredTexts(passages)) {
      const score = Math.round(text.measures.fleschDouma * 10) / 10;
      if (!isLongEnough(text.measures) || score >= wanted) continue;
      const hardest = hardestOf(text);
      const [first] = hardest;
      if (!first) continue;
      const sentences = hardest.map((each) => beginningOf(each.text));
      yield problem('language-readability', { score, wanted, target: Math.max(target, wanted), sentences }, placeOf(first, post.file));
    }
  },
};

/** Of very short ones a number says nothing. */
function hardestOf({ sentences }: MeasuredText): readonly Read[] {
  const scored = sentences
    .filter(({ words }) => words.length >= 8)
    .map((read) => ({ read, score: measuresOfSentences([read]).fleschDouma }));
  const found = scored.toSorted((a, b) => a.score - b.score).slice(0, shown);
  return found.length > 0 ? found.map(({ read }) => read) : sentences.slice(0, 1);
}
