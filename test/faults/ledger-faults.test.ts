/** A disk that is full, a file that is damaged or held, a clock that was set back: a plain message, and nothing sent before it is written down. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sender } from '../../src/core/channel.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { problem } from '../../src/core/problem.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { openLedger } from '../../src/ledger/index.ts';
import { dispatch } from '../../src/pipeline/dispatch.ts';
import { defaultPolicy } from '../../src/pipeline/record.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan } from '../support/ledgers.ts';

let folder: string;
let path: string;
const clock = fixedClock();
const dead = new Set<string>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omk-ledger-'));
  path = join(folder, 'omk.db');
  dead.clear();
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (limits = {}): Ledger => openLedger({ path, clock, isDead: (worker) => dead.has(worker), limits });

/** A service whose list is complete. */
function aService(): { readonly sender: Sender; readonly published: string[] } {
  const published: string[] = [];
  return {
    published,
    sender: {
      send: async ({ text }, context) => {
        await context.begin();
        published.push(text);
        return { kind: 'sent', receipt: { remoteId: String(published.length), url: `https://a.nl/${published.length}` } };
      },
      find: async () => (published[0] ? { kind: 'found', receipt: { remoteId: '1' } } : { kind: 'absent' }),
    },
  };
}

const run = (ledger: Ledger, sender: Sender, worker: string): Promise<void> =>
  dispatch({
    ledger,
    clock,
    sender: async () => sender,
    gapMs: async () => 0,
    selection: () => undefined,
    worker,
    leaseMs: 60_000,
    confirmMs: [2000, 10_000, 60_000],
    policy: defaultPolicy,
    patienceMs: 15_000,
    signal: new AbortController().signal,
  });

const stateOf = async (ledger: Ledger) => (await ledger.list())[0]?.state;

describe('the file', () => {
  it('is written ahead and synchronised at every commit', () => {
    const database = openDatabase(path);
    const pragma = (name: string) => database.read((db) => Object.values(db.prepare(`PRAGMA ${name}`).get() as object)[0]);
    expect([pragma('journal_mode'), pragma('synchronous')]).toEqual(['wal', 2]);
    database.close();
  });

  it('that is damaged is told, whether at its head or within', async () => {
    const ledger = open();
    await ledger.schedule(
      Array.from({ length: 50 }, (_, index) => aPlan({ post: `${index}.md`, message: aMessage({ text: 'x'.repeat(3000) }) })),
    );
    const copy = join(folder, 'copy.db');
    await ledger.close();
    const database = openDatabase(path);
    database.read((db) => db.exec(`VACUUM INTO '${copy}'`));
    database.close();
    const whole = readFileSync(copy);
    path = join(folder, 'head.db');
    writeFileSync(path, Buffer.concat([randomBytes(4096), whole.subarray(4096)]));
    expect(() => open()).toThrow('ledger-damaged');
    path = join(folder, 'within.db');
    writeFileSync(path, Buffer.concat([whole.subarray(0, 4096), randomBytes(whole.length - 4096)]));
    await expect(async () => {
      const damaged = open();
      await damaged.list().finally(() => damaged.close());
    }).rejects.toThrow('ledger-damaged');
  });

  it('that cannot be is told', () => {
    mkdirSync(path);
    expect(() => open()).toThrow('ledger-unreachable');
    path = join(folder, 'file', 'omk.db');
    writeFileSync(join(folder, 'file'), 'no folder');
    expect(() => open()).toThrow('ledger-unreachable');
  });

  it.each(['gone', 'another'])('that is %s while it is in use takes in nothing, for nobody would find it again', async (what) => {
    const ledger = open();
    await ledger.suppress('before', 'unsubscribed');
    const kept = `${path}.kept`;
    renameSync(path, kept);
    if (what === 'another') writeFileSync(path, readFileSync(kept));
    await expect(ledger.suppress('reader', 'unsubscribed')).rejects.toThrow('ledger-replaced');
    await expect(ledger.readValue('ping')).rejects.toThrow('ledger-replaced');
    rmSync(path, { force: true });
    renameSync(kept, path);
    expect(await ledger.suppress('reader', 'unsubscribed')).toBe(true);
    await ledger.close();
  });

  it('that another process holds is waited for, then told, and nothing is sent', async () => {
    const ledger = open({ lockTimeoutMs: 50 });
    await ledger.schedule([aPlan()]);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const { sender, published } = aService();
    await expect(run(ledger, sender, 'host:1:1')).rejects.toThrow('ledger-busy');
    expect(published).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    await run(ledger, sender, 'host:2:1');
    expect([await stateOf(ledger), published.length]).toEqual(['sent', 1]);
    await ledger.close();
  });
});

describe('a full disk', () => {
  const text = 'x'.repeat(20_000);

  /** A ledger with one planned post, filled to the brim but for some bytes in its last page. */
  async function fullLedger(freeBytes: number): Promise<Ledger> {
    const roomy = open();
    await roomy.schedule([aPlan({ message: aMessage({ text }) })]);
    await roomy.close();
    const database = openDatabase(path);
    const pages = database.read((db) => (db.prepare('PRAGMA page_count').get() as { page_count: number }).page_count);
    database.close();
    const ledger = open({ maxPages: pages + 1 });
    for (let size = 4000, index = 0; size > freeBytes; index += 1) {
      await ledger.writeValue(`filler ${index}`, 'f'.repeat(size)).catch(() => {
        size = Math.floor(size / 2);
      });
    }
    return ledger;
  }

  it.each([2000, 1000, 500, 250, 120, 60, 30, 15, 8, 4])(
    'with room for %i bytes: stops with a plain message, doubles nothing, loses nothing',
    async (bytes) => {
      const full = await fullLedger(bytes);
      const { sender, published } = aService();
      const failure = await run(full, sender, 'host:1:1').then(() => undefined, String);
      if (failure !== undefined) expect(failure).toContain('ledger-full');
      expect(published.length).toBeLessThanOrEqual(1);
      if (published.length === 0) expect(failure).toBeDefined();
      await full.close();
      dead.add('host:1:1');
      const roomy = open();
      await run(roomy, sender, 'host:2:1');
      expect([await stateOf(roomy), published.length]).toEqual(['sent', 1]);
      await roomy.close();
    },
  );

  it('takes no plan that it cannot keep', async () => {
    const full = await fullLedger(4);
    await expect(full.schedule([aPlan({ post: 'twee.md', message: aMessage({ text }) })])).rejects.toThrow('ledger-full');
    expect(await full.list()).toHaveLength(1);
    await full.close();
  });
});

describe('a clock that is set back', () => {
  it('makes no run wait for hours, and doubles nothing', async () => {
    const ledger = open();
    await ledger.schedule([aPlan()]);
    const { sender, published } = aService();
    const silent: Sender = {
      ...sender,
      send: async (...call) => ({ ...(await sender.send(...call)), kind: 'unknown', problem: problem('no-answer', { detail: '' }) }),
    };
    await run(ledger, { send: silent.send }, 'host:1:1');
    expect(await stateOf(ledger)).toBe('unconfirmed');
    clock.advance(-3_600_000);
    const before = clock.now().getTime();
    await run(ledger, sender, 'host:2:1');
    expect(clock.now().getTime() - before).toBeLessThanOrEqual(60_000);
    expect([await stateOf(ledger), published.length]).toEqual(['sent', 1]);
    await ledger.close();
  });
});
