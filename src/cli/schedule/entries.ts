/** What the ledger knows of the coming weeks, day by day. */
import { type Delivery, type DeliveryState, isOnHold } from '../../core/delivery.ts';
import type { Ledger } from '../../core/ledger.ts';
import { type Pause, problemOfPause } from '../../core/pause.ts';
import { dayAndWeek, daysAfter, readMoment } from '../../pipeline/dates.ts';
import type { Context } from '../context.ts';
import { heldAsLate } from '../late.ts';

/** Why it does not go at its moment: everything is paused, it is on hold by itself, or it is too late to go without a person. */
export type Mark = 'paused' | 'on-hold' | 'late';

export interface Entry {
  readonly delivery: Delivery;
  /** `2026-11-26`, in the zone of the project; absent for what is on hold, which has no moment. */
  readonly day?: string;
  readonly week?: number;
  readonly mark?: Mark;
}

export interface Calendar {
  readonly today: string;
  /** First day that is shown, and the day after the last. */
  readonly from: string;
  readonly end: string;
  /** In the order of their moments. */
  readonly entries: readonly Entry[];
  /** Should have gone before today. */
  readonly overdue: readonly Entry[];
  /** Without a moment. */
  readonly onHold: readonly Entry[];
  readonly pause?: Pause;
}

export interface CalendarWish {
  readonly from: string;
  readonly days: number;
  readonly channels?: readonly string[] | undefined;
}

type Surroundings = Pick<Context, 'project' | 'clock'>;

const open: readonly DeliveryState[] = ['waiting', 'scheduled', 'sending'];
/** Shown on their day; those of years ago are not even read. */
const ended: readonly DeliveryState[] = ['sent', 'failed', 'unconfirmed', 'handed-off'];

export async function readCalendar(
  ledger: Ledger | undefined,
  { from, days, channels }: CalendarWish,
  around: Surroundings,
): Promise<Calendar> {
  const { clock, project } = around;
  const { day: today } = dayAndWeek(clock.now(), project.timezone);
  const pause = await ledger?.pause();
  const narrowed = channels && { channels };
  // No zone is more than a day from UTC.
  const dueFrom = new Date(`${daysAfter(from, -1)}T00:00:00Z`);
  const deliveries = [
    ...((await ledger?.list({ states: open, ...narrowed })) ?? []),
    ...((await ledger?.list({ states: ended, dueFrom, ...narrowed })) ?? []),
  ];
  const entries = entriesOf(deliveries, pause, around);
  const end = daysAfter(from, days);
  return {
    today,
    from,
    end,
    entries: entries.filter(({ day = '' }) => day >= from && day < end),
    overdue: entries.filter(({ day, delivery: { state } }) => day !== undefined && day < today && day < from && isOpen(state)),
    onHold: entries.filter(({ day }) => day === undefined),
    ...(pause && { pause }),
  };
}

const isOpen = (state: DeliveryState): boolean => state === 'scheduled' || state === 'waiting';

function entriesOf(deliveries: readonly Delivery[], pause: Pause | undefined, around: Surroundings): readonly Entry[] {
  const late = new Set(heldAsLate(around, deliveries));
  const onHoldPosts = new Set(deliveries.filter((one) => one.state === 'scheduled' && isOnHold(one)).map(({ post }) => post));
  // What waits for a hub that is on hold has no moment either.
  const isHeld = (one: Delivery): boolean => isOnHold(one) || (one.state === 'waiting' && onHoldPosts.has(one.post));
  const markOf = (delivery: Delivery): Mark | undefined => {
    if (isHeld(delivery)) return 'on-hold';
    if (problemOfPause(pause, delivery)) return 'paused';
    return late.has(delivery) ? 'late' : undefined;
  };
  return deliveries
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .map((delivery) => {
      const mark = markOf(delivery);
      const place = isHeld(delivery) ? {} : dayAndWeek(delivery.dueAt, around.project.timezone);
      return { delivery, ...place, ...(mark && { mark }) };
    });
}

/** A day as it is typed; `undefined`: there is no such day. */
export function readDay(written: string, timezone: string): string | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(written) && readMoment(`${written} 12:00`, timezone).kind !== 'no-date';
  return isDay ? written : undefined;
}

/** For scripts. */
export const entryJson = ({ delivery, day, week, mark }: Entry): object => ({
  at: day === undefined ? null : delivery.dueAt.toISOString(),
  day: day ?? null,
  week: week ?? null,
  channel: delivery.channel,
  destination: delivery.destinationName,
  ...(delivery.kind !== 'publish' && { kind: delivery.kind }),
  post: delivery.file,
  title: delivery.title,
  state: delivery.state,
  mark: mark ?? null,
  url: delivery.receipt?.url ?? null,
});
