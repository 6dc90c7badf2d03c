import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const languageRulesEn: Pick<RuleTexts, keyof LanguageProblemParams> = {
  'language-long-sentence': {
    name: 'long sentence',
    why: 'A long sentence asks the reader to keep much in mind at once. Short sentences help everybody (Direct Duidelijk).',
    instead: 'Make two or three sentences of it. The limit stands in omk.yaml: `checks: { sentence: 25 }`.',
  },
};
