import type { Clock } from '../../src/core/clock.ts';

/** A clock that stands still until it is told otherwise; sleeping moves it. */
export interface FixedClock extends Clock {
  advance(ms: number): void;
}

export function fixedClock(start = '2026-11-21T09:00:00Z'): FixedClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    sleep: async (ms) => {
      at += Math.max(0, ms);
    },
    advance: (ms) => {
      at += ms;
    },
  };
}
