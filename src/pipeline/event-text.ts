/** When and where, in the words of the post's language. */
import type { EventDetails } from '../core/post.ts';

export interface EventText {
  readonly [key: string]: string | null;
  readonly start: string;
  /** Only the time, where it ends on the day on which it began. */
  readonly end: string | null;
  readonly location: string | null;
  readonly signup: string | null;
}

export function eventText({ start, end, location, signup }: EventDetails, language: string, timeZone: string): EventText {
  const day = dayText(start, language, timeZone);
  const endDay = end && dayText(end, language, timeZone);
  const endTime = end && timeText(end, language, timeZone);
  return {
    start: `${day}, ${timeText(start, language, timeZone)}`,
    end: endTime ? (endDay === day ? endTime : `${endDay}, ${endTime}`) : null,
    location: location ?? null,
    signup: signup ?? null,
  };
}

/** Plain `en` would put the month first, as only one country does. */
const localeOf = (language: string): string => (language.toLowerCase() === 'en' ? 'en-GB' : language);

export const dayText = (date: Date, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);

function timeText(date: Date, language: string, timeZone: string): string {
  const isDutch = /^nl\b/i.test(language);
  const time = new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(isDutch && { hourCycle: 'h23' }),
  }).format(date);
  return isDutch ? `${time.replace(':', '.')} uur` : time;
}
