/** What runs omk where nobody is looking: cron, systemd, a user without rights. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathOf } from './pages.ts';

/** Is this program on this computer? */
export const hasProgram = (name: string): boolean => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;

export interface CronJob {
  readonly fields: string;
  readonly command: string;
  /** What follows an unescaped percent sign is fed to the command. */
  readonly input: string;
}

/** A line of crontab(5), as cron reads it: a percent sign is a line break unless a backslash stands before it. */
export function readCronLine(line: string): CronJob {
  const [, fields = '', rest = ''] = /^((?:\S+[ \t]+){4}\S+)[ \t]+(.*)$/.exec(line) ?? [];
  const [command = '', ...input] = rest.replace(/\\%|%/g, (found) => (found === '%' ? '\n' : '%')).split('\n');
  // Escaped ones were made plain above, so only real line breaks divide.
  return { fields, command, input: input.join('\n') };
}

/** Everything cron gives a command: no HOME, no language, no terminal, another folder. */
export function performCron({ command, input }: CronJob): number {
  const { status } = spawnSync('/bin/sh', ['-c', command], { cwd: '/', env: { PATH: '/usr/bin:/bin', SHELL: '/bin/sh' }, input });
  return status ?? -1;
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** The packages that `npm ci --omit=dev` leaves, copied. */
export function copyProductionPackages(to: string): void {
  const { packages } = JSON.parse(readFileSync(pathOf('package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    if (path === '' || dev || devOptional) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(pathOf(path), join(to, path), { recursive: true, filter: (from) => from === pathOf(path) || !from.endsWith('/node_modules') });
  }
}

/** Somebody who owns nothing: root becomes nobody, and anybody else has no more rights than the files give. */
export function asNobody(root: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  execFileSync('chown', ['-R', '65534:65534', root]);
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
}

/** The line that a run writes for the log, as its words; fails unless there is exactly one. */
export function runLineOf({ stderr }: { readonly stderr: string }): Readonly<Record<string, string>> {
  const lines = stderr.split('\n').filter((line) => / omk run mode=/.test(line));
  if (lines.length !== 1) throw new Error(`${lines.length} lines of a run:\n${stderr}`);
  const [at = '', , , ...pairs] = (lines[0] ?? '').split(' ');
  return { at, ...Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])) };
}

/** A disk of a megabyte, where this computer lets us have one. */
export function mountSmallDisk(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]).status === 0;
}
