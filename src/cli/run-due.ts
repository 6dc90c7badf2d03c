/** What `omk run` does: everything in the ledger that is due by the clock of its context. */
import { type Delivery, isOnHold } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { isStopped } from '../core/pause.ts';
import { retentionAt } from '../core/subscribers.ts';
import { type ExitCode, exitCodeFor, type ReportPost } from '../pipeline/report.ts';
import { approvalMissing, unapproved } from './approved.ts';
import type { Context } from './context.ts';
import { heldAsLate, lateProblem } from './late.ts';
import { pauseLine } from './pausing.ts';
import { patienceMs, send } from './sending.ts';
import { showReport, showSandboxNote } from './show-report.ts';
import { standingPosts } from './standing.ts';
import { type RunFacts, runFacts } from './unattended/run-line.ts';

/** Kept in the ledger, so that `omk status` can say when cron is not running. */
export const lastRunKey = 'last-run';

/** `saw` is told what the log wants to know. */
export async function runDue(context: Context, saw?: (facts: RunFacts) => void): Promise<ExitCode> {
  const { project, output, clock } = context;
  const ledger = await context.ledger();
  const now = clock.now();
  await ledger.writeValue(lastRunKey, now.toISOString());
  await ledger.condense(retentionAt(now));
  const open = await goingOn(ledger, await ledger.due(new Date(now.getTime() + patienceMs)));
  const held = heldAsLate(context, open);
  const withheld = await unapproved(context, open);
  const ours = open.filter((delivery) => !held.includes(delivery) && !withheld.includes(delivery));
  const isDue = ours.some(({ state, dueAt }) => state !== 'waiting' && dueAt <= now);
  if (isDue) context.checkSettings(ours);
  const { changed, wasInterrupted } = await send(context, ours);
  const pause = await ledger.pause();
  const all = await ledger.list({ posts: [...new Set(open.map(({ post }) => post))] });
  const shown = all.filter(({ id, state }) => changed.has(id) || state === 'unconfirmed');
  const posts: readonly ReportPost[] = await standingPosts(shown, { ledger, hub: project.hub, output });
  const problems = [...held.map(lateProblem), ...withheld.map(approvalMissing)];
  if (pause) output.talk(pauseLine(pause, context));
  else if (posts.length === 0 && problems.length === 0) output.talk(output.words.nothingDue);
  const found = exitCodeFor({ posts, problems }, clock.now(), 'run');
  const isLeft = (one: Delivery): boolean => wasInterrupted && ours.some(({ id }) => id === one.id) && one.dueAt <= now;
  const isToCome = (one: Delivery): boolean => one.state === 'scheduled' && !isOnHold(one) && !isStopped(pause, one);
  const isRetryLater = found === 0 && all.some((one) => isToCome(one) && (one.attempts > 0 || isLeft(one)));
  // What is held waits for a person's word.
  const exitCode = problems.length > 0 && (found === 0 || found === 3) ? 4 : isRetryLater ? 3 : found;
  saw?.(runFacts({ all, changed, held, withheld, next: await ledger.nextDue(clock.now()), wasInterrupted, isPaused: pause !== undefined }));
  showReport(context, { posts, problems, pause }, { command: 'run', exitCode });
  if (posts.length > 0) showSandboxNote(context);
  return exitCode;
}

/** What a pause of everything leaves to do: what may go all the same, and asking about what nobody knows. It raises no alarm about the rest. */
export async function goingOn(ledger: Ledger, known: readonly Delivery[]): Promise<readonly Delivery[]> {
  const pause = await ledger.pause();
  return known.filter((one) => one.state === 'sending' || one.state === 'unconfirmed' || !isStopped(pause, one));
}
