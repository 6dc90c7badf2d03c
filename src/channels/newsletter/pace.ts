/** How fast mail may go. nodemailer's own limit lets nearly twice as much through (contract newsletter 10). */
import type { Clock } from '../../core/clock.ts';

export interface Pace {
  /** Resolves when the next mail may go; sooner when omk is told to stop. */
  turn(signal: AbortSignal): Promise<void>;
}

/** A little more than a second, so that mails that come closer on their way still keep the limit at the server. */
const secondMs = 1020;

/**
 * Evenly spread: a second never holds more than `rate` mails and one. Who comes late loses the turn but for one, so
 * that nothing is caught up with in a burst.
 */
export function steadyPace(rate: number, clock: Clock): Pace {
  const gapMs = secondMs / rate;
  let nextAt = 0;
  return {
    turn: async (signal) => {
      const now = clock.now().getTime();
      const at = Math.max(nextAt, now - gapMs);
      nextAt = at + gapMs;
      if (at > now) await clock.sleep(Math.ceil(at - now), signal);
    },
  };
}

export const noPace: Pace = { turn: async () => {} };

export interface DomainPace {
  /** Takes this domain's turn, or says when to ask again. */
  turnOf(domain: string): Date | undefined;
  /** Until when readers were told to wait. */
  readonly heldUntil: () => Date;
}

interface Turns {
  next: number;
  /** The last moment that a waiting reader was given. */
  promised: number;
}

const mostDomains = 1000;

/** Each domain on its own. Those whose turn comes later wait in the ledger, one gap apart, not in memory. */
export function domainPace(rate: number, clock: Clock): DomainPace {
  const gapMs = secondMs / rate;
  const domains = new Map<string, Turns>();
  let held = 0;
  return {
    heldUntil: () => new Date(held),
    turnOf: (domain) => {
      const now = clock.now().getTime();
      const { next, promised } = domains.get(domain) ?? { next: now, promised: 0 };
      if (domains.size > mostDomains)
        for (const [name, turns] of domains) if (turns.next < now && turns.promised < now) domains.delete(name);
      if (next <= now) {
        domains.set(domain, { next: Math.max(next, now - gapMs) + gapMs, promised });
        return undefined;
      }
      const at = Math.max(next, promised + gapMs);
      domains.set(domain, { next, promised: at });
      held = Math.max(held, at);
      return new Date(at);
    },
  };
}
