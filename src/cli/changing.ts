/** What update and retract share: ask, schedule, send, report. */
import type { Delivery } from '../core/delivery.ts';
import { fail, type Problem } from '../core/problem.ts';
import type { Change } from '../pipeline/plan-changes.ts';
import { type ExitCode, type ReportDelivery, type ReportPost, reportDelivery } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import type { Waived } from './reading-along.ts';
import { type Invocation, isOn, mayAsk } from './run.ts';
import { send } from './sending.ts';
import { showReport, showSandboxNote } from './show-report.ts';
import { standingOf } from './standing.ts';
import { recordWaivers } from './waiving.ts';

export interface ChangeOptions {
  readonly changes: readonly Change[];
  /** The question for a person at a terminal. */
  readonly question: (count: number) => string;
  readonly problems: readonly Problem[];
  /** By a plan: without a terminal it goes ahead. */
  readonly isDecided?: boolean;
  /** Findings that the writers decided not to follow. */
  readonly waived?: readonly Waived[];
}

/** Carries the changes out. Without a terminal the answer must have been given with --yes. */
export async function carryOutChanges(
  context: Context,
  invocation: Invocation,
  { changes, question, problems, isDecided = false, waived = [] }: ChangeOptions,
): Promise<ExitCode> {
  const { output, project } = context;
  const planned = changes.flatMap((change) => (change.planned ? [change.planned] : []));
  if (planned.length > 0 && !isOn(invocation, 'yes') && (mayAsk(invocation) || !isDecided)) {
    if (!mayAsk(invocation)) fail('usage-needs-flag', { flag: '--yes' });
    const { askToConfirm } = await import('./prompt.ts');
    if (!(await askToConfirm(question(planned.length), output.words.confirm))) {
      output.talk(output.words.confirm.stopped);
      return 0;
    }
  }
  context.checkSettings(planned);
  const ledger = await context.ledger();
  const scheduled = await ledger.schedule(planned);
  await recordWaivers(ledger, waived, new Set(planned.map(({ post }) => post)));
  await send(context, scheduled);
  const all = await ledger.list({ posts: [...new Set(changes.map(({ original }) => original.post))] });
  const report = async ({ original, planned: plan, problem, isUnchanged }: Change): Promise<ReportDelivery> => {
    const now = plan && scheduled.find((one) => one.of === original.id && one.kind === plan.kind && one.round === plan.round);
    const standing = now && all.find(({ id }) => id === now.id);
    if (!standing) return reportDelivery(original, { problem: problem ?? null, ...(isUnchanged && { state: 'unchanged' }) });
    const row = await standingOf(standing, all, { ledger, hub: project.hub, output });
    return { ...row, url: row.url ?? original.receipt?.url ?? null };
  };
  const posts = await byPost(changes, report);
  const code = showReport(context, { posts, problems }, { command: 'publish' });
  showSandboxNote(context);
  return code;
}

async function byPost(changes: readonly Change[], report: (change: Change) => Promise<ReportDelivery>): Promise<readonly ReportPost[]> {
  const posts = new Map<string, ReportPost>();
  for (const change of changes) {
    const { post, file, title }: Delivery = change.original;
    const entry = posts.get(post) ?? { post: file, title, deliveries: [] };
    posts.set(post, { ...entry, deliveries: [...entry.deliveries, await report(change)] });
  }
  return [...posts.values()];
}
