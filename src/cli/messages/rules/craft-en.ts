import type { CraftProblemParams } from '../../../core/craft-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const craftRulesEn: Pick<RuleTexts, keyof CraftProblemParams> = {
  'craft-closed-to-open': {
    name: 'closed post on an open channel',
    why: 'What was written for a closed group does not belong where everybody reads along. It cannot be undone, so omk stops it.',
    instead:
      'Take the open channels out of `channels`, or make the post public if it may be. A newsletter to a chosen `audience` does not count as open.',
    wrong: 'channels: [pleio, x] with pleio: { access: group }',
    right: 'channels: [pleio, yammer] with pleio: { access: group }',
  },
  'craft-closed-words': {
    name: 'text that says it is not for everybody',
    why: 'If the text says "for members only" or "do not share", and becomes public all the same, something was forgotten.',
    instead: 'Choose a closed place, or remove the sentence if everybody may read it.',
  },
  'craft-link-closed': {
    name: 'link to a page behind a login',
    why: 'Readers of an open channel often have no account, and do not get into an intranet or SharePoint. They click, and see a login page only.',
    instead: 'Make the page public, or say in the text that a login is needed and switch the rule off for this post with `waive`.',
  },
  'craft-no-hook': {
    name: 'link without a reason',
    why: 'A title with a link does not say what is in it for the reader. In a timeline full of posts it is skipped.',
    instead: 'Add one sentence. A question or a striking number is often enough; then omk says nothing.',
    wrong: 'Newsletter November https://www.example.nl/news',
    right: 'One in four children sleeps badly. What can you do? https://www.example.nl/news',
  },
  'craft-no-summary': {
    name: 'no summary for a short channel',
    why: 'Without a `summary` omk takes the first paragraph, and that does not fit here. A sentence that stops half-way seldom says what matters.',
    instead: 'Write a `summary` of one or two sentences.',
  },
  'craft-same-text': {
    name: 'the same text of your own everywhere',
    why: 'Who follows you in more places reads the same three times. And colleagues want to know other things than residents.',
    instead: 'Begin with another sentence per channel. If the text is the same anyway, the summary is enough.',
  },
  'craft-thread': {
    name: 'a thread that fits in one post',
    why: 'Hardly anybody reads the second part of a thread. What fits belongs in one post; omk counts as the channel counts.',
    instead: 'Remove `---` or `thread: true`.',
  },
  'craft-mention': {
    name: 'an @name that is nobody here',
    why: 'An @name works on one channel. Elsewhere it is an odd word, or somebody else by accident.',
    instead: "Write the name in full, and put the @name into the channel's own text where it belongs.",
    wrong: 'summary: "@ggdveenmeer asked 2,300 children how they are."',
    right: 'summary: "The public health service asked 2,300 children how they are."',
  },
  'craft-link-twice': {
    name: 'the same link twice',
    why: 'The same address twice looks careless and takes room.',
    instead: 'Leave the link out of your own text: omk adds it below. Or use `link: false`.',
  },
};
