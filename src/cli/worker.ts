/** Who holds a claim: host, process id and the moment that process started, so that a reused id is not mistaken. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** `host:pid:start` of this process. */
export const thisWorker = (): string => [hostname(), process.pid, startOf(process.pid) ?? 0].join(':');

/** Surely a process of this host that no longer lives. In doubt it lives. */
export function isDead(worker: string): boolean {
  const [start, pid, ...host] = worker.split(':').reverse();
  if (host.reverse().join(':') !== hostname()) return false;
  if (!isRunning(Number(pid))) return true;
  const now = startOf(Number(pid));
  return now !== undefined && Number(start) > 0 && String(now) !== start;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time in clock ticks since boot (proc(5), field 22); only Linux tells it. */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}
