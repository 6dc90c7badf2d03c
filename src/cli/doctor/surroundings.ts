/** What omk runs on: Node, SQLite, the rules of the time zone, and who else can read its files. */
import { statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Check, fault, good } from '../../core/check.ts';
import type { Clock } from '../../core/clock.ts';
import type { Project } from '../config.ts';
import { ownPackage } from '../package-root.ts';

export async function lookAtRuntime(): Promise<readonly Check[]> {
  const { node } = process.versions;
  const { nodeFloor } = ownPackage();
  if (isOlder(node, nodeFloor)) return [fault('runtime', 'runtime-old', { version: node, needed: nodeFloor })];
  const { sqliteVersion } = await import('../../ledger/index.ts');
  return [good('runtime', 'runtime-good', { node, sqlite: sqliteVersion() })];
}

export function isOlder(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split('.').map(Number));
  const index = need?.findIndex((part, at) => part !== (have?.[at] ?? 0)) ?? -1;
  return index >= 0 && (have?.[index] ?? 0) < (need?.[index] ?? 0);
}

/** A zone without its rules falls back to another one in silence, or cannot be used at all. */
export function lookAtZone({ timezone }: Pick<Project, 'timezone'>, clock: Clock): readonly Check[] {
  try {
    const told = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', timeZoneName: 'longOffset' });
    const parts = Object.fromEntries(told.formatToParts(clock.now()).map(({ type, value }) => [type, value]));
    return [good('zone', 'zone-known', { zone: timezone, now: `${parts.hour}:${parts.minute} (${parts.timeZoneName})` })];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [fault('zone', 'zone-unknown', { zone: timezone })];
  }
}

/** Files with secrets, addresses or what was sent. Where there are no such rights (Windows), nothing is said. */
export function lookAtFiles({ root, databasePath }: Pick<Project, 'root' | 'databasePath'>, lists: readonly string[]): readonly Check[] {
  if (process.platform === 'win32') return [];
  const paths = ['.env', ...lists, relative(root, databasePath)];
  const found = paths.flatMap((path) => {
    const file = statSync(join(root, path), { throwIfNoEntry: false });
    return file ? [{ path, isOpen: (file.mode & 0o007) !== 0 }] : [];
  });
  const open = found
    .filter(({ isOpen, path }) => isOpen && isWayOpen(dirname(join(root, path))))
    .map(({ path }) => fault('files', 'file-open-to-others', { path }));
  if (open.length > 0 || found.length === 0) return open;
  return [good('files', 'files-private', { paths: found.map(({ path }) => path) })];
}

/** Through a folder that is closed to others nobody gets at what lies below it. */
function isWayOpen(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (folder === dirname(folder) || isWayOpen(dirname(folder)));
}
