import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const languageNl: Pick<ProblemCatalogue, keyof LanguageProblemParams> = {
  'language-long-sentence': ({ words, max, sentence }) => ({
    message: `De zin “${sentence}” heeft ${words} woorden; de richtlijn is hooguit ${max}.`,
    hint: 'Maak er twee of drie zinnen van, elk met één gedachte.',
  }),
};
