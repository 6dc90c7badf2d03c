/** What keeps people from reading or hearing a post: rules of the family `a11y`. */
import type { RuleLevels } from './rule.ts';

export interface A11yProblemParams {
  /** WCAG 2.1, 1.1.1. */
  'a11y-alt-missing': { readonly path: string };
}

export const a11yLevels: RuleLevels<keyof A11yProblemParams> = {
  'a11y-alt-missing': 'error',
};
