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

/** State of every file that a preview comes from; another text means that something changed. */
export function fingerprint({ root, templates, patterns, pictures }: Watched): string {
  const posts = findPosts({ patterns, cwd: process.cwd(), root, templates }).files;
  const names = ['omk.yaml', '.env', ...listed(join(root, templates)).map((name) => join(templates, name)), ...posts, ...pictures];
  return names.map((name) => `${name}\t${stampOf(join(root, name))}`).join('\n');
}

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
  look: () => string | undefined,
  before: string | undefined,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted && look() === before) await clock.sleep(lookMs, signal);
  let [last, now]: (string | undefined)[] = [undefined, look()];
  while (!signal.aborted && last !== now) {
    last = now;
    await clock.sleep(restMs, signal);
    now = look();
  }
}
