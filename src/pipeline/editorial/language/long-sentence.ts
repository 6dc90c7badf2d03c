import { type Problem, problem } from '../../../core/problem.ts';
import type { Rule } from '../rule.ts';
import { placeOf, proseOf, readSentences } from './prose.ts';
import { beginningOf } from './sentences.ts';

/** A long document has many; the longest are worth reading, the rest is a number. */
const shown = 5;

/** A sentence of more words than the project's limit, in any language. What is quoted at length is somebody else's to change. */
export const longSentence: Rule = {
  ids: ['language-long-sentence'],
  *find({ passages, post, settings: { sentence: max } }): Iterable<Problem> {
    const readable = [...passages.filter(({ kind }) => kind === 'summary'), ...proseOf(passages).filter(({ kind }) => kind !== 'quote')];
    const found = readable.flatMap((each) => readSentences(each)).filter(({ words }) => words.length > max);
    const longest = found.toSorted((a, b) => b.words.length - a.words.length).slice(0, shown);
    for (const [index, read] of longest.entries()) {
      const others = index === 0 ? found.length - longest.length : 0;
      const params = { words: read.words.length, max, sentence: beginningOf(read.text), others };
      yield problem('language-long-sentence', params, placeOf(read, post.file));
    }
  },
};
