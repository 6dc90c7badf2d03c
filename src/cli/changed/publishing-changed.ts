/** `publish --changed-since`: what git says was added or changed goes out, what was renamed stays what it is, what was deleted does not go out. */
import { join, relative } from 'node:path';
import type { Ledger } from '../../core/ledger.ts';
import { isWarning, OmkError, type Problem, problem } from '../../core/problem.ts';
import { groupBy } from '../../pipeline/group-by.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type Context, stopOnErrors } from '../context.ts';
import { changedWords } from '../messages/changed-words.ts';
import { loadPlan } from '../plan-store.ts';
import { type Invocation, isOn, listFlag, textFlag } from '../run.ts';
import { showReport } from '../show-report.ts';
import { type ChangedPosts, readChangedPosts, type Withdrawn } from './changed-posts.ts';

/** The rest of a publication: these files, and what else is to be told. */
export type PublishFiles = (invocation: Invocation, told: readonly Problem[]) => Promise<ExitCode>;

export async function publishChanged(context: Context, invocation: Invocation, publish: PublishFiles): Promise<ExitCode> {
  const { output, project } = context;
  const revision = textFlag(invocation, 'changedSince') ?? '';
  const found = await readChangedPosts(context, { revision, named: invocation.args, only: listFlag(invocation, 'channels') });
  stopOnErrors(found.problems);
  const isTrial = isOn(invocation, 'dryRun') || textFlag(invocation, 'to') !== undefined;
  if (isOn(invocation, 'adopt') && !isTrial) await (await import('../adopting.ts')).adoptDue(context);
  const told = [...found.problems, ...found.carried.map(({ from, to }) => problem('changed-carried', { from }, { file: to }))];
  const withdrawn = isTrial ? found.withdrawn : await carryOut(await ledgerFor(context, found), found);
  const problems = [...told, ...withdrawnProblems(context, withdrawn)];
  // In a trial the ledger does not know them by their new name; nothing would go out.
  const files = isTrial ? found.files.filter((file) => !found.carried.some(({ to }) => to === file)) : found.files;
  const words = changedWords[project.messageLanguage];
  if (files.length === 0) {
    if (problems.length === 0) output.talk(words.nothing(revision));
    return showReport(context, { posts: [], problems }, { command: 'publish' });
  }
  output.talk(words.took(files.length, revision));
  return publish({ ...invocation, args: planned(invocation, files) ? [] : typed(context, files) }, problems);
}

/** Files of the project, as they would be typed. */
export const typed = ({ project }: Context, files: readonly string[]): readonly string[] =>
  files.map((file) => relative(process.cwd(), join(project.root, file)));

/** By a plan, that decides what goes; whatever was changed has to be in it. */
function planned(invocation: Invocation, files: readonly string[]): boolean {
  const path = textFlag(invocation, 'plan');
  if (path === undefined) return false;
  const inPlan = new Set(loadPlan(path).posts.map(({ file }) => file));
  const missing = files.filter((file) => !inPlan.has(file));
  if (missing.length > 0) throw new OmkError(missing.map((file) => problem('changed-unplanned', { plan: path }, { file })));
  return true;
}

const ledgerFor = async (context: Context, { carried, moved, withdrawn }: ChangedPosts): Promise<Ledger | undefined> =>
  carried.length + moved.length + withdrawn.length > 0 ? context.ledger() : undefined;

/** What could be taken back; what left meanwhile is told of by the next look. */
async function carryOut(ledger: Ledger | undefined, { carried, moved, withdrawn }: ChangedPosts): Promise<readonly Withdrawn[]> {
  if (!ledger) return [];
  for (const { id, to } of carried) await ledger.renamePost(id, { id: to, file: to });
  for (const name of moved) await ledger.renamePost(name.id, name);
  const done: Withdrawn[] = [];
  for (const one of withdrawn) {
    const { id, state } = one.delivery;
    if (await ledger.move(id, state, { state: 'cancelled', problem: problem('withdrawn', { reason: one.reason }) }, 'git')) done.push(one);
  }
  return done;
}

export function withdrawnProblems({ output }: Pick<Context, 'output'>, withdrawn: readonly Withdrawn[]): readonly Problem[] {
  const groups = groupBy(withdrawn, ({ delivery, reason }) => JSON.stringify([delivery.file, reason]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const channels = [...new Set(group.map(({ delivery }) => output.label(delivery.channel)))];
    return [problem('changed-withdrawn', { channels, reason: first.reason }, { file: first.delivery.file })];
  });
}

export interface ChangedFiles {
  /** As they would be typed. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** For commands that look and change nothing: the files, and what publishing them would say besides. */
export async function changedFiles(context: Context, invocation: Invocation, revision: string): Promise<ChangedFiles> {
  const found = await readChangedPosts(context, { revision, named: invocation.args, only: listFlag(invocation, 'channels') });
  const carried = found.carried.map(({ from, to }) => problem('changed-carried', { from }, { file: to }));
  const problems = [...found.problems, ...carried, ...withdrawnProblems(context, found.withdrawn)];
  // What cannot be told apart stops; a finding about one post is one among others.
  if (found.problems.some(({ code }) => code === 'changed-unknown' || code === 'changed-no-git')) stopOnErrors(found.problems);
  if (found.files.length === 0) tellNothing(context, revision, problems);
  return { files: typed(context, found.files), problems };
}

function tellNothing({ output, project }: Context, revision: string, problems: readonly Problem[]): void {
  if (problems.every(isWarning)) output.talk(changedWords[project.messageLanguage].nothing(revision));
}
