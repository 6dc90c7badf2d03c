/** Which day a date without a year means, seen from the day on which the text goes out. */
import type { ParsedPost } from '../../../core/post.ts';
import { dayNumber, dayOfFile, localMoment } from './calendar.ts';
import type { FoundDate } from './dates.ts';

export interface Today {
  /** Days since 1970. */
  readonly number: number;
  readonly year: number;
}

/** Of a post: the day for which it was planned, else that in the name of its file, else the day on which it is read. */
export function dayOfPost(
  { embargo, publishAt = embargo, file }: Pick<ParsedPost, 'publishAt' | 'embargo' | 'file'>,
  now: Date,
  timeZone: string,
): Today {
  if (publishAt) return localMoment(publishAt, timeZone);
  const number = dayOfFile(file);
  return number === undefined ? localMoment(now, timeZone) : { number, year: new Date(number * 86_400_000).getUTCFullYear() };
}

/** People leave the year out for what was lately and for what comes. */
const lately = 60;
const soon = 305;

/** As a day since 1970; `undefined` for a day that does not exist. */
export function meantDay({ day, month, year }: Pick<FoundDate, 'day' | 'month' | 'year'>, today: Today): number | undefined {
  if (year !== undefined) return dayNumber(year, month, day);
  const all = candidates(day, month, today);
  return all.find((number) => number >= today.number - lately && number <= today.number + soon) ?? all.at(-1);
}

/** Every day that may be meant: more than one where the text may look back or ahead. */
export function possibleDays(date: Pick<FoundDate, 'day' | 'month' | 'year'>, today: Today): readonly number[] {
  const { day, month, year } = date;
  if (year !== undefined) return [dayNumber(year, month, day) ?? []].flat();
  const all = candidates(day, month, today);
  const near = all.filter((number) => number >= today.number - lately && number <= today.number + 165);
  return near.length > 0 ? near : all;
}

const candidates = (day: number, month: number, { number, year }: Today): readonly number[] =>
  [year - 1, year, year + 1].flatMap((one) => dayNumber(one, month, day) ?? []).filter((one) => Math.abs(one - number) <= 366);
