/** May a plan go out? It may when, for each of its posts, somebody signed it who may and who did not write that post. */
import { relative } from 'node:path';
import type { Approval, Approver } from '../core/approval.ts';
import { batches } from '../core/batches.ts';
import { type Problem, problem } from '../core/problem.ts';
import { type Plan, type PlanPost, planText } from '../pipeline/plan-file.ts';
import type { Context } from './context.ts';
import { type Author, type GitHistory, isSamePerson, openGitHistory } from './git-history.ts';
import { signingCommand } from './shell-words.ts';
import { readSignatures } from './signatures.ts';

export interface Verdict {
  /** By the id of the post. */
  readonly approvals: ReadonlyMap<string, Approval>;
  readonly problems: readonly Problem[];
}

export interface PlanAsFile {
  readonly plan: Plan;
  /** As it was typed. */
  readonly path: string;
  /** As they were typed; none: the one beside the plan. */
  readonly signatures: readonly string[];
}

/** Each post is a few runs of git. */
const programsAtOnce = 8;

/** Without `approval: required` a plan goes out unsigned; a signature that is named is looked at all the same. */
export async function judge(
  context: Context,
  { plan, path, signatures }: PlanAsFile,
  posts: readonly Pick<PlanPost, 'post' | 'file'>[],
): Promise<Verdict> {
  const { approval, approvers } = context.project;
  const unsigned = new Map(posts.map(({ post }) => [post, { plan: plan.digest, by: [] }]));
  if (approval === 'none' && signatures.length === 0) return { approvals: unsigned, problems: [] };
  const paths = signatures.length > 0 ? signatures : [`${path}.sig`];
  const { by, problems } = await readSignatures({ text: planText(plan), paths, approvers });
  const isMissing =
    signatures.length === 0 && problems.some(({ code, params }) => code === 'approval-signature-broken' && params.detail === 'ENOENT');
  const wrong = isMissing ? [problem('approval-unsigned', { path: `${path}.sig`, command: signingCommand(path) })] : problems;
  const history = await openGitHistory(context.project.root);
  if ('code' in history) return { approvals: new Map(), problems: [...wrong, history] };
  const settings = await uncommittedSettings(context, history);
  const judged: (readonly [{ readonly post: string }, Judged])[] = [];
  for await (const some of batches(posts, programsAtOnce))
    judged.push(...(await Promise.all(some.map(async (post) => [post, await judgePost(history, { file: post.file, by })] as const))));
  const approvals = new Map(judged.map(([{ post }, { accepted }]) => [post, { plan: plan.digest, by: accepted.map(signerOf) }]));
  const isApproved = settings.length === 0 && judged.every(([, { accepted }]) => accepted.length > 0);
  // A signature too many does no harm, as long as there is one that counts.
  if (isApproved && by.length > 0) return { approvals, problems: [] };
  return { approvals, problems: [...wrong, ...settings, ...judged.flatMap(([, found]) => found.problems)] };
}

const signerOf = ({ name, fingerprint }: Approver): Approval['by'][number] => ({ name, key: fingerprint });

/** Whoever can change the list of approvers on the spot needs none. */
async function uncommittedSettings({ project: { approvers, file, root } }: Context, history: GitHistory): Promise<readonly Problem[]> {
  const files = [...(file === undefined ? [] : [relative(root, file)]), ...approvers.flatMap((one) => one.file ?? [])];
  const found = await Promise.all(files.map(async (path) => ((await history.isCommitted(path)) ? [] : [uncommitted(path)])));
  return found.flat();
}

const uncommitted = (path: string): Problem => problem('approval-uncommitted', { path }, { file: path });
const noHistory = (path: string): Problem => problem('approval-no-history', { path }, { file: path });

interface Judged {
  readonly accepted: readonly Approver[];
  readonly problems: readonly Problem[];
}

async function judgePost(history: GitHistory, { file, by }: { readonly file: string; readonly by: readonly Approver[] }): Promise<Judged> {
  const author = (await history.isCommitted(file)) ? await history.lastAuthor(file) : 'uncommitted';
  if (typeof author === 'string') return { accepted: [], problems: [author === 'no-history' ? noHistory(file) : uncommitted(file)] };
  const results = await Promise.all(by.map(async (approver) => [approver, await objection(history, { approver, author })] as const));
  return {
    accepted: results.flatMap(([approver, found]) => (found ? [] : [approver])),
    problems: results.flatMap(([, found]) => (found ? [{ ...found, where: { file } }] : [])),
  };
}

/** Why this signature does not count for a post of this author, if it does not. */
async function objection(
  history: GitHistory,
  { approver, author }: { readonly approver: Approver; readonly author: Author },
): Promise<Problem | undefined> {
  const { name, lines, file } = approver;
  if (isSamePerson(approver, author)) return problem('approval-own-post', { name });
  const places = [['omk.yaml', lines] as const, ...(file === undefined ? [] : [[file, undefined] as const])];
  for (const [path, range] of places) {
    const writers = await history.authorsOf(path, range);
    if (typeof writers === 'string') return writers === 'no-history' ? noHistory(path) : uncommitted(path);
    for (const writer of writers.filter((one) => isSameAuthor(one, author))) {
      // Who set up the list the first time had to begin with somebody.
      if (!(await history.isBefore(writer.commit, 'omk.yaml', 'approvers:'))) return problem('approval-own-approver', { name });
    }
  }
  return undefined;
}

const isSameAuthor = (one: Author, other: Author): boolean =>
  one.names.some((name) => isSamePerson({ name }, other)) || one.emails.some((email) => isSamePerson({ name: '', email }, other));
