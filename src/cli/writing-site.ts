/** Writes the files of a static site: only what changed, each of them whole, and nothing that omk did not make. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/problem.ts';

export interface WrittenSite {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** `isLeftOver`: a file of an earlier run that is no longer wanted. */
export function writeSite(
  folder: string,
  files: ReadonlyMap<string, string>,
  isLeftOver: (name: string, text: () => string) => boolean,
): WrittenSite {
  try {
    mkdirSync(folder, { recursive: true });
    const written = [...files].filter(([name, text]) => writeChanged(join(folder, name), text)).map(([name]) => name);
    const isOld = (name: string): boolean => !files.has(name) && isLeftOver(name, () => readFileSync(join(folder, name), 'utf8'));
    const removed = readdirSync(folder).filter(isOld);
    for (const name of removed) rmSync(join(folder, name));
    return { written, removed };
  } catch (error) {
    return fail('file-unwritable', { path: folder, detail: String((error as NodeJS.ErrnoException).code ?? error) }, undefined, error);
  }
}

function writeChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  const draft = `${path}.${process.pid}.part`;
  writeFileSync(draft, text);
  renameSync(draft, path);
  return true;
}
