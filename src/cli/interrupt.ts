/** Ctrl-C: the first stops taking new work, the second leaves at once. What is in flight is found again by the ledger. */
import { setMaxListeners } from 'node:events';
import type { Output } from './output.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function onInterrupt({ talk, words }: Output): Interrupt {
  const stop = new AbortController();
  // Every delivery of a run listens to it.
  setMaxListeners(0, stop.signal);
  const release = () => {
    for (const name of signals) process.off(name, handle);
  };
  const handle = (name: NodeJS.Signals) => {
    if (!stop.signal.aborted) {
      stop.abort();
      talk(`\n${words.interrupted.first}`);
      return;
    }
    talk(`\n${words.interrupted.second}`);
    release();
    process.kill(process.pid, name);
  };
  for (const name of signals) process.on(name, handle);
  return { signal: stop.signal, release };
}
