/** Where every post stands. */
import { type Delivery, isOnHold } from '../../core/delivery.ts';
import type { Ledger } from '../../core/ledger.ts';
import { isStopped } from '../../core/pause.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { knownPost } from '../known-post.ts';
import { heldAsLate, lateProblem } from '../late.ts';
import { showPause } from '../pausing.ts';
import { listFlag, type Run } from '../run.ts';
import { lastRunKey } from '../run-due.ts';
import { showReport } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output, project, clock } = context;
    const ledger = await context.existingLedger();
    const only = listFlag(invocation, 'channels');
    const [named] = invocation.args;
    const deliveries =
      named === undefined ? await ledger?.list(only ? { channels: only } : {}) : await knownPost(context, ledger, named, only);
    const posts = ledger && deliveries ? await standingPosts(deliveries, { ledger, hub: project.hub, output }) : [];
    const pause = await ledger?.pause();
    // What is paused is told as a whole.
    const held = heldAsLate(
      context,
      (deliveries ?? []).filter((one) => !isStopped(pause, one)),
    ).map(lateProblem);
    const idle = ledger && deliveries ? await idleWarning(ledger, deliveries, clock.now()) : [];
    const problems = [...idle, ...held];
    await showPause(context, pause);
    if (posts.length === 0 && !output.isJson) output.result(output.words.nothingKnown);
    return showReport(context, { posts, problems, pause }, { command: 'publish', exitCode: 0 });
  });

const dayMs = 86_400_000;

/** Something is scheduled, but nobody seems to run `omk run`. */
async function idleWarning(ledger: Ledger, deliveries: readonly Delivery[], now: Date): Promise<readonly Problem[]> {
  const scheduled = deliveries.filter((delivery) => delivery.state === 'scheduled' && !isOnHold(delivery));
  const [oldest] = scheduled.map(({ createdAt }) => createdAt.getTime()).sort((a, b) => a - b);
  if (oldest === undefined) return [];
  const lastRun = Date.parse((await ledger.readValue(lastRunKey)) ?? '') || oldest;
  return now.getTime() - lastRun > dayMs ? [problem('ledger-idle', { count: scheduled.length })] : [];
}
