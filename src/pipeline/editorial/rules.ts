/** Every editorial rule, by family. A rule that parsing itself reports (`a11y-alt-missing`) has only its id and level, in core. */
import { longSentence } from './language/long-sentence.ts';
import { privacyRules } from './privacy/rules.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [...privacyRules, longSentence];
