/** What keeps a message from working where it is shown: rules of the family `craft`. */
import type { RuleLevels } from './rule.ts';

type Nothing = Readonly<Record<never, never>>;

export interface CraftProblemParams {
  /** What is meant for a closed group goes to a place that everybody can read. */
  'craft-closed-to-open': Nothing;
  /** The text itself says that it is for a few; `words` is where it says so. */
  'craft-closed-words': { readonly words: string };
  /** Readers of an open channel are led to a page for which they would have to log in. `host`: of an intranet; absent: the post's own page. */
  'craft-link-closed': { readonly host?: string };
  /** A title and a link, or a link alone. */
  'craft-no-hook': Nothing;
  /** The first paragraph stood in for the summary, and was cut. */
  'craft-no-summary': Nothing;
  'craft-same-text': { readonly channels: readonly string[] };
  'craft-thread': { readonly parts: number };
  /** `name`: as written, with the @. */
  'craft-mention': { readonly name: string };
  'craft-link-twice': { readonly address: string };
}

export const craftLevels: RuleLevels<keyof CraftProblemParams> = {
  'craft-closed-to-open': 'error',
  'craft-closed-words': 'warning',
  'craft-link-closed': 'warning',
  'craft-no-hook': 'warning',
  'craft-no-summary': 'warning',
  'craft-same-text': 'warning',
  'craft-thread': 'warning',
  'craft-mention': 'warning',
  'craft-link-twice': 'warning',
};
