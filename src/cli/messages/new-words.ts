/** What `omk new` asks, says and writes; loaded with that command alone. Both languages have the same keys. */
import type { AskingWords } from '../asking/interview.ts';
import type { MessageLanguage } from '../environment.ts';
import type { PostType } from '../starting/post-type.ts';
import { askingWords } from './asking-words.ts';

interface Asked {
  readonly message: string;
  readonly explanation?: string;
}

export interface NewWords {
  readonly asking: AskingWords;
  readonly questions: Readonly<
    Record<
      | 'title'
      | 'type'
      | 'who'
      | 'consentDate'
      | 'reference'
      | 'start'
      | 'end'
      | 'location'
      | 'signup'
      | 'statement'
      | 'choices'
      | 'corrects',
      Asked
    >
  >;
  readonly types: Readonly<Record<PostType, string>>;
  readonly usualChoices: string;
  readonly stopped: string;
  readonly next: (file: string) => string;
  /** Comments in the file. */
  readonly draft: string;
  readonly summary: string;
  readonly bodies: Readonly<Record<PostType, string>>;
  readonly fallback: string;
}

const nl: NewWords = {
  asking: askingWords.nl,
  questions: {
    title: { message: 'Titel' },
    type: { message: 'Soort bericht' },
    who: {
      message: 'Wie gaf toestemming?',
      explanation:
        'Een verhaal over iemand gaat alleen uit met vastgelegde toestemming. Noem hier geen naam: "moeder in het verhaal" is genoeg.',
    },
    consentDate: { message: 'Wanneer?', explanation: 'De dag waarop toestemming is gegeven, zoals 2026-10-20.' },
    reference: { message: 'Waar ligt het bewijs?', explanation: 'Een dossiernummer of map. Het bewijs zelf hoort niet in dit project.' },
    start: { message: 'Wanneer begint het?', explanation: 'Datum en tijd, zoals 2026-12-01 19:30.' },
    end: { message: 'Wanneer is het afgelopen?', explanation: 'Datum en tijd, of alleen Enter als dat niet vaststaat.' },
    location: { message: 'Waar is het?', explanation: 'Zo dat iemand het kan vinden, of alleen Enter.' },
    signup: {
      message: 'Webadres om aan te melden',
      explanation: 'Zoals https://example.nl/aanmelden, of alleen Enter als aanmelden niet hoeft.',
    },
    statement: { message: 'De stelling of vraag', explanation: 'In één zin.' },
    choices: { message: 'Waaruit kunnen lezers kiezen?', explanation: 'Met komma’s ertussen.' },
    corrects: { message: 'Welk bericht verbetert u?', explanation: 'Het nieuwe bericht verwijst ernaar.' },
  },
  types: {
    news: 'nieuws',
    story: 'verhaal van iemand, met toestemming',
    event: 'bijeenkomst',
    statement: 'stelling of vraag, met keuzes',
    correction: 'verbetering van een eerder bericht',
  },
  usualChoices: 'Eens, Oneens',
  stopped: 'Gestopt. Er is niets geschreven.',
  next: (file) => `Schrijf nu de tekst. Daarna: omk check ${file} en omk preview ${file}`,
  draft: 'concept: wordt nagekeken, nooit geplaatst. Haal deze regel weg als het bericht klaar is.',
  summary: 'summary: één of twee zinnen voor de kanalen die ernaar verwijzen; zonder deze regel is dat de eerste alinea',
  bodies: {
    news: 'Schrijf hier het bericht. Begin met wat er verandert en voor wie. Wat tussen deze tekens staat, ziet geen lezer.',
    story:
      'Schrijf hier het verhaal. Verander namen, en laat weg waaraan iemand te herkennen is: leeftijd, school, straat. Wat tussen deze tekens staat, ziet geen lezer.',
    event:
      'Schrijf hier voor wie de bijeenkomst is en wat er gebeurt. Noem datum, tijd en plaats ook in de tekst. Wat tussen deze tekens staat, ziet geen lezer.',
    statement:
      'Schrijf hier in een paar zinnen waarom iemand het eens of oneens kan zijn, en wat u met de reacties doet. Wat tussen deze tekens staat, ziet geen lezer.',
    correction:
      'Zeg hier wat er fout stond en wat juist is. Herhaal wat blijft gelden, en zeg sorry als dat past. Wat tussen deze tekens staat, ziet geen lezer.',
  },
  fallback: 'bericht',
};

const en: NewWords = {
  asking: askingWords.en,
  questions: {
    title: { message: 'Title' },
    type: { message: 'Type of post' },
    who: {
      message: 'Who gave consent?',
      explanation: 'A story about somebody goes out with recorded consent only. Name nobody here: "mother in the story" will do.',
    },
    consentDate: { message: 'When?', explanation: 'The day on which consent was given, such as 2026-10-20.' },
    reference: {
      message: 'Where is the proof?',
      explanation: 'A file number or a folder. The proof itself does not belong in this project.',
    },
    start: { message: 'When does it begin?', explanation: 'Date and time, such as 2026-12-01 19:30.' },
    end: { message: 'When is it over?', explanation: 'Date and time, or just Enter when that is open.' },
    location: { message: 'Where is it?', explanation: 'So that somebody can find it, or just Enter.' },
    signup: { message: 'Address to sign up at', explanation: 'Such as https://example.nl/sign-up, or just Enter when nobody has to.' },
    statement: { message: 'The statement or question', explanation: 'In one sentence.' },
    choices: { message: 'What can readers choose from?', explanation: 'With commas between.' },
    corrects: { message: 'Which post do you correct?', explanation: 'The new post points to it.' },
  },
  types: {
    news: 'news',
    story: "somebody's story, with consent",
    event: 'event',
    statement: 'statement or question, with choices',
    correction: 'correction of an earlier post',
  },
  usualChoices: 'Agree, Disagree',
  stopped: 'Stopped. Nothing was written.',
  next: (file) => `Now write the text. Then: omk check ${file} and omk preview ${file}`,
  draft: 'a draft is checked, never published. Remove this line when the post is ready.',
  summary: 'summary: one or two sentences, for the channels that point to it; without this line that is the first paragraph',
  bodies: {
    news: 'Write the post here. Begin with what changes, and for whom. No reader sees what stands between these marks.',
    story:
      'Write the story here. Change names, and leave out what somebody could be known by: age, school, street. No reader sees what stands between these marks.',
    event:
      'Write here whom it is for and what happens. Say date, time and place in the text as well. No reader sees what stands between these marks.',
    statement:
      'Write in a few sentences why somebody could agree or disagree, and what you do with the answers. No reader sees what stands between these marks.',
    correction:
      'Say here what was wrong and what is right. Repeat what still holds, and say sorry where that fits. No reader sees what stands between these marks.',
  },
  fallback: 'post',
};

export const newWords: Readonly<Record<MessageLanguage, NewWords>> = { nl, en };
