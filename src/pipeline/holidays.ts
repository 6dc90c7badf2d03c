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
    const known = years.get(year) ?? publicDays(calendar, year, country);
    years.set(year, known);
    return known.has(day);
  };
}

function publicDays(calendar: Holidays, year: number, country: string): ReadonlySet<string> {
  // What began in the year before may go on.
  const found = [year - 1, year].flatMap((one) => calendar.getHolidays(one));
  const counted = found.filter(({ type, rule }) => type === 'public' || official[country]?.has(rule));
  return new Set(counted.flatMap(daysOf));
}

const dayMs = 86_400_000;

/** The days of a holiday that may last several. The calendar's own `date` is by the clock of the country, with hours where it begins at sunset. */
function daysOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): readonly string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
}
