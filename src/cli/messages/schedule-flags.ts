/** Flags of pausing and resuming everything, and of the calendar. Both languages have the same keys. */
export type ScheduleFlagName = 'until' | 'all' | 'none' | 'weeks' | 'from' | 'ics' | 'icsFile';

export const scheduleFlagsNl: Readonly<Record<ScheduleFlagName, string>> = {
  until: 'tot dit moment; dan gaat alles vanzelf verder',
  all: 'alles laten gaan wat niet te laat is',
  none: 'niets laten gaan: wat al had moeten gaan, blijft in de wacht',
  weeks: 'zoveel weken (4)',
  from: 'vanaf deze dag (vandaag)',
  ics: 'als iCalendar, voor een agenda',
  icsFile: 'bestand om het iCalendar in te schrijven (met --ics)',
};

export const scheduleFlagsEn: Readonly<Record<ScheduleFlagName, string>> = {
  until: 'until this moment; then everything goes on by itself',
  all: 'let everything go that is not too late',
  none: 'let nothing go: what should have gone stays on hold',
  weeks: 'so many weeks (4)',
  from: 'from this day on (today)',
  ics: 'as iCalendar, for a calendar program',
  icsFile: 'file to write the iCalendar to (with --ics)',
};
