/** docs/ci.md is carried out, with real git; the files that it shows are those that `omk init` writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { git } from '../support/git-story.ts';
import { pathOf, performed, readPage, withBetween } from '../support/pages.ts';
import { temporaryFolder } from '../support/project.ts';

const shown = { github: ['.github/workflows/omk.yml', 'yaml'], gitlab: ['.gitlab-ci.yml', 'yaml'], script: ['omk-ci.sh', 'sh'] } as const;

async function withFiles(page: string): Promise<string> {
  const root = temporaryFolder();
  const args = ['init', '--language', 'nl', '--channels', 'pleio,x', '--ci', 'github,gitlab', '--no-post', '--no-sandbox', '--yes'];
  expect((await runOmk(args, { cwd: root })).code).toBe(0);
  return Object.entries(shown).reduce(
    (text, [name, [path, language]]) => withBetween(text, name, `\`\`\`${language}\n${readFileSync(join(root, path), 'utf8')}\`\`\``),
    page,
  );
}

it('docs/ci.md shows what omk does and what omk init writes', { timeout: 120_000 }, async () => {
  const cwd = temporaryFolder();
  git(cwd, ['init', '-q', '-b', 'main']);
  const author = {
    GIT_AUTHOR_NAME: 'Daan',
    GIT_AUTHOR_EMAIL: 'daan@example.nl',
    GIT_COMMITTER_NAME: 'Daan',
    GIT_COMMITTER_EMAIL: 'daan@example.nl',
  };
  const page = await performed(await withFiles(readPage('docs/ci.md')), { cwd, env: { OMK_LANGUAGE: 'nl', ...author } });
  await expect(page).toMatchFileSnapshot(pathOf('docs/ci.md'));
});
