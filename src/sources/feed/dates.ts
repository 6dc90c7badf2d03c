/** Moments as feeds write them: RFC 3339, RFC 822, and what people make of these. */

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
/** Dutch, German and French where they differ in their first letters. */
const others: Readonly<Record<string, (typeof names)[number]>> = {
  maa: 'mar',
  mrt: 'mar',
  mär: 'mar',
  mei: 'may',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
  fév: 'feb',
  avr: 'apr',
  aoû: 'aug',
  déc: 'dec',
};
/** A map, for the name of a zone is whatever somebody wrote. */
const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    cet: 60,
    met: 60,
    cest: 120,
    mest: 120,
    wet: 0,
    bst: 60,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
  }),
);

const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[t ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*(\S.*)?$/i;
const mail = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})[\s-]+(\p{L}{3,10})\.?[\s-]+(\d{4}|\d{2})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(\S.*)?$/u;

/** `undefined`: no moment, or none at which a website could have published. A day alone begins at midnight UTC. */
export function momentOf(written: string | undefined): Date | undefined {
  const text = written?.trim().slice(0, 80).toLowerCase() ?? '';
  const found = iso.exec(text);
  if (found) return at(found.slice(1, 7), found[7]);
  const [, day, name = '', year = '', hour, minute, second, zone] = mail.exec(text) ?? [];
  const month = names.indexOf(others[name.slice(0, 3)] ?? (name.slice(0, 3) as 'jan')) + 1;
  const full = year.length === 2 ? `20${year}` : year;
  return month === 0 ? undefined : at([full, String(month), day, hour, minute, second], zone);
}

function at(parts: readonly (string | undefined)[], zone: string | undefined): Date | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const isReal = new Date(local).getUTCDate() === day && month >= 1 && month <= 12 && hour <= 24 && minute <= 59;
  return !isReal || year < 1990 || year > 2200 ? undefined : new Date(local - offsetMinutes(zone) * 60_000);
}

/** An unknown zone counts as UTC, as RFC 5322 (4.3) says. */
function offsetMinutes(zone = ''): number {
  const [, sign, hours, minutes = '0'] = /^(?:gmt|utc?)?\s*([+-])(\d{1,2}):?(\d{2})?/.exec(zone) ?? [];
  if (hours === undefined) return zones.get(/^\p{L}+/u.exec(zone)?.[0] ?? '') ?? 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
