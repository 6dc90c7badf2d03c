/** What may be wrong in what a post says of the world: rules of the family `facts`. They warn and never block. */
import type { RuleLevels } from './rule.ts';

/** What can differ, or get lost. */
export type FactKind = 'date' | 'time' | 'amount' | 'place' | 'link' | 'signup';

/** Why an address could not be looked at. */
export type UnseenReason = 'private' | 'slow' | 'unreachable' | 'server' | 'redirects' | 'login' | 'sandbox';

export interface FactsProblemParams {
  /** `shown` stands in one version, `known` in another, and one of them is wrong. */
  'facts-differs': { readonly kind: 'date' | 'time' | 'amount' | 'place'; readonly shown: string; readonly known: string };
  /** The numbers are never told: they may be somebody's. */
  'facts-phone-differs': Readonly<Record<never, never>>;
  'facts-link-differs': { readonly shown: string; readonly known: string };
  'facts-lost': { readonly missing: readonly FactKind[] };
  /** `weekday`: 0 is Sunday; `year` was written, or is the one that is meant. */
  'facts-weekday': { readonly written: string; readonly weekday: number; readonly year: number };
  /** A day that no calendar has. */
  'facts-no-such-day': { readonly written: string };
  'facts-event-differs': { readonly kind: 'date' | 'time'; readonly written: string; readonly event: string };
  'facts-past': { readonly what: 'event' | 'deadline'; readonly written: string };
  /** `isSigned`: the address is left as it is, because a change would break it. */
  'facts-tracking': { readonly names: readonly string[]; readonly address: string; readonly isSigned: boolean };
  'facts-dead-link': { readonly address: string; readonly status: number };
  /** `count`: of the addresses to which this happened. */
  'facts-link-unseen': { readonly address: string; readonly reason: UnseenReason; readonly count: number };
}

export const factsLevels: RuleLevels<keyof FactsProblemParams> = {
  'facts-differs': 'warning',
  'facts-phone-differs': 'warning',
  'facts-link-differs': 'warning',
  'facts-lost': 'warning',
  'facts-weekday': 'warning',
  'facts-no-such-day': 'warning',
  'facts-event-differs': 'warning',
  'facts-past': 'warning',
  'facts-tracking': 'warning',
  'facts-dead-link': 'warning',
  'facts-link-unseen': 'warning',
};
