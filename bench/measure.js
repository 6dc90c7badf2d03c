/** Programs timed by turns with bare node, so that whatever else the machine does weighs on both alike. */
import { spawnSync } from 'node:child_process';

export const omk = new URL('../bin/omk.js', import.meta.url).pathname;

/** Milliseconds of each run of each program, by its name. */
export function interleaved(programs, { runs, cwd }) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, args] of Object.entries(programs)) times[name].push(timed(args, cwd));
  }
  return times;
}

/** Starts node with these arguments and waits until it has ended. */
export function timed(args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

/** `share` 0.5: the median; 0.25: what a quiet moment gives. */
export const quantile = (values, share) => values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)];
