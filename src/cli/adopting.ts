/** `publish --adopt`: the hub is looked at first, then what links to it. */
import { type Delivery, isRepeatable, type PlannedDelivery } from '../core/delivery.ts';
import { adopt } from '../pipeline/adopt.ts';
import type { Candidate, PlanEntry } from '../pipeline/plan.ts';
import type { Context } from './context.ts';
import { onInterrupt } from './interrupt.ts';

export interface AdoptingOptions {
  readonly candidates: readonly Candidate[];
  readonly plan: (candidates: readonly Candidate[], known: readonly Delivery[]) => readonly PlanEntry[];
}

/**
 * Takes over what stands there and gives the plan for the rest. A spoke is looked for only where the hub has the post:
 * it carries the hub's permalink, so where the hub surely has nothing, no spoke can be out.
 */
export async function adoptPosts(context: Context, { candidates, plan }: AdoptingOptions): Promise<readonly PlanEntry[]> {
  const ledger = await context.ledger();
  const { hub } = context.project;
  const posts = [...new Set(candidates.map(({ post }) => post.id))];
  const { signal, release } = onInterrupt(context.output);
  const planNow = async () => plan(await placed(context, candidates), await ledger.list({ posts }));
  const adoptAll = async (entries: readonly PlanEntry[]) => {
    for (const entry of entries) {
      if (mayBeOut(entry, context.clock.now()) && !signal.aborted)
        await adopt(entry.planned, { ledger, clock: context.clock, sender: context.sender, signal });
    }
  };
  try {
    await adoptAll((await planNow()).filter(({ channel }) => channel === hub));
    await adoptAll(
      (await planNow()).filter(({ channel, planned }) => channel !== hub && (hub === undefined || planned?.state === 'scheduled')),
    );
  } finally {
    release();
  }
  return planNow();
}

/**
 * The same for what the ledger has as still to go, and should have gone by now: somebody may have sent it and never said so.
 * It goes by what is stored, so that neither its file nor a new approval is needed; what links to the hub comes after it.
 */
export async function adoptDue(context: Context): Promise<void> {
  const ledger = await context.existingLedger();
  if (!ledger) return;
  const { signal, release } = onInterrupt(context.output);
  const seen = new Set<string>();
  const next = async () =>
    (await ledger.list({ states: ['scheduled'] })).filter(
      (one) => isDue(one, context.clock.now()) && !isRepeatable(one.kind) && !seen.has(one.id),
    );
  try {
    for (let due = await next(); due.length > 0 && !signal.aborted; due = await next()) {
      for (const delivery of due) {
        seen.add(delivery.id);
        if (!signal.aborted)
          await adopt({ ...delivery, state: 'scheduled' }, { ledger, clock: context.clock, sender: context.sender, signal });
      }
    }
  } finally {
    release();
  }
}

/** What the ledger does not know, or knows as something that should have gone by now. */
const mayBeOut = (entry: PlanEntry, now: Date): entry is PlanEntry & { readonly planned: PlannedDelivery } =>
  entry.planned !== undefined &&
  (entry.action === 'add' || (entry.action === 'replace' && entry.delivery?.state !== 'cancelled' && isDue(entry.planned, now)));

const isDue = ({ dueAt }: Pick<PlannedDelivery, 'dueAt'>, now: Date): boolean => dueAt <= now;

/** Destinations that were known by name alone have got their id by now. */
async function placed(context: Context, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const ledger = await context.ledger();
  return Promise.all(
    candidates.map(async (candidate) => {
      const found = await ledger.knownDestination(candidate.request.channel, candidate.destination);
      return found ? { ...candidate, destination: found.id, destinationName: found.name } : candidate;
    }),
  );
}
