/** Office hours at the last moment: a missed run, a retry or a late hub may have brought a delivery into closed hours. */
import type { Clock } from '../core/clock.ts';
import type { Delivery } from '../core/delivery.ts';
import type { Opening } from '../core/hours.ts';
import type { DeliveryGlance, Ledger } from '../core/ledger.ts';
import { hasBegun } from '../core/reader.ts';
import { outsideHours } from './plan.ts';

export interface HoursOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly opening?: Opening;
  readonly onChange?: (delivery: Delivery) => void;
}

/**
 * Ids of those that may be claimed now; `undefined`: all that are due. What is due while its channel is closed waits for
 * the next opening, which is written down. What is released a moment later is looked at in the next round.
 */
export async function withinHours(open: readonly DeliveryGlance[], options: HoursOptions): Promise<readonly string[] | undefined> {
  const { ledger, clock, opening } = options;
  if (!opening) return undefined;
  const now = clock.now();
  const due = open.filter(({ state, dueAt }) => state === 'scheduled' && dueAt <= now);
  const closed = new Set(due.filter(({ channel }) => opening(channel, now) > now).map(({ id }) => id));
  const inClosedHours = closed.size === 0 ? [] : await ledger.list({ ids: [...closed], states: ['scheduled'] });
  const passing: string[] = [];
  for (const delivery of inClosedHours) {
    if (await goesOn(delivery, ledger)) passing.push(delivery.id);
    else await hold(delivery, opening(delivery.channel, now), options);
  }
  return [...due.filter(({ id }) => !closed.has(id)).map(({ id }) => id), ...passing];
}

async function hold(delivery: Delivery, opens: Date, { ledger, onChange }: HoursOptions): Promise<void> {
  const moved = { state: 'scheduled', dueAt: opens, problem: outsideHours(delivery.dueAt, opens) } as const;
  if (await ledger.move(delivery.id, 'scheduled', moved, 'omk')) onChange?.({ ...delivery, ...moved });
}

/** A person asked for it, it is about what stands there already, or part of it is out. */
async function goesOn({ id, kind, attempts, atAnyHour = false }: Delivery, ledger: Ledger): Promise<boolean> {
  if (atAnyHour || kind !== 'publish') return true;
  if (attempts === 0) return false;
  return (await ledger.parts(id)).length > 0 || hasBegun(await ledger.recipientCounts(id));
}
