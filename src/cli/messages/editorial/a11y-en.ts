import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

const altReasons = {
  generic: (alt: string) => `only says “${alt}”`,
  file: (alt: string) => `is the name of a file: “${alt}”`,
  repeats: (alt: string) => `repeats what stands beside or above it: “${alt}”`,
  announces: (alt: string) => `begins by saying that there is an image: “${alt}”`,
};

const emojiReasons = {
  many: (emoji: string, count: number, max: number) => `With ${emoji} there are ${count} emoji in this text; ${max} at most is pleasant`,
  repeated: (emoji: string) => `The emoji ${emoji} stands there several times in a row`,
  bullet: (emoji: string) => `The emoji ${emoji} is used as a bullet`,
  only: (emoji: string) => `There is nothing here but emoji: ${emoji}`,
  between: (emoji: string) => `The emoji ${emoji} stands in the middle of a sentence`,
};

export const a11yEn: Pick<ProblemCatalogue, keyof A11yProblemParams> = {
  'a11y-alt-missing': ({ path }) => ({
    message: `The image "${path}" has no description for people who cannot see it.`,
    hint: 'Add `alt: …` (in the text: `![description](path)`), or `decorative: true` if it adds nothing.',
  }),
  'a11y-alt-useless': ({ alt, path, reason }) => ({
    message: `The description of the image "${path}" ${altReasons[reason](alt)}.`,
    hint:
      reason === 'announces'
        ? 'Leave that beginning out: a screen reader says it already. Begin with what can be seen.'
        : 'Say in one sentence what can be seen and why the image is there; `decorative: true` if it adds nothing.',
  }),
  'a11y-text-in-image': ({ path, reason }) => ({
    message:
      reason === 'long'
        ? `The description of the image "${path}" is too long to hear in one go.`
        : `The image "${path}" seems to be an image of text.`,
    hint: 'Put the words of the image into the post itself as well, and keep the description short.',
  }),
  'a11y-link-text': ({ text, reason, suggestion }) => ({
    message:
      reason === 'empty'
        ? 'A link has no words.'
        : reason === 'bare'
          ? `The address ${text} stands there as a link; a screen reader reads it sign by sign.`
          : `The link text “${text}” does not say where the link goes.`,
    hint: `Write a link that makes sense by itself, ${suggestion ? `for instance about “${suggestion}”` : 'with the title of the page'}: \`[title of the page](address)\`.`,
  }),
  'a11y-heading-order': ({ text, reason, level, before }) => ({
    message:
      reason === 'empty'
        ? 'A heading is empty.'
        : reason === 'second-title'
          ? `The heading “${text}” is another title (\`#\`); a post has one.`
          : `The heading “${text}” (level ${level}) leaves a level out; the one above it is level ${before}.`,
    hint: 'Headings are a table of contents: begin with `##`, and use `###` only below it.',
  }),
  'a11y-heading-bold': ({ text }) => ({
    message: `The bold line “${text}” looks like a heading, but is not read as one.`,
    hint: 'Make it a real heading: `## …`.',
  }),
  'a11y-list': ({ text, count }) => ({
    message: `There are ${count} lines with a typed bullet here, beginning with “${text}”; a screen reader hears no list.`,
    hint: 'Begin each line with `- `, or with `1. ` where the order counts, and leave an empty line above.',
  }),
  'a11y-table-header': () => ({
    message: 'The table has no names above its columns.',
    hint: 'Say in the first row what is in each column. If it is no real table, make it a list.',
  }),
  'a11y-language': ({ language, seems }) => ({
    message: `The language of the post is “${language}”, but it seems to be written in another one: “${seems}”.`,
    hint: 'Say in the front matter which language the text is in: `language: …`.',
  }),
  'a11y-language-part': ({ text, language }) => ({
    message: `The part “${text}” seems to be in another language: “${language}”. A screen reader will pronounce it wrongly.`,
    hint: 'Say which language it is: `[the words]{lang=en}`.',
  }),
  'a11y-language-unknown': ({ tag, suggestion }) => ({
    message: `“${tag}” is no known language code.`,
    hint: suggestion ? `Do you mean \`${suggestion}\`? Then write that.` : 'Use a code such as `nl`, `en`, `ar` or `tr`.',
  }),
  'a11y-hashtag-case': ({ tag, better }) => ({
    message: `The hashtag ${tag} sounds like one word when it is read aloud.`,
    hint: `Begin each word with a capital: ${better}.`,
  }),
  'a11y-hashtag-place': ({ tag }) => ({
    message: `The hashtag ${tag} stands in the middle of a sentence, which breaks it when it is read aloud.`,
    hint: 'Write the plain word there, and put the hashtag at the end.',
  }),
  'a11y-hashtag-count': ({ count, max }) => ({
    message: `There are ${count} hashtags with this post; ${max} at most is pleasant for those who have them read aloud.`,
    hint: 'Keep those that somebody really searches for.',
  }),
  'a11y-emoji': ({ emoji, reason, count, max }) => ({
    message: `${emojiReasons[reason](emoji, count, max)}.`,
    hint: 'The name of every emoji is read aloud. Put one or two at the end of a sentence, and let the words say it.',
  }),
  'a11y-styled-letters': ({ text, plain }) => ({
    message: `“${text}” is made of signs that look like letters; they are read as single symbols, or not at all.`,
    hint: `Write plain letters: ${plain}.`,
  }),
  'a11y-video-captions': ({ address }) => ({
    message: `It is not said whether the video ${address} has captions.`,
    hint: 'If it has, write `captions: true` in the front matter, or the file: `captions: video.vtt`.',
  }),
  'a11y-captions-missing': ({ path }) => ({
    message: `The file with captions "${path}" does not exist.`,
    hint: 'Check the path after `captions`; it counts from the folder of the post.',
  }),
  'a11y-direction': ({ text, language }) => ({
    message: `“${text}” runs the other way than the text around it; without a mark, words and punctuation change places.`,
    hint: `Say which language it is: \`[the words]{lang=${language || 'ar'}}\`.`,
  }),
  'a11y-capitals': ({ text }) => ({
    message: `“${text}” is all in capitals; that is hard to read and sounds like shouting.`,
    hint: 'Write plain letters. With `**` you make a word bold.',
  }),
  'a11y-wall-of-text': ({ words, max, text }) => ({
    message: `The paragraph that begins with “${text}” has ${words} words without a rest; ${max} at most reads well.`,
    hint: 'Make shorter paragraphs of it, or a list.',
  }),
};
