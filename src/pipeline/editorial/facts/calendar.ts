/** Days as numbers, and the names that people give to days and months in Dutch and English. */

const dayMs = 86_400_000;

/** Days since 1 January 1970; `undefined` where the calendar has no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / dayMs : undefined;
}

/** 0 is Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

export interface LocalMoment {
  /** Days since 1 January 1970. */
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Since midnight. */
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clock and calendar say there at that moment. */
export function localMoment(at: Date, timeZone: string): LocalMoment {
  const key = `${timeZone} ${at.getTime()}`;
  const before = moments.get(key);
  if (before) return before;
  if (moments.size >= 200) moments.clear();
  const found = readMoment(at, timeZone);
  moments.set(key, found);
  return found;
}

/** Each rule asks for the same few, and taking one apart is slow. */
const moments = new Map<string, LocalMoment>();

function readMoment(at: Date, timeZone: string): LocalMoment {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts as Readonly<Record<string, number>>;
  return { year, month, day, minutes: hour * 60 + minute, number: dayNumber(year, month, day) ?? 0 };
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** The day in a file's name, `2026-11-05-inloop.md`. */
export function dayOfFile(file: string): number | undefined {
  const [, year, month, day] = /(?:^|\/)(\d{4})-(\d\d)-(\d\d)\b[^/]*$/.exec(file) ?? [];
  return year === undefined ? undefined : dayNumber(Number(year), Number(month), Number(day));
}

const weekdayNames = [
  'zondag zo sunday sun',
  'maandag ma monday mon',
  'dinsdag di tuesday tue tues',
  'woensdag wo wednesday wed',
  'donderdag do thursday thu thur thurs',
  'vrijdag vr friday fri',
  'zaterdag za saturday sat',
];

const monthNames = [
  'januari jan january',
  'februari feb febr february',
  'maart mrt mar march',
  'april apr',
  'mei may',
  'juni jun june',
  'juli jul july',
  'augustus aug august',
  'september sep sept',
  'oktober okt october oct',
  'november nov',
  'december dec',
];

const numbered = (names: readonly string[], first: number): ReadonlyMap<string, number> =>
  new Map(names.flatMap((all, index) => all.split(' ').map((name) => [name, index + first] as const)));

export const weekdays = numbered(weekdayNames, 0);
export const months = numbered(monthNames, 1);

/** Longest first, for an expression that takes the first that fits. */
export const alternatives = (names: ReadonlyMap<string, number>): string =>
  [...names.keys()].toSorted((a, b) => b.length - a.length).join('|');
