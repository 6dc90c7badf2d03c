/** Days that a text names: "dinsdag 24 november 2026", "di 24 nov", "24-11-2026", "Tuesday, November 24th". */
import { alternatives, months, weekdays } from './calendar.ts';

export interface FoundDate {
  readonly day: number;
  readonly month: number;
  readonly year?: number;
  /** 0 is Sunday; absent where none was written, or where it is not sure that it belongs to this day. */
  readonly weekday?: number;
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  /** `deadline`: the last day on which something can be done; `start`: the first; `not`: it is said that it is another day. */
  readonly role: 'deadline' | 'start' | 'not' | 'day';
}

const weekday = `(?:${alternatives(weekdays)})`;
const month = `(?:${alternatives(months)})`;

const dayFirst = new RegExp(
  `(?<![\\p{L}\\d.,/:€-])(?:(?<weekday>${weekday})\\.?,? (?:de |the )?)?(?<day>\\d{1,2})(?:e|ste|de|st|nd|rd|th)?(?: of)? (?<month>${month})(?![\\p{L}\\d])\\.?(?:,? (?<year>(?:19|20)\\d\\d)(?!\\d|[.:]\\d))?(?: \\((?<after>${weekday})\\))?`,
  'giu',
);

/** English; the month with a capital, because "may" is a word too. */
const monthFirst =
  /(?<![\p{L}\d])(?:(?<weekday>[A-Z][a-z]+),? )?(?<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d.:%-])(?:,? (?<year>(?:19|20)\d\d)(?!\d|[.:]\d))?/gu;

const inDigits = new RegExp(
  `(?<![\\p{L}\\d.,/:€-])(?:(?<weekday>${weekday})\\.?,? )?(?<day>\\d{1,2})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<year>(?:19|20)\\d\\d)(?![\\d/-])`,
  'giu',
);

const iso = /(?<![\p{L}\d.,/:-])(?<year>(?:19|20)\d\d)-(?<month>\d\d)-(?<day>\d\d)(?![\d-])/gu;

/** More than a calendar of the year; a text that names more is no text. */
const most = 400;

/** In the order of the text; what one expression took is not looked at by the next. */
export function datesIn(text: string): readonly FoundDate[] {
  if (!/\d/.test(text)) return [];
  const found: FoundDate[] = [];
  for (const expression of [dayFirst, monthFirst, inDigits, iso]) {
    for (const match of text.matchAll(expression)) {
      const one = dateOf(match, text);
      if (found.length >= most) return found;
      if (!one || found.some(({ offset, end }) => offset < one.end && end > one.offset)) continue;
      const before = expression === dayFirst ? daysBefore(text, one) : [];
      found.push(...before, before.length > 0 ? { ...one, role: 'day' } : one);
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset);
}

function dateOf({ 0: written, index, groups = {} }: RegExpMatchArray, text: string): FoundDate | undefined {
  const name = groups['month']?.toLowerCase() ?? '';
  const number = /\d/.test(name) ? Number(name) : (months.get(name) ?? 0);
  const day = Number(groups['day']);
  if (index === undefined || number < 1 || number > 12 || day < 1 || day > 31) return undefined;
  const said = (groups['weekday'] ?? groups['after'])?.toLowerCase();
  const known = said === undefined ? undefined : weekdays.get(said);
  const before = text.slice(Math.max(0, index - 40), index);
  const isShared = groups['weekday'] !== undefined && sharedWeekday.test(before);
  return {
    day,
    month: number,
    ...(groups['year'] !== undefined && { year: Number(groups['year']) }),
    ...(known !== undefined && !isShared && { weekday: known }),
    text: written,
    offset: index,
    end: index + written.length,
    role: roleAfter(before),
  };
}

/** "dinsdag en woensdag 17 en 18 november": whose weekday is whose cannot be told. */
const sharedWeekday = new RegExp(`(?<!\\p{L})${weekday}\\.?(?:,| en| of| and| or| t/m| tot en met| to| -| –) ?$`, 'iu');

const deadline =
  /(?:(?<!\p{L})(?:tot en met|t\/m|vóór|voor|uiterlijk(?: op)?|deadline(?: is)?:?|sluit(?:en)? op|before|until|till?|by|no later than)|(?<!\d (?:\p{L}{3,9} )?|\p{L})tot) (?:op |on )?(?:uiterlijk )?$/iu;

const start = /(?<!\p{L})(?:vanaf|sinds|per|from|since|as of|starting) (?:on )?$/iu;
const not = /(?<!\p{L})(?:niet|not|in plaats van|instead of|i\.p\.v\.|stond|schreven wij) (?:meer |langer )?(?:op |on )?(?:de )?$/iu;

const roleAfter = (before: string): FoundDate['role'] =>
  not.test(before) ? 'not' : deadline.test(before) ? 'deadline' : start.test(before) ? 'start' : 'day';

const joined = new RegExp(
  `(?<![\\p{L}\\d.,/:€-])(?:(?<weekday>${weekday})\\.? )?(?<day>\\d{1,2})(?:,| en| of| and| or| to| tot en met| t/m| tot| -| –|-|–) ?$`,
  'iu',
);

/** "17, 18 en 19 november": the days in front of the one that names the month. */
function daysBefore(text: string, last: FoundDate): readonly FoundDate[] {
  const { weekday: _weekday, ...shared } = last;
  const found: FoundDate[] = [];
  for (let next = last; found.length < 6; ) {
    const from = Math.max(0, next.offset - 40);
    const match = joined.exec(text.slice(from, next.offset));
    const day = Number(match?.groups?.['day']);
    if (!match || day < 1 || day > 31) break;
    const isShared = sharedWeekday.test(text.slice(from, from + match.index));
    const said = isShared ? undefined : weekdays.get(match.groups?.['weekday']?.toLowerCase() ?? '');
    const written = match[0].slice(0, match[0].indexOf(String(match.groups?.['day'])) + String(match.groups?.['day']).length);
    const offset = from + match.index;
    next = {
      ...shared,
      day,
      text: written,
      offset,
      end: offset + written.length,
      role: 'day',
      ...(said !== undefined && { weekday: said }),
    };
    found.unshift(next);
  }
  return found;
}

export const isSameDay = (a: Pick<FoundDate, 'day' | 'month' | 'year'>, b: Pick<FoundDate, 'day' | 'month' | 'year'>): boolean =>
  a.day === b.day && a.month === b.month && (a.year === undefined || b.year === undefined || a.year === b.year);
