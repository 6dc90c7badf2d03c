/** Finds the folder that a command is about (interface.md, section 2). */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../core/problem.ts';

export interface ProjectPlace {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** omk.yaml, absolute; absent where there is none. */
  readonly file?: string;
}

export interface Start {
  /** The FILE of the command line: a path, a folder or a glob. */
  readonly start?: string | undefined;
  readonly cwd: string;
  /** `--project DIR`. */
  readonly projectFlag?: string | undefined;
}

/** Walks up from the post, then from the working directory. */
export function findProject({ start, cwd, projectFlag }: Start): ProjectPlace {
  if (projectFlag !== undefined) return placeOf(namedFolder(projectFlag, cwd));
  const first = start === undefined ? cwd : existingFolder(resolve(cwd, start));
  return placeOf(upwards(first) ?? upwards(cwd) ?? first);
}

function placeOf(folder: string): ProjectPlace {
  const root = realpathSync(folder);
  const file = join(root, 'omk.yaml');
  return existsSync(file) ? { root, file } : { root };
}

/** `--project` also takes the path of omk.yaml itself. */
function namedFolder(flag: string, cwd: string): string {
  const path = resolve(cwd, flag);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return fail('content-not-found', { path: flag });
  return stats.isDirectory() ? path : dirname(path);
}

/** The folder of a file, or the part of a glob before its first star. */
function existingFolder(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() ? path : existingFolder(dirname(path));
}

function upwards(folder: string): string | undefined {
  if (existsSync(join(folder, 'omk.yaml'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : upwards(parent);
}
