/**
 * Notices that files changed by looking at them again and again. Slower than being told by the system, but it works on network
 * drives as well, and with editors that put a new file in the place of the old one.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { findPosts } from './project-files.ts';

export interface Watched {
  /** Absolute. */
  readonly root: string;
  /** Folder of templates, relative to the root. */
  readonly templates: string;
  /** What was named on the command line. */
  readonly patterns: readonly string[];
  /** Pictures, relative to the root. */
  readonly pictures: readonly string[];
}

/** The state of every file that a preview comes from, by its path. */
export type Stamps = ReadonlyMap<string, string>;

export function stampsOf({ root, templates, patterns, pictures }: Watched): Stamps {
  const posts = findPosts({ patterns, cwd: process.cwd(), root, templates }).files;
  const names = ['omk.yaml', '.env', ...listed(join(root, templates)).map((name) => join(templates, name)), ...posts, ...pictures];
  return new Map(names.map((name) => [name, stampOf(join(root, name))]));
}

const isSame = (one: Stamps, other: Stamps): boolean =>
  one.size === other.size && [...one].every(([name, stamp]) => other.get(name) === stamp);

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : '-';
}

const lookMs = 250;
/** Nothing may change for this long: an editor or a tool may save several files, or one in steps. */
const restMs = 100;

/** Resolves once something differs from `before` and has come to rest, or when the signal aborts. */
export async function untilChanged(
  look: () => Stamps,
  before: Stamps,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  let last = look();
  while (!signal.aborted && isSame(last, before)) {
    await clock.sleep(lookMs, signal);
    last = look();
  }
  for (let isResting = false; !signal.aborted && !isResting; ) {
    await clock.sleep(restMs, signal);
    const now = look();
    isResting = isSame(now, last);
    last = now;
  }
}
