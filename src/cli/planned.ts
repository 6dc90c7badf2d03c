/** A plan on the screen, before anything is done: as a dry run, or with the question whether to go on. */
import type { Problem } from '../core/problem.ts';
import type { PlanEntry } from '../pipeline/plan.ts';
import { type ExitCode, type ReportDelivery, type ReportPost, reportEntry } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import { showReport } from './show-report.ts';

export async function showDryRun(
  context: Context,
  entries: readonly PlanEntry[],
  problems: readonly Problem[],
  exitCode: ExitCode = 0,
): Promise<ExitCode> {
  const { showMessages } = await import('./message-text.ts');
  const posts = await byPost(entries, async (entry) => ({
    ...reportEntry(entry),
    ...(entry.message && { message: entry.message }),
    ...(await costOf(context, entry)),
  }));
  const report = { posts, problems };
  if (!context.output.isJson) await showMessages(context, entries);
  const code = showReport(context, report, { command: 'publish', exitCode });
  context.output.talk(`\n${context.output.words.dryRun}`);
  return code;
}

async function costOf({ rules }: Context, { channel, message, action }: PlanEntry): Promise<{ cost?: number }> {
  const cost = message && action !== 'keep' ? (await rules(channel)).cost?.(message) : undefined;
  return cost === undefined ? {} : { cost };
}

/** Plan, counts, cost and number of readers; then the question, once. */
export async function isConfirmed(context: Context, entries: readonly PlanEntry[]): Promise<boolean> {
  const { output, project } = context;
  const going = entries.filter(({ action }) => action === 'add' || action === 'replace');
  if (project.mode !== 'live' || going.length === 0) return true;
  const { showMessages } = await import('./message-text.ts');
  const { askToConfirm } = await import('./prompt.ts');
  const { money } = await import('./report-text.ts');
  const costs = await Promise.all(going.map((entry) => costOf(context, entry)));
  const total = costs.reduce((sum, { cost = 0 }) => sum + cost, 0);
  const readers = going.reduce((sum, entry) => sum + (entry.readers ?? 0), 0);
  output.talk(output.words.confirm.plan);
  await showMessages(context, going);
  return askToConfirm(output.words.confirm.question(going.length, total > 0 ? money(total) : '', readers), output.words.confirm);
}

export async function byPost(
  entries: readonly PlanEntry[],
  report: (entry: PlanEntry) => Promise<ReportDelivery>,
): Promise<readonly ReportPost[]> {
  const posts = new Map<string, ReportPost>();
  for (const entry of entries) {
    const { id, file, title } = entry.post;
    const post = posts.get(id) ?? { post: file, title, deliveries: [] };
    posts.set(id, { ...post, deliveries: [...post.deliveries, await report(entry)] });
  }
  return [...posts.values()];
}
