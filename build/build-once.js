/** Builds dist unless it is newer than everything that it is made of, so that tests of the program test the present source. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Called once by vitest, before the first test. */
export function setup() {
  if (isFresh()) return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function isFresh() {
  const built = changedAt('dist/LICENCES.txt');
  return ['package.json', 'package-lock.json', 'build/rolldown.config.js', ...filesOf('src')].every((file) => changedAt(file) < built);
}

const filesOf = (folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name));

const changedAt = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
