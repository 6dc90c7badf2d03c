/** Writes a file whole or not at all: whoever reads it, or kills omk, never finds half of it. */
import { existsSync, linkSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, OmkError } from '../../core/problem.ts';
import { placeInProject } from '../project-files.ts';

export interface WholeFile {
  readonly text: string;
  /** Fails where something stands there by now. */
  readonly isNew: boolean;
  readonly mode?: number;
}

/** `path` is relative to `root`; folders on the way are made. */
export function writeWhole(root: string, path: string, { text, isNew, mode }: WholeFile): void {
  stayInside(root, path);
  try {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    // A link stays a link: what it leads to is replaced.
    const place = existsSync(target) ? realpathSync(target) : target;
    const draft = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
    const kept = isNew ? undefined : statSync(place).mode & 0o777;
    try {
      writeFileSync(draft, text, { mode: mode ?? kept ?? 0o666, flag: 'wx' });
      if (isNew) putNew(draft, place);
      else renameSync(draft, place);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('file-unwritable', { path, detail: code }, undefined, error);
  }
}

/** Stops where a link would lead out of the project. */
export function stayInside(root: string, path: string): void {
  if (!existsSync(root)) return;
  if (placeInProject(existingPart(join(root, path)), realpathSync(root)) === undefined) fail('content-outside-project', { path });
}

const existingPart = (path: string): string => (existsSync(path) ? path : existingPart(dirname(path)));

/** A new file; false where one of that name is there already. */
export function writeNew(root: string, path: string, text: string): boolean {
  if (existsSync(join(root, path))) return false;
  try {
    writeWhole(root, path, { text, isNew: true });
    return true;
  } catch (error) {
    if (error instanceof OmkError && existsSync(join(root, path))) return false;
    throw error;
  }
}

/** A second name for the draft: unlike renaming, that never takes the place of a file. Not every disk knows how. */
function putNew(draft: string, place: string): void {
  try {
    linkSync(draft, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || existsSync(place)) throw error;
    renameSync(draft, place);
  }
}
