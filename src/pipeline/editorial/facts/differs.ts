import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';
import type { FoundAmount } from './amounts.ts';
import { type FoundDate, isSameDay } from './dates.ts';
import { type Facts, factsIn } from './facts.ts';
import { dayOfPost, meantDay, type Today } from './meant.ts';
import { isSameTime } from './times.ts';
import { type Version, versionsOf } from './versions.ts';

interface Difference {
  readonly kind: 'date' | 'time' | 'amount' | 'place';
  readonly shown: { readonly text: string; readonly offset: number };
  readonly known: string;
}

/** A fact of one version that no other knows, where the others have one of the same kind that this version lacks. */
export const differs: Rule = {
  ids: ['facts-differs', 'facts-phone-differs'],
  *find(input): Iterable<Problem> {
    const { post, now, timeZone } = input;
    const today = dayOfPost(post, now, timeZone);
    for (const version of versionsOf(input)) {
      const own = mergedFacts(version);
      for (const passage of version.passages) {
        const told = factsIn(passage.text);
        // What an event has, and when, is held against the event itself.
        const moments =
          post.event && passage.kind !== 'own'
            ? []
            : [...dateDifferences(told, own, version.others, today), ...timeDifferences(told, own, version.others)];
        for (const { kind, shown, known } of [
          ...moments,
          ...amountDifferences(told, own, version.others),
          ...placeDifferences(told, own, version.others),
        ])
          yield problem('facts-differs', { kind, shown: shown.text, known }, whereIn(passage, post.file, shown.offset));
        const phone = phoneDifference(told, own, version.others);
        if (phone !== undefined) yield problem('facts-phone-differs', {}, whereIn(passage, post.file, phone));
      }
    }
  },
};

function mergedFacts({ passages }: Pick<Version, 'passages'>): Facts {
  const each = passages.map(({ text }) => factsIn(text));
  const all = <K extends keyof Facts>(key: K) => each.flatMap((one) => one[key] as readonly unknown[]) as unknown as Facts[K];
  return { dates: all('dates'), times: all('times'), amounts: all('amounts'), phones: all('phones'), places: all('places') };
}

const monthLong = 31;

/** Of the same kind, on the same side of today and not far away: then one of the two is a slip. */
function dateDifferences(told: Facts, own: Facts, others: Facts, today: Today): readonly Difference[] {
  const isRival = (a: FoundDate, b: FoundDate): boolean => {
    const [first, second] = [meantDay(a, today), meantDay(b, today)];
    if (a.role !== b.role || first === undefined || second === undefined) return false;
    if (isSameButYear(a, b)) return true;
    return first >= today.number === second >= today.number && Math.abs(first - second) <= monthLong;
  };
  return told.dates
    .filter((date) => date.role !== 'not' && meantDay(date, today) !== today.number && !others.dates.some((one) => isSameDay(one, date)))
    .flatMap((date) => {
      const known = others.dates.find((one) => !own.dates.some((mine) => isSameDay(mine, one)) && isRival(date, one));
      return known ? [{ kind: 'date' as const, shown: date, known: known.text }] : [];
    });
}

const isSameButYear = (a: FoundDate, b: FoundDate): boolean => a.day === b.day && a.month === b.month;

function timeDifferences(told: Facts, own: Facts, others: Facts): readonly Difference[] {
  return told.times
    .filter((time) => !time.isDoor && !others.times.some((one) => isSameTime(one, time)))
    .flatMap((time) => {
      const known = others.times.find((one) => !one.isDoor && !own.times.some((mine) => isSameTime(mine, one)));
      return known ? [{ kind: 'time' as const, shown: time, known: known.text }] : [];
    })
    .slice(0, 1);
}

function amountDifferences(told: Facts, own: Facts, others: Facts): readonly Difference[] {
  const isOnly = distinct(own.amounts) === 1 && distinct(others.amounts) === 1;
  return told.amounts
    .filter(({ value, isRough }) => !isRough && !others.amounts.some((one) => one.value === value))
    .flatMap((amount) => {
      const known = others.amounts.find(
        (one) =>
          !one.isRough &&
          !own.amounts.some(({ value }) => value === one.value) &&
          (isOnly ? isOfOneSize(one, amount) : isSlip(one.value, amount.value)),
      );
      return known ? [{ kind: 'amount' as const, shown: amount, known: known.text }] : [];
    });
}

const distinct = (amounts: readonly FoundAmount[]): number => new Set(amounts.map(({ value }) => value)).size;

const isOfOneSize = (a: FoundAmount, b: FoundAmount): boolean => Math.max(a.value, b.value) <= 10 * Math.min(a.value, b.value);

/** The same digits in another order, or one digit that is another. */
function isSlip(a: number, b: number): boolean {
  const [first, second] = [String(a), String(b)];
  if (first.length !== second.length || first.replace(/0+$/, '').length < 2) return false;
  const isTurned = [...first].toSorted().join('') === [...second].toSorted().join('');
  return isTurned || unlike(first, second) === 1;
}

const unlike = (a: string, b: string): number => [...a].filter((char, index) => char !== b[index]).length;

function placeDifferences(told: Facts, own: Facts, others: Facts): readonly Difference[] {
  return told.places
    .filter((place) => !others.places.some((one) => one.of === place.of && one.number === place.number))
    .flatMap((place) => {
      const known = others.places.find(
        (one) => one.of === place.of && !own.places.some((mine) => mine.of === one.of && mine.number === one.number),
      );
      return known ? [{ kind: 'place' as const, shown: place, known: known.text }] : [];
    });
}

/** Where it stands. */
function phoneDifference(told: Facts, own: Facts, others: Facts): number | undefined {
  const strange = told.phones.find(({ digits }) => !others.phones.some((one) => one.digits === digits));
  const left = others.phones.filter(({ digits }) => !own.phones.some((one) => one.digits === digits));
  if (!strange || left.length === 0) return undefined;
  const isOnly = new Set(own.phones.map(({ digits }) => digits)).size === 1 && new Set(left.map(({ digits }) => digits)).size === 1;
  const isNear = left.some(({ digits }) => digits.length === strange.digits.length && unlike(digits, strange.digits) <= 2);
  return isOnly || isNear ? strange.offset : undefined;
}
