import type { WaiverProblemParams } from '../../../core/waiver-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

export const waiverEn: Pick<ProblemCatalogue, keyof WaiverProblemParams> = {
  'content-waiver-unused': ({ rule }) => ({
    message: `\`waive\` names ${rule}, but that rule finds nothing here.`,
    hint: 'Take it out there, so that it stays clear what this post departs from.',
  }),
  'content-waiver-second': ({ rule }) => ({
    message: `Departing from ${rule} takes a second person, and \`waive\` does not say who that is.`,
    hint: 'Let a colleague look and write down the name: `by: Noor Bakker`. Until then the post stays here.',
  }),
  'config-rule-fixed': ({ rule, level }) => ({
    message: `The rule ${rule} cannot be set to "${level}".`,
    hint: 'A BSN may only be used where a law says so (UAVG, article 46), and that is never in a post. Take the rule out under `checks: levels`. If a number surely is no BSN, record that in the post itself, with `waive`, a reason and `by`.',
  }),
};
