/** Explanations of every rule, in Dutch: a file per family. */
import { a11yRulesNl } from './a11y-nl.ts';
import { craftRulesNl } from './craft-nl.ts';
import { factsRulesNl } from './facts-nl.ts';
import { languageRulesNl } from './language-nl.ts';
import { privacyRulesNl } from './privacy-nl.ts';
import type { RuleTexts } from './rule-text.ts';

export const rulesNl: RuleTexts = { ...a11yRulesNl, ...languageRulesNl, ...factsRulesNl, ...craftRulesNl, ...privacyRulesNl };
