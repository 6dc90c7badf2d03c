/** Many posts are read in a thread, few where they are: with the same findings. */
import { expect, test } from 'vitest';
import { openReadingPool } from '../../../src/cli/reading-pool.ts';
import { defaultChecks } from '../../../src/core/editorial.ts';
import { aPost } from '../../support/builders.ts';

const input = (body: string) => ({
  post: aPost({ title: 'Inloop', body, lines: { title: 2 } }),
  messages: [],
  settings: { ...defaultChecks, search: () => [] },
  hub: 'pleio',
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-23T08:00:00Z'),
});

const bodies = ['Kom dinsdag langs.', 'Bel 06 1234 5678 voor meer uitleg.', `${'woord '.repeat(40)}.`];

test('a thread finds what is found without one', async () => {
  const [few, many] = [openReadingPool(1, defaultChecks), openReadingPool(1000, defaultChecks)];
  const found = (pool: typeof few) => Promise.all(bodies.map((body) => pool.check(input(body))));
  expect(await found(many)).toEqual(await found(few));
  expect((await found(few)).map((problems) => problems.length > 0)).toEqual([false, true, true]);
  await Promise.all([few.close(), many.close()]);
});

test('a pool that was closed answers nobody for ever', async () => {
  const pool = openReadingPool(1000, defaultChecks);
  const asked = pool.check(input('Kom langs.')).catch((error: Error) => error);
  await pool.close();
  expect(await asked).toBeDefined();
});
