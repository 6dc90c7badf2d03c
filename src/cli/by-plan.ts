/** `publish --plan`: what was planned goes out as it is, or nothing does. */
import { join, relative } from 'node:path';
import { type Approval, approvalEvent } from '../core/approval.ts';
import type { Ledger } from '../core/ledger.ts';
import { OmkError, type Problem, problem } from '../core/problem.ts';
import type { Candidate, PlanEntry } from '../pipeline/plan.ts';
import { planDifferences } from '../pipeline/plan-differences.ts';
import type { Plan } from '../pipeline/plan-file.ts';
import { approvalsOf, channelsBegun } from './approved.ts';
import { judge } from './approving.ts';
import type { Context } from './context.ts';
import { planContent } from './plan-content.ts';
import { loadPlan } from './plan-store.ts';
import type { Prepared } from './publishing.ts';
import { type Invocation, isOn, textFlag, textsFlag } from './run.ts';

export interface PlanToSend {
  readonly plan: Plan;
  /** As it was typed. */
  readonly path: string;
  readonly signatures: readonly string[];
  readonly isDryRun: boolean;
}

/** What the plan has decided already, or what would be something else than the plan. */
const contradicting = { channels: '--channels', again: '--again', to: '--to' } as const;

export function planFlag(invocation: Invocation): PlanToSend | undefined {
  const path = textFlag(invocation, 'plan');
  const signatures = textsFlag(invocation, 'signature');
  if (path === undefined) {
    if (signatures.length > 0) throw new OmkError([problem('usage-needs-flag', { flag: '--plan' })]);
    return undefined;
  }
  const flags = Object.entries(contradicting).flatMap(([name, flag]) => (textFlag(invocation, name) === undefined ? [] : [flag]));
  const extra = [...invocation.args, ...flags];
  if (extra.length > 0) throw new OmkError(extra.map((flag) => problem('plan-flag', { flag })));
  return { plan: loadPlan(path), path, signatures, isDryRun: isOn(invocation, 'dryRun') };
}

/** The posts of the plan, as files to be read. */
export const filesOf = ({ project }: Context, { posts }: Plan): readonly string[] =>
  posts.map(({ file }) => relative(process.cwd(), join(project.root, file)));

export interface Compared {
  readonly approvals: ReadonlyMap<string, Approval>;
  readonly problems: readonly Problem[];
}

/** Everything that keeps the plan from going out. Looking at it needs no signature. */
export async function comparePlan(context: Context, prepared: Prepared, toSend: PlanToSend): Promise<Compared> {
  const { plan } = toSend;
  const files = new Set(prepared.posts.map(({ file }) => file));
  const isFound = ({ file }: { readonly file: string }): boolean => files.has(file);
  // A post that is gone is told of by who looked for it.
  const compared = { ...plan, posts: plan.posts.filter(isFound) };
  const differences = planDifferences(compared, planContent(context, prepared, plan));
  const isElsewhere = differences.some(({ code }) => code === 'plan-other-project');
  if (toSend.isDryRun || isElsewhere) return { approvals: new Map(), problems: differences };
  const { approvals, problems } = await judge(context, toSend, compared.posts);
  return { approvals, problems: [...differences, ...problems] };
}

/** The messages of the plan, which are those of now but for the address of a post that is corrected. */
export function candidatesOf({ posts }: Plan, candidates: readonly Candidate[]): readonly Candidate[] {
  const planned = new Map(posts.map(({ post, deliveries }) => [post, deliveries]));
  return candidates.map((candidate) => {
    const found = planned.get(candidate.post.id)?.find(({ channel }) => channel === candidate.request.channel);
    return found ? { ...candidate, message: found.message } : candidate;
  });
}

export const withApproval = (entries: readonly PlanEntry[], approvals: ReadonlyMap<string, Approval>): readonly PlanEntry[] =>
  entries.map((entry) => {
    const approval = approvals.get(entry.post.id);
    return entry.planned && approval ? { ...entry, planned: { ...entry.planned, approval } } : entry;
  });

/** Once more on purpose is once for each plan: a second run of it goes on with the first. */
export async function againBy({ plan }: PlanToSend, ledger: Ledger | undefined): Promise<readonly string[]> {
  if (plan.again.length === 0 || !ledger) return plan.again;
  const posts = plan.posts.map(({ post }) => post);
  const begun = await channelsBegun(ledger, posts, plan.digest);
  return plan.again.filter((channel) => !begun.has(channel));
}

/** What stood in the ledger already, on hold or on its way, has the approval from now on. */
export async function approveKept(ledger: Ledger, entries: readonly PlanEntry[], { plan, approvals }: Approved): Promise<void> {
  const kept = entries.flatMap(({ planned, delivery }) => (!planned && delivery && delivery.state !== 'sent' ? [delivery] : []));
  const known = await approvalsOf(ledger, kept);
  for (const delivery of kept) {
    const approval = approvals.get(delivery.post);
    const post = plan.posts.find((one) => one.post === delivery.post);
    const isSameText = post?.deliveries.some(({ channel, revision }) => channel === delivery.channel && revision === delivery.revision);
    if (approval && isSameText && known.get(delivery.id)?.plan !== approval.plan) await ledger.note(approvalEvent(delivery, approval));
  }
}

interface Approved {
  readonly plan: Plan;
  readonly approvals: ReadonlyMap<string, Approval>;
}
