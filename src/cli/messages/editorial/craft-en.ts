import type { CraftProblemParams } from '../../../core/craft-problem.ts';
import { listed, type ProblemCatalogue } from '../problem-catalogue.ts';

export const craftEn: Pick<ProblemCatalogue, keyof CraftProblemParams> = {
  'craft-closed-to-open': (_values, { channel }) => ({
    message: `This post is for a closed group, and also goes to ${channel || 'a channel'} that everybody can read.`,
    hint: 'Take the open channel out of `channels`, or make the post public if it may be.',
  }),
  'craft-closed-words': ({ words }) => ({
    message: `The text says “${words}”, and the post goes to a place that everybody can read.`,
    hint: 'See whether everybody may read this. If not: choose a closed place, and take the open channels out of `channels`.',
  }),
  'craft-link-closed': ({ host }, { channel }) => ({
    message:
      host === undefined
        ? `The link on ${channel || 'this channel'} leads readers to a page for which they have to log in.`
        : `The link to ${host} works for colleagues alone, and the post also goes to a place that everybody can read.`,
    hint: 'Make the page public, or say in the text that a login is needed.',
  }),
  'craft-no-hook': (_values, { channel }) => ({
    message: `On ${channel || 'this channel'} there is only a title with a link; nothing says why somebody would click.`,
    hint: 'Add one sentence: what is in it for the reader? A `summary` is enough.',
  }),
  'craft-no-summary': (_values, { channel }) => ({
    message: `There is no summary, so ${channel || 'a short channel'} shows a cut-off piece of the first paragraph.`,
    hint: 'Write a `summary` of one or two sentences that can be understood by themselves.',
  }),
  'craft-same-text': ({ channels }) => ({
    message: `The same text of your own is on ${channels.length} channels: ${listed(channels, 'and')}.`,
    hint: 'Readers differ per channel. Another first sentence does a lot; otherwise the summary is enough.',
  }),
  'craft-thread': ({ parts }, { channel }) => ({
    message: `This thread of ${parts} fits in one post on ${channel || 'this channel'}.`,
    hint: 'Remove `---` or `thread: true`: one post is read more often and is easier to share.',
  }),
  'craft-mention': ({ name }) => ({
    message: `“${name}” also goes to channels where that is nobody.`,
    hint: "Write the name itself in full, and put the @name only into the channel's own text where it belongs.",
  }),
  'craft-link-twice': ({ address }, { channel }) => ({
    message: `On ${channel || 'this channel'} the link ${address} stands in the same post more than once.`,
    hint: 'One link is enough. Omk adds the link below the text itself; with `link: false` it does not.',
  }),
};
