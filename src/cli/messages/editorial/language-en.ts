import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const languageEn: Pick<ProblemCatalogue, keyof LanguageProblemParams> = {
  'language-long-sentence': ({ words, max, sentence }) => ({
    message: `The sentence “${sentence}” has ${words} words; the guideline is at most ${max}.`,
    hint: 'Make two or three sentences of it, with one thought each.',
  }),
};
