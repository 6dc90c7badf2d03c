/** Every editorial rule, by family. A rule that parsing itself reports (`a11y-alt-missing`) has only its id and level, in core. */
import { closedToOpen, closedWords } from './craft/closed.ts';
import { noHook, noSummary } from './craft/hook.ts';
import { linkTwice, mentions, sameText, thread } from './craft/repeats.ts';
import { differs } from './facts/differs.ts';
import { eventDiffers } from './facts/event-differs.ts';
import { linkDiffers } from './facts/link-differs.ts';
import { lost } from './facts/lost.ts';
import { past } from './facts/past.ts';
import { tracking } from './facts/tracking.ts';
import { weekday } from './facts/weekday.ts';
import { longSentence } from './language/long-sentence.ts';
import type { Rule } from './rule.ts';

const facts: readonly Rule[] = [differs, linkDiffers, lost, weekday, eventDiffers, past, tracking];
const craft: readonly Rule[] = [closedToOpen, closedWords, noHook, noSummary, sameText, thread, mentions, linkTwice];

export const rules: readonly Rule[] = [longSentence, ...facts, ...craft];
