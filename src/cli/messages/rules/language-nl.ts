import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const languageRulesNl: Pick<RuleTexts, keyof LanguageProblemParams> = {
  'language-long-sentence': {
    name: 'lange zin',
    why: 'Wie een lange zin leest, moet veel tegelijk onthouden. Korte zinnen helpen elke lezer (Direct Duidelijk).',
    instead: 'Maak er twee of drie zinnen van. De grens staat in omk.yaml: `checks: { sentence: 25 }`.',
  },
};
