/** Who gets which part of a digest, and in which order it tells its posts. Pure. */
import { type CountedGroup, isSelected, type ReaderGroup, type ReaderSelection } from '../core/reader.ts';
import type { DigestItem } from './digest-items.ts';
import { groupBy } from './group-by.ts';

/** Readers who get the same, and what that is. */
export interface DigestPart {
  readonly groups: readonly ReaderGroup[];
  readonly readers: number;
  readonly items: readonly DigestItem[];
}

/** Everybody in one part at most; who has nothing new to read is in none. Posts for the same readers are judged once. */
export function digestParts(
  items: readonly DigestItem[],
  groups: readonly CountedGroup[],
  { withoutAudience }: { readonly withoutAudience: 'all' | 'none' },
): readonly DigestPart[] {
  const kinds = [...groupBy(items, kindOf)];
  const kindsFor = (group: ReaderGroup): readonly string[] =>
    kinds.flatMap(([kind, [item]]) => (item && isFor(item, group, withoutAudience) ? [kind] : []));
  const wanted = groups.filter(({ frequency, count }) => frequency !== 'never' && count > 0);
  const listed = wanted.map((group) => ({ group, kinds: kindsFor(group) })).filter((one) => one.kinds.length > 0);
  return [...groupBy(listed, (one) => JSON.stringify(one.kinds)).values()].map((same) => {
    const shown = new Set(same[0]?.kinds);
    return {
      groups: same.map(({ group: { segments, frequency } }) => ({ segments, frequency })),
      readers: same.reduce((sum, { group }) => sum + group.count, 0),
      items: items.filter((item) => shown.has(kindOf(item))),
    };
  });
}

/** Equal for posts that the same readers get. */
const kindOf = ({ audience, isNamed, mailedTo }: DigestItem): string =>
  JSON.stringify([audience ?? null, isNamed ?? false, mailedTo ?? null]);

/** Who wants every issue does not read again what came as one. */
function isFor({ audience, isNamed, mailedTo }: DigestItem, group: ReaderGroup, withoutAudience: 'all' | 'none'): boolean {
  const gets = (wanted: Pick<ReaderSelection, 'audience' | 'withoutAudience'>): boolean =>
    isSelected({ audience: group.segments, frequency: group.frequency }, { ...wanted, frequencies: ['each', 'weekly'] });
  const had = group.frequency === 'each' && mailedTo !== undefined && gets({ ...mailedTo, withoutAudience });
  return !had && gets({ ...(audience && { audience }), withoutAudience: isNamed ? 'none' : withoutAudience });
}

export interface Sections {
  /** What is still to come, the first one first. */
  readonly agenda: readonly DigestItem[];
  /** The rest, newest first. */
  readonly news: readonly DigestItem[];
  /** How many there was no room for. */
  readonly more: number;
}

export function sectionsOf(items: readonly DigestItem[], { now, max }: { readonly now: Date; readonly max: number }): Sections {
  const isToCome = ({ event }: DigestItem): boolean => event !== undefined && new Date(event.end ?? event.start) > now;
  const agenda = items.filter(isToCome).sort((a, b) => startOf(a) - startOf(b) || byName(a, b));
  const news = items.filter((item) => !isToCome(item)).sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || byName(a, b));
  const shown = agenda.slice(0, max);
  return { agenda: shown, news: news.slice(0, max - shown.length), more: Math.max(0, items.length - max) };
}

const startOf = ({ event }: DigestItem): number => Date.parse(event?.start ?? '');

const byName = (a: DigestItem, b: DigestItem): number => (a.post < b.post ? -1 : 1);
