/** A year of an office that nobody looks at: 500 posts, two crons at once, and everything that goes wrong in a year. */
import { describe, expect, it } from 'vitest';
import { liveThrough } from '../support/year/story.ts';

const first = Number(process.env['OMK_TEST_SEED'] ?? 2027);
const years = Number(process.env['OMK_TEST_YEARS'] ?? 1);
const posts = Number(process.env['OMK_TEST_POSTS'] ?? 500);
const seeds = Array.from({ length: years }, (_, index) => first + index);

describe('a year with both clock changes, outages of every channel, pauses and two crons', () => {
  it.for(seeds)(
    'brings every post out once, at its time or held with a reason (OMK_TEST_SEED=%i)',
    { timeout: 600_000 },
    async (seed, { annotate }) => {
      const start = performance.now();
      const { violations, figures } = await liveThrough(seed, posts);
      await annotate(JSON.stringify({ ...figures, seconds: Math.round((performance.now() - start) / 1000) }));
      expect(violations).toEqual([]);
      expect(figures.posts).toBe(posts);
    },
  );
});
