/** The coming weeks in a terminal: a heading for each week and day, a line for each delivery. */
import type { DeliveryState } from '../../core/delivery.ts';
import { dayAndWeek, daysAfter, readMoment } from '../../pipeline/dates.ts';
import { groupBy } from '../../pipeline/group-by.ts';
import { columns, indent, wrap } from '../layout.ts';
import type { ScheduleWords } from '../messages/schedule-words.ts';
import type { Output } from '../output.ts';
import { stateWord } from '../state-word.ts';
import { textWidth } from '../text-width.ts';
import { titleText } from '../title-text.ts';
import type { Calendar, Entry } from './entries.ts';

interface Page {
  readonly output: Output;
  readonly words: ScheduleWords;
  readonly timezone: string;
  /** What a day is called beside its date: a public holiday. */
  readonly nameOf: (day: string) => string | undefined;
}

/** More than this on one day is folded. */
const mostOfDay = 20;

export function calendarText(calendar: Calendar, page: Page): string {
  const { overdue, onHold, entries } = calendar;
  const parts = [
    ...(overdue.length > 0 ? [section(page.words.overdue, overdue, page)] : []),
    ...(entries.length > 0 ? weeksText(calendar, page) : [nothingText(calendar, page)]),
    ...(onHold.length > 0 ? [section(page.words.onHold, onHold, page)] : []),
  ];
  return parts.join('\n\n');
}

function nothingText({ from, end, overdue, onHold }: Calendar, { output, words }: Page): string {
  const day = dayTeller(words.locale);
  const said = words.nothing(day(from), day(daysAfter(end, -1)));
  const how = overdue.length + onHold.length === 0 ? [words.how] : [];
  return [said, ...how].flatMap((line) => wrap(line, output.width)).join('\n');
}

function weeksText(calendar: Calendar, page: Page): readonly string[] {
  const weeks = groupBy(withToday(calendar), ({ week }) => String(week));
  return [...weeks.values()].map((days) => {
    const { week = 0 } = days[0] ?? {};
    return [page.output.colour.bold(page.words.week(week)), ...days.map((day) => dayText(day, calendar, page))].join('\n');
  });
}

interface Day {
  readonly day: string;
  readonly week: number;
  readonly entries: readonly Entry[];
}

/** Days on which something is planned, and today. */
function withToday({ entries, today, from, end }: Calendar): readonly Day[] {
  const days = [...groupBy(entries, ({ day = '' }) => day)].map(([day, found]) => ({ day, week: found[0]?.week ?? 0, entries: found }));
  if (today < from || today >= end || days.some(({ day }) => day === today)) return days;
  const { week } = dayAndWeek(new Date(`${today}T12:00:00Z`), 'UTC');
  return [...days, { day: today, week, entries: [] }].toSorted((a, b) => a.day.localeCompare(b.day));
}

function dayText({ day, entries }: Day, { today }: Calendar, page: Page): string {
  const { output, words, timezone, nameOf } = page;
  const isToday = day === today;
  const about = [isToday && words.today, nameOf(day), entries.length === 0 && words.nothingToday].filter(Boolean);
  const title = [dayTeller(words.locale)(day), ...(about.length > 0 ? [about.join(', ')] : [])].join(' · ');
  const heading = wrap(isToday ? output.colour.bold(title) : title, output.width - 2).map((line) => `  ${line}`);
  return [...heading, ...(entries.length > 0 ? [rowsText(entries, page, timeTeller(words.locale, timezone))] : [])].join('\n');
}

/** Entries of several days, or of none: each with its whole moment. */
const section = (heading: string, entries: readonly Entry[], page: Page): string =>
  `${page.output.colour.bold(heading)}\n${rowsText(entries, page, page.output.tell)}`;

const marks: Readonly<Partial<Record<DeliveryState, string>>> = { sent: '✓', failed: '✗', unconfirmed: '?', 'handed-off': '→' };

function rowsText(entries: readonly Entry[], { output, words }: Page, tell: (at: Date) => string): string {
  const { label } = output;
  const isAligned = Number.isFinite(output.width);
  const longest = isAligned
    ? Math.max(...entries.map(({ delivery }) => textWidth(label(delivery.channel))), label('newsletter').length)
    : 0;
  const rows = entries.slice(0, mostOfDay).map(({ delivery, day, mark }) => ({
    mark: mark ? '‖' : (marks[delivery.state] ?? '…'),
    cells: [...(day === undefined ? [] : [tell(delivery.dueAt)]), padded(label(delivery.channel), longest)],
    text: [`${titleText(delivery.title)} (${[stateWord(delivery, output.words), ...(mark ? [words.marks[mark]] : [])].join(', ')})`],
  }));
  const more = entries.length - rows.length;
  const text = columns(rows, { width: output.width, left: 4 });
  return more > 0 ? `${text}\n${indent(words.more(more), 4)}` : text;
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)));

/** A day has no zone: it is read as one of UTC, and told as it was written. */
function dayTeller(locale: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

/** Times of one day; where the clock goes back, the hour that comes twice says which one it is. */
function timeTeller(locale: string, timeZone: string): (at: Date) => string {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  const zoned = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'short' });
  return (at) => {
    const told = time.format(at);
    return readMoment(`${dayAndWeek(at, timeZone).day} ${told}`, timeZone).kind === 'doubled' ? zoned.format(at) : told;
  };
}
