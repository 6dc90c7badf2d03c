/** Explanations of every rule, in English: a file per family. */
import { a11yRulesEn } from './a11y-en.ts';
import { craftRulesEn } from './craft-en.ts';
import { factsRulesEn } from './facts-en.ts';
import { languageRulesEn } from './language-en.ts';
import { privacyRulesEn } from './privacy-en.ts';
import type { RuleTexts } from './rule-text.ts';

export const rulesEn: RuleTexts = { ...a11yRulesEn, ...languageRulesEn, ...factsRulesEn, ...craftRulesEn, ...privacyRulesEn };
