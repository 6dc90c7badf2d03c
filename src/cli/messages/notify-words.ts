/** What omk tells by mail or webhook; loaded with `--notify` alone. Both languages have the same keys. */
import type { MessageLanguage } from '../environment.ts';
import type { Trigger } from '../unattended/notify-fields.ts';

export interface NotifyWords {
  readonly subject: (count: number, project: string) => string;
  readonly solvedSubject: (project: string) => string;
  readonly headings: Readonly<Record<Trigger, string>>;
  readonly handedOff: string;
  readonly bug: string;
  readonly known: (count: number) => string;
  readonly more: (count: number) => string;
  readonly solved: string;
  readonly look: string;
  readonly from: (project: string, computer: string) => string;
}

const nl: NotifyWords = {
  subject: (count, project) => `omk: ${count === 1 ? 'er is iets' : `er zijn ${count} dingen`} te doen voor ${project}`,
  solvedSubject: (project) => `omk: alles is weer goed bij ${project}`,
  headings: {
    failed: 'Niet gelukt:',
    person: 'Hier is een mens nodig:',
    held: 'Te laat, en daarom vastgehouden:',
    stopped: 'omk kon zijn werk niet doen:',
  },
  handedOff: 'Staat klaar om zelf te plaatsen.',
  bug: 'Er ging iets mis in omk zelf. Wat precies, staat in het logboek.',
  known: (count) => (count === 1 ? 'Eerder gemeld en nog open: 1.' : `Eerder gemeld en nog open: ${count}.`),
  more: (count) => `… en nog ${count}.`,
  solved: 'Opgelost:',
  look: 'Alles op een rij: omk status',
  from: (project, computer) => `omk, voor ${project}, op ${computer}`,
};

const en: NotifyWords = {
  subject: (count, project) => `omk: ${count === 1 ? 'something needs' : `${count} things need`} you at ${project}`,
  solvedSubject: (project) => `omk: all is well again at ${project}`,
  headings: {
    failed: 'Did not work:',
    person: 'A person is needed:',
    held: 'Too late, so it was held:',
    stopped: 'omk could not do its work:',
  },
  handedOff: 'Is ready to be placed by hand.',
  bug: 'Something went wrong in omk itself. What exactly is in the log.',
  known: (count) => `Told before and still open: ${count}.`,
  more: (count) => `… and ${count} more.`,
  solved: 'Solved:',
  look: 'All of it: omk status',
  from: (project, computer) => `omk, for ${project}, on ${computer}`,
};

export const notifyWords: Readonly<Record<MessageLanguage, NotifyWords>> = { nl, en };
