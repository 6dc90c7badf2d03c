/** docs/approval.md is carried out: Daan writes, Eva approves; with real git and real keys. */
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { daan, eva, git, hasPrograms, keysOf, titled } from '../support/approval.ts';
import { pathOf, performed, readPage } from '../support/pages.ts';
import { temporaryFolder } from '../support/project.ts';

/** Daan's computer; the key at its usual place is Eva's, who signs. */
function stage() {
  const [cwd, home] = [temporaryFolder(), temporaryFolder()];
  const [ofEva, ofDaan] = [keysOf(eva), keysOf(daan)];
  for (const folder of [join(cwd, 'sleutels'), join(home, '.ssh')]) mkdirSync(folder);
  copyFileSync(`${ofEva.file}.pub`, join(cwd, 'sleutels', 'eva.pub'));
  copyFileSync(`${ofDaan.file}.pub`, join(cwd, 'sleutels', 'daan.pub'));
  renameSync(ofEva.file, join(home, '.ssh', 'id_ed25519'));
  git(cwd, 'init', '-q', '-b', 'main');
  const [name, email] = daan;
  const author = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
  return { cwd, env: { HOME: home, OMK_LANGUAGE: 'nl', ...author } };
}

describe.skipIf(!hasPrograms)(titled('docs/approval.md'), () => {
  it('shows what omk does', { timeout: 180_000 }, async () => {
    const page = await performed(readPage('docs/approval.md'), stage());
    await expect(page).toMatchFileSnapshot(pathOf('docs/approval.md'));
  });
});
