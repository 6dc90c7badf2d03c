/** Several processes at once, one that sleeps through its lease, and Ctrl-C: the real program, nothing doubled, nothing lost. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Delivery } from '../../src/core/delivery.ts';
import { openLedger } from '../../src/ledger/index.ts';
import { documentOf, runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { arrived, post, settings, writeFiles } from '../support/project.ts';
import { countsAt, inCrashProject, setFaults } from './harness.ts';

const isLong = process.env['OMK_TEST_LONG'] === '1';
const all = isLong ? ['pleio', 'x', 'linkedin', 'yammer', 'newsletter'] : ['pleio', 'x', 'newsletter'];
const patience = 180_000;

const timing = (line: string): string => settings().replace(/^timing:.*$/m, line);
const shortLease = timing('timing: { deadline: 1s, lease: 2s, confirm: [50ms, 100ms] }');

async function delivery(root: string): Promise<Delivery | undefined> {
  const ledger = openLedger({ path: join(root, '.omk', 'sandbox', 'omk.db'), clock: systemClock, isDead: () => false });
  try {
    return (await ledger.list())[0];
  } finally {
    await ledger.close();
  }
}

/** Resolves when the first delivery is in this state; the file appears once something was planned. */
async function reached(root: string, state: string): Promise<void> {
  for (let times = 0; times < 1000; times += 1) {
    if ((await delivery(root).catch(() => undefined))?.state === state) return;
    await pause(10);
  }
  throw new Error(`It never came to ${state}.`);
}

/** In the middle of its call, but never in the middle of a transaction: that is another story, of a locked ledger. */
async function putToSleep(root: string, sleeper: ChildProcess): Promise<void> {
  for (let times = 0; times < 50; times += 1) {
    await pause(150);
    sleeper.kill('SIGSTOP');
    if (!isLocked(root)) return;
    sleeper.kill('SIGCONT');
  }
  throw new Error('It always holds the ledger.');
}

function isLocked(root: string): boolean {
  const db = new DatabaseSync(join(root, '.omk', 'sandbox', 'omk.db'), { timeout: 50 });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    db.close();
  }
}

describe('eight processes publish the same twenty posts at once', () => {
  test.each(Array.from({ length: isLong ? 10 : 1 }, (_, index) => ({ index })))(
    'round $index: nothing is doubled',
    async () => {
      await inCrashProject(all, async (root) => {
        const posts = Array.from({ length: 20 }, (_, index) => [
          `berichten/${index}.md`,
          post([], `Bericht nummer ${index}.`).replace('Inloopavond', `Avond ${index}`),
        ]);
        // Eight at once on a small computer need all the time they want.
        writeFiles(root, { ...Object.fromEntries(posts), 'omk.yaml': timing('timing: { deadline: 60s, lease: 120s }') });
        const publish = ['publish', 'berichten', '--channels', all.join(','), '--json'];
        const runs = await Promise.all(Array.from({ length: 8 }, () => runOmk(publish, { cwd: root })));
        for (const { code, stderr } of runs) expect([0, 3], stderr).toContain(code);
        const last = await runOmk(publish, { cwd: root });
        expect(last.code, last.stderr).toBe(0);
        const places = all.filter((channel) => channel !== 'newsletter');
        const counts = places.map((channel) => [channel, arrived(root, channel, channel === 'yammer' ? 'message' : 'post').length]);
        expect(counts).toEqual(places.map((channel) => [channel, 20]));
        expect([arrived(root, 'newsletter', 'mail').length, arrived(root, 'newsletter', 'duplicate').length]).toEqual([140, 0]);
      });
    },
    600_000,
  );
});

describe('a process that sleeps through its lease, in the middle of a call', () => {
  test.concurrent.each(['pleio', 'x', 'yammer'])(
    '%s: another one takes over and does not send it again; it wakes and doubles nothing',
    async (channel) => {
      await inCrashProject([channel], async (root) => {
        writeFiles(root, { 'omk.yaml': shortLease, 'bericht.md': post([`channels: [${channel}]`, 'link: https://a.nl/'], 'Kom langs.') });
        setFaults(root, { [channel]: { slow: true } });
        const sleeper = startOmk(['publish', 'bericht.md'], { cwd: root });
        await reached(root, 'sending');
        await putToSleep(root, sleeper.process);
        await pause(2500);
        setFaults(root, {});
        const other = await runOmk(['run'], { cwd: root });
        expect([0, 4], other.stderr).toContain(other.code);
        sleeper.process.kill('SIGCONT');
        await sleeper.done;
        // The slow service may still be about to store it.
        await pause(3500);
        const last = await runOmk(['run'], { cwd: root });
        const [count] = countsAt(root, channel);
        const { report } = await runJson(['status', 'bericht.md'], { cwd: root });
        expect([statesOf(report)[channel], last.code, count], last.stderr).toEqual(count === 1 ? ['sent', 0, 1] : ['unconfirmed', 4, 0]);
      });
    },
    patience,
  );

  test(
    'what a person decided meanwhile stands',
    async () => {
      await inCrashProject(['yammer'], async (root) => {
        writeFiles(root, { 'omk.yaml': shortLease, 'bericht.md': post(['channels: [yammer]', 'link: https://a.nl/'], 'Kom langs.') });
        setFaults(root, { yammer: { 'accept-and-hang': true } });
        const sleeper = startOmk(['publish', 'bericht.md'], { cwd: root });
        while (countsAt(root, 'yammer')[0] === 0) await pause(10);
        sleeper.process.kill('SIGSTOP');
        await pause(2500);
        setFaults(root, { yammer: { auth: true } });
        expect((await runOmk(['run'], { cwd: root })).code).toBe(4);
        const url = 'https://www.yammer.com/contoso.example/messages/3550000000000001';
        expect((await runOmk(['resolve', 'bericht.md', 'yammer', '--published', url], { cwd: root })).code).toBe(0);
        const decided = await delivery(root);
        expect(decided?.state).toBe('sent');
        sleeper.process.kill('SIGCONT');
        await sleeper.done;
        expect(await delivery(root)).toEqual(decided);
        expect(countsAt(root, 'yammer')).toEqual([1]);
      });
    },
    patience,
  );
});

describe('Ctrl-C', () => {
  const patient = timing('timing: { deadline: 8s, lease: 20s, confirm: [50ms, 100ms] }');
  const files = {
    'omk.yaml': patient,
    'bericht.md': post(['channels: [x]', 'x: { link: false }'], 'Kom langs.'),
    'tweede.md': post(['channels: [x]', 'x: { link: false }'], 'Kom ook langs.').replace('Inloopavond', 'Tweede avond'),
  };

  test(
    'once: what is in flight is finished and told, nothing new is begun, and the next run does the rest',
    async () => {
      await inCrashProject(['x'], async (root) => {
        writeFiles(root, files);
        setFaults(root, { x: { slow: true } });
        const running = startOmk(['publish', 'bericht.md', 'tweede.md', '--json'], { cwd: root });
        await reached(root, 'sending');
        await pause(300);
        running.process.kill('SIGINT');
        const ran = await running.done;
        const report = documentOf(ran);
        expect(report.posts.map(({ deliveries }) => deliveries[0]?.state)).toEqual(['sent', 'scheduled']);
        expect([ran.code, report.problems.map(({ code }) => code)]).toEqual([3, ['interrupted']]);
        expect(arrived(root, 'x', 'post')).toHaveLength(1);
        setFaults(root, {});
        expect((await runOmk(['run'], { cwd: root })).code).toBe(0);
        expect(arrived(root, 'x', 'post')).toHaveLength(2);
      });
    },
    patience,
  );

  test(
    'twice: it leaves at once, and the next run finds out what became of the call',
    async () => {
      await inCrashProject(['x'], async (root) => {
        writeFiles(root, files);
        setFaults(root, { x: { 'accept-and-hang': true } });
        const running = startOmk(['publish', 'bericht.md'], { cwd: root });
        while (arrived(root, 'x', 'post').length === 0) await pause(10);
        running.process.kill('SIGINT');
        await pause(300);
        running.process.kill('SIGINT');
        const before = Date.now();
        expect((await running.done).code).toBeNull();
        expect(Date.now() - before).toBeLessThan(3000);
        setFaults(root, {});
        expect((await runOmk(['run'], { cwd: root })).code).toBe(0);
        expect(arrived(root, 'x', 'post')).toHaveLength(1);
      });
    },
    patience,
  );
});
