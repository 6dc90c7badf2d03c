/** Parse, validate, plan, render, dispatch, record, report. */
import { join } from 'node:path';
import type { Approval } from '../../core/approval.ts';
import { type Delivery, hasLeft } from '../../core/delivery.ts';
import { isRuleId } from '../../core/editorial.ts';
import type { Ledger } from '../../core/ledger.ts';
import { fail, isWarning, type Problem, problem } from '../../core/problem.ts';
import { hasBegun, type Sample } from '../../core/reader.ts';
import { type Candidate, type PlanEntry, type PlanInput, planDeliveries } from '../../pipeline/plan.ts';
import { type ExitCode, type ReportPost, reportEntry } from '../../pipeline/report.ts';
import { adoptPosts } from '../adopting.ts';
import { againChannels } from '../again-channels.ts';
import { briefly } from '../brief-warnings.ts';
import { againBy, approveKept, candidatesOf, comparePlan, filesOf, type PlanToSend, planFlag, withApproval } from '../by-plan.ts';
import { type Context, channelOf, stopOnErrors } from '../context.ts';
import { takeOver } from '../forwarding/taken-over.ts';
import { missingLive } from '../live-settings.ts';
import { byPost, isConfirmed, showDryRun } from '../planned.ts';
import { type Prepared, preparePosts } from '../publishing.ts';
import { type Invocation, isOn, listFlag, mayAsk, type Run, textFlag } from '../run.ts';
import { checkSample, sampleFlag } from '../sample.ts';
import { briefForecast, forecastOfPlan } from '../schedule/forecast.ts';
import { send } from '../sending.ts';
import { planCommand } from '../shell-words.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingOf } from '../standing.ts';
import { updateByPlan } from '../updating.ts';
import { recordWaivers, tellWaivers } from '../waiving.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: textFlag(invocation, 'plan') ?? invocation.args[0] }, (context) =>
    textFlag(invocation, 'changedSince') === undefined ? publish(context, invocation) : publishSince(context, invocation),
  );

async function publishSince(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { publishChanged } = await import('../changed/publishing-changed.ts');
  return publishChanged(context, invocation, (files, told) => publish(context, files, told));
}

/** Also what `omk init` practises with. `told`: what is to be said besides what is found here. */
export async function publish(context: Context, invocation: Invocation, told: readonly Problem[] = []): Promise<ExitCode> {
  const isDryRun = isOn(invocation, 'dryRun');
  const testers = listFlag(invocation, 'to');
  const byPlan = planFlag(invocation);
  if (!byPlan) stopWithoutFiles(context, invocation, { isTrial: isDryRun || testers !== undefined });
  const wish = await wishOf(context, invocation, byPlan);
  const sample = sampleFlag(context, invocation);
  const read = await preparePosts(context, wish);
  const settings = [...context.missing(read.uses, { credentials: !isDryRun }), ...(isDryRun ? missingLive(context, read.uses) : [])];
  if (testers && !isDryRun) return (await import('../test-mail.ts')).sendTestMails(context, read, testers);
  const compared = byPlan && (await comparePlan(context, read, byPlan));
  const prepared = byPlan ? { ...read, candidates: candidatesOf(byPlan.plan, read.candidates) } : read;
  const isUpdate = byPlan?.plan.kind === 'update';
  const twins = isUpdate ? [] : await renamed(prepared, await context.existingLedger());
  const found = briefly(context, [...prepared.problems.filter(concernsPublishing(prepared)), ...settings]);
  stopOnErrors([...found, ...twins, ...(compared?.problems ?? [])]);
  tellWaivers(context, prepared.waived);
  const warnings = [...told, ...found.filter(isWarning)];
  if (isUpdate) return updateByPlan(context, invocation, { ...prepared, ...byPlan, ...compared, problems: warnings });
  const begun = await begunMailings(await context.existingLedger(), prepared.known);
  const opening = await context.opening();
  const moments = { ...(opening && { opening }), atAnyHour: isOn(invocation, 'now') };
  const plan = plannerFor(context, { skipped: prepared.skipped, again: wish.again, begun, ...moments, approvals: compared?.approvals });
  const planned = plan(prepared.candidates, prepared.known);
  const forecast = await forecastOfPlan(context, await context.existingLedger(), planned);
  const remarks = [...warnings, ...(context.output.isJson ? forecast : briefForecast(forecast))];
  if (isDryRun) return showDryRun(context, planned, remarks);
  if (!isOn(invocation, 'yes') && mayAsk(invocation) && !(await isConfirmed(context, planned))) {
    context.output.talk(context.output.words.confirm.stopped);
    return 0;
  }
  const ledger = await context.ledger();
  await prepared.readers.bringIn(ledger);
  await takeOver(ledger, prepared.takenOver);
  const entries = isOn(invocation, 'adopt') ? await adoptPosts(context, { candidates: prepared.candidates, plan }) : planned;
  if (sample) await checkSample(context, ledger, entries, sample);
  await schedule(ledger, entries);
  if (byPlan && compared) await approveKept(ledger, entries, { ...byPlan, ...compared });
  await recordWaivers(ledger, prepared.waived, goingPosts(entries));
  // By a plan a correction goes out as it was planned, with or without the address of what it corrects.
  const corrections = byPlan ? [] : correctionsAmong(entries);
  const others = entries.filter((entry) => !corrections.includes(entry));
  const wasInterrupted =
    (await sendDue(context, ledger, others, sample)) ||
    (corrections.length > 0 &&
      (await sendDue(context, ledger, await linked(context, corrections, { only: wish.only, again: wish.again, ...moments }))));
  const posts = await reportPosts(context, ledger, entries);
  const problems = [...remarks, ...(wasInterrupted ? [problem('interrupted', {})] : [])];
  const code = showReport(context, { posts, problems }, { command: 'publish' });
  showSandboxNote(context);
  return code;
}

interface Wish {
  readonly files: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly again: readonly string[];
  readonly mayBeEmpty: boolean;
}

/** What to publish where: as it was typed, or as it was planned. */
async function wishOf(context: Context, invocation: Invocation, byPlan: PlanToSend | undefined): Promise<Wish> {
  if (byPlan) {
    const again = await againBy(byPlan, await context.existingLedger());
    return { files: filesOf(context, byPlan.plan), only: byPlan.plan.channels ?? undefined, again, mayBeEmpty: true };
  }
  const only = listFlag(invocation, 'to') ? undefined : listFlag(invocation, 'channels');
  const mayBeEmpty = textFlag(invocation, 'changedSince') !== undefined;
  return { files: invocation.args, only, again: againFlag(context, invocation), mayBeEmpty };
}

/** Office hours, and whether they count this time. */
type Moments = Pick<PlanInput, 'opening' | 'atAnyHour'>;

interface PlannerOptions extends Pick<PlanInput, 'skipped' | 'again' | 'begun'>, Moments {
  readonly approvals: ReadonlyMap<string, Approval> | undefined;
}

const plannerFor =
  ({ project: { hub }, clock }: Context, { approvals, ...options }: PlannerOptions) =>
  (candidates: readonly Candidate[], known: readonly Delivery[]): readonly PlanEntry[] => {
    const entries = planDeliveries({ candidates, known, hub, now: clock.now(), ...options });
    return approvals ? withApproval(entries, approvals) : entries;
  };

/** Posts go out as they are on disk only where nobody has to approve them. */
function stopWithoutFiles({ project }: Context, { args }: Invocation, { isTrial }: { readonly isTrial: boolean }): void {
  if (args.length === 0) fail('usage-missing-argument', { name: 'files' });
  if (project.approval === 'required' && !isTrial) fail('approval-needed', { command: planCommand(args) });
}

/** A draft stays where it is: what is wrong with its words is for `omk check` to say, and holds no other post up. */
function concernsPublishing({ skipped }: Prepared): (found: Problem) => boolean {
  const drafts = new Set(skipped.flatMap(({ post }) => (post.draft ? [post.file] : [])));
  return ({ code, where }) => !(isRuleId(code) && drafts.has(where?.file ?? ''));
}

const goingPosts = (entries: readonly PlanEntry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ planned, post }) => (planned ? [post.id] : [])));

/** Those that part of their readers have: what they say is what the others are to get, or nothing. */
async function begunMailings(ledger: Ledger | undefined, known: readonly Delivery[]): Promise<ReadonlySet<string>> {
  const open = known.filter(
    ({ channel, state, kind }) => kind === 'publish' && !hasLeft(state) && channelOf(channel).reaches === 'readers',
  );
  const counted = await Promise.all(open.map(async ({ id }) => ({ id, counts: await ledger?.recipientCounts(id) })));
  return new Set(counted.filter(({ counts }) => counts && hasBegun(counts)).map(({ id }) => id));
}

const schedule = (ledger: Ledger, entries: readonly PlanEntry[]) =>
  ledger.schedule(entries.flatMap(({ planned }) => (planned ? [planned] : [])));

/** Tells whether it was interrupted. */
async function sendDue(context: Context, ledger: Ledger, entries: readonly PlanEntry[], sample?: Sample): Promise<boolean> {
  const ours = await deliveriesOf(ledger, entries);
  const due = ours.filter(({ state }) => ['scheduled', 'waiting', 'unconfirmed', 'sending'].includes(state));
  return (await send(context, due, { sample })).wasInterrupted;
}

/** Corrections of posts that go out in this very run. */
function correctionsAmong(entries: readonly PlanEntry[]): readonly PlanEntry[] {
  const going = entries.filter(({ planned }) => planned).map(({ post }) => post);
  const isCorrected = (corrects: string): boolean => going.some(({ id, file }) => id === corrects || file === corrects);
  return entries.filter(({ post }) => post.corrects !== undefined && isCorrected(post.corrects));
}

/**
 * A correction links to the post that it corrects, so it is made anew once that one has an address. What would not
 * fit then goes out as it was checked, without the link.
 */
async function linked(
  context: Context,
  entries: readonly PlanEntry[],
  { only, ...options }: Pick<Wish, 'only' | 'again'> & Moments,
): Promise<readonly PlanEntry[]> {
  const files = [...new Set(entries.map(({ post }) => join(context.project.root, post.file)))];
  const prepared = await preparePosts(context, { files, only });
  if (prepared.problems.some((found) => !isWarning(found))) return entries;
  const anew = planDeliveries({ ...prepared, hub: context.project.hub, now: context.clock.now(), ...options });
  await schedule(await context.ledger(), anew);
  return anew;
}

/** Once more on purpose is never an accident. */
function againFlag(context: Context, invocation: Invocation): readonly string[] {
  const again = againChannels(context, invocation);
  if (again.length > 0 && !isOn(invocation, 'yes')) fail('usage-needs-flag', { flag: '--yes' });
  return again;
}

/** A post that the ledger does not know, but whose every message was sent for another one: surely the same, renamed. */
export async function renamed({ candidates, known }: Prepared, ledger: Ledger | undefined): Promise<readonly Problem[]> {
  if (!ledger) return [];
  const strangers = [...new Set(candidates.map(({ post }) => post))].filter(({ id }) => !known.some(({ post }) => post === id));
  const found = await Promise.all(
    strangers.map(async ({ id, file }) => {
      const mine = candidates.filter(({ post }) => post.id === id);
      const twins = await ledger.list({ revisions: mine.map(({ revision }) => revision), states: ['sent'] });
      const isTwin = mine.every(({ revision, request }) =>
        twins.some((twin) => twin.revision === revision && twin.channel === request.channel && twin.post !== id),
      );
      return isTwin && twins[0] ? [problem('content-renamed', { other: twins[0].file }, { file, field: 'id' })] : [];
    }),
  );
  return found.flat();
}

async function deliveriesOf(ledger: Ledger, entries: readonly PlanEntry[]): Promise<readonly Delivery[]> {
  const all = await ledger.list({ posts: [...new Set(entries.map(({ post }) => post.id))] });
  return entries.flatMap((entry) => find(entry, all) ?? []);
}

/** The delivery of an entry; one that was planned by name may carry its id by now. */
function find({ planned, delivery, post, channel, destinationName }: PlanEntry, all: readonly Delivery[]): Delivery | undefined {
  const key = planned ?? delivery;
  if (!key) return undefined;
  const candidates = all.filter(
    (one) => one.post === post.id && one.channel === channel && one.round === key.round && one.state !== 'cancelled',
  );
  return (
    candidates.find((one) => one.destination === key.destination) ??
    candidates.find((one) => one.destinationName === destinationName) ??
    candidates.at(-1)
  );
}

export async function reportPosts(context: Context, ledger: Ledger, entries: readonly PlanEntry[]): Promise<readonly ReportPost[]> {
  const all = await ledger.list({ posts: [...new Set(entries.map(({ post }) => post.id))] });
  return byPost(entries, async (entry) => {
    const now = find(entry, all);
    const isSettled = entry.state === 'unchanged' || entry.problem?.code === 'edited' || entry.problem?.code === 'begun-edited';
    if (!now || isSettled) return reportEntry({ ...entry, ...(now && { delivery: now }) });
    return standingOf(now, all, { ledger, hub: context.project.hub, output: context.output });
  });
}
