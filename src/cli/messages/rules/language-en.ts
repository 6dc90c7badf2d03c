import type { LanguageProblemParams } from '../../../core/language-problem.ts';
import type { RuleTexts } from './rule-text.ts';

export const languageRulesEn: Pick<RuleTexts, keyof LanguageProblemParams> = {
  'language-long-sentence': {
    name: 'long sentence',
    why: 'A long sentence asks the reader to keep much in mind at once. Short sentences help everybody (Direct Duidelijk).',
    instead:
      'Make two or three sentences of it. The limit stands in omk.yaml: `checks: { sentence: 25 }`. Of a long document you see the five longest.',
  },
  'language-readability': {
    name: 'hard text',
    why: 'The measure of Flesch-Douma counts syllables per word and words per sentence: from below 30 (very hard) to 100 (very easy). It is a measure and no verdict: only readers know whether a text is clear (W.H. Douma; Direct Duidelijk).',
    instead:
      'Begin with the hardest sentences. Make them shorter and choose plain words. Aim for 65; the limit stands in omk.yaml: `checks: { readability: 60 }`. Below 100 words or 3 sentences, and outside Dutch, the rule says nothing.',
  },
  'language-passive': {
    name: 'chain of passives',
    why: 'Where sentence after sentence something “is being done” (wordt gedaan), it stays unclear who does it and what readers have to do (Direct Duidelijk).',
    instead: 'Name who does it. One such sentence is no fault: the rule counts once a paragraph is mostly made of them. Dutch only.',
    wrong: 'Uw aanvraag wordt beoordeeld. Daarna wordt een besluit genomen en wordt u geïnformeerd.',
    right: 'Wij beoordelen uw aanvraag. Daarna nemen wij een besluit, en u krijgt bericht.',
  },
  'language-officialese': {
    name: 'officialese',
    why: 'Words from memos and letters keep readers at a distance. For nearly each of them there is a plain one (Direct Duidelijk). The list is omk’s own, and Dutch only.',
    instead:
      'Take the plain word where it fits. Add your own: `checks: { words: { ketenpartner: organisatie } }` in omk.yaml. Quotations and names are left alone.',
    wrong: 'Indien u wilt participeren, dient u zich derhalve aan te melden.',
    right: 'Als u mee wilt doen, meldt u zich dan aan.',
  },
  'language-long-opening': {
    name: 'long opening',
    why: 'Who reads more than twelve words of reason or condition first has lost them when the message comes (style guides of governments). Dutch only.',
    instead: 'Put the message first, and the reason in a sentence after it.',
    wrong:
      'Omdat de raad het onwenselijk vindt dat gezinnen in die onzekere periode niemand kunnen bellen, krijgt elk gezin een vast contact.',
    right: 'Elk gezin krijgt een vast contact. Zo kan iedereen iemand bellen.',
  },
  'language-summary': {
    name: 'long text without a summary',
    why: 'A long document may be hard, if those with little time can read the gist in a few sentences. Other channels show the summary.',
    instead: 'Write `summary: …`: what was decided, for whom, and what can readers do? The rule counts from 600 words on.',
  },
};
