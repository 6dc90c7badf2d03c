/** Who holds a claim: host, process id and the moment that process started, so that a reused id is not mistaken. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** `host:pid:start` of this process. */
export const thisWorker = (): string => [thisPlace(), process.pid, statOf(process.pid)?.start ?? 0].join(':');

/** Surely a process of this host that no longer lives. In doubt it lives. */
export function isDead(worker: string): boolean {
  const [start, pid, ...host] = worker.split(':').reverse();
  if (host.reverse().join(':') !== thisPlace()) return false;
  if (!isRunning(Number(pid))) return true;
  const now = statOf(Number(pid));
  return now !== undefined && (now.hasEnded || (Number(start) > 0 && String(now.start) !== start));
}

/** Of the first namespace of process ids (pid_namespaces(7)); Linux gives it the same number everywhere. */
const firstNamespace = 'pid:[4026531836]';

/** Containers may share the name of a host, but each counts its processes anew: a number of the one says nothing in the other. */
function thisPlace(): string {
  try {
    const namespace = readlinkSync('/proc/self/ns/pid');
    return namespace === firstNamespace ? hostname() : `${hostname()} ${namespace.replaceAll(':', '')}`;
  } catch {
    return hostname();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Start time in clock ticks since boot (proc(5), field 22), and whether only its parent has yet to take note of its end (field 3); a
 * container's first process may never do so. Only Linux tells.
 */
function statOf(pid: number): { readonly start: number; readonly hasEnded: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { start: Number(fields[19]), hasEnded: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
