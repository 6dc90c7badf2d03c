/** Hours in which no mail goes out, on the clock of the project's time zone. */

export interface Quiet {
  /** Minutes after midnight; `from` may be later than `until`: over midnight. */
  readonly from: number;
  readonly until: number;
  /** As people wrote it. */
  readonly written: string;
}

export const quietPattern = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Reads `22:00-07:00`. */
export function parseQuiet(written: string): Quiet | undefined {
  const [, ...parts] = quietPattern.exec(written) ?? [];
  const [fromHour, fromMinute, untilHour, untilMinute] = parts.map(Number);
  if (fromHour === undefined || fromMinute === undefined || untilHour === undefined || untilMinute === undefined) return undefined;
  return { from: fromHour * 60 + fromMinute, until: untilHour * 60 + untilMinute, written };
}

const day = 24 * 60;
const minuteMs = 60_000;

/** When the quiet hours end that are now; `undefined`: they are not now. */
export function quietUntil({ from, until }: Pick<Quiet, 'from' | 'until'>, now: Date, timeZone: string): Date | undefined {
  const minute = minuteOfDay(now, timeZone);
  const isQuiet = from <= until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!isQuiet) return undefined;
  const start = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const end = start + ((until - minute + day) % day) * minuteMs;
  // The clock may be changed in between.
  const off = ((until - minuteOfDay(new Date(end), timeZone) + day * 1.5) % day) - day / 2;
  return new Date(end + off * minuteMs);
}

function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return value('hour') * 60 + value('minute');
}
