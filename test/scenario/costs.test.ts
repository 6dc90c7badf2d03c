import { describe, expect, it, vi } from 'vitest';
import { showLog } from '../../src/cli/commands/log.ts';
import { driven } from '../support/driven.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aProject, post } from '../support/project.ts';
import { aWebsite, texts, yaml } from '../support/website.ts';

const watch = vi.hoisted(() => ({ seen: undefined as ((detail: string, sql: string) => void) | undefined }));

/** Every statement is explained before it is prepared: that tells what it would cost with a million rows. */
vi.mock('@photostructure/sqlite', async (importOriginal) => {
  const original = await importOriginal<typeof import('@photostructure/sqlite')>();
  const explaining = (db: InstanceType<typeof original.DatabaseSync>, sql: string) => {
    if (!/^\s*(WITH|SELECT|UPDATE|DELETE|INSERT)/i.test(sql)) return;
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as { detail: string }[];
    for (const { detail } of steps) watch.seen?.(detail, sql.replace(/\s+/g, ' ').trim());
  };
  const watched = (db: InstanceType<typeof original.DatabaseSync>) =>
    new Proxy(db, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'prepare' && watch.seen) explaining(target, String(given[0]));
          return value.apply(target, given) as unknown;
        };
      },
    });
  const DatabaseSync = new Proxy(original.DatabaseSync, {
    construct: (Original, args: ConstructorParameters<typeof original.DatabaseSync>) => watched(new Original(...args)),
  });
  return { ...original, DatabaseSync };
});

/** Tables that grow for as long as a project lives. */
const growing = /SCAN (deliveries|events|attempts|parts|recipients|source_items)\b/;

/** The newest lines are the end of a table: a walk from there ends after a few steps. */
const fromTheEnd = /^SELECT \S+ FROM events (WHERE \+at >= :since )?ORDER BY id DESC LIMIT (1|:limit)$/;

/** Every statement of what is done meanwhile that walks through the whole of such a table. */
async function wholeWalks(work: () => Promise<unknown>): Promise<readonly string[]> {
  const walks = new Set<string>();
  watch.seen = (detail, sql) => void (growing.test(detail) && !fromTheEnd.test(sql) && walks.add(`${detail}: ${sql}`));
  try {
    await work();
  } finally {
    watch.seen = undefined;
  }
  return [...walks];
}

const aFullDay = async () => {
  const root = aProject({ 'oud.md': post(['channels: [pleio, x, newsletter]']), 'later.md': post(['publish_at: 2027-01-04 10:00']) });
  const clock = fixedClock('2027-01-03T09:00:00Z');
  const omk = driven(root, clock);
  await omk.publish('oud.md');
  await omk.publish('later.md');
  return { omk, clock };
};

describe('the cost of a command does not grow with what was done years ago', () => {
  it('walks through no whole table when nothing is due', async () => {
    const { omk } = await aFullDay();
    expect(await wholeWalks(() => omk.run())).toEqual([]);
  });

  it('walks through no whole table to bring out what is due', async () => {
    const { omk, clock } = await aFullDay();
    clock.advance(26 * 3_600_000);
    expect(await wholeWalks(() => omk.run())).toEqual([]);
    expect((await omk.standing())['pleio']?.state).toBe('sent');
  });

  it('walks through no whole table to publish a post again', async () => {
    const { omk } = await aFullDay();
    expect(await wholeWalks(() => omk.publish('oud.md'))).toEqual([]);
  });

  it('walks through no whole table to forward, with nothing new and with something new', async () => {
    const site = await aWebsite();
    const root = aProject({ 'omk.yaml': yaml(site.feed) });
    const omk = driven(root, fixedClock(new Date().toISOString()));
    site.show({ id: 'oud', title: 'Stond er al' });
    await omk.command('forward', []);
    site.show({ id: 'oud', title: 'Stond er al' }, { id: 'nieuw', title: 'Nieuw' });
    expect(await wholeWalks(() => omk.command('forward', []))).toEqual([]);
    expect(texts(root)).toEqual(['Nieuw']);
    expect(await wholeWalks(() => omk.command('forward', []))).toEqual([]);
    site.show({ id: 'oud', title: 'Stond er al' }, { id: 'nieuw', title: 'Anders' });
    expect(await wholeWalks(() => omk.command('forward', []))).toEqual([]);
  });

  it.each([{}, { since: '2027-01-01' }, { channel: 'x' }, { post: 'oud.md' }])(
    'walks through no whole table for a page of the log by %o',
    async (flags) => {
      const { omk } = await aFullDay();
      const invocation = { command: 'log', args: [], flags };
      expect(await wholeWalks(() => omk.within(invocation, (context) => showLog(context, invocation)))).toEqual([]);
    },
  );
});
