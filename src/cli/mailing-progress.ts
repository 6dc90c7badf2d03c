/** How far a mailing is, how fast it goes and how long it will take, from the counts in the ledger. */
import type { RecipientCounts } from '../core/reader.ts';

export interface MailingStand {
  readonly done: number;
  readonly all: number;
  /** Of the last ten seconds; absent: nothing to tell it from yet. */
  readonly perSecond?: number;
  readonly secondsLeft?: number;
}

export interface Meter {
  see(counts: RecipientCounts, at: Date): MailingStand;
}

const spanMs = 10_000;

export function createMeter(): Meter {
  let seen: readonly { readonly done: number; readonly at: number }[] = [];
  return {
    see: ({ sent, refused, suppressed, unconfirmed, left = 0, waiting }, at) => {
      const done = sent + refused + suppressed + unconfirmed + left;
      const now = at.getTime();
      seen = [...seen.filter((one) => one.at >= now - spanMs), { done, at: now }];
      const [first] = seen;
      const perSecond = first && now > first.at ? ((done - first.done) * 1000) / (now - first.at) : 0;
      const stand = { done, all: done + waiting };
      return perSecond > 0 ? { ...stand, perSecond, secondsLeft: Math.ceil(waiting / perSecond) } : stand;
    },
  };
}
