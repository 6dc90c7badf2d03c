/** Writes the files of a static site: only what changed, each of them whole, and nothing that omk did not make. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fail, OmkError, problem } from '../core/problem.ts';

export interface WrittenSite {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

export interface SiteToWrite {
  readonly files: ReadonlyMap<string, string>;
  /** Did an earlier run make this text? */
  readonly isMadeByOmk: (text: string) => boolean;
  /** A file of an earlier run that is no longer wanted. */
  readonly isLeftOver: (name: string, text: () => string) => boolean;
}

/** All of it, or nothing where files of somebody's own stand in the way. */
export function writeSite(folder: string, { files, isMadeByOmk, isLeftOver }: SiteToWrite): WrittenSite {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isFile()) fail('site-in-the-way', { path: relative(process.cwd(), folder) });
    mkdirSync(folder, { recursive: true });
    stopWhereOthersAre(folder, [...files.keys()], isMadeByOmk);
    const written = [...files].filter(([name, text]) => writeChanged(join(folder, name), text)).map(([name]) => name);
    const isOld = (name: string): boolean => !files.has(name) && isLeftOver(name, () => readFileSync(join(folder, name), 'utf8'));
    const removed = readdirSync(folder).filter(isOld);
    for (const name of [...removed, ...drafts(folder, files)]) rmSync(join(folder, name), { force: true });
    return { written, removed };
  } catch (error) {
    if (error instanceof OmkError) throw error;
    return fail('file-unwritable', { path: folder, detail: String((error as NodeJS.ErrnoException).code ?? error) }, undefined, error);
  }
}

function stopWhereOthersAre(folder: string, names: readonly string[], isMadeByOmk: SiteToWrite['isMadeByOmk']): void {
  const others = names.map((name) => join(folder, name)).filter((path) => existsSync(path) && !isMadeByOmk(readFileSync(path, 'utf8')));
  if (others.length > 0) throw new OmkError(others.map((path) => problem('site-in-the-way', { path: relative(process.cwd(), path) })));
}

/** What killed runs left half written. */
const drafts = (folder: string, files: SiteToWrite['files']): readonly string[] =>
  readdirSync(folder).filter((name) => {
    const [, file = '', pid = ''] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    return files.has(file) && !isRunning(Number(pid));
  });

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function writeChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  const draft = `${path}.${process.pid}.part`;
  // One that leads elsewhere.
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { flag: 'wx' });
  renameSync(draft, path);
  return true;
}
