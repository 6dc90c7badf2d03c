/** A repository that several people and a pipeline work in: a bare one in the middle, and the clones around it. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Ran } from './binary.ts';
import { type Files, temporaryFolder, writeFiles } from './project.ts';

/** Nothing of the machine's own settings. */
const settings = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C.UTF-8' };
const person = {
  GIT_AUTHOR_NAME: 'Daan',
  GIT_AUTHOR_EMAIL: 'daan@example.nl',
  GIT_COMMITTER_NAME: 'Daan',
  GIT_COMMITTER_EMAIL: 'daan@example.nl',
};

export const git = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
  execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...settings, ...person, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

export interface Repository {
  /** The bare repository in the middle. */
  readonly origin: string;
  /** Where people write. */
  readonly desk: string;
  /** Writes, commits and pushes; gives the commit. `null` deletes. */
  change(files: Readonly<Record<string, string | null>>, message?: string): string;
  head(): string;
}

export function aRepository(files: Files): Repository {
  const origin = temporaryFolder();
  const desk = temporaryFolder();
  git(origin, ['init', '-q', '--bare', '-b', 'main']);
  git(origin, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  git(desk, ['init', '-q', '-b', 'main']);
  git(desk, ['remote', 'add', 'origin', origin]);
  const repository: Repository = {
    origin,
    desk,
    change: (changed, message = 'wijziging') => {
      for (const [name, text] of Object.entries(changed)) {
        if (text === null) rmSync(join(desk, name));
        else writeFiles(desk, { [name]: text });
      }
      git(desk, ['add', '-A']);
      git(desk, ['commit', '-q', '-m', message]);
      git(desk, ['push', '-q', '-f', 'origin', 'HEAD']);
      return repository.head();
    },
    head: () => git(desk, ['rev-parse', 'HEAD']),
  };
  writeFiles(desk, files);
  repository.change({});
  return repository;
}

/** A clone of its own, as each run of a pipeline gets one. */
export function clone({ origin }: Repository, ...more: readonly string[]): string {
  const folder = join(temporaryFolder(), 'werk');
  git(dirname(folder), ['clone', '-q', ...more, `file://${origin}`, folder]);
  return folder;
}

const program = process.env.OMK_TEST_BIN ?? fileURLToPath(new URL('../../bin/omk.js', import.meta.url));

/** `npm` and `npx` that lead to this omk, as a package.json of the project would, and other programs that a runner has. */
export function aPath(more: Files = {}): string {
  const folder = join(temporaryFolder(), 'bin');
  mkdirSync(folder);
  const npx = `#!/bin/sh\n[ "$1 $2 $3" = "--no -- omk" ] || exit 64\nshift 3\nexec '${process.execPath}' '${program}' "$@"\n`;
  writeFiles(folder, { npm: '#!/bin/sh\nexit 0\n', npx, ...more });
  execFileSync('chmod', ['-R', '+x', folder]);
  return `${folder}:${process.env.PATH ?? ''}`;
}

/** Shell lines as a runner gives them: one after the other, until one fails. */
export function runLines(lines: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const given = { HOME: dirname(cwd), LANG: 'C.UTF-8', ...settings, ...env };
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', lines.join('\n')],
      { cwd, env: given, encoding: 'utf8' },
      (error, stdout, stderr) => resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr }),
    );
  });
}

interface Step {
  readonly run?: string;
}

/** The `run:` lines of a job of GitHub's file. */
export function githubLines(root: string, job: string): readonly string[] {
  const file = parse(readFileSync(join(root, '.github/workflows/omk.yml'), 'utf8')) as { jobs: Record<string, { steps: readonly Step[] }> };
  return (file.jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);
}

/** The `script:` lines of a job of GitLab's file. */
export function gitlabLines(root: string, job: string): readonly string[] {
  const file = parse(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8')) as Record<string, { script: readonly string[] }>;
  return file[job]?.script ?? [];
}
