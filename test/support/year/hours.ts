/** Office hours of the year as a person would count them on a calendar: told apart from how omk finds them. */
import { Temporal } from 'temporal-polyfill';

export const zone = 'Europe/Amsterdam';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const cronMs = 5 * minuteMs;

/** The free days of the Algemene termijnenwet that fall in the year. */
const holidays = [
  '2026-12-25',
  '2026-12-26',
  '2027-01-01',
  '2027-03-28',
  '2027-03-29',
  '2027-04-27',
  '2027-05-05',
  '2027-05-06',
  '2027-05-16',
  '2027-05-17',
];

interface Hours {
  /** Minutes of the day, by the clock on the wall. */
  readonly from: number;
  readonly to: number;
  readonly isClosed: (day: Temporal.PlainDate) => boolean;
}

const isWeekend = ({ dayOfWeek }: Temporal.PlainDate): boolean => dayOfWeek > 5;
const isHoliday = (day: Temporal.PlainDate): boolean => holidays.includes(day.toString());
const office: Hours = { from: 8 * 60 + 30, to: 17 * 60 + 30, isClosed: (day) => isWeekend(day) || isHoliday(day) };

/** As omk.yaml says it; X has no hours. */
const hoursOf: Readonly<Record<string, Hours | undefined>> = {
  pleio: office,
  yammer: office,
  linkedin: { from: 7 * 60, to: 22 * 60, isClosed: () => false },
  newsletter: { from: 9 * 60, to: 16 * 60, isClosed: (day) => isWeekend(day) || isHoliday(day) },
};

export const hoursText = {
  all: 'hours: { from: 08:30, to: 17:30, weekends: hold, holidays: hold }',
  x: 'hours: off',
  linkedin: 'hours: { from: 07:00, to: 22:00, weekends: send, holidays: send }',
  newsletter: 'hours: { from: 09:00, to: 16:00, days: [mon, tue, wed, thu, fri], holidays: hold }',
};

export function isOpen(channel: string, at: number): boolean {
  const hours = hoursOf[channel];
  if (!hours) return true;
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const minute = wall.hour * 60 + wall.minute;
  return minute >= hours.from && minute < hours.to && !hours.isClosed(wall.toPlainDate());
}

/** Every opening of the year is on a half hour. */
export function openFrom(channel: string, at: number): number {
  let moment = at;
  while (!isOpen(channel, moment)) moment = (Math.floor(moment / (30 * minuteMs)) + 1) * 30 * minuteMs;
  return moment;
}

/** When cron next comes by. */
export const atCron = (at: number): number => Math.ceil(at / cronMs) * cronMs;

/** A time on the wall, the first of two where the clock shows it twice. */
export const wallTime = (text: string): number =>
  Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
