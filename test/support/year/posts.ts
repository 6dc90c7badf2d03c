/** What a team wants to say in a year, and the moments that a calendar makes hard. */
import { Temporal } from 'temporal-polyfill';
import type { Chance } from './chance.ts';
import { minuteMs, wallTime, zone } from './hours.ts';

/** As it stands in the front matter, and what it means. */
export interface Moment {
  readonly text: string;
  readonly at: number;
}

export interface YearPost {
  /** `bericht-017`: stands in everything that arrives of it. */
  readonly name: string;
  readonly file: string;
  readonly channels: readonly string[];
  readonly publishAt?: Moment;
  readonly embargo?: Moment;
  /** Of one channel, later than the others. */
  readonly own?: { readonly channel: string; readonly moment: Moment };
  readonly version: number;
}

export const firstDay = '2026-12-01';
const daysOfYear = 365;

const mixes: readonly (readonly [share: number, channels: readonly string[]])[] = [
  [26, ['pleio', 'x']],
  [18, ['pleio', 'yammer']],
  [13, ['pleio', 'linkedin']],
  [9, ['pleio']],
  [8, ['x']],
  [8, ['yammer']],
  [8, ['linkedin']],
  [6, ['pleio', 'x', 'linkedin', 'yammer']],
  [4, ['pleio', 'newsletter']],
];

/** Wall times that a calendar makes hard; each month's folder has its own. */
const hardMoments: readonly string[] = [
  ...['2026-12-24 17:29', '2026-12-24 17:30', '2026-12-25 10:00', '2026-12-26 09:00', '2026-12-31 23:59', '2027-01-01 00:00'],
  ...[
    '2027-02-28 23:59',
    '2027-03-01 00:00',
    '2027-03-26 17:31',
    '2027-03-28 01:59',
    '2027-03-28 03:00',
    '2027-03-28 03:30',
    '2027-03-29 08:30',
  ],
  ...['2027-04-27 12:00', '2027-05-05 10:00', '2027-05-06 10:00', '2027-05-16 09:00', '2027-05-17 16:00'],
  ...['2027-10-31 01:59', '2027-10-31 02:30', '2027-10-31 03:00', '2027-11-01 08:29'],
  ...Array.from({ length: 6 }, () => '2027-01-12 10:00'),
];

/** The second half past two of the night on which the clock goes back. */
const secondHalfPastTwo: Moment = { text: '2027-10-31 02:30+01:00', at: Date.parse('2027-10-31T01:30:00Z') };

export const wall = (text: string): Moment => ({ text, at: wallTime(text) });

/** A time that the clock skips: the person is told, and takes what is suggested. */
export const skipped: { readonly text: string; readonly instead: Moment } = { text: '2027-03-28 02:30', instead: wall('2027-03-28 03:30') };

function someMoment(chance: Chance): Moment {
  const day = Temporal.PlainDate.from(firstDay).add({ days: chance.whole(0, daysOfYear - 1) });
  const hour = chance.happens(0.85) ? chance.whole(7, 21) : chance.whole(0, 23);
  const minute = chance.happens(0.7) ? chance.whole(0, 11) * 5 : chance.whole(0, 59);
  const time = Temporal.PlainTime.from({ hour, minute });
  if (chance.happens(0.04)) {
    const at = day.toZonedDateTime({ plainTime: time, timeZone: 'America/New_York' });
    return { text: `${day} ${time.toString({ smallestUnit: 'minute' })}${at.offset}`, at: at.epochMilliseconds };
  }
  const text = `${day} ${time.toString({ smallestUnit: 'minute' })}`;
  // What the clock skips is a story of its own.
  return text.startsWith('2027-03-28 02:') ? skipped.instead : wall(text);
}

const later = ({ at }: Moment, minutes: number): Moment => {
  const moment = Temporal.Instant.fromEpochMilliseconds(at + minutes * minuteMs).toZonedDateTimeISO(zone);
  return {
    text: `${moment.toPlainDate()} ${moment.toPlainTime().toString({ smallestUnit: 'minute' })}${moment.offset}`,
    at: at + minutes * minuteMs,
  };
};

function someChannels(chance: Chance): readonly string[] {
  let left = chance.whole(1, 100);
  return mixes.find(([share]) => (left -= share) <= 0)?.[1] ?? ['x'];
}

type Moments = Pick<YearPost, 'publishAt' | 'embargo' | 'own'>;

function momentsOf(publishAt: Moment, channels: readonly string[], chance: Chance): Moments {
  const kind = chance.whole(1, 100);
  const spoke = channels.find((channel) => channel !== 'pleio' && channel !== 'newsletter');
  if (kind <= 7) return { embargo: publishAt };
  if (kind <= 12) return { embargo: publishAt, publishAt: later(publishAt, chance.whole(1, 300)) };
  if (kind <= 24 && spoke) return { publishAt, own: { channel: spoke, moment: later(publishAt, chance.whole(1, 3000)) } };
  return { publishAt };
}

export function postsOfYear(count: number, chance: Chance): readonly YearPost[] {
  return Array.from({ length: count }, (_, index): YearPost => {
    const hard = hardMoments[index];
    const publishAt = index === hardMoments.length ? secondHalfPastTwo : hard === undefined ? someMoment(chance) : wall(hard);
    const channels = someChannels(chance);
    const name = `bericht-${String(index + 1).padStart(3, '0')}`;
    return {
      name,
      file: `${new Date(publishAt.at).toISOString().slice(0, 7)}/${name}.md`,
      channels,
      ...(hard === undefined ? momentsOf(publishAt, channels, chance) : { publishAt }),
      version: 1,
    };
  });
}

/** The file. What arrives of it says its name and its version. */
export function textOf({ name, channels, publishAt, embargo, own, version }: YearPost): string {
  const isLinked = channels.includes('pleio');
  return [
    '---',
    `title: Wijkavond ${name} v${version}`,
    `channels: [${channels.join(', ')}]`,
    ...(publishAt ? [`publish_at: ${publishAt.text}`] : []),
    ...(embargo ? [`embargo: ${embargo.text}`] : []),
    ...(own ? [`${own.channel}: { publish_at: ${own.moment.text} }`] : []),
    ...(isLinked ? [] : [`link: https://www.example.nl/${name}`]),
    '---',
    `Kom naar de wijkavond ${name} v${version} en praat mee over jeugdhulp.`,
    '',
  ].join('\n');
}

/** From when a channel may have it: its own moment, and its embargo. */
export function meantFor({ publishAt, embargo, own }: YearPost, channel: string): number {
  const asked = (own?.channel === channel ? own.moment : publishAt)?.at ?? 0;
  return Math.max(asked, embargo?.at ?? 0);
}

export const isSpoke = ({ channels }: YearPost, channel: string): boolean => channel !== 'pleio' && channels.includes('pleio');
