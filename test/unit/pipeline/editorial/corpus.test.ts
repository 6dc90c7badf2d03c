/** Every family of rules is held to its corpus of good and bad texts. */
import { describe, expect, it } from 'vitest';
import { beyondTexts, corpora, corpusTally, entriesOf, falseAlarms, familyOf, readCorpora, tallies } from '../../../support/corpus.ts';

/**
 * How much of a family's bad texts must be found, and what share of its good texts may be called bad. Privacy misses nothing
 * in its corpus and is held to all good texts; of the others, what is weaker than "exactly" is said here with the reason.
 */
const thresholds: Readonly<Record<string, { readonly recall: number; readonly falseAlarms: number }>> = {
  privacy: { recall: 1, falseAlarms: 0.02 },
};
const exactly = { recall: 1, falseAlarms: 0 };

const read = await readCorpora(corpora());

describe.each(corpora())('the rules, in the corpus %s,', (corpus) => {
  const family = familyOf(corpus);
  const { recall, falseAlarms: mostFalse } = thresholds[family] ?? exactly;
  const isHeldOut = family !== corpus;

  it('have enough texts, good and bad, each with a name of its own', () => {
    const entries = entriesOf(corpus);
    expect(entries.length).toBeGreaterThanOrEqual(isHeldOut ? 30 : 60);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    expect(
      Math.min(entries.filter(({ finds }) => finds.length > 0).length, entries.filter(({ finds }) => finds.length === 0).length),
    ).toBeGreaterThan(9);
  });

  it('find what they must in the bad texts', () => {
    const { bad, found, missed } = corpusTally(corpus, read);
    expect(found / bad, `missed: ${missed.join('; ')}`).toBeGreaterThanOrEqual(recall);
  });

  it('leave the good texts be', () => {
    const { good, falseAlarms: wrong } = corpusTally(corpus, read);
    expect(wrong.length / good, `false alarms: ${wrong.join('; ')}`).toBeLessThanOrEqual(mostFalse);
  });

  it('find nothing else in the bad texts', () => {
    const bad = read.filter((one) => one.corpus === corpus && one.finds.length > 0);
    const more = bad.map(({ name, found, finds }) => ({
      name,
      ids: [...found].filter((id) => id.startsWith(`${family}-`) && !finds.includes(id)),
    }));
    const wrong = more.filter(({ ids }) => ids.length > 0).map(({ name, ids }) => `${name} (${ids.join(', ')})`);
    expect(wrong.length / bad.length, wrong.join('; ')).toBeLessThanOrEqual(mostFalse);
  });

  // A held-out set is fresh, not complete.
  if (!isHeldOut)
    it('are each found at least once, and each left alone at least once', () => {
      const ofFamily = tallies(read).filter(({ name }) => name.startsWith(`${family}-`) && !beyondTexts.has(name));
      expect(ofFamily.filter(({ bad, good }) => bad === 0 || good === 0).map(({ name }) => name)).toEqual([]);
    });
});

it('privacy raises hardly a false alarm in the texts of all families', () => {
  const { good, falseAlarms: wrong } = falseAlarms('privacy', read);
  expect(wrong.length / good, wrong.join('; ')).toBeLessThanOrEqual(0.02);
});
