/** omk's own folder in a project. It holds what must never be committed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes `.omk/` with a `.gitignore` of its own, so that git never sees the ledger, whatever the project ignores. */
export function keepOutOfGit(root: string): void {
  const folder = join(root, '.omk');
  const ignore = join(folder, '.gitignore');
  if (existsSync(ignore)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(ignore, '*\n');
}
