/** What a text says of the world, read once however many rules look at it. */
import { amountsIn, type FoundAmount, type FoundPhone, type FoundPlace, phonesIn, placesIn } from './amounts.ts';
import { datesIn, type FoundDate } from './dates.ts';
import { type FoundTime, timesIn } from './times.ts';

export interface Facts {
  readonly dates: readonly FoundDate[];
  readonly times: readonly FoundTime[];
  readonly amounts: readonly FoundAmount[];
  readonly phones: readonly FoundPhone[];
  readonly places: readonly FoundPlace[];
}

/** Far more than a paragraph for people has; keeps hostile input cheap. */
const longest = 20_000;
const remembered = 500;
const known = new Map<string, Facts>();

export function factsIn(whole: string): Facts {
  const before = known.get(whole);
  if (before) return before;
  // Addresses hold digits that are no facts; the length stays, so that places stay right.
  const text = whole
    .slice(0, longest)
    .replace(/(?:https?:\/\/|www\.)\S+|(?<!\S)\S*@\S+/gi, (all) => '_'.repeat(all.length))
    .replace(/[\u00a0\u202f\n]/g, ' ');
  const found: Facts = {
    dates: datesIn(text),
    times: timesIn(text),
    amounts: amountsIn(text),
    phones: phonesIn(text),
    places: placesIn(text),
  };
  if (known.size >= remembered) known.clear();
  known.set(whole, found);
  return found;
}

export const allFacts = (texts: readonly string[]): Facts => {
  const each = texts.map(factsIn);
  return {
    dates: each.flatMap(({ dates }) => dates),
    times: each.flatMap(({ times }) => times),
    amounts: each.flatMap(({ amounts }) => amounts),
    phones: each.flatMap(({ phones }) => phones),
    places: each.flatMap(({ places }) => places),
  };
};
