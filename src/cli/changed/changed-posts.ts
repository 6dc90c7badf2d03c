/** From what git says to what is to be done: which posts to publish, which only got another name, which must not go out any more. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Delivery, hasLeft, whatStands } from '../../core/delivery.ts';
import type { Ledger, PostName } from '../../core/ledger.ts';
import type { ParsedPost } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import type { Context } from '../context.ts';
import { openGitHistory } from '../git-history.ts';
import { isPost } from '../project-files.ts';
import { parseFiles } from '../publishing.ts';
import { changesSince, type GitChanges, type Renamed, untrackedIn } from './git-changes.ts';
import { withinNamed } from './named.ts';

export interface ChangedPosts {
  /** Posts that were added or changed, relative to omk.yaml. */
  readonly files: readonly string[];
  /** Published under another name, with the same text to the last byte. */
  readonly carried: readonly Carried[];
  /** Known by their `id`, in another file than the ledger knows of. */
  readonly moved: readonly PostName[];
  /** Have not gone out, and must not any more. */
  readonly withdrawn: readonly Withdrawn[];
  readonly problems: readonly Problem[];
}

export interface Carried {
  readonly from: string;
  readonly to: string;
  /** That the ledger knows it by. */
  readonly id: string;
}

export interface Withdrawn {
  readonly delivery: Delivery;
  readonly reason: 'deleted' | 'draft' | 'channel';
}

export interface ChangedOptions {
  readonly revision: string;
  /** What the command line names narrows it; nothing: the whole project. */
  readonly named: readonly string[];
  readonly only: readonly string[] | undefined;
}

/** Looks, and changes nothing. */
export async function readChangedPosts(context: Context, { revision, named, only }: ChangedOptions): Promise<ChangedPosts> {
  const { project } = context;
  const changes = await changesSince(project.root, revision);
  if ('code' in changes) return { files: [], carried: [], moved: [], withdrawn: [], problems: [changes] };
  const wants = withinNamed(named, project);
  const isWanted = (path: string): boolean => isPost(path, project) && wants(path);
  const ledger = await context.existingLedger();
  const names = namesIn(changes, isWanted);
  const { posts } = await parseFiles(project, [...names.written, ...names.renamed.map(({ to }) => to)]);
  const work: Work = { context, ledger, posts: new Map(posts.map((post) => [post.file, post])), only };
  const renamed = await Promise.all(names.renamed.map((one) => judgeRenamed(work, one)));
  const written = [...names.written, ...names.renamed.map(({ to }) => to)];
  const files = [...new Set([...written, ...(await affected(work, changes, { written, isWanted }))])].sort();
  const gone = [...names.deleted, ...renamed.flatMap(({ replaced }) => replaced ?? [])];
  const deleted = await Promise.all(gone.map((path) => judgeDeleted(work, path)));
  return {
    files,
    carried: renamed.flatMap(({ carried }) => carried ?? []),
    moved: await movedPosts(work),
    withdrawn: [...deleted.flatMap(({ withdrawn }) => withdrawn), ...(await unwanted(work))],
    problems: [
      ...(await untrackedIn(project.root)).filter(isWanted).map((path) => problem('changed-untracked', {}, { file: path })),
      ...(await uncommitted(context, files)),
      ...(await sameIds(work)),
      ...renamed.flatMap(({ problems }) => problems),
      ...(await sameTitles(work, names)),
      ...deleted.flatMap(({ problems }) => problems),
    ],
  };
}

interface Work {
  readonly context: Context;
  readonly ledger: Ledger | undefined;
  /** Those that were added, changed or renamed, by file; one that cannot be read is told of when it is published. */
  readonly posts: ReadonlyMap<string, ParsedPost>;
  readonly only: readonly string[] | undefined;
}

/** A file that becomes a post by its new name is new; one that ceases to be one is gone. */
function namesIn({ written, deleted, renamed }: GitChanges, isWanted: (path: string) => boolean): GitChanges {
  const whole = renamed.filter(({ from, to }) => isWanted(from) && isWanted(to));
  const halves = renamed.filter((one) => !whole.includes(one));
  return {
    written: [...written, ...halves.map(({ to }) => to)].filter(isWanted),
    deleted: [...deleted, ...halves.map(({ from }) => from)].filter(isWanted),
    renamed: whole,
  };
}

const nameOf = (ledger: Ledger | undefined, path: string): Promise<readonly Delivery[]> =>
  ledger ? ledger.list({ posts: [path] }) : Promise.resolve([]);

/** Deliveries of what stood in this file: by its name, or by an `id` that it had. */
async function deliveriesOfFile(ledger: Ledger | undefined, path: string): Promise<readonly Delivery[]> {
  const known = ledger ? await ledger.list({ named: [path] }) : [];
  return known.filter(({ file }) => file === path);
}

interface JudgedRename {
  readonly carried?: Carried;
  /** It is another post that took the place of this one. */
  readonly replaced?: string;
  readonly problems: readonly Problem[];
}

/** Git goes by likeness, and posts of a series are alike: only the same text is the same post without a word of its author. */
async function judgeRenamed({ ledger, posts }: Work, { from, to, isSame }: Renamed): Promise<JudgedRename> {
  const nothing: JudgedRename = { problems: [] };
  const post = posts.get(to);
  const known = await deliveriesOfFile(ledger, from);
  const [first] = known;
  if (!post || !first || known.some((one) => one.post === post.id)) return nothing;
  if (post.id !== to) return { ...nothing, replaced: from };
  const isTaken = (await nameOf(ledger, to)).length > 0;
  const isOut = known.some(({ state }) => hasLeft(state));
  if (!isTaken && first.post === from && (isSame || !isOut)) return { ...nothing, carried: { from, to, id: first.post } };
  return { problems: [problem('changed-renamed', { from, id: first.post }, { file: to, field: 'id' })] };
}

/** Rewritten from top to bottom, in another file: git takes it for another post, its readers would not. */
async function sameTitles({ ledger, posts }: Work, { written, deleted }: GitChanges): Promise<readonly Problem[]> {
  const gone = (await Promise.all(deleted.map((path) => deliveriesOfFile(ledger, path)))).flat().filter(({ state }) => hasLeft(state));
  const fresh = written.flatMap((file) => posts.get(file) ?? []).filter(({ id, file }) => id === file);
  const found = await Promise.all(
    fresh.map(async ({ file, title }) => {
      const first = gone.find((one) => titleOf(one) === titleOf({ title }));
      if (!first || (await nameOf(ledger, file)).length > 0) return [];
      return [problem('changed-renamed', { from: first.file, id: first.post }, { file, field: 'id' })];
    }),
  );
  return found.flat();
}

const titleOf = ({ title }: { readonly title: string }): string => title.normalize('NFC').trim().toLowerCase();

interface JudgedDeletion {
  readonly withdrawn: readonly Withdrawn[];
  readonly problems: readonly Problem[];
}

/** What is out stays until a person takes it back; what is not out yet has no text any more that it could go by. */
async function judgeDeleted({ ledger, context, posts, only }: Work, path: string): Promise<JudgedDeletion> {
  const ids = new Set([...posts.values()].map(({ id }) => id));
  const all = (await deliveriesOfFile(ledger, path)).filter(({ post }) => !ids.has(post));
  const known = all.filter(({ channel }) => only?.includes(channel) ?? true);
  const out = known.filter((one) => one.kind === 'publish' && hasLeft(one.state) && !whatStands(one, all).retraction);
  const begun = await partlyOut(ledger, known.filter(mayBeWithdrawn));
  const channels = [...new Set([...out, ...begun].map(({ channel }) => context.output.label(channel)))];
  return {
    withdrawn: known.filter(mayBeWithdrawn).map((delivery) => ({ delivery, reason: 'deleted' })),
    problems: channels.length > 0 ? [problem('changed-deleted', { channels }, { file: path })] : [],
  };
}

/** A thread or a mailing of which some is out. */
async function partlyOut(ledger: Ledger | undefined, deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
  const { hasBegun } = await import('../../core/reader.ts');
  const asked = await Promise.all(
    deliveries.map(async (delivery) => {
      const parts = (await ledger?.parts(delivery.id)) ?? [];
      const counts = await ledger?.recipientCounts(delivery.id);
      return parts.length > 0 || (counts !== undefined && hasBegun(counts));
    }),
  );
  return deliveries.filter((_delivery, index) => asked[index]);
}

/** A retraction that is still to come is wanted all the more. */
const mayBeWithdrawn = ({ kind, state }: Delivery): boolean => kind !== 'retract' && ['waiting', 'scheduled', 'failed'].includes(state);

/** Planned once, and no longer wanted by the post itself. */
async function unwanted({ ledger, posts, only }: Work): Promise<readonly Withdrawn[]> {
  const all = ledger ? await ledger.list({ posts: [...posts.values()].map(({ id }) => id) }) : [];
  const byId = new Map([...posts.values()].map((post) => [post.id, post]));
  return all.filter(mayBeWithdrawn).flatMap((delivery): readonly Withdrawn[] => {
    const post = byId.get(delivery.post);
    if (!post || delivery.kind !== 'publish' || !(only?.includes(delivery.channel) ?? true)) return [];
    if (post.draft) return [{ delivery, reason: 'draft' }];
    return post.channels.some(({ channel }) => channel === delivery.channel) ? [] : [{ delivery, reason: 'channel' }];
  });
}

interface Affected {
  readonly written: readonly string[];
  readonly isWanted: (path: string) => boolean;
}

/** Posts that are still to go, and look different by a template, a setting or a picture that was changed. What was approved goes as it was approved. */
async function affected({ context, ledger }: Work, changes: GitChanges, { written, isWanted }: Affected): Promise<readonly string[]> {
  const { root, templates, approval } = context.project;
  const paths = [...changes.written, ...changes.deleted, ...changes.renamed.flatMap(({ from, to }) => [from, to])];
  const others = paths.filter((path) => !isPost(path, context.project));
  if (!ledger || others.length === 0 || approval === 'required') return [];
  const concernsAll = others.some((path) => path === 'omk.yaml' || path.startsWith(`${templates}/`));
  const open = await ledger.list({ states: ['scheduled', 'waiting'] });
  const touched = open.filter((delivery) => delivery.kind === 'publish' && (concernsAll || others.some(isNamedIn(delivery))));
  const files = touched.map(({ file }) => file).filter((file) => !written.includes(file) && isWanted(file));
  return files.filter((file) => existsSync(join(root, file)));
}

const isNamedIn = ({ message }: Delivery) => {
  const text = JSON.stringify(message);
  return (path: string): boolean => text.includes(JSON.stringify(path));
};

/** The files are read as they are on disk: that has to be what git has. */
async function uncommitted({ project }: Context, files: readonly string[]): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const history = await openGitHistory(project.root);
  if ('code' in history) return [problem('changed-no-git', { detail: '' })];
  const found: Problem[] = [];
  for (const path of files) {
    if (existsSync(join(project.root, path)) && !(await history.isCommitted(path)))
      found.push(problem('changed-uncommitted', {}, { file: path }));
  }
  return found;
}

async function movedPosts({ ledger, posts }: Work): Promise<readonly PostName[]> {
  const named = [...posts.values()].filter(({ id, file }) => id !== file);
  const known = ledger ? await ledger.list({ posts: named.map(({ id }) => id) }) : [];
  return named.filter(({ id, file }) => known.some((one) => one.post === id && one.file !== file)).map(({ id, file }) => ({ id, file }));
}

/** A copy that kept the `id` of a post that is still there would pass for an edit of it, and never go out. */
async function sameIds({ context, ledger, posts }: Work): Promise<readonly Problem[]> {
  const found = await Promise.all(
    [...posts.values()].map(async ({ id, file }) => {
      if (id === file) return [];
      const others = (await nameOf(ledger, id)).filter((one) => one.file !== file && existsSync(join(context.project.root, one.file)));
      const { posts: alike } = await parseFiles(context.project, [...new Set(others.map((one) => one.file))]);
      const other = alike.find((one) => one.id === id);
      return other ? [problem('changed-same-id', { id, other: other.file }, { file, field: 'id' })] : [];
    }),
  );
  return found.flat();
}
