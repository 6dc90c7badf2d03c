/** `publish --adopt`: the hub is looked at first, then what links to it. */
import type { Delivery } from '../core/delivery.ts';
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
    for (const { action, planned } of entries) {
      if (action === 'add' && planned && !signal.aborted)
        await adopt(planned, { ledger, clock: context.clock, sender: context.sender, signal });
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
