/** Dates as people write them, read in the time zone of the project. */
import { Temporal } from 'temporal-polyfill';

export type Moment =
  | { readonly kind: 'moment'; readonly at: Date }
  /** The clock goes back and shows this time twice; `chosen` names the first. */
  | { readonly kind: 'doubled'; readonly at: Date; readonly chosen: string }
  /** The clock goes forward and never shows this time. */
  | { readonly kind: 'skipped'; readonly suggestion: string }
  | { readonly kind: 'no-date' };

const shape = /^(\d{4}-\d{2}-\d{2})(?:[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?[ ]?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** ISO 8601 or `YYYY-MM-DD HH:MM`; a day alone begins at midnight. */
export function readMoment(written: string, timezone: string): Moment {
  const [, day, hour = '00', minute = '00', second = '00', offset] = shape.exec(written) ?? [];
  if (day === undefined) return { kind: 'no-date' };
  try {
    const local = `${day}T${hour}:${minute}:${second}`;
    return offset ? { kind: 'moment', at: dateOf(Temporal.Instant.from(`${local}${offset}`)) } : localMoment(local, timezone);
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'no-date' };
    throw error;
  }
}

function localMoment(local: string, timezone: string): Moment {
  const plain = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  const earlier = plain.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(timezone, { disambiguation: 'later' });
  const at = dateOf(earlier);
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'moment', at };
  if (earlier.toPlainDateTime().equals(plain)) return { kind: 'doubled', at, chosen: `${readable(plain)}${earlier.offset}` };
  return { kind: 'skipped', suggestion: readable(later.toPlainDateTime()) };
}

/** The day on which it is, and its week by ISO 8601. */
export function dayAndWeek(at: Date, timezone: string): { readonly day: string; readonly week: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  return { day: day.toString(), week: day.weekOfYear ?? 0 };
}

/** The day so many days later, both as `2026-11-26`. */
export const daysAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

const dateOf = ({ epochMilliseconds }: { readonly epochMilliseconds: number }): Date => new Date(epochMilliseconds);

const readable = (plain: Temporal.PlainDateTime): string => plain.toString({ smallestUnit: 'minute' }).replace('T', ' ');
