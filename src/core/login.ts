/** What a login brought, how long it is good for, and what a person is told about that. */
import type { Problem } from './problem.ts';

/** What a service handed out, or what a person copied from it. */
export interface Grant {
  /** Settings of the channel, by short name. */
  readonly settings: Readonly<Record<string, string>>;
  /** When it ends; absent: never. */
  readonly expiresAt?: Date;
  /** The end is the usual one, not the service's word: past it, the service decides. */
  readonly isEstimate?: boolean;
  /** Gets a new one without a person. */
  readonly refreshToken?: string;
  readonly refreshExpiresAt?: Date;
}

/** A grant as it is kept. */
export interface Credential extends Grant {
  /** Whose it is, as the service calls them. */
  readonly account: string;
  /** When a person logged in. */
  readonly obtainedAt: Date;
  /** When it was last renewed without a person. */
  readonly renewedAt?: Date;
}

export type LoginFailure = {
  readonly kind: 'failed';
  readonly problem: Problem;
  /** Nobody said no: later it may work. */
  readonly isPassing: boolean;
};

export type LoginResult<T> = { readonly kind: 'done'; readonly value: T } | LoginFailure;

/** Who the service says that we are. */
export interface Account {
  readonly name: string;
  /** The service's own time, where it told. */
  readonly at?: Date;
}

export const done = <T>(value: T): LoginResult<T> => ({ kind: 'done', value });

export const failed = (problem: Problem, isPassing = false): LoginFailure => ({ kind: 'failed', problem, isPassing });

/** So long before its end a token is renewed: longer than any call takes, and than clocks usually differ. */
const renewAheadMs = 5 * 60_000;

export const dayMs = 24 * 60 * 60_000;

export type Standing =
  /** Good, as far as is known; `until`: when a person has to log in again. */
  | { readonly kind: 'good'; readonly until?: Date }
  /** Good, but a person has to log in again soon. */
  | { readonly kind: 'ending'; readonly until: Date }
  /** Can be renewed without a person, and has to be before it is used. */
  | { readonly kind: 'to-renew' }
  /** The usual time is over; whether it still works, only the service knows. */
  | { readonly kind: 'overdue'; readonly since: Date }
  | { readonly kind: 'ended'; readonly since: Date };

/** How a credential stands. `warnDays`: how long before a person has to log in again that is told. */
export function standingOf(credential: Grant, now: Date, warnDays: number): Standing {
  const { expiresAt, isEstimate, refreshToken, refreshExpiresAt } = credential;
  const isPast = (at: Date | undefined, aheadMs = 0) => at !== undefined && at.getTime() - aheadMs <= now.getTime();
  const canRenew = refreshToken !== undefined && !isPast(refreshExpiresAt);
  if (isPast(expiresAt, canRenew ? renewAheadMs : 0) && expiresAt) {
    if (canRenew) return { kind: 'to-renew' };
    return { kind: isEstimate ? 'overdue' : 'ended', since: expiresAt };
  }
  const until = canRenew ? refreshExpiresAt : expiresAt;
  if (until === undefined) return { kind: 'good' };
  return isPast(until, warnDays * dayMs) ? { kind: 'ending', until } : { kind: 'good', until };
}
