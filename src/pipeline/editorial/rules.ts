/** Every editorial rule, by family. A rule that is told elsewhere, by parsing or by who sees files (`a11y-alt-missing`, `a11y-captions-missing`), has only its id and level, in core. */
import { altUseless, textInImage } from './a11y/alt-text.ts';
import { capitals, wallOfText } from './a11y/capitals.ts';
import { emojiUse } from './a11y/emoji.ts';
import { hashtagCase, hashtagCount, hashtagPlace } from './a11y/hashtags.ts';
import { boldHeading, headingOrder } from './a11y/headings.ts';
import { direction, languageUnknown, partLanguage, postLanguage } from './a11y/language.ts';
import { linkText } from './a11y/link-text.ts';
import { tableHeader, typedList } from './a11y/lists.ts';
import { styledLetters } from './a11y/styled-letters.ts';
import { videoCaptions } from './a11y/video-captions.ts';
import { closedToOpen, closedWords, linkInside } from './craft/closed.ts';
import { noHook, noSummary } from './craft/hook.ts';
import { linkTwice, mentions, sameText, thread } from './craft/repeats.ts';
import { differs } from './facts/differs.ts';
import { eventDiffers } from './facts/event-differs.ts';
import { linkDiffers } from './facts/link-differs.ts';
import { lost } from './facts/lost.ts';
import { past } from './facts/past.ts';
import { tracking } from './facts/tracking.ts';
import { weekday } from './facts/weekday.ts';
import { longOpening } from './language/long-opening.ts';
import { longSentence } from './language/long-sentence.ts';
import { officialese } from './language/officialese.ts';
import { passive } from './language/passive.ts';
import { readability } from './language/readability.ts';
import { summary } from './language/summary.ts';
import { privacyRules } from './privacy/rules.ts';
import type { Rule } from './rule.ts';

const language: readonly Rule[] = [readability, longSentence, longOpening, passive, officialese, summary];

const a11y: readonly Rule[] = [
  ...[altUseless, textInImage, linkText],
  ...[headingOrder, boldHeading, typedList, tableHeader],
  ...[postLanguage, partLanguage, languageUnknown, direction],
  ...[hashtagCase, hashtagPlace, hashtagCount, emojiUse, styledLetters],
  ...[videoCaptions, capitals, wallOfText],
];

const facts: readonly Rule[] = [differs, linkDiffers, lost, weekday, eventDiffers, past, tracking];
const craft: readonly Rule[] = [closedToOpen, linkInside, closedWords, noHook, noSummary, sameText, thread, mentions, linkTwice];

export const rules: readonly Rule[] = [...privacyRules, ...language, ...a11y, ...facts, ...craft];
