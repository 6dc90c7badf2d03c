/** Where every post stands, for the table, the JSON document and the sandbox page alike. */
import type { Approval } from '../core/approval.ts';
import { type Delivery, type DeliveryKind, isOnHold } from '../core/delivery.ts';
import type { Message } from '../core/message.ts';
import type { HandOff } from '../core/outcome.ts';
import type { Pause } from '../core/pause.ts';
import type { Problem } from '../core/problem.ts';
import type { RecipientCounts } from '../core/reader.ts';
import type { PlanEntry, PlanState } from './plan.ts';

export interface ReportDelivery {
  readonly channel: string;
  readonly destination: string;
  /** What was done, where it is not `publish`. */
  readonly kind?: DeliveryKind;
  readonly state: PlanState;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly attempts: number;
  readonly problem: Problem | null;
  /** For a mailing. */
  readonly recipients?: RecipientCounts;
  /** When it goes, while it has not gone. */
  readonly dueAt?: Date;
  /** It waits for a person's word. */
  readonly isOnHold?: boolean;
  readonly handOff?: HandOff;
  /** Only in a dry run. */
  readonly message?: Message;
  /** US dollars. */
  readonly cost?: number;
  /** The plan that this text went by, and who approved it. */
  readonly approval?: Approval & { readonly at: Date };
}

export interface ReportPost {
  /** File, relative to omk.yaml. */
  readonly post: string;
  readonly title: string;
  readonly deliveries: readonly ReportDelivery[];
}

export interface Report {
  readonly posts: readonly ReportPost[];
  readonly problems: readonly Problem[];
  /** Everything stands still. */
  readonly pause?: Pause | undefined;
}

/** One delivery as it stands in the ledger. */
export function reportDelivery(delivery: Delivery, extra: Partial<ReportDelivery> = {}): ReportDelivery {
  const isOpen = delivery.state === 'scheduled' || delivery.state === 'waiting';
  return {
    channel: delivery.channel,
    destination: delivery.destinationName,
    ...(delivery.kind !== 'publish' && { kind: delivery.kind }),
    state: delivery.state,
    remoteId: delivery.receipt?.remoteId ?? null,
    url: delivery.receipt?.url ?? null,
    attempts: delivery.attempts,
    problem: delivery.problem ?? null,
    ...(isOpen && !isOnHold(delivery) && { dueAt: delivery.dueAt }),
    ...(isOpen && isOnHold(delivery) && { isOnHold: true }),
    ...(delivery.handOff && { handOff: delivery.handOff }),
    ...extra,
  };
}

/** One entry of a plan that was not carried out. */
export function reportEntry(entry: PlanEntry): ReportDelivery {
  const due = entry.planned?.dueAt;
  const base = entry.delivery ? reportDelivery(entry.delivery) : blank(entry);
  return { ...base, state: entry.state, problem: entry.problem ?? null, ...(due && { dueAt: due }) };
}

const blank = ({ channel, destinationName, state }: PlanEntry): ReportDelivery => ({
  channel,
  destination: destinationName,
  state,
  remoteId: null,
  url: null,
  attempts: 0,
  problem: null,
});

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 70;

/** What a script should know, by the documented order: 1 before 4 before 3. */
export function exitCodeFor({ posts, problems }: Report, now: Date, command: 'publish' | 'run'): ExitCode {
  const all = posts.flatMap(({ deliveries }) => deliveries);
  const has = (test: (delivery: ReportDelivery) => boolean) => all.some(test);
  if (has(({ state }) => state === 'failed')) return 1;
  if (has(({ state }) => state === 'unconfirmed' || (state === 'handed-off' && command === 'publish'))) return 4;
  if (problems.some(({ code }) => code === 'changed-deleted')) return 4;
  // A sample was asked for; a pause that stands in the way of a publish was not.
  if (command === 'publish' && has(({ isOnHold: isHeld, problem }) => isHeld === true && problem?.code === 'paused')) return 4;
  if (has(({ problem }) => problem?.code === 'begun-edited')) return 4;
  if (has((delivery) => delivery.state === 'sending' || isRetryDue(delivery, now))) return 3;
  return 0;
}

/** Not finished: it was tried, or should have gone by now. A moment in the future that was asked for is finished work. */
const isRetryDue = ({ state, attempts, dueAt, problem, isOnHold: isHeld = false }: ReportDelivery, now: Date): boolean =>
  // A pause of everything was asked for, and has no end that a script could wait for.
  problem?.code !== 'everything-paused' &&
  ((state === 'scheduled' && !isHeld && (attempts > 0 || (dueAt !== undefined && dueAt <= now))) ||
    (state === 'waiting' && dueAt !== undefined && dueAt <= now));
