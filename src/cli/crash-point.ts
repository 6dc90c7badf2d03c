/** A debug aid: ends the process before or after a step in the ledger, as a power cut would (docs/reliability.md). */
import type { Ledger } from '../core/ledger.ts';

/** The ledger itself, unless a point such as `before-settle` or `after-beginCall:2` is named: there the process is killed. */
export function withCrashPoint(ledger: Ledger, point: string | undefined): Ledger {
  const [, moment, step, nth = '1'] = /^(before|after)-(\w+)(?::(\d+))?$/.exec(point ?? '') ?? [];
  const method: unknown = step === undefined ? undefined : Reflect.get(ledger, step);
  if (step === undefined || typeof method !== 'function') return ledger;
  let calls = 0;
  const watched = async (...args: unknown[]): Promise<unknown> => {
    const isHere = ++calls === Number(nth);
    if (isHere && moment === 'before') process.kill(process.pid, 'SIGKILL');
    const result: unknown = await method.apply(ledger, args);
    if (isHere) process.kill(process.pid, 'SIGKILL');
    return result;
  };
  return { ...ledger, [step]: watched };
}
