/** Is this computer's clock right? The channels' answers tell what time it is, so nobody else has to be asked. */
import { type Check, fault, good, type SawDate, unchecked } from '../../core/check.ts';
import type { Clock } from '../../core/clock.ts';

/** An answer tells whole seconds, and takes a while to come. */
const toleratedMs = 60_000;
/** Beyond this, services refuse what is signed with a time, as OAuth 1.0a is. */
const refusedMs = 300_000;

export interface ClockWatch {
  readonly sawDate: SawDate;
  check(): Check;
}

export function watchClock(clock: Clock): ClockWatch {
  const offsets: number[] = [];
  return {
    sawDate: (header) => {
      const told = Date.parse(header ?? '');
      if (!Number.isNaN(told)) offsets.push(clock.now().getTime() - told);
    },
    check: () => verdict(offsets),
  };
}

/** One service may itself be wrong, so the one that agrees most is believed. */
function verdict(offsets: readonly number[]): Check {
  const [offset] = [...offsets].sort((a, b) => Math.abs(a) - Math.abs(b));
  if (offset === undefined) return unchecked('clock', 'clock-unseen', {});
  const distance = Math.abs(offset);
  if (distance <= toleratedMs) return good('clock', 'clock-right', {});
  const params = { seconds: Math.round(distance / 1000), isAhead: offset > 0 };
  return distance < refusedMs ? fault('clock', 'clock-off', params) : fault('clock', 'clock-wrong', params);
}
