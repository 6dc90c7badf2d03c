/** Which days are public holidays. Its calendar is large: loaded only where holidays count. */
import Holidays from 'date-holidays';

/**
 * Official by law, whatever the calendar calls them. Liberation Day is one of the generally recognised holidays of the
 * Algemene termijnenwet (article 3); Good Friday is not.
 */
const official: Readonly<Record<string, ReadonlySet<string>>> = { NL: new Set(['05-05']) };

/** Is this day, `YYYY-MM-DD`, a public holiday in this country, or this part of one? `undefined`: there is no such place. */
export function holidaysOf(place: string): ((day: string) => boolean) | undefined {
  const [country = '', region] = place.split('-');
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return undefined;
  if (region !== undefined && !Object.hasOwn(all.getStates(country) ?? {}, region)) return undefined;
  const calendar = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const years = new Map<number, ReadonlySet<string>>();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year) ?? new Set(publicDays(calendar, { year, country }).keys());
    years.set(year, known);
    return known.has(day);
  };
}

interface YearOf {
  readonly year: number;
  readonly country: string;
  /** Of the names. */
  readonly language?: string;
}

/** Its public holidays by day, with their names. */
function publicDays(calendar: Holidays, { year, country, language }: YearOf): ReadonlyMap<string, string> {
  // What began in the year before may go on.
  const found = [year - 1, year].flatMap((one) => calendar.getHolidays(one, language));
  const counted = found.filter(({ type, rule }) => type === 'public' || official[country]?.has(rule));
  return new Map(counted.flatMap((holiday) => daysOf(holiday).map((day) => [day, holiday.name] as const)));
}

/** What a day is called that is a public holiday of this country. */
export function holidayNames(country: string, language: string): (day: string) => string | undefined {
  const calendar = new Holidays(country);
  const years = new Map<number, ReadonlyMap<string, string>>();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year) ?? publicDays(calendar, { year, country, language });
    years.set(year, known);
    return known.get(day);
  };
}

const dayMs = 86_400_000;

/** The days of a holiday that may last several. The calendar's own `date` is by the clock of the country, with hours where it begins at sunset. */
function daysOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): readonly string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
}
