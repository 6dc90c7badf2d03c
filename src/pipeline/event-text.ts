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
  formatFor(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Each is made once: that takes far longer than writing a date with it. */
function formatFor(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, format);
  return format;
}

function timeText(date: Date, language: string, timeZone: string): string {
  const isDutch = /^nl\b/i.test(language);
  const options = { timeZone, hour: 'numeric', minute: '2-digit', ...(isDutch && { hourCycle: 'h23' as const }) } as const;
  const time = formatFor(language, options).format(date);
  return isDutch ? `${time.replace(':', '.')} uur` : time;
}
