/** What a rule is for, told to a writer: on its page in docs/rules, and by `omk help RULE`. */
import type { RuleId } from '../../../core/editorial.ts';

export interface RuleText {
  /** A few words: what is found. */
  readonly name: string;
  /** Why it matters, with the source of the rule. */
  readonly why: string;
  /** What to do instead, and when the rule does not count. */
  readonly instead: string;
  /** As it goes wrong, and as it goes right. */
  readonly wrong?: string;
  readonly right?: string;
}

export type RuleTexts = Readonly<Record<RuleId, RuleText>>;
