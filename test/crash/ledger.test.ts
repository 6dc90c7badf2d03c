/** A ledger that cannot be used, met by the real program: it says so, leaves with 2, and nothing has left the building. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { aProject, arrived, post, temporaryFolder } from '../support/project.ts';

const ledgerOf = (root: string): string => join(root, '.omk', 'sandbox', 'omk.db');

/** A project whose first post is out, and a second one that is not. */
async function published(): Promise<string> {
  const root = aProject();
  expect((await runOmk(['publish', 'bericht.md', '--channels', 'pleio'], { cwd: root })).code).toBe(0);
  writeFileSync(join(root, 'tweede.md'), readFileSync(join(root, 'bericht.md'), 'utf8').replace('Inloopavond', 'Tweede avond'));
  return root;
}

async function expectNothingSent(root: string, says: RegExp): Promise<void> {
  const ran = await runOmk(['publish', 'tweede.md', '--channels', 'pleio'], { cwd: root });
  expect([ran.code, ran.stdout], ran.stderr).toEqual([2, '']);
  expect(ran.stderr).toMatch(says);
  expect(ran.stderr).not.toMatch(/^\s+at |SQLITE|undefined/m);
  if (existsSync(join(root, '.omk', 'sandbox'))) expect(arrived(root, 'pleio', 'post')).toHaveLength(1);
}

test('a damaged one', async () => {
  const root = await published();
  const path = ledgerOf(root);
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) writeFileSync(path + suffix, Buffer.alloc(suffix ? 0 : 8192, 7));
  await expectNothingSent(root, /beschadigd/);
});

test('a file where its folder should be', async () => {
  const root = aProject({ '.omk': 'geen map', 'tweede.md': post() });
  await expectNothingSent(root, /\.omk/);
});

test('one that another program holds too long', async () => {
  const root = await published();
  const db = new DatabaseSync(ledgerOf(root));
  db.exec('BEGIN IMMEDIATE');
  await expectNothingSent(root, /in gebruik/);
  db.exec('ROLLBACK');
  db.close();
  expect((await runOmk(['publish', 'tweede.md', '--channels', 'pleio'], { cwd: root })).code).toBe(0);
  expect(arrived(root, 'pleio', 'post')).toHaveLength(2);
}, 60_000);

const program = process.env['OMK_TEST_BIN'] ?? fileURLToPath(new URL('../../bin/omk.js', import.meta.url));
const nobody = 65_534;

/** Root may write everywhere, so it runs as nobody. */
test('a folder in which nothing may be written', async () => {
  const root = await published();
  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true });
  for (const folder of ['', '.omk', '.omk/sandbox']) chmodSync(join(copy, folder), 0o555);
  for (const file of ['omk.db', 'omk.db-wal', 'omk.db-shm'].map((name) => join(copy, '.omk', 'sandbox', name)))
    if (existsSync(file)) chmodSync(file, 0o444);
  const ran = spawnSync(process.execPath, [program, 'publish', 'tweede.md', '--channels', 'pleio'], {
    cwd: copy,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/' },
    ...(process.getuid?.() === 0 && { uid: nobody, gid: nobody }),
  });
  expect([ran.status, ran.stdout], ran.stderr).toEqual([2, '']);
  expect(ran.stderr).toContain('.omk');
  expect(ran.stderr).not.toMatch(/^\s+at |undefined/m);
  expect(arrived(copy, 'pleio', 'post')).toHaveLength(1);
  for (const folder of ['.omk/sandbox', '.omk', '']) chmodSync(join(copy, folder), 0o755);
});
