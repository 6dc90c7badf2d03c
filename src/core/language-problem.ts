/** What makes a text hard to read: rules of the family `language`. They warn and never block. */
import type { RuleLevels } from './rule.ts';

export interface LanguageProblemParams {
  /** `sentence`: its beginning, to recognise it by. */
  'language-long-sentence': { readonly words: number; readonly max: number; readonly sentence: string };
}

export const languageLevels: RuleLevels<keyof LanguageProblemParams> = {
  'language-long-sentence': 'warning',
};
