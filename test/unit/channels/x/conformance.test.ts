/** X's own test cases (twitter-text): counting, validity, addresses, tags and mentions. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import twitterText from 'twitter-text';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hasLink, weight } from '../../../../src/channels/x/weight.ts';
import { pieces } from '../../../../src/core/segments.ts';

interface Case {
  readonly description: string;
  readonly text: string;
  readonly expected: unknown;
}
interface Counted {
  readonly weightedLength: number;
}

const folder = process.env.TWITTER_TEXT_CONFORMANCE ?? join(import.meta.dirname, '../../../../../shared/twitter-text');
const hasData = existsSync(join(folder, 'validate.yml'));

/** Cases in which omk decides otherwise, with the reason. Every other difference is a failure. */
const deviations: Readonly<Record<string, string>> = {
  'WeightedTweetsCounterTest 13: Count a mix of single byte single word, and double word unicode characters':
    'written for the second set of rules; today an emoji counts 2, so this text 7 instead of 16',
  'WeightedTweetsCounterTest 15: Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers':
    'written for the second set of rules; today an emoji counts 2 with its skin tone, so this text 4 instead of 9',
};

function casesOf(file: string): Readonly<Record<string, readonly Case[]>> {
  const { tests } = parse(readFileSync(join(folder, file), 'utf8'), { version: '1.1' }) as { tests: Record<string, Case[]> };
  return tests;
}

const run = (file: string, section: string, check: (one: Case) => void, name = section) => {
  const cases = casesOf(file)[section] ?? [];
  it(`${name} holds cases`, () => expect(cases.length).toBeGreaterThan(0));
  it.each(cases.map((one, index) => [`${name} ${index + 1}: ${one.description}`, one] as const))('%s', (title, one) => {
    const reason = deviations[title];
    if (reason === undefined) check(one);
    else expect(() => check(one), reason).toThrow();
  });
};

/** The classic cases count with 140, every character as one. */
const classic = {
  maxWeightedTweetLength: 140,
  scale: 1,
  defaultWeight: 1,
  transformedURLLength: 23,
  ranges: [],
  emojiParsingEnabled: true,
};

/** Today's rules before an emoji counted 2 whatever it is made of (twitter-text, config/v2.json). */
const secondRules = {
  version: 2,
  maxWeightedTweetLength: 280,
  scale: 100,
  defaultWeight: 200,
  transformedURLLength: 23,
  ranges: [
    [0, 4351],
    [8192, 8205],
    [8208, 8223],
    [8242, 8247],
  ].map(([start = 0, end = 0]) => ({ start, end, weight: 100 })),
};

describe.skipIf(!hasData)(hasData ? 'twitter-text conformance' : 'skipped: no twitter-text conformance data', () => {
  if (!hasData) return it('is not here', () => {});

  describe('counting', () => {
    run('validate.yml', 'WeightedTweetsWithDiscountedEmojiCounterTest', ({ text, expected }) => {
      expect(weight(text)).toBe((expected as Counted).weightedLength);
      expect(twitterText.parseTweet(text)).toMatchObject(expected as object);
    });
    run('validate.yml', 'UnicodeDirectionalMarkerCounterTest', ({ text, expected }) => {
      expect(weight(text)).toBe((expected as Counted).weightedLength);
      expect(twitterText.parseTweet(text)).toMatchObject(expected as object);
    });
    run('validate.yml', 'WeightedTweetsCounterTest', ({ text, expected }) => {
      expect(weight(text)).toBe((expected as Counted).weightedLength);
      expect(twitterText.parseTweet(text)).toMatchObject(expected as object);
    });
    const asWritten = ({ text, expected }: Case) => expect(twitterText.parseTweet(text, secondRules)).toMatchObject(expected as object);
    run('validate.yml', 'WeightedTweetsCounterTest', asWritten, 'WeightedTweetsCounterTest by its own rules');
  });

  describe('validity', () => {
    run('validate.yml', 'tweets', ({ text, expected }) => expect(twitterText.parseTweet(text, classic).valid).toBe(expected));
    run('validate.yml', 'usernames', ({ text, expected }) => expect(twitterText.isValidUsername(text)).toBe(expected));
    run('validate.yml', 'lists', ({ text, expected }) => expect(twitterText.isValidList(text)).toBe(expected));
    run('validate.yml', 'hashtags', ({ text, expected }) => expect(twitterText.isValidHashtag(text)).toBe(expected));
    run('validate.yml', 'urls', ({ text, expected }) => expect(twitterText.isValidUrl(text, true, true)).toBe(expected));
    run('validate.yml', 'urls_without_protocol', ({ text, expected }) => expect(twitterText.isValidUrl(text, true, false)).toBe(expected));
  });

  describe('addresses', () => {
    run('extract.yml', 'urls', ({ text, expected }) => {
      expect(twitterText.extractUrls(text)).toEqual(expected);
      if ((expected as string[]).length > 0) expect(hasLink(text)).toBe(true);
    });
    const positions = (expected: unknown) =>
      (expected as { url: string; indices: [number, number] }[]).map(({ url, indices }) => ({ url, indices }));
    run('extract.yml', 'urls_with_indices', ({ text, expected }) =>
      expect(unicode(text, twitterText.extractUrlsWithIndices(text))).toEqual(positions(expected)),
    );
    run('extract.yml', 'urls_with_directional_markers', ({ text, expected }) =>
      expect(twitterText.extractUrlsWithIndices(text)).toEqual(positions(expected)),
    );
    run('extract.yml', 'tco_urls_with_params', ({ text, expected }) => expect(twitterText.extractUrls(text)).toEqual(expected));
  });

  describe('tags and mentions', () => {
    run('extract.yml', 'hashtags', ({ text, expected }) => expect(twitterText.extractHashtags(text)).toEqual(expected));
    run('extract.yml', 'hashtags_from_astral', ({ text, expected }) => expect(twitterText.extractHashtags(text)).toEqual(expected));
    run('extract.yml', 'mentions', ({ text, expected }) => expect(twitterText.extractMentions(text)).toEqual(expected));
  });
});

/** No text is cut within what X takes for an address, tag or mention. */
describe.skipIf(!hasData)(hasData ? 'cutting' : 'skipped: no twitter-text conformance data', () => {
  if (!hasData) return it('is not here', () => {});
  const sections = [
    'urls',
    'urls_with_indices',
    'urls_with_directional_markers',
    'hashtags',
    'hashtags_from_astral',
    'mentions',
    'mentions_or_lists_with_indices',
    'cashtags',
  ];
  for (const section of sections) {
    run('extract.yml', section, ({ text }) => {
      const ends = pieces(text).map((_piece, index, all) => all.slice(0, index + 1).join('').length);
      const cut = twitterText
        .extractEntitiesWithIndices(text)
        .filter(({ indices: [start, end] }) => ends.some((at) => at > start && at < end));
      expect(cut).toEqual([]);
    });
  }
});

/** The cases count characters, JavaScript counts UTF-16 units. */
function unicode<T extends { indices: [number, number] }>(text: string, entities: T[]): T[] {
  return entities.map((entity) => ({
    ...entity,
    indices: entity.indices.map((index) => [...text.slice(0, index)].length) as [number, number],
  }));
}
