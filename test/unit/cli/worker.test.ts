/** Which processes of this host live: what a dead one held is taken over at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isDead, thisWorker } from '../../../src/cli/worker.ts';

const fields = (pid: number): readonly string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

test('this process lives, and one of another host may', () => {
  expect(isDead(thisWorker())).toBe(false);
  expect(isDead(`elsewhere.${hostname()}:1:1`)).toBe(false);
});

test('a container of the same host name counts its processes anew, so nothing is known of those', () => {
  expect(isDead(`${hostname()} pid[1]:999999:1`)).toBe(false);
  expect(isDead(thisWorker().replace(/:\d+:\d+$/, ':999999:1'))).toBe(true);
});

test.skipIf(!existsSync('/proc/self/stat'))('a process that ended is dead, also before its parent has looked', async () => {
  // The child ends only once its shell has become a program that never takes note of it: a shell itself may do so at any moment.
  const parent = spawn('sh', ['-c', 'cat <&3 >/dev/null & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
  const pid = Number(String(line));
  const isSleeping = (): boolean => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n';
  for (let waited = 0; !isSleeping() && waited < 5000; waited += 10) await pause(10);
  (parent.stdio[3] as Writable).end();
  for (let waited = 0; fields(pid)[0] !== 'Z' && waited < 5000; waited += 10) await pause(10);
  expect(fields(pid)[0]).toBe('Z');
  expect(isDead(thisWorker().replace(/:\d+:\d+$/, `:${pid}:${fields(pid)[19]}`))).toBe(true);
});
