import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule } from '../rule.ts';
import { proseOf, readSentences } from './prose.ts';

const max = 600;

/** A longer text of which nobody can read the gist first (editorial checks, section 2). */
export const summary: Rule = {
  ids: ['language-summary'],
  *find({ passages, post }): Iterable<Problem> {
    if (post.summary) return;
    const words = proseOf(passages)
      .filter(({ channel }) => channel === undefined)
      .flatMap((each) => readSentences(each))
      .reduce((sum, { words }) => sum + words.length, 0);
    if (words > max) yield problem('language-summary', { words, max }, { file: post.file, field: 'summary', line: 1 });
  },
};
