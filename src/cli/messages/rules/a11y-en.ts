import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const a11yRulesEn: Pick<RuleTexts, keyof A11yProblemParams> = {
  'a11y-alt-missing': {
    name: 'image without a description',
    why: 'People who do not see well have a post read to them. Without a description (alt text) they do not learn what the image shows (WCAG 2.1, 1.1.1).',
    instead: 'Say in one sentence what can be seen and why the image is there. If it adds nothing, write `decorative: true`.',
    wrong: '![](beeld/raad.png)',
    right: '![The council chamber during the vote](beeld/raad.png)',
  },
  'a11y-alt-useless': {
    name: 'description that tells nothing',
    why: '“Photo”, the name of a file, or the title once more: who listens does not learn what can be seen (WCAG 2.1, 1.1.1).',
    instead: 'Say what can be seen. “Image of” can go: the screen reader says that itself.',
    wrong: '![Photo](beeld/raad.png)',
    right: '![Members of the council raise their hands](beeld/raad.png)',
  },
  'a11y-text-in-image': {
    name: 'words in an image',
    why: 'Words in a poster or a screenshot cannot be enlarged, translated or read aloud (WCAG 2.1, 1.4.5).',
    instead: 'Put what it says into the post as well. Keep the description itself short.',
  },
  'a11y-link-text': {
    name: 'link text that tells nothing',
    why: 'Who has a page read aloud often hears the links alone. Five times “here” shows no way; a bare address sounds sign by sign (WCAG 2.1, 2.4.4). The rule counts for the hub and the newsletter; in a short text an address is usual.',
    instead: 'Use the title of the page, or the words that say what is there.',
    wrong: '[Click here](https://www.example.nl/research)',
    right: '[The whole research](https://www.example.nl/research)',
  },
  'a11y-heading-order': {
    name: 'headings out of order',
    why: 'Headings are the table of contents of who listens. A missing level or a second title misleads (WCAG 2.1, 1.3.1 and 2.4.6).',
    instead: 'Begin with `##`. Use `###` only below a `##`. The title stands in the front matter.',
    wrong: '## Programme\n\n#### Morning',
    right: '## Programme\n\n### Morning',
  },
  'a11y-heading-bold': {
    name: 'bold line for a heading',
    why: 'A bold line looks like a heading, but is not in the list of headings (WCAG 2.1, 1.3.1).',
    instead: 'Make it a heading. A bold beginning of a paragraph is no fault.',
    wrong: '**What now?**',
    right: '## What now?',
  },
  'a11y-list': {
    name: 'typed bullets',
    why: 'Who hears a list knows how many items come and can skip them. Typed bullets do not tell (WCAG 2.1, 1.3.1).',
    instead: 'Begin each line with `- ` or `1. `, with an empty line above. A text of its own for a short channel may have bullets.',
    wrong: '• coffee\n• tea',
    right: '- coffee\n- tea',
  },
  'a11y-table-header': {
    name: 'table without names of columns',
    why: 'With each cell the name of its column is read aloud. Without it they are loose words (WCAG 2.1, 1.3.1).',
    instead: 'Fill the first row. If it is no real table, make it a list.',
    wrong: '|  |  |\n| --- | --- |\n| Help | City |',
    right: '| Task | Who |\n| --- | --- |\n| Help | City |',
  },
  'a11y-language': {
    name: 'language that is not right',
    why: 'The language decides the voice that reads a post aloud, and how it is hyphenated and translated (WCAG 2.1, 3.1.1).',
    instead: 'Write `language: en` in the front matter. The rule speaks only where it is clear.',
  },
  'a11y-language-part': {
    name: 'part in another language',
    why: 'An English paragraph in a Dutch voice cannot be followed (WCAG 2.1, 3.1.2).',
    instead: 'Say the language. Names and single loan words need none.',
    wrong: 'Wij zoeken acht ouders die mee willen doen.',
    right: '[Wij zoeken acht ouders die mee willen doen.]{lang=nl}',
  },
  'a11y-language-unknown': {
    name: 'unknown language code',
    why: 'A screen reader can do nothing with a code that does not exist (WCAG 2.1, 3.1.1 and 3.1.2).',
    instead: 'Use the codes of BCP 47: `nl`, `en`, `ar`, `tr`, `uk`.',
    wrong: '[lees meer]{lang=dutch}',
    right: '[lees meer]{lang=nl}',
  },
  'a11y-hashtag-case': {
    name: 'hashtag without capitals',
    why: 'A screen reader takes #omhetkind for one word, and #OmHetKind for three. Readers see the words sooner, too (unia.be).',
    instead: 'Begin each word with a capital. In `tags` you may write the words apart: omk joins them.',
    wrong: 'tags: [omhetkind]',
    right: 'tags: [om het kind]',
  },
  'a11y-hashtag-place': {
    name: 'hashtag in the middle of a sentence',
    why: 'Each hashtag sounds as “number sign” and breaks the sentence (unia.be).',
    instead: 'Write the plain word, and put hashtags at the end.',
    wrong: 'Come to the #Meeting tonight.',
    right: 'Come to the meeting tonight. #Meeting',
  },
  'a11y-hashtag-count': {
    name: 'many hashtags',
    why: 'Who listens has to sit through them all; three are enough (unia.be).',
    instead: 'Keep those that people really search for.',
  },
  'a11y-emoji': {
    name: 'many or awkward emoji',
    why: 'The name of every emoji is read aloud: “face with tears of joy”. At the end that is fine; in between it breaks the sentence (unia.be).',
    instead: 'Three per text at most, at the end of a sentence, not repeated, not as bullets, and never in place of words.',
    wrong: 'We 💚 parents 🎉🎉🎉',
    right: 'We are glad of all parents 🎉',
  },
  'a11y-styled-letters': {
    name: 'imitated letters',
    why: 'Letters from a “text generator” are mathematical signs. They are read as single symbols, and cannot be searched or translated.',
    instead: 'Write plain letters. Bold is `**bold**` where the channel knows it.',
    wrong: '𝗣𝗹𝗲𝗮𝘀𝗲 𝗻𝗼𝘁𝗲',
    right: 'Please note',
  },
  'a11y-video-captions': {
    name: 'video without captions',
    why: 'Who does not hear well, or watches without sound, misses everything otherwise (WCAG 2.1, 1.2.2).',
    instead:
      'See whether the video has good captions, also where somebody else made it. Then write `captions: true` in the front matter, or the file with them.',
  },
  'a11y-captions-missing': {
    name: 'captions that are not there',
    why: 'The post names a file with captions that does not exist, so it is not certain that there are any (WCAG 2.1, 1.2.2).',
    instead:
      'Put the file into the project and name its path as seen from the post, or write `captions: true` where the video has its own.',
  },
  'a11y-direction': {
    name: 'text that runs the other way',
    why: 'Arabic and Hebrew run from right to left. Without a mark, words, numbers and punctuation change places (WCAG 2.1, 1.3.2).',
    instead: 'Say the language; omk then sets the direction. The language of a whole post is `language`.',
    wrong: 'Welcome! أهلا وسهلا بكم',
    right: 'Welcome! [أهلا وسهلا بكم]{lang=ar}',
  },
  'a11y-capitals': {
    name: 'all capitals',
    why: 'Capitals give words no shape: reading is slower, and it sounds like shouting.',
    instead: 'Write plain letters. Abbreviations such as UNESCO are no fault.',
    wrong: 'IMPORTANT ANNOUNCEMENT',
    right: 'Important announcement',
  },
  'a11y-wall-of-text': {
    name: 'long paragraph',
    why: 'In a paragraph without a rest the reader loses the place.',
    instead: 'One thought per paragraph. More than 150 words are too many.',
  },
};
