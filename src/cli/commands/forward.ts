/** What is new at the source goes to the other channels: once, for cron, or again and again. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, problem } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { durationOf } from '../duration.ts';
import { forwardRound, type RoundOptions, type RoundResult, sourceLabel } from '../forwarding/forwarding.ts';
import { openSource } from '../forwarding/open-source.ts';
import { pictureFolder } from '../forwarding/preparing-items.ts';
import type { SourceInUse } from '../forwarding/reading-items.ts';
import { isForLater } from '../forwarding/source-trouble.ts';
import { updateForwarded } from '../forwarding/updating.ts';
import { watchSource } from '../forwarding/watching.ts';
import { forwardWords } from '../messages/forward-words.ts';
import { keepOutOfGit } from '../project-folder.ts';
import { reportDocument } from '../report-json.ts';
import { type Invocation, isOn, listFlag, mayAsk, type Run, textFlag } from '../run.ts';
import { showReport } from '../show-report.ts';
import { sinceFlag } from '../since-flag.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => forward(context, invocation));

/** A flag that would do nothing is a mistake. */
function stopOnFlags(invocation: Invocation): void {
  if (textFlag(invocation, 'every') !== undefined && !isOn(invocation, 'watch')) fail('usage-needs-flag', { flag: '--watch' });
  if (isOn(invocation, 'review') && isOn(invocation, 'update')) fail('flags-exclude', { flags: '--review, --update' });
}

async function forward(context: Context, invocation: Invocation): Promise<ExitCode> {
  stopOnFlags(invocation);
  const inUse = await openSource(context);
  try {
    const options = optionsOf(context, invocation, inUse);
    if (context.project.approval === 'required' && !options.isReview && !options.isDryRun) fail('forward-approval', {});
    if (isOn(invocation, 'update')) return await locked(context, () => updateForwarded(context, invocation, inUse, options));
    const once = (more: Partial<RoundOptions> = {}) =>
      options.isDryRun
        ? forwardRound(context, inUse, { ...options, ...more })
        : lockedRound(context, () => forwardRound(context, inUse, { ...options, ...more }));
    if (isOn(invocation, 'watch'))
      return await watchSource(context, {
        once,
        everyMs: everyFlag(context, invocation),
        inUse,
        options,
      });
    return await orLater(context, async () => (await once()).code);
  } finally {
    await inUse.source.close?.();
  }
}

function optionsOf(context: Context, invocation: Invocation, { from }: SourceInUse): RoundOptions {
  const { project, output } = context;
  const only = listFlag(invocation, 'channels');
  const wanted = project.forward.channels ?? project.channels;
  const channels = wanted.filter((id) => id !== from);
  if (!channels.some((id) => only?.includes(id) ?? true))
    fail('forward-no-channels', {
      source: sourceLabel(output.label, from, project.feed),
    });
  const isDryRun = isOn(invocation, 'dryRun');
  return {
    since: sinceFlag(context, invocation),
    channels,
    only,
    isReview: isOn(invocation, 'review'),
    isDryRun,
    mustAsk: project.mode === 'live' && !isDryRun && !isOn(invocation, 'yes') && mayAsk(invocation),
    isWatching: false,
  };
}

/** A site of others is not asked all the time (contract pleio 8: every five minutes at most). */
const usualMs = 5 * 60_000;

function everyFlag({ project }: Context, invocation: Invocation): number {
  const value = textFlag(invocation, 'every');
  const ms = value === undefined ? usualMs : durationOf(value);
  const least = project.mode === 'live' ? usualMs : 1;
  return ms !== undefined && ms >= least
    ? ms
    : fail('usage-bad-value', {
        option: '--every',
        value: value ?? '',
        expected: project.mode === 'live' ? '5m, 15m, 1h' : '30s, 5m, 1h',
      });
}

/** One process reads and plans at a time; the ledger would keep two of them right as well, but an older text could win. */
async function withLock<T>(context: Context, work: () => Promise<T>): Promise<T | 'busy'> {
  const { withProcessLock } = await import('../../ledger/index.ts');
  const { root, databasePath } = context.project;
  keepOutOfGit(root, databasePath);
  const folder = join(root, pictureFolder(context));
  mkdirSync(folder, { recursive: true });
  return withProcessLock({ path: `${folder}.lock`, clock: context.clock, waitMs: 0 }, work);
}

async function lockedRound(context: Context, work: () => Promise<RoundResult>): Promise<RoundResult> {
  const result = await withLock(context, work);
  return result === 'busy' ? { code: sayBusy(context), wasInterrupted: false } : result;
}

async function locked(context: Context, work: () => Promise<ExitCode>): Promise<ExitCode> {
  const result = await withLock(context, () => orLater(context, work));
  return result === 'busy' ? sayBusy(context) : result;
}

const sayBusy = (context: Context): ExitCode =>
  showReport(context, { posts: [], problems: [problem('forward-busy', {})] }, { command: 'publish', exitCode: 0 });

async function orLater(context: Context, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!isForLater(error)) throw error;
    const report = { posts: [], problems: error.problems };
    if (context.output.isJson) context.output.document(reportDocument(report, 3, context.output));
    for (const found of error.problems) context.output.problem(found);
    context.output.talk(forwardWords[context.project.messageLanguage].away);
    return 3;
  }
}
