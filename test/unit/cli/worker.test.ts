/** Which processes of this host live: what a dead one held is taken over at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
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

test.skipIf(!existsSync('/proc/self/stat'))('a process that ended is dead, also before its parent has looked', async () => {
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(String(line));
  for (let waited = 0; fields(pid)[0] !== 'Z' && waited < 5000; waited += 10) await pause(10);
  expect(fields(pid)[0]).toBe('Z');
  expect(isDead([hostname(), pid, fields(pid)[19]].join(':'))).toBe(true);
});
