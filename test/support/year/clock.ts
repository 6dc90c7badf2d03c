/** A clock that two processes share: it stands still while anybody works, and goes to the earliest sleeper when all wait. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../../src/core/clock.ts';

export interface YearClock extends Clock {
  /** Ahead, or back as a time server may set it. */
  set(at: Date): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Rounds of the event loop in which a call on loopback moves on before anybody is woken. */
const roundsOfWork = 6;

export function yearClock(start: Date): YearClock {
  let at = start.getTime();
  let isTurning = false;
  const sleepers = new Set<Sleeper>();
  const turnOn = async (): Promise<void> => {
    if (isTurning) return;
    isTurning = true;
    while (sleepers.size > 0) {
      for (let round = 0; round < roundsOfWork; round += 1) await turn();
      const [next] = [...sleepers].sort((one, other) => one.until - other.until);
      if (!next) break;
      sleepers.delete(next);
      at = Math.max(at, next.until);
      next.wake();
    }
    isTurning = false;
  };
  return {
    now: () => new Date(at),
    set: (moment) => {
      at = moment.getTime();
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const end = () => {
          signal?.removeEventListener('abort', end);
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper: Sleeper = { until: at + Math.max(0, ms), wake: end };
        signal?.addEventListener('abort', end, { once: true });
        sleepers.add(sleeper);
        void turnOn();
      }),
  };
}
