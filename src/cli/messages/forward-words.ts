/** What `omk forward` says beside problems; loaded with that command alone. Both languages have the same keys. */

export interface ForwardWords {
  /** The first time: from now on. */
  readonly first: (source: string) => string;
  readonly nothing: (source: string) => string;
  readonly stood: (count: number) => string;
  readonly waits: (titles: readonly string[]) => string;
  readonly wrote: (files: readonly string[], isDryRun: boolean) => string;
  /** Above the front matter of a file for a person. */
  readonly notes: (url: string, file: string) => readonly string[];
  readonly watching: (source: string, minutes: number) => string;
  readonly stop: string;
  readonly askWatch: (channels: readonly string[]) => string;
  readonly away: string;
  readonly back: string;
}

const nl: ForwardWords = {
  first: (source) => `Vanaf nu plaatst omk door wat nieuw is op ${source}.`,
  nothing: (source) => `Niets nieuws op ${source}.`,
  stood: (count) =>
    count === 1
      ? 'Eén bericht van de laatste twee dagen stond er al en gaat niet mee. Toch meenemen kan met `--since`.'
      : `${count} berichten van de laatste twee dagen stonden er al en gaan niet mee. Toch meenemen kan met \`--since\`.`,
  waits: (titles) => `Wacht tot zeker is of omk dit zelf heeft geplaatst: ${titles.join(', ')}`,
  wrote: (files, isDryRun) =>
    [isDryRun ? 'Dit zou ter beoordeling worden klaargezet:' : 'Ter beoordeling klaargezet:', ...files.map((file) => `  ${file}`)].join(
      '\n',
    ),
  notes: (url, file) => [
    `Overgenomen van ${url}`,
    `Bekeken en goed? Haal de regel "draft: true" weg, en dan: omk publish ${file}`,
    'Niet doorplaatsen? Gooi dit bestand weg; het komt niet terug.',
  ],
  watching: (source, minutes) => `omk kijkt elke ${minutes} minuten op ${source}.`,
  stop: 'Stoppen: Ctrl-C.',
  askWatch: (channels) => `Wat nieuw is gaat vanaf nu vanzelf naar ${channels.join(', ')}. Doorgaan?`,
  away: 'De bron is nu niet te bereiken; omk probeert het de volgende keer weer.',
  back: 'De bron is weer te bereiken.',
};

const en: ForwardWords = {
  first: (source) => `From now on omk forwards what is new on ${source}.`,
  nothing: (source) => `Nothing new on ${source}.`,
  stood: (count) =>
    count === 1
      ? 'One post of the last two days stood there already and is not taken along. `--since` takes it along.'
      : `${count} posts of the last two days stood there already and are not taken along. \`--since\` takes them along.`,
  waits: (titles) => `Waits until it is certain whether omk placed this itself: ${titles.join(', ')}`,
  wrote: (files, isDryRun) =>
    [isDryRun ? 'This would be laid out to be looked at:' : 'Laid out to be looked at:', ...files.map((file) => `  ${file}`)].join('\n'),
  notes: (url, file) => [
    `Taken over from ${url}`,
    `Looked at and all right? Remove the line "draft: true", and then: omk publish ${file}`,
    'Not to be forwarded? Throw this file away; it does not come back.',
  ],
  watching: (source, minutes) => `omk looks at ${source} every ${minutes} minutes.`,
  stop: 'To stop: Ctrl-C.',
  askWatch: (channels) => `What is new goes to ${channels.join(', ')} by itself from now on. Go on?`,
  away: 'The source cannot be reached now; omk tries again the next time.',
  back: 'The source can be reached again.',
};

export const forwardWords: Readonly<Record<'nl' | 'en', ForwardWords>> = {
  nl,
  en,
};
