/** What makes a text hard to read: rules of the family `language`. They warn and never block. */
import type { RuleLevels } from './rule.ts';

export interface LanguageProblemParams {
  /** `sentence`: its beginning, to recognise it by. `others`: how many more are too long and are not shown. */
  'language-long-sentence': { readonly words: number; readonly max: number; readonly sentence: string; readonly others: number };
  /** `score`: Flesch-Douma; `sentences`: the beginnings of the hardest ones. */
  'language-readability': {
    readonly score: number;
    readonly wanted: number;
    readonly target: number;
    readonly sentences: readonly string[];
  };
  /** Of so many sentences that run on, so many leave out who does it. */
  'language-passive': { readonly count: number; readonly of: number; readonly sentence: string };
  'language-officialese': { readonly word: string; readonly plain: string; readonly others: number };
  /** Words in front of the first comma, before the sentence says what it is about. */
  'language-long-opening': { readonly words: number; readonly max: number; readonly opening: string };
  'language-summary': { readonly words: number; readonly max: number };
}

export const languageLevels: RuleLevels<keyof LanguageProblemParams> = {
  'language-long-sentence': 'warning',
  'language-readability': 'warning',
  'language-passive': 'warning',
  'language-officialese': 'warning',
  'language-long-opening': 'warning',
  'language-summary': 'warning',
};
