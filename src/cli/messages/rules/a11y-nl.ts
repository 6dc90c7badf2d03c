import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const a11yRulesNl: Pick<RuleTexts, keyof A11yProblemParams> = {
  'a11y-alt-missing': {
    name: 'afbeelding zonder beschrijving',
    why: 'Wie niet of slecht ziet, laat een bericht voorlezen. Zonder beschrijving (alt-tekst) weet die lezer niet wat er op de afbeelding staat (WCAG 2.1, 1.1.1).',
    instead: 'Schrijf in één zin wat er te zien is en waarom de afbeelding erbij staat. Voegt zij niets toe, zet dan `decorative: true`.',
    wrong: '![](beeld/raad.png)',
    right: '![De raadzaal tijdens de stemming](beeld/raad.png)',
  },
};
