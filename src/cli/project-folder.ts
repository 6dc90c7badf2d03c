/** omk's own folder in a project. It holds what must never be committed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fail } from '../core/problem.ts';

/** Makes `.omk/` with a `.gitignore` of its own, so that git never sees the ledger there, whatever the project ignores. */
export function keepOutOfGit(root: string, ledger: string = join(root, '.omk', 'omk.db')): void {
  const folder = join(root, '.omk');
  const ignore = join(folder, '.gitignore');
  if (!ledger.startsWith(folder + sep) || existsSync(ignore)) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(ignore, '*\n');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('ledger-unreachable', { path: ledger, detail: code }, undefined, error);
  }
}
