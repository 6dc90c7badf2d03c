import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const a11yEn: Pick<ProblemCatalogue, keyof A11yProblemParams> = {
  'a11y-alt-missing': ({ path }) => ({
    message: `The image "${path}" has no description for people who cannot see it.`,
    hint: 'Add `alt: …` (in the text: `![description](path)`), or `decorative: true` if it adds nothing.',
  }),
};
