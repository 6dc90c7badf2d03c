/** An edit of what stands there: what it changes where, and how a plan brings it. */
import type { Approval } from '../core/approval.ts';
import type { Rules } from '../core/channel.ts';
import { fail, type Problem } from '../core/problem.ts';
import { planDeliveries } from '../pipeline/plan.ts';
import { type Change, planUpdates } from '../pipeline/plan-changes.ts';
import type { Plan } from '../pipeline/plan-file.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { carryOutChanges } from './changing.ts';
import { type Context, channelOf } from './context.ts';
import { showDryRun } from './planned.ts';
import type { Prepared } from './publishing.ts';
import { type Invocation, isOn } from './run.ts';

/** Stops when nothing of these posts was published. */
export async function changesOf(context: Context, prepared: Prepared, correction: string | undefined): Promise<readonly Change[]> {
  const ids = [...new Set(prepared.candidates.map(({ request }) => request.channel))];
  const rules = new Map(await Promise.all(ids.map(async (id) => [id, await context.rules(id)] as const)));
  const changes = planUpdates({
    ...prepared,
    channel: channelOf,
    rules: (id) => rules.get(id) as Rules,
    hub: context.project.hub,
    correction,
    now: context.clock.now(),
  });
  if (changes.length === 0) fail('nothing-known', { post: prepared.posts[0]?.file ?? '' });
  return changes;
}

interface PlannedUpdate extends Prepared {
  readonly plan: Plan;
  readonly approvals?: ReadonlyMap<string, Approval>;
  readonly problems: readonly Problem[];
}

export async function updateByPlan(
  context: Context,
  invocation: Invocation,
  { plan, approvals, ...prepared }: PlannedUpdate,
): Promise<ExitCode> {
  const { words } = context.output;
  const { correction } = plan;
  if (isOn(invocation, 'dryRun')) {
    const entries = planDeliveries({ ...prepared, hub: context.project.hub, now: context.clock.now(), again: [] });
    if (correction !== null && !context.output.isJson) context.output.result(`${words.changes.correction.open}: ${correction}\n`);
    return showDryRun(
      context,
      entries.map(({ problem: _edited, ...entry }) => entry),
      prepared.problems,
    );
  }
  const changes = await changesOf(context, prepared, correction ?? undefined);
  const approved = changes.map(({ planned, ...change }) => {
    const approval = planned && approvals?.get(planned.post);
    return planned ? { ...change, planned: { ...planned, ...(approval && { approval }) } } : change;
  });
  return carryOutChanges(context, invocation, {
    changes: approved,
    question: words.confirm.update,
    problems: prepared.problems,
    isDecided: true,
    waived: prepared.waived,
  });
}
