/** Runs that nobody watches: two at once, one that is told to stop, a computer that was off, a ledger that cannot be written. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runJson, runOmk, startOmk } from '../support/binary.ts';
import { aProject, arrived, letTimePass, post, settings, writeFiles } from '../support/project.ts';
import { mountSmallDisk, runLineOf } from '../support/unattended.ts';

const ledger = 'sandbox/omk.db';
const channels = ['x', 'yammer'];
const kinds: Readonly<Record<string, string>> = { x: 'post', yammer: 'message' };
const hourMs = 3_600_000;
/** A busy computer gets all the time it wants. */
const patient = `${settings('hub: none').replace(/^timing:.*$/m, 'timing: { deadline: 60s, lease: 120s }')}channels: [${channels.join(', ')}]\n`;

const number = (index: number): string => String(index).padStart(2, '0');

/** Twenty posts, the first of which was due `lateMs` ago and each next one a minute later. */
async function withDuePosts(lateMs: number, count = 20): Promise<string> {
  const root = aProject({ 'omk.yaml': patient });
  // Names run against the moments, so that nobody takes the one for the other.
  const files = Array.from({ length: count }, (_, index) => [
    `berichten/${number(99 - index)}.md`,
    post(['link: https://a.nl/', `publish_at: 2099-01-01 09:${number(index)}`], `Bericht ${number(index)}.`).replace(
      'Inloopavond',
      `Avond ${number(index)}`,
    ),
  ]);
  writeFiles(root, Object.fromEntries(files));
  const planned = await runJson(['publish', 'berichten'], { cwd: root });
  expect(planned.code, planned.stderr).toBe(0);
  letTimePass(root, ledger, Date.parse('2099-01-01T08:00:00Z') - Date.now() + lateMs);
  return root;
}

const numbersAt = (root: string, channel: string): readonly string[] =>
  arrived(root, channel, kinds[channel] ?? '').map(
    (record) => /Bericht (\d\d)|Avond (\d\d)/.exec(JSON.stringify(record))?.slice(1).find(Boolean) ?? '?',
  );

const inOrder = Array.from({ length: 20 }, (_, index) => number(index));

describe.each([2, 8])('%i runs at the same time', (count) => {
  test('bring twenty due posts out, each once', { timeout: 300_000 }, async () => {
    const root = await withDuePosts(hourMs);
    const runs = await Promise.all(Array.from({ length: count }, () => runOmk(['run', '--quiet'], { cwd: root })));
    for (const { code, stderr } of runs) expect([0, 3], stderr).toContain(code);
    for (const channel of channels) expect([...numbersAt(root, channel)].sort()).toEqual(inOrder);
    const told = runs.map((ran) => Number(runLineOf(ran).sent));
    expect(told.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(40);
    const last = await runOmk(['run', '--quiet'], { cwd: root });
    expect([last.code, runLineOf(last).sent]).toEqual([0, '0']);
  });
});

test('after three hours off, what came due meanwhile goes out in the order of its moment', { timeout: 300_000 }, async () => {
  const root = await withDuePosts(3 * hourMs);
  const ran = await runOmk(['run', '--quiet'], { cwd: root });
  expect([ran.code, runLineOf(ran)], ran.stderr).toEqual([0, expect.objectContaining({ sent: '40', held: '0', exit: '0', next: '-' })]);
  for (const channel of channels) expect(numbersAt(root, channel)).toEqual(inOrder);
});

test('after more than a day off, what is too late is held and told, and the rest goes', async () => {
  const root = await withDuePosts(24 * hourMs + 4.5 * 60_000, 10);
  const ran = await runOmk(['run', '--quiet'], { cwd: root });
  expect([ran.code, runLineOf(ran)]).toEqual([4, expect.objectContaining({ sent: '10', held: '10', exit: '4' })]);
});

test('told to stop half-way, as systemd does, it finishes what is on its way, says 3, and the next run goes on', {
  timeout: 300_000,
}, async () => {
  const root = await withDuePosts(hourMs);
  writeFiles(root, { '.omk/sandbox/faults.json': JSON.stringify({ x: { slow: true } }) });
  const running = startOmk(['run', '--quiet'], { cwd: root });
  while (numbersAt(root, 'x').length < 1 && running.process.exitCode === null) await pause(20);
  running.process.kill('SIGTERM');
  const ran = await running.done;
  const before = numbersAt(root, 'x').length;
  expect([ran.code, runLineOf(ran)], ran.stderr).toEqual([3, expect.objectContaining({ exit: '3', stopped: '1' })]);
  expect(before).toBeLessThan(20);
  writeFiles(root, { '.omk/sandbox/faults.json': '{}' });
  const next = await runOmk(['run', '--quiet'], { cwd: root });
  expect(next.code, next.stderr).toBe(0);
  for (const channel of channels) expect([...numbersAt(root, channel)].sort()).toEqual(inOrder);
});

describe('a ledger that cannot be written', () => {
  test('because another program holds it: one clear line, exit 2, nothing sent, and the next run goes on', async () => {
    const root = await withDuePosts(hourMs, 2);
    const holder = new DatabaseSync(join(root, '.omk', ledger));
    holder.exec('BEGIN IMMEDIATE');
    const ran = await runOmk(['run', '--quiet'], { cwd: root });
    holder.exec('ROLLBACK');
    holder.close();
    expect([ran.code, runLineOf(ran)], ran.stderr).toEqual([2, expect.objectContaining({ sent: '-', exit: '2', problem: 'ledger-busy' })]);
    expect(channels.map((channel) => numbersAt(root, channel).length)).toEqual([0, 0]);
    expect((await runOmk(['run', '--quiet'], { cwd: root })).code).toBe(0);
    expect(channels.map((channel) => numbersAt(root, channel).length)).toEqual([2, 2]);
  });

  test('because the disk is full: one clear line, exit 2, nothing twice, and the next run goes on', async () => {
    const root = aProject({ 'omk.yaml': patient, 'bericht.md': post(['link: https://a.nl/', 'publish_at: 2099-01-01 09:00']) });
    const folder = join(root, '.omk');
    mkdirSync(folder, { recursive: true });
    const isMounted = mountSmallDisk(folder);
    if (isMounted) onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    letTimePass(root, ledger, Date.parse('2099-01-01T08:00:00Z') - Date.now() + hourMs);
    const filler = join(folder, 'vulling');
    if (isMounted) fill(filler);
    // Elsewhere a limit on files stands in for the disk: a write is refused in the same place, for another reason.
    const ran = isMounted ? await runOmk(['run', '--quiet'], { cwd: root }) : limited(root);
    expect([ran.code, runLineOf(ran).problem], ran.stderr).toEqual([2, isMounted ? 'ledger-full' : 'ledger-unreachable']);
    rmSync(filler, { force: true });
    for (const _ of [1, 2]) expect([0, 4]).toContain((await runOmk(['run', '--quiet'], { cwd: root })).code);
    expect(channels.map((channel) => arrived(root, channel, kinds[channel] ?? '').length)).toEqual([1, 1]);
  });
});

function fill(path: string): void {
  for (const size of [65_536, 4096, 512, 1]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full for pieces of this size.
    }
  }
}

function limited(root: string): { readonly code: number | null; readonly stderr: string } {
  const line = 'ulimit -f 0; exec "$0" "$@"';
  const program = process.env.OMK_TEST_BIN ?? join(import.meta.dirname, '../../bin/omk.js');
  const { status, stderr } = spawnSync('sh', ['-c', line, process.execPath, program, 'run', '--quiet'], { cwd: root, encoding: 'utf8' });
  return { code: status, stderr };
}
