/** One round of `omk forward`: what is new at the source goes the road of every post to the other channels. */
import { batches } from '../../core/batches.ts';
import type { DeliveryState } from '../../core/delivery.ts';
import type { SeenItem } from '../../core/forward.ts';
import type { Ledger } from '../../core/ledger.ts';
import { isWarning, type Problem, problem } from '../../core/problem.ts';
import { shownAddress } from '../../core/shown-address.ts';
import { dayAndWeek } from '../../pipeline/dates.ts';
import type { PlanEntry } from '../../pipeline/plan.ts';
import { type ExitCode, exitCodeFor, type ReportPost } from '../../pipeline/report.ts';
import { briefly } from '../brief-warnings.ts';
import { reportPosts } from '../commands/publish.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { heldAsLate, lateProblem } from '../late.ts';
import { forwardWords } from '../messages/forward-words.ts';
import { isConfirmed, showDryRun } from '../planned.ts';
import { goingOn } from '../run-due.ts';
import { patienceMs, send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { recordWaivers, tellWaivers } from '../waiving.ts';
import { dropOldPictures } from './item-picture.ts';
import { isRefused, type PreparedItem, type PreparingOptions, pictureFolder, prepareItems } from './preparing-items.ts';
import { type FoundItem, type ReadItems, readItems, type SourceInUse, seenOf } from './reading-items.ts';
import { reviewItem } from './reviewing.ts';
import { toldTitle } from './told-title.ts';
import { holdBack, withdraw } from './withdrawing.ts';

export interface RoundOptions {
  readonly since?: Date | undefined;
  /** Where items go. */
  readonly channels: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly isReview: boolean;
  readonly isDryRun: boolean;
  /** A person sits there and is asked before anything goes. */
  readonly mustAsk: boolean;
  /** Where nothing happened, nothing is said. */
  readonly isWatching: boolean;
}

export interface RoundResult {
  readonly code: ExitCode;
  readonly wasInterrupted: boolean;
}

/** States in which a picture may still be needed. */
const unfinished: readonly DeliveryState[] = ['scheduled', 'waiting', 'sending', 'unconfirmed', 'failed', 'handed-off'];

/** So many items are prepared at once: the rules read along in a thread that takes a while to start, and more would only take memory. */
const itemsAtOnce = 200;

/** What a round did, on the way to its report. */
interface Round {
  readonly entries: PlanEntry[];
  readonly problems: Problem[];
  /** To be remembered once it was told. */
  readonly told: SeenItem[];
  readonly written: string[];
}

export async function forwardRound(context: Context, inUse: SourceInUse, options: RoundOptions): Promise<RoundResult> {
  const now = context.clock.now();
  const { signal, release } = onInterrupt(context.output);
  try {
    const round: Round = { entries: [], problems: [], told: [], written: [] };
    // Cut off by Ctrl-C, a source may say whatever it likes.
    const read = await readAndPlan(context, inUse, { ...options, now, signal }, round).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (!read && signal.aborted && !options.isWatching) return { code: showStopped(context), wasInterrupted: true };
    if (!read) return { code: 0, wasInterrupted: signal.aborted };
    if (options.isDryRun)
      return {
        code: await showTrial(context, inUse, round),
        wasInterrupted: signal.aborted,
      };
    release();
    const sent = signal.aborted
      ? {
          posts: await postsOf(context, round, new Set()),
          wasInterrupted: true,
        }
      : await sendOwn(context, inUse, round, now);
    const code = finish(context, { inUse, round, options, ...sent });
    // What a person had to know has been told by now; stopped before this, it is told once more.
    const ledger = await context.ledger();
    await ledger.saveItems(inUse.name, round.told);
    if (!signal.aborted) await ledger.saveReading(inUse.name, { startedAt: read.startedAt, readAt: read.readAt }, []);
    return { code, wasInterrupted: sent.wasInterrupted };
  } finally {
    release();
  }
}

/** Nothing was passed over: the next time begins where this one did. */
const showStopped = (context: Context): ExitCode => showReport(context, { posts: [], problems: [] }, { command: 'publish', exitCode: 3 });

interface Reading extends RoundOptions, PreparingOptions {}

/** Nothing: it was stopped, by Ctrl-C or because a person said no. */
async function readAndPlan(context: Context, inUse: SourceInUse, options: Reading, round: Round): Promise<ReadItems | undefined> {
  const { now, since, signal, isDryRun, mustAsk } = options;
  const existing = isDryRun ? await context.existingLedger() : await context.ledger();
  const read = await readItems(inUse, existing, {
    rules: context.project.forward,
    now,
    since,
    signal,
  });
  if (signal.aborted) return undefined;
  if (!isDryRun) await begin(await context.ledger(), inUse.name, read, since);
  tellStart(context, inUse, read);
  const withdrawn = await withdraw(context, read.withdrawn, { isDryRun });
  round.problems.push(...withdrawn.problems, ...oldOnes(read, context));
  round.told.push(...withdrawn.seen, ...read.old.map((item) => seenOf(item, inUse.name, 'before', { told: 'old' })));
  if (options.isReview) {
    await review(context, inUse, { found: read.forward, preparing: options }, round);
    return read;
  }
  const isStopped = await planAll(context, inUse, { found: read.forward, preparing: options, mustAsk }, round);
  return isStopped ? undefined : read;
}

/** Killed from here on, the next round begins where this one began. */
async function begin(
  ledger: Ledger,
  name: string,
  { known, startedAt, before, isFirst }: ReadItems,
  since: Date | undefined,
): Promise<void> {
  const earliest = (at: Date): Date => (since && since < at ? since : at);
  if (!isFirst && since === undefined) return;
  await ledger.saveReading(
    name,
    {
      startedAt: earliest(startedAt),
      readAt: earliest(known?.readAt ?? startedAt),
    },
    before,
  );
}

function tellStart({ output, project }: Context, { from }: SourceInUse, { isFirst, before, waiting }: ReadItems): void {
  const words = forwardWords[project.messageLanguage];
  if (isFirst) output.talk(words.first(sourceLabel(output.label, from, project.feed)));
  if (before.length > 0) output.talk(words.stood(before.length));
  if (waiting.length > 0) output.talk(words.waits(waiting.map(toldTitle)));
}

export const sourceLabel = (label: (id: string) => string, from: string, feed: string | undefined): string =>
  from === 'feed' ? (feed !== undefined && URL.canParse(feed) ? shownAddress(new URL(feed)) : from) : label(from);

function oldOnes({ old }: ReadItems, { project }: Context): readonly Problem[] {
  const [first] = old;
  if (!first) return [];
  const where = old.length === 1 ? { file: first.url } : undefined;
  return [
    problem(
      'forward-old',
      {
        count: old.length,
        title: toldTitle(first),
        since: dayAndWeek(first.publishedAt, project.timezone).day,
      },
      where,
    ),
  ];
}

interface Reviewing {
  readonly found: readonly FoundItem[];
  readonly preparing: PreparingOptions;
}

async function review(context: Context, inUse: SourceInUse, { found, preparing }: Reviewing, round: Round): Promise<void> {
  for (const one of found) {
    if (preparing.signal.aborted) break;
    const { seen, written, problems } = await reviewItem(context, inUse, one, preparing);
    round.problems.push(...problems);
    if (written !== undefined) round.written.push(written);
    if (preparing.isDryRun) continue;
    if (problems.some(({ code }) => code === 'forward-review-edited')) round.told.push(seen);
    else await (await context.ledger()).saveItems(inUse.name, [seen]);
  }
}

interface Planning extends Reviewing {
  readonly mustAsk: boolean;
}

/** Batch by batch; where a person is asked, all of it before the question. Tells whether the person said no. */
async function planAll(context: Context, inUse: SourceInUse, { found, preparing, mustAsk }: Planning, round: Round): Promise<boolean> {
  const held: PreparedItem[] = [];
  // What a person has in hand goes by that person.
  const ours = found.filter(({ seen }) => seen?.standing !== 'review');
  for await (const batch of batches(ours, itemsAtOnce)) {
    if (preparing.signal.aborted) break;
    const { items, prepared } = await prepareItems(context, inUse, batch, preparing);
    tellWaivers(context, prepared.waived);
    for (const item of items) await takeNote(context, item, { round, isDryRun: preparing.isDryRun });
    const going = items.filter((item) => !isRefused(item));
    round.entries.push(...going.flatMap(({ entries }) => entries));
    if (preparing.isDryRun) continue;
    await prepared.readers.bringIn(await context.ledger());
    if (mustAsk) held.push(...going);
    else await scheduleAll(context, inUse, going);
    if (!mustAsk) await recordWaivers(await context.ledger(), prepared.waived, new Set(going.map(({ now }) => now.post)));
  }
  if (!mustAsk || preparing.isDryRun) return false;
  if (!(await isConfirmed(context, round.entries))) {
    context.output.talk(context.output.words.confirm.stopped);
    return true;
  }
  await scheduleAll(context, inUse, held);
  return false;
}

/** What is wrong with an item is told once, until it is something else. */
async function takeNote(context: Context, item: PreparedItem, { round, isDryRun }: Noting): Promise<void> {
  const { problems, title, seen, now } = item;
  if (!isRefused(item)) {
    round.problems.push(...problems);
    return;
  }
  const errors = problems.filter((one) => !isWarning(one));
  const told = errors
    .map(({ code, where }) => [code, where?.channel].filter(Boolean).join(' '))
    .toSorted()
    .join(', ');
  if (seen?.told === told) return;
  const where = { file: item.item.url };
  const isTwin = errors.every(({ code }) => code === 'forward-twin');
  const isEdit = seen?.standing === 'planned';
  const refused = isEdit ? problem('forward-refused-edit', { title }, where) : problem('forward-refused', { title }, where);
  round.problems.push(...errors, ...(isTwin && !isEdit ? [] : [refused]));
  // Its older text is not what its writer wants out; what has left stays what it is.
  const isHeld = isEdit && (await holdBack(context, now.post, { isDryRun }));
  round.told.push({ ...now, standing: isEdit && !isHeld ? 'planned' : 'refused', told });
}

interface Noting {
  readonly round: Round;
  readonly isDryRun: boolean;
}

async function scheduleAll(context: Context, { name }: SourceInUse, items: readonly PreparedItem[]): Promise<void> {
  const ledger = await context.ledger();
  for (const { entries, now, seen, takenOver } of items) {
    const isEdited = entries.some(({ problem: found }) => found?.code === 'edited');
    const editedAt = isEdited ? { editedAt: seen?.editedAt ?? context.clock.now() } : {};
    const planned = entries.flatMap((entry) => (entry.planned ? [entry.planned] : []));
    await ledger.forwardItem({
      source: name,
      seen: { ...now, ...editedAt },
      takenOver,
      planned,
    });
  }
}

async function showTrial(context: Context, { from }: SourceInUse, round: Round): Promise<ExitCode> {
  const { output, project } = context;
  const words = forwardWords[project.messageLanguage];
  if (round.written.length > 0) output.talk(words.wrote(round.written, true));
  if (round.entries.length + round.written.length === 0) output.talk(words.nothing(sourceLabel(output.label, from, project.feed)));
  return showDryRun(context, round.entries, briefly(context, round.problems), needsPerson(round) ? 4 : 0);
}

const needsPerson = ({ problems }: Round): boolean => problems.some((one) => !isWarning(one));

/** Whatever of the forwarded posts is due by now, of this round or an earlier one. */
async function sendOwn(context: Context, { name }: SourceInUse, round: Round, now: Date) {
  const ledger = await context.ledger();
  const open = await goingOn(ledger, await ledger.due(new Date(now.getTime() + patienceMs)));
  const own = new Set(
    (
      await ledger.seenItems(name, {
        posts: open.map(({ post }) => post),
        standings: ['planned'],
      })
    ).map(({ post }) => post),
  );
  const ours = open.filter(({ post }) => own.has(post));
  const late = heldAsLate(context, ours);
  round.problems.push(...late.map(lateProblem));
  const going = ours.filter((delivery) => !late.includes(delivery));
  if (going.some(({ state, dueAt }) => state !== 'waiting' && dueAt <= now)) context.checkSettings(going);
  const { changed, wasInterrupted } = await send(context, going);
  await dropOldPictures(context.project.root, pictureFolder(context), {
    now,
    open: () => ledger.list({ states: unfinished }),
  });
  return { posts: await postsOf(context, round, changed), wasInterrupted };
}

/** Those of this round, hub and all, and those of before that moved. */
async function postsOf(context: Context, round: Round, changed: ReadonlySet<string>): Promise<readonly ReportPost[]> {
  const ledger = await context.ledger();
  const { output, project } = context;
  const fresh = await reportPosts(context, ledger, round.entries);
  const isFresh = new Set(round.entries.map(({ post }) => post.id));
  const moved = changed.size === 0 ? [] : (await ledger.list({ ids: [...changed] })).filter(({ post }) => !isFresh.has(post));
  const all =
    moved.length === 0
      ? []
      : await ledger.list({
          posts: [...new Set(moved.map(({ post }) => post))],
        });
  return [...fresh, ...(await standingPosts(all, { ledger, hub: project.hub, output }))];
}

interface Finishing {
  readonly inUse: SourceInUse;
  readonly round: Round;
  readonly posts: readonly ReportPost[];
  readonly options: RoundOptions;
  readonly wasInterrupted: boolean;
}

function finish(context: Context, { inUse, round, posts, options, wasInterrupted }: Finishing): ExitCode {
  const { output, project } = context;
  const words = forwardWords[project.messageLanguage];
  const problems = [...briefly(context, round.problems), ...(wasInterrupted ? [problem('interrupted', {})] : [])];
  if (round.written.length > 0) output.talk(words.wrote(round.written, false));
  const isQuiet = posts.length + problems.length + round.written.length === 0;
  if (isQuiet && options.isWatching) return 0;
  if (isQuiet) output.talk(words.nothing(sourceLabel(output.label, inUse.from, project.feed)));
  const found = exitCodeFor({ posts, problems }, context.clock.now(), 'publish');
  const exitCode = needsPerson(round) && (found === 0 || found === 3) ? 4 : found;
  showReport(context, { posts, problems }, { command: 'publish', exitCode });
  if (posts.length > 0) showSandboxNote(context);
  return exitCode;
}
