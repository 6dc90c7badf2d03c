/**
 * The documentation is carried out: its commands run in a copy of the sample project and say what the page shows.
 * `npx vitest run test/scenario/docs.test.ts -u` brings tables and shown output up to date.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { changesTable, commandTable, dutchCommandTable, optionsTable } from '../support/page-tables.ts';
import { codeBlocks, pathOf, performed, readPage, withBetween } from '../support/pages.ts';
import { temporaryFolder } from '../support/project.ts';
import { serverBlocks } from '../support/server-pages.ts';

/** A folder with the sample project in `content`, as the repository has it. */
function stage(language: string) {
  const cwd = temporaryFolder();
  cpSync(pathOf('content'), join(cwd, 'content'), { recursive: true, filter: (path) => !path.includes('/.omk') });
  return { cwd, env: { OMK_LANGUAGE: language } };
}

const tables = async (page: string): Promise<string> =>
  Object.entries({ commands: commandTable(), options: optionsTable(), changes: await changesTable() }).reduce(
    (text, [name, table]) => withBetween(text, name, table),
    page,
  );

/** Each command is a process of its own. */
const timeout = 180_000;

describe('the documentation', () => {
  it('shows in README.md what omk does', { timeout }, async () => {
    const page = await performed(await tables(readPage('README.md')), stage('en'));
    await expect(page).toMatchFileSnapshot(pathOf('README.md'));
  });

  it('shows in docs/snelstart.md what omk does', { timeout }, async () => {
    const page = await performed(withBetween(readPage('docs/snelstart.md'), 'opdrachten', dutchCommandTable()), stage('nl'));
    await expect(page).toMatchFileSnapshot(pathOf('docs/snelstart.md'));
  });

  it('shows in docs/login.md what omk does', { timeout }, async () => {
    const page = await performed(readPage('docs/login.md'), stage('nl'));
    await expect(page).toMatchFileSnapshot(pathOf('docs/login.md'));
  });

  it('shows in docs/timing.md what omk does', { timeout }, async () => {
    const page = await performed(readPage('docs/timing.md'), { cwd: temporaryFolder(), env: { OMK_LANGUAGE: 'nl' } });
    await expect(page).toMatchFileSnapshot(pathOf('docs/timing.md'));
  });

  it('shows in docs/forward.md what omk does', { timeout }, async () => {
    const page = await performed(readPage('docs/forward.md'), stage('nl'));
    await expect(page).toMatchFileSnapshot(pathOf('docs/forward.md'));
  });

  it('shows in docs/feed.md what omk does', { timeout }, async () => {
    const page = await performed(readPage('docs/feed.md'), stage('nl'));
    await expect(page).toMatchFileSnapshot(pathOf('docs/feed.md'));
  });

  it('shows in docs/schedule.md what omk does', { timeout }, async () => {
    const page = await performed(readPage('docs/schedule.md'), { cwd: temporaryFolder(), env: { OMK_LANGUAGE: 'nl' } });
    await expect(page).toMatchFileSnapshot(pathOf('docs/schedule.md'));
  });

  it('shows in docs/unattended.md what omk writes and does', { timeout }, async () => {
    const text = Object.entries(serverBlocks).reduce(
      (page, [name, block]) => withBetween(page, name, block),
      readPage('docs/unattended.md'),
    );
    await expect(await performed(text, stage('en'))).toMatchFileSnapshot(pathOf('docs/unattended.md'));
  });

  it('begins with two commands, of which the first publishes and may be given again', { timeout }, async () => {
    const [first = ''] = codeBlocks(readPage('README.md'));
    const lines = first
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s*#.*$/, ''));
    expect(lines).toEqual(['npm ci && npx omk publish content/2026-11-03-koersbesluit-vastgesteld.md', 'npm ci && npm test']);
    const words = lines[0]?.split('npx omk ')[1]?.split(' ') ?? [];
    const place = stage('en');
    expect((await runOmk(words, place)).code).toBe(0);
    const again = await runOmk(words, place);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('unchanged');
  });
});
