import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const a11yRulesEn: Pick<RuleTexts, keyof A11yProblemParams> = {
  'a11y-alt-missing': {
    name: 'image without a description',
    why: 'People who do not see well have a post read to them. Without a description (alt text) they do not learn what the image shows (WCAG 2.1, 1.1.1).',
    instead: 'Say in one sentence what can be seen and why the image is there. If it adds nothing, write `decorative: true`.',
    wrong: '![](beeld/raad.png)',
    right: '![The council chamber during the vote](beeld/raad.png)',
  },
};
