/** A project in git with people who write and people who approve: real git, real keys. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aProject, type Files, post, settings, temporaryFolder } from './project.ts';

const starts = (program: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

const missing = [starts('git', '--version') || 'git', starts('ssh-keygen', '-?') || 'ssh-keygen'].find((one) => typeof one === 'string');

export const hasPrograms = missing === undefined;

/** The title of a story, and why it is not told. */
export const titled = (title: string): string => (missing === undefined ? title : `${title} (skipped: no ${missing})`);

export type Person = readonly [name: string, email: string];
export const eva: Person = ['Eva', 'eva@example.nl'];
export const daan: Person = ['Daan', 'daan@example.nl'];

/** Nothing of the machine's own settings. */
const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };

export const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export function commit(root: string, [name, email]: Person, ...more: readonly string[]): void {
  git(root, 'add', '-A');
  git(root, '-c', `user.name=${name}`, '-c', `user.email=${email}`, 'commit', '-qm', 'wijziging', ...more);
}

export interface Keys {
  readonly file: string;
  readonly line: string;
}

/** A key pair outside the project. */
export function keysOf([name, email]: Person, ...kind: readonly string[]): Keys {
  const file = join(temporaryFolder(), name.replace(/\W/g, ''));
  execFileSync('ssh-keygen', ['-q', ...(kind.length > 0 ? kind : ['-t', 'ed25519']), '-N', '', '-C', email, '-f', file]);
  return { file, line: readFileSync(`${file}.pub`, 'utf8').trim() };
}

/** Signs as the documentation says; over an earlier signature ssh-keygen would ask first. */
export function sign(root: string, { file }: Keys, path = 'plan.json', namespace = 'omk-plan'): void {
  rmSync(resolve(root, `${path}.sig`), { force: true });
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', file, '-n', namespace, path], { cwd: root, stdio: 'ignore' });
}

export interface Team {
  readonly root: string;
  readonly eva: Keys;
  readonly daan: Keys;
}

export const approverLines = (...approvers: readonly (readonly [Person, Keys])[]): string =>
  [
    'approval: required',
    'approvers:',
    ...approvers.map(([[name, email], { line }]) => `  - { name: ${name}, email: ${email}, key: ${line} }`),
  ].join('\n');

/** Eva and Daan may approve; Daan wrote everything that there is. Readers and plans stay out of git. */
export function aTeam(files: Files = {}, more = ''): Team {
  const [ofEva, ofDaan] = [keysOf(eva), keysOf(daan)];
  const root = aProject({
    'omk.yaml': settings([approverLines([eva, ofEva], [daan, ofDaan]), more].filter(Boolean).join('\n')),
    'bericht.md': post(['channels: [pleio, x]']),
    '.gitignore': 'lezers.csv\n*.json\n*.sig\n',
    ...files,
  });
  git(root, 'init', '-q', '-b', 'main');
  commit(root, daan);
  return { root, eva: ofEva, daan: ofDaan };
}
