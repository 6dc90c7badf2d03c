/** Ways around approval that somebody tried who may write but not approve. Real git, real ssh-keygen. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  approverLines,
  aTeam,
  commit,
  daan,
  eva,
  git,
  hasPrograms,
  type Keys,
  keysOf,
  type Person,
  sign,
  titled,
} from '../support/approval.ts';
import { runJson, runOmk } from '../support/binary.ts';
import { post, settings, temporaryFolder, writeFiles } from '../support/project.ts';

const noor: Person = ['Noor', 'noor@example.nl'];
const pim: Person = ['Pim', 'pim@example.nl'];

async function codes(root: string, signer: Keys, env = {}): Promise<readonly string[]> {
  const planned = await runOmk(['plan', 'bericht.md', '-o', 'plan.json'], { cwd: root });
  expect(planned.code, planned.stderr).toBe(0);
  sign(root, signer);
  const { report } = await runJson(['publish', '--plan', 'plan.json'], { cwd: root, env });
  return report.problems.map(({ code }) => code);
}

const program = (path: string, text: string): void => writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });

describe.skipIf(!hasPrograms)(titled('approval'), { timeout: 60_000 }, () => {
  test('by an approver of the writer’s own is refused, however old the commit says it is', async () => {
    const team = aTeam();
    const { root } = team;
    const own = keysOf(pim);
    const yaml = settings(approverLines([eva, team.eva], [daan, team.daan], [pim, own]));
    const past = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z' };
    git(root, 'checkout', '-q', '--orphan', 'oud');
    writeFiles(root, { 'omk.yaml': yaml });
    git(root, 'add', 'omk.yaml');
    const named = ['-c', 'user.name=Noor', '-c', 'user.email=noor@example.nl'];
    execFileSync('git', [...named, 'commit', '-qm', 'oud', '--date', '2001-01-01T00:00:00Z'], { cwd: root, env: past });
    git(root, 'checkout', '-q', 'main');
    git(root, ...named, 'merge', '-q', '--allow-unrelated-histories', '-X', 'theirs', '-m', 'samen', 'oud');
    expect(readFileSync(join(root, 'omk.yaml'), 'utf8')).toContain('Pim');
    writeFiles(root, { 'bericht.md': post(['channels: [pleio]'], 'Van Noor.') });
    commit(root, noor);
    expect(await codes(root, own)).toContain('approval-own-approver');
  });

  test('starts nothing that the settings of a repository name, and is not told anything else by it', async () => {
    const team = aTeam({ '.gitattributes': '* diff=anders\n' });
    const { root } = team;
    const ran = join(temporaryFolder(), 'ran');
    for (const [key, value] of [
      ['diff.anders.textconv', `touch ${ran}; cat`],
      ['core.fsmonitor', `touch ${ran}`],
      ['gpg.program', `touch ${ran}`],
      ['log.showSignature', 'true'],
    ] as const)
      git(root, 'config', key, value);
    expect(await codes(root, team.eva)).toEqual([]);
    expect((await runOmk(['check', 'bericht.md'], { cwd: root })).code).toBe(0);
    expect(existsSync(ran)).toBe(false);
  });

  test('asks the repository, and not the inside of one that lies in the folder of the project', async () => {
    const team = aTeam();
    const whole = temporaryFolder();
    const root = join(whole, 'redactie');
    git(whole, 'init', '-q', '-b', 'main');
    execFileSync('cp', ['-r', team.root, root]);
    execFileSync('rm', ['-rf', join(root, '.git')]);
    commit(whole, daan);
    // As if Noor had written everything, and with settings that start something.
    const forged = join(temporaryFolder(), 'vervalst');
    execFileSync('cp', ['-r', team.root, forged]);
    git(forged, '-c', 'user.name=Noor', '-c', 'user.email=noor@example.nl', 'commit', '-q', '--amend', '--no-edit', '--reset-author');
    const ran = join(temporaryFolder(), 'ran');
    for (const one of ['HEAD', 'objects', 'refs']) execFileSync('cp', ['-r', join(forged, '.git', one), join(root, one)]);
    writeFiles(root, { config: `[core]\n\tbare = false\n\tworktree = ${root}\n\tfsmonitor = touch ${ran}\n` });
    expect(await codes(root, team.daan)).toEqual(['approval-no-git']);
    expect((await runOmk(['check', 'bericht.md'], { cwd: root })).code).toBe(0);
    expect(existsSync(ran)).toBe(false);
  });

  test('uses git and ssh-keygen of the computer, not those that the project brings', async () => {
    const team = aTeam();
    const { root } = team;
    const ran = join(temporaryFolder(), 'ran');
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    for (const folder of [root, join(root, 'node_modules', '.bin')])
      for (const name of ['git', 'ssh-keygen']) program(join(folder, name), `touch ${ran}; exit 0`);
    const PATH = [join(root, 'node_modules', '.bin'), '.', '', process.env.PATH ?? ''].join(delimiter);
    expect(await codes(root, team.daan, { PATH })).toEqual(['approval-own-post']);
    expect(existsSync(ran)).toBe(false);
  });

  test('counts whoever wrote a key that stands elsewhere in omk.yaml', async () => {
    const team = aTeam();
    const { root } = team;
    const [ofPim, another] = [keysOf(pim), keysOf(['Iemand', 'iemand@example.nl'])];
    const written = (key: string) =>
      settings(
        [
          `site: { description: &sleutel ${key} }`,
          approverLines([eva, team.eva]),
          `  - { name: Pim, email: pim@example.nl, key: *sleutel }`,
        ].join('\n'),
      );
    writeFiles(root, { 'omk.yaml': written(ofPim.line) });
    commit(root, daan);
    writeFiles(root, { 'omk.yaml': written(another.line), 'bericht.md': post(['channels: [pleio]'], 'Van Noor.') });
    commit(root, noor);
    expect(await codes(root, another)).toEqual(['approval-own-approver']);
  });
});
