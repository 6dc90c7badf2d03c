/** An issue of the newsletter out of what was published since the last one. */
import type { Delivery } from '../../core/delivery.ts';
import { fail, isWarning, problem } from '../../core/problem.ts';
import type { PlannedDigest } from '../../core/published.ts';
import { outsideHours, type PlanEntry } from '../../pipeline/plan.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type Context, stopOnErrors } from '../context.ts';
import { deliveriesOf, type PreparedDigest, prepareDigest } from '../digesting.ts';
import { missingLive } from '../live-settings.ts';
import { createMoments } from '../moments.ts';
import { isConfirmed, showDryRun } from '../planned.ts';
import { type Invocation, isOn, listFlag, mayAsk, type Run, textFlag } from '../run.ts';
import { send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { sinceFlag } from '../since-flag.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => digest(context, invocation));

async function digest(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { output, project } = context;
  const { words } = output;
  const isDryRun = isOn(invocation, 'dryRun');
  const testers = listFlag(invocation, 'to');
  if (project.approval === 'required' && !isDryRun && !testers) fail('approval-no-digest', {});
  const now = context.clock.now();
  const tell = createMoments(project.messageLanguage, project.timezone);
  const prepared = await prepareDigest(context, {
    now,
    since: sinceFlag(context, invocation),
    intro: textFlag(invocation, 'intro'),
    onFirst: (since) => output.talk(words.digest.first(tell(since))),
  });
  const settings = [
    ...context.missing(prepared.uses, { credentials: !isDryRun }),
    ...(isDryRun ? missingLive(context, prepared.uses) : []),
  ];
  stopOnErrors([...prepared.problems, ...settings]);
  // Nothing twice in silence: who looks back beyond the last digest says so.
  const isRepeat = prepared.after !== undefined && textFlag(invocation, 'since') !== undefined && prepared.candidates.length > 0;
  if (isRepeat && !isDryRun && !testers && !isOn(invocation, 'yes') && !mayAsk(invocation)) fail('usage-needs-flag', { flag: '--yes' });
  const repeats = isRepeat ? [problem('digest-repeats', {})] : [];
  const warnings = [...prepared.problems, ...settings, ...repeats].filter(isWarning);
  if (prepared.candidates.length === 0)
    return nothing(context, { ...prepared, problems: warnings }, { isTrial: isDryRun || testers !== undefined });
  if (testers && !isDryRun) return (await import('../test-mail.ts')).sendTestMails(context, prepared, testers);
  const opening = await context.opening();
  const opens = opening?.(prepared.channel.id, now) ?? now;
  const entries = prepared.candidates.map((candidate) => entryOf(candidate, { now, opens }));
  if (isDryRun) return showDryRun(context, entries, warnings);
  if (!isOn(invocation, 'yes') && mayAsk(invocation) && !(await isConfirmed(context, entries))) {
    output.talk(words.confirm.stopped);
    return 0;
  }
  return sendOut(context, { ...prepared, problems: warnings }, entries);
}

/** What was new and is for nobody is not kept for a reader who comes next year. */
async function nothing(context: Context, prepared: PreparedDigest, { isTrial }: { readonly isTrial: boolean }): Promise<ExitCode> {
  const { output } = context;
  if (prepared.hasNews && prepared.hasReaders && !isTrial)
    await (await context.ledger()).scheduleDigest(plannedDigest(context, prepared, []));
  output.talk(prepared.hasNews ? output.words.digest.nobody : output.words.digest.nothing);
  return showReport(context, { posts: [], problems: prepared.problems }, { command: 'publish', exitCode: 0 });
}

function entryOf(
  { post, request, destination, destinationName, message, revision, readers }: PreparedDigest['candidates'][number],
  { now, opens }: { readonly now: Date; readonly opens: Date },
): PlanEntry {
  const { id, file, title } = post;
  const reason = opens > now && { problem: outsideHours(now, opens) };
  return {
    post,
    channel: request.channel,
    destinationName,
    action: 'add',
    state: 'scheduled',
    message,
    ...(readers !== undefined && { readers }),
    ...reason,
    planned: {
      post: id,
      channel: request.channel,
      destination,
      round: 1,
      file,
      title,
      destinationName,
      revision,
      message,
      dueAt: opens,
      ...reason,
      state: 'scheduled',
    },
  };
}

async function sendOut(context: Context, prepared: PreparedDigest, entries: readonly PlanEntry[]): Promise<ExitCode> {
  const { output, project } = context;
  const ledger = await context.ledger();
  await prepared.readers.bringIn(ledger);
  const scheduled = await ledger.scheduleDigest(plannedDigest(context, prepared, entries));
  const { problems } = prepared;
  if (!scheduled || scheduled.length === 0) {
    output.talk(scheduled ? output.words.digest.nobody : output.words.digest.other);
    return showReport(context, { posts: [], problems }, { command: 'publish', exitCode: 0 });
  }
  const { wasInterrupted } = await send(context, scheduled);
  const deliveries: readonly Delivery[] = await deliveriesOf(ledger, scheduled);
  const posts = await standingPosts(deliveries, { ledger, hub: project.hub, output });
  const found = [...problems, ...(wasInterrupted ? [problem('interrupted', {})] : [])];
  const code = showReport(context, { posts, problems: found }, { command: 'publish' });
  showSandboxNote(context);
  return code;
}

function plannedDigest(
  { project }: Context,
  { name, channel, after, upTo, candidates }: PreparedDigest,
  entries: readonly PlanEntry[],
): PlannedDigest {
  const parts = entries.flatMap(({ planned }, index) => {
    const groups = candidates[index]?.groups;
    return planned && groups ? [{ planned, groups }] : [];
  });
  const hasFile = typeof project.channelOptions[channel.id]?.['subscribers'] === 'string';
  return { name, channel: channel.id, after, upTo, parts, list: hasFile ? 'file' : 'own' };
}
