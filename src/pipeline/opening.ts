/** Office hours by the clock on the wall. Pure. */
import { Temporal } from 'temporal-polyfill';
import type { OfficeHours } from '../core/hours.ts';

export interface Timetable extends Pick<OfficeHours, 'from' | 'to' | 'days'> {
  /** Is this day, `YYYY-MM-DD`, a free one? */
  readonly isFree: (day: string) => boolean;
}

/** Two years: longer than any list of free days that somebody keeps. */
const longestClosedDays = 731;

/**
 * The first moment from `at` on that is open: `at` itself where it is, else one on a whole minute. Hours over midnight
 * belong to the day on which they begin. When the clock skips the time of opening, it opens as soon as the clock is past
 * it; what the clock shows twice is open twice. `undefined`: it does not open any more.
 */
export function nextOpening(hours: Timetable, at: Date, timeZone: string): Date | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  if (isOpen(hours, start.toPlainDateTime())) return at;
  for (let days = 0; days <= longestClosedDays; days += 1) {
    const day = start.toPlainDate().add({ days });
    const opening = momentsOf(hours, day, timeZone).find(
      (one) => one.epochMilliseconds > at.getTime() && isOpen(hours, one.toPlainDateTime()),
    );
    if (opening) return new Date(opening.epochMilliseconds);
  }
  return undefined;
}

function isOpen(hours: Timetable, wall: Temporal.PlainDateTime): boolean {
  const minute = wall.hour * 60 + wall.minute;
  const day = wall.toPlainDate();
  if (hours.from < hours.to) return minute >= hours.from && minute < hours.to && opensOn(hours, day);
  return (minute >= hours.from && opensOn(hours, day)) || (minute < hours.to && opensOn(hours, day.subtract({ days: 1 })));
}

const opensOn = ({ days, isFree }: Timetable, day: Temporal.PlainDate): boolean => days.includes(day.dayOfWeek) && !isFree(day.toString());

/** At which it may turn open on this day: at the time of opening, or where the clock jumps into the hours. In order. */
function momentsOf({ from }: Timetable, day: Temporal.PlainDate, timeZone: string): readonly Temporal.ZonedDateTime[] {
  const time = Temporal.PlainTime.from({ hour: Math.floor(from / 60), minute: from % 60 });
  const wall = day.toPlainDateTime(time);
  const midnight = day.toZonedDateTime(timeZone);
  const jump = midnight.subtract({ nanoseconds: 1 }).getTimeZoneTransition('next');
  const opening = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation }));
  const jumps = jump?.toPlainDate().equals(day) ? [jump] : [];
  return [midnight, ...opening, ...jumps].sort((one, other) => Temporal.ZonedDateTime.compare(one, other));
}
