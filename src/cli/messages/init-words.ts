/** What `omk init` says and writes; loaded with that command alone. Both languages have the same keys. */
import { dirname } from 'node:path';
import type { Channel } from '../../core/channel.ts';
import type { AskingWords } from '../asking/interview.ts';
import type { MessageLanguage } from '../environment.ts';
import { shellWord } from '../shell-words.ts';
import { askingWords } from './asking-words.ts';

interface Asked {
  readonly message: string;
  readonly explanation: string;
}

export interface InitWords {
  readonly language: MessageLanguage;
  readonly asking: AskingWords;
  readonly welcome: (folder: string) => string;
  readonly questions: Readonly<Record<'language' | 'name' | 'timezone' | 'channels' | 'hub' | 'templates' | 'post' | 'ci' | 'cron', Asked>>;
  readonly option: (channel: Channel | undefined, key: string) => Asked;
  readonly noHub: string;
  readonly ciLabels: Readonly<Record<'github' | 'gitlab', string>>;
  readonly exists: (path: string) => string;
  readonly moreLines: (count: number) => string;
  readonly overwrite: (path: string) => string;
  readonly add: (path: string) => string;
  readonly stopped: string;
  readonly states: Readonly<Record<'written' | 'changed' | 'unchanged' | 'kept', string>>;
  readonly practising: string;
  readonly interrupted: string;
  /** `lacksOmk`: CI was chosen, and would not find omk. */
  readonly next: (about: { readonly post: string | undefined; readonly folder: string; readonly lacksOmk: boolean }) => string;
  readonly cronHow: (path: string) => string;
  /** Comments in the files that are written. */
  readonly config: Readonly<Record<'head' | 'mode' | 'name' | 'language' | 'timezone' | 'hub' | 'channels' | 'later', string>>;
  readonly env: { readonly head: string; readonly exampleHead: string; readonly none: string };
  readonly cron: Readonly<Record<'head' | 'what', string>>;
  readonly post: { readonly title: string; readonly summary: string; readonly body: (project: string) => string };
}

/** As it is typed at a question, where quotes would be part of the answer. */
const plain = (example: string): string => example.replace(/^"(.*)"$/, '$1');

const nl: InitWords = {
  language: 'nl',
  asking: askingWords.nl,
  welcome: (folder) =>
    `Een project van omk in ${folder}. U krijgt een paar vragen; met Enter kiest u wat er staat. Er wordt pas iets geschreven als u klaar bent, en stoppen kan altijd met Ctrl-C.`,
  questions: {
    language: {
      message: 'Taal (language)',
      explanation: 'De taal van uw berichten, en van omk zelf: nl of en. Language of your posts, and of omk itself: nl or en.',
    },
    name: { message: 'Naam van het project', explanation: 'Zoals uw lezers het kennen. De naam staat in de nieuwsbrief en op pagina’s.' },
    timezone: { message: 'Tijdzone', explanation: 'Elke datum in een bericht geldt in deze tijdzone.' },
    channels: { message: 'Kanalen', explanation: 'Waar een bericht heen gaat als het zelf niets noemt. U kunt dit later veranderen.' },
    hub: {
      message: 'Hub',
      explanation: 'Hier verschijnt het hele bericht, als eerste. De andere kanalen verwijzen ernaar.',
    },
    templates: {
      message: 'Eigen sjablonen om aan te passen?',
      explanation: 'omk heeft voor elk kanaal een sjabloon. Een kopie in uw project gaat voor, en verandert niet meer mee met omk.',
    },
    post: { message: 'Een eerste bericht om mee te oefenen?', explanation: 'Een klein voorbeeld dat u mag veranderen of weggooien.' },
    ci: {
      message: 'Automatisch nakijken en plaatsen vanuit git?',
      explanation: 'Voor wie berichten op GitHub of GitLab bewaart. Niets aanvinken is ook goed.',
    },
    cron: {
      message: 'Een regel voor cron?',
      explanation: 'Voor de computer die geplande berichten op tijd verstuurt, met `omk run`.',
    },
  },
  option: (channel, key) => {
    const option = channel?.options[key];
    const example = option ? `. Bijvoorbeeld: ${plain(option.example)}` : '';
    return {
      message: `${channel?.id}.${key}`,
      explanation: `${channel?.label.nl ?? ''}: ${option?.help.nl ?? key}${example}. Alleen Enter: later invullen; oefenen kan ook zonder.`,
    };
  },
  noHub: 'geen: elk kanaal staat op zichzelf',
  ciLabels: { github: 'GitHub Actions', gitlab: 'GitLab CI' },
  exists: (path) => `${path} is er al. Dit zou veranderen:`,
  moreLines: (count) => `… en nog ${count} ${count === 1 ? 'regel' : 'regels'}`,
  overwrite: (path) => `${path} vervangen?`,
  add: (path) => `Deze regels toevoegen aan ${path}?`,
  stopped: 'Gestopt. Er is niets geschreven.',
  states: { written: 'gemaakt', changed: 'aangepast', unchanged: 'was al goed', kept: 'bleef zoals het was' },
  practising:
    'Nu de proef: het eerste bericht gaat naar de zandbak. Dat zijn nagemaakte kanalen op deze computer; er gaat niets naar buiten.',
  interrupted: 'Gestopt. De bestanden staan er; er is niet geoefend.',
  next: ({ post, folder, lacksOmk }) =>
    [
      'Hoe verder:',
      ...(folder ? [`  cd ${shellWord(folder)}`] : []),
      ...(post ? [`  omk preview ${dirname(post)}   zien hoe elk kanaal het toont`] : []),
      '  omk new "Titel"   een nieuw bericht beginnen',
      '  omk help onderwerpen   rustig nalezen hoe alles werkt',
      'Echt plaatsen:',
      ...(lacksOmk ? ['  zet omk in package.json van dit project: de bestanden voor git halen het daar'] : []),
      '  omk login KANAAL   toegang krijgen, of de sleutels zelf in .env zetten',
      '  omk doctor   kijken of alles klopt, zonder iets te plaatsen',
      '  zet dan `mode: live` in omk.yaml',
    ].join('\n'),
  cronHow: (path) => `Neem de regel uit ${path} over met: crontab -e`,
  config: {
    head: 'Instellingen van omk. Dit bestand hoort in git en bevat geen geheimen: wachtwoorden en sleutels staan in .env, ernaast.',
    mode: 'sandbox: oefenen op de eigen computer, er gaat niets naar buiten. live: echt plaatsen.',
    name: 'Naam van het project, zoals lezers die kennen.',
    language: 'Taal van de berichten en van omk zelf; een bericht kan een andere taal noemen.',
    timezone: 'Elke datum zonder tijdverschil geldt in deze tijdzone.',
    hub: 'Hier verschijnt het hele bericht, als eerste; de andere kanalen verwijzen ernaar. none: geen.',
    channels: 'Waar een bericht heen gaat als het zelf niets noemt.',
    later: 'Nog invullen voor u echt plaatst. Haal dan het hekje weg:',
  },
  env: {
    head: 'Geheimen van dit project, voor deze computer. Dit bestand hoort nooit in git. Oefenen in de zandbak vraagt niets hiervan.\nVul achter het = in wat u hebt; zet een waarde met # tussen aanhalingstekens.',
    exampleHead: 'Welke instellingen in .env horen. Dit voorbeeld hoort in git; vul hier nooit een echte waarde in.',
    none: 'Voor de gekozen kanalen is niets verplicht.',
  },
  cron: {
    head: 'Regel voor crontab, voor deze computer (crontab -e). Verhuist het project of omk, maak hem dan opnieuw met: omk init --cron',
    what: 'Elke vijf minuten wat dan aan de beurt is. Wat omk te zeggen heeft, komt in het logbestand.',
  },
  post: {
    title: 'Ons eerste bericht',
    summary: 'Een bericht om mee te oefenen. Verander het gerust, of gooi het weg.',
    body: (project) =>
      `Welkom bij ${project}. Dit bericht is geschreven in Markdown: een lege regel begint een nieuwe alinea, en **twee sterretjes** maken een woord vet.\n\n- Schrijf één keer.\n- omk brengt het naar elk kanaal, in een vorm die daar past.\n- Niets gaat twee keer uit.\n`,
  },
};

const en: InitWords = {
  language: 'en',
  asking: askingWords.en,
  welcome: (folder) =>
    `A project of omk in ${folder}. There are a few questions; Enter takes what is shown. Nothing is written until you are done, and Ctrl-C stops at any time.`,
  questions: {
    language: {
      message: 'Language (taal)',
      explanation: 'Language of your posts, and of omk itself: nl or en. De taal van uw berichten, en van omk zelf: nl of en.',
    },
    name: { message: 'Name of the project', explanation: 'As your readers know it. The name stands in the newsletter and on pages.' },
    timezone: { message: 'Time zone', explanation: 'Every date in a post is read in this time zone.' },
    channels: { message: 'Channels', explanation: 'Where a post goes that names no channels itself. You can change this later.' },
    hub: { message: 'Hub', explanation: 'The whole post appears here, first. The other channels point to it.' },
    templates: {
      message: 'Templates of your own, to change?',
      explanation: 'omk has a template for each channel. A copy in your project goes before it, and no longer changes along with omk.',
    },
    post: { message: 'A first post, to practise with?', explanation: 'A small example that you may change or throw away.' },
    ci: {
      message: 'Check and publish from git automatically?',
      explanation: 'For who keeps posts on GitHub or GitLab. Ticking nothing is fine.',
    },
    cron: { message: 'A line for cron?', explanation: 'For the computer that sends scheduled posts in time, with `omk run`.' },
  },
  option: (channel, key) => {
    const option = channel?.options[key];
    const example = option ? `. For example: ${plain(option.example)}` : '';
    return {
      message: `${channel?.id}.${key}`,
      explanation: `${channel?.label.en ?? ''}: ${option?.help.en ?? key}${example}. Just Enter: fill it in later; practising goes without.`,
    };
  },
  noHub: 'none: every channel stands by itself',
  ciLabels: { github: 'GitHub Actions', gitlab: 'GitLab CI' },
  exists: (path) => `${path} is there already. This would change:`,
  moreLines: (count) => `… and ${count} more ${count === 1 ? 'line' : 'lines'}`,
  overwrite: (path) => `Replace ${path}?`,
  add: (path) => `Add these lines to ${path}?`,
  stopped: 'Stopped. Nothing was written.',
  states: { written: 'made', changed: 'changed', unchanged: 'was right already', kept: 'stayed as it was' },
  practising: 'Now the rehearsal: the first post goes to the sandbox. Those are pretend channels on this computer; nothing leaves it.',
  interrupted: 'Stopped. The files are there; nothing was rehearsed.',
  next: ({ post, folder, lacksOmk }) =>
    [
      'What next:',
      ...(folder ? [`  cd ${shellWord(folder)}`] : []),
      ...(post ? [`  omk preview ${dirname(post)}   see how each channel shows it`] : []),
      '  omk new "Title"   begin a new post',
      '  omk help topics   read at your leisure how all of it works',
      'Publishing for real:',
      ...(lacksOmk ? ['  put omk into the package.json of this project: the files for git take it from there'] : []),
      '  omk login CHANNEL   get access, or put the keys into .env yourself',
      '  omk doctor   see whether all is well, without posting',
      '  then put `mode: live` into omk.yaml',
    ].join('\n'),
  cronHow: (path) => `Take over the line of ${path} with: crontab -e`,
  config: {
    head: 'Settings of omk. This file belongs in git and holds no secret: passwords and keys are in .env, beside it.',
    mode: 'sandbox: practising on this computer, nothing leaves it. live: posting for real.',
    name: 'Name of the project, as readers know it.',
    language: 'Language of the posts and of omk itself; a post can name another one.',
    timezone: 'Every date without an offset is read in this time zone.',
    hub: 'The whole post appears here, first; the other channels point to it. none: no hub.',
    channels: 'Where a post goes that names no channels itself.',
    later: 'To be filled in before you post for real. Remove the # then:',
  },
  env: {
    head: 'Secrets of this project, for this computer. Never put this file into git. Practising in the sandbox needs none of it.\nFill in what you have behind the =; quote a value that holds a #.',
    exampleHead: 'Which settings belong in .env. This example belongs in git; never fill in a real value here.',
    none: 'The chosen channels need nothing.',
  },
  cron: {
    head: 'Line for crontab, for this computer (crontab -e). When the project or omk moves, make it anew with: omk init --cron',
    what: 'Every five minutes what is due then. What omk has to say goes to the log file.',
  },
  post: {
    title: 'Our first post',
    summary: 'A post to practise with. Change it, or throw it away.',
    body: (project) =>
      `Welcome to ${project}. This post is written in Markdown: an empty line begins a new paragraph, and **two stars** make a word bold.\n\n- Write once.\n- omk brings it to every channel, in a form that fits there.\n- Nothing goes out twice.\n`,
  },
};

export const initWords: Readonly<Record<MessageLanguage, InitWords>> = { nl, en };
