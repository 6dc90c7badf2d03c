/** Help of the flags that begin a project or a post. */

export type StartFlagName =
  | 'projectName'
  | 'projectLanguage'
  | 'timezone'
  | 'startChannels'
  | 'hub'
  | 'set'
  | 'templates'
  | 'noTemplates'
  | 'firstPost'
  | 'noFirstPost'
  | 'ci'
  | 'cron'
  | 'noCron'
  | 'server'
  | 'overwrite'
  | 'noSandbox'
  | 'usual'
  | 'type'
  | 'date'
  | 'folder'
  | 'who'
  | 'consentDate'
  | 'reference'
  | 'start'
  | 'end'
  | 'location'
  | 'signup'
  | 'statement'
  | 'choices'
  | 'corrects'
  | 'edit';

type StartFlags = Readonly<Record<StartFlagName, string>>;

export const startFlagsNl: StartFlags = {
  projectName: 'naam van het project',
  projectLanguage: 'taal van de berichten, zoals nl',
  timezone: 'tijdzone van de datums, zoals Europe/Amsterdam',
  startChannels: 'kanalen van het project, met komma’s ertussen',
  hub: 'kanaal waar het hele bericht als eerste verschijnt, of none',
  set: 'instelling van een kanaal, als pleio.group="Om het kind"; mag vaker',
  templates: 'kopieën van de sjablonen maken',
  noTemplates: 'geen kopieën van de sjablonen',
  firstPost: 'een eerste bericht maken',
  noFirstPost: 'geen eerste bericht',
  ci: 'bestanden voor github, gitlab, beide of none',
  cron: 'een regel voor cron maken',
  noCron: 'geen regel voor cron',
  server: 'bestanden voor een server: systemd, docker, logrotate',
  overwrite: 'bestanden vervangen die er al zijn',
  noSandbox: 'niet oefenen aan het eind',
  usual: 'wat niet is gezegd, wordt wat gebruikelijk is',
  type: 'soort: news, story, event, statement of correction',
  date: 'dag in de naam van het bestand; anders vandaag',
  folder: 'map voor het bericht; anders waar de berichten staan',
  who: 'verhaal: wie toestemming gaf, zonder naam',
  consentDate: 'verhaal: dag waarop toestemming is gegeven',
  reference: 'verhaal: waar het bewijs ligt',
  start: 'bijeenkomst: begin, zoals 2026-12-01 19:30',
  end: 'bijeenkomst: einde',
  location: 'bijeenkomst: waar',
  signup: 'bijeenkomst: webadres om aan te melden',
  statement: 'stelling of vraag; anders de titel',
  choices: 'stelling: keuzes, met komma’s ertussen',
  corrects: 'verbetering: het bericht dat fout was',
  edit: 'daarna openen in VISUAL of EDITOR',
};

export const startFlagsEn: StartFlags = {
  projectName: 'name of the project',
  projectLanguage: 'language of the posts, such as nl',
  timezone: 'time zone of dates, such as Europe/Amsterdam',
  startChannels: 'channels of the project, with commas between',
  hub: 'channel where the whole post appears first, or none',
  set: 'setting of a channel, as pleio.group="Om het kind"; may be repeated',
  templates: 'make copies of the templates',
  noTemplates: 'no copies of the templates',
  firstPost: 'make a first post',
  noFirstPost: 'no first post',
  ci: 'files for github, gitlab, both or none',
  cron: 'make a line for cron',
  noCron: 'no line for cron',
  server: 'files for a server: systemd, docker, logrotate',
  overwrite: 'replace files that are there already',
  noSandbox: 'no rehearsal at the end',
  usual: 'what is not said becomes what is usual',
  type: 'type: news, story, event, statement or correction',
  date: 'day in the name of the file; otherwise today',
  folder: 'folder for the post; otherwise where the posts are',
  who: 'story: who gave consent, without a name',
  consentDate: 'story: day on which consent was given',
  reference: 'story: where the proof is',
  start: 'event: beginning, such as 2026-12-01 19:30',
  end: 'event: end',
  location: 'event: where',
  signup: 'event: address to sign up at',
  statement: 'statement or question; otherwise the title',
  choices: 'statement: choices, with commas between',
  corrects: 'correction: the post that was wrong',
  edit: 'open in VISUAL or EDITOR afterwards',
};
