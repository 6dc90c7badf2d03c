import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';
import { sentencesOf, wordsOf } from './sentences.ts';

const isProse = ({ kind }: Passage): boolean => kind === 'paragraph' || kind === 'item' || kind === 'quote' || kind === 'own';

/** A sentence of more words than the project's limit. */
export const longSentence: Rule = {
  ids: ['language-long-sentence'],
  *find({ passages, post, settings: { sentence: max } }): Iterable<Problem> {
    for (const passage of passages.filter(isProse)) {
      for (const { text, offset } of sentencesOf(passage.text)) {
        const words = wordsOf(text).length;
        if (words > max)
          yield problem('language-long-sentence', { words, max, sentence: beginning(text) }, whereIn(passage, post.file, offset));
      }
    }
  },
};

const beginning = (text: string): string => {
  const words = text.split(/\s+/);
  return words.length > 8 ? `${words.slice(0, 8).join(' ')} …` : words.join(' ');
};
