/** Spreads the calls of one process over time: all of Yammer's routes share one small bucket (contract yammer 7). */
import type { Clock } from '../../core/clock.ts';

/** Resolves when a call may go; early when the signal aborts. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** `8/30s`: at most eight calls in any thirty seconds, also where the pace cannot be read. `none`: no pace, as in the sandbox. */
export const pacePattern = /^(?:none|([1-9]\d*)\/([1-9]\d*)s)$/;

export function openPace(text: string, clock: Clock): Pace {
  if (text === 'none') return async () => {};
  const [, calls = '8', seconds = '30'] = text.match(pacePattern) ?? [];
  const windowMs = Number(seconds) * 1000;
  const taken: number[] = [];
  let last = Promise.resolve();

  const take: Pace = async (signal) => {
    const oldest = taken.length >= Number(calls) ? taken.shift() : undefined;
    const now = clock.now().getTime();
    if (oldest !== undefined) await clock.sleep(Math.max(0, oldest + windowMs - now), signal);
    taken.push(clock.now().getTime());
  };
  return (signal) => {
    last = last.then(() => take(signal));
    return last;
  };
}
