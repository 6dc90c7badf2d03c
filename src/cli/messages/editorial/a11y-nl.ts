import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const a11yNl: Pick<ProblemCatalogue, keyof A11yProblemParams> = {
  'a11y-alt-missing': ({ path }) => ({
    message: `De afbeelding "${path}" heeft geen beschrijving voor wie haar niet kan zien.`,
    hint: 'Zet er `alt: …` bij (in de tekst: `![beschrijving](pad)`), of `decorative: true` als zij niets toevoegt.',
  }),
};
