/** What the calendar of `omk schedule` says. Both languages have the same keys. */
import type { MessageLanguage } from '../environment.ts';
import type { Mark } from '../schedule/entries.ts';

export interface ScheduleWords {
  readonly locale: string;
  readonly week: (week: number) => string;
  readonly today: string;
  /** Behind today, when nothing is planned. */
  readonly nothingToday: string;
  readonly nothing: (from: string, to: string) => string;
  /** When the ledger has nothing at all to show. */
  readonly how: string;
  readonly overdue: string;
  readonly onHold: string;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly more: (count: number) => string;
  readonly written: (count: number, path: string) => string;
}

const nl: ScheduleWords = {
  locale: 'nl-NL',
  week: (week) => `Week ${week}`,
  today: 'vandaag',
  nothingToday: 'er staat niets gepland',
  nothing: (from, to) => `Er staat niets gepland van ${from} tot en met ${to}.`,
  how: 'Hier staat wat aan omk is gegeven. Een bericht met `publish_at` komt erbij met `omk publish BERICHT`.',
  overdue: 'Had al moeten gaan',
  onHold: 'In de wacht, zonder tijdstip',
  marks: { paused: 'staat stil', 'on-hold': 'in de wacht', late: 'te laat, wacht op u' },
  more: (count) => `en nog ${count}`,
  written: (count, path) => `${count === 1 ? '1 plaatsing' : `${count} plaatsingen`} geschreven in ${path}.`,
};

const en: ScheduleWords = {
  locale: 'en-GB',
  week: (week) => `Week ${week}`,
  today: 'today',
  nothingToday: 'nothing is planned',
  nothing: (from, to) => `Nothing is planned from ${from} to ${to}.`,
  how: 'This is what was given to omk. A post with `publish_at` is added by `omk publish FILE`.',
  overdue: 'Should have gone',
  onHold: 'On hold, without a time',
  marks: { paused: 'paused', 'on-hold': 'on hold', late: 'too late, waits for you' },
  more: (count) => `and ${count} more`,
  written: (count, path) => `${count === 1 ? '1 delivery' : `${count} deliveries`} written to ${path}.`,
};

export const scheduleWords: Readonly<Record<MessageLanguage, ScheduleWords>> = { nl, en };
