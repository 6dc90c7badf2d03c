/**
 * A plan in Markdown, to be put below a proposal on GitHub or GitLab. Whatever a writer typed stands in code spans, where no
 * markup, link, mention or picture works.
 */
import type { Problem } from '../core/problem.ts';
import { isWarning } from '../core/problem.ts';
import { type PlanEntry, planDeliveries } from '../pipeline/plan.ts';
import type { Plan } from '../pipeline/plan-file.ts';
import type { Context } from './context.ts';
import { type CommentWords, commentWords } from './messages/comment-words.ts';
import { createMoments } from './moments.ts';
import { commentMark } from './plan-store.ts';
import type { Prepared } from './publishing.ts';
import { money } from './report-text.ts';
import { stateWord } from './state-word.ts';

export interface CommentParts {
  readonly problems: readonly Problem[];
  /** Absent: there is none, because something has to be mended first. */
  readonly plan?: Plan;
  readonly prepared?: Prepared;
}

/** GitHub takes 65,536 characters. */
const maxPosts = 40;
const maxProblems = 60;

export async function commentText(context: Context, { problems, plan, prepared }: CommentParts): Promise<string> {
  const words = commentWords[context.project.messageLanguage];
  const entries = prepared ? planDeliveries({ ...prepared, hub: context.project.hub, now: context.clock.now(), again: [] }) : [];
  const errors = problems.filter((found) => !isWarning(found));
  const parts = [
    commentMark,
    `### omk: ${errors.length > 0 ? words.broken(errors.length) : words.sum(prepared?.posts.length ?? 0, entries.filter(isGoing).length)}`,
    ...(plan && plan.posts.length > 0 ? [words.digest(code(plan.digest))] : []),
    ...(await postParts(context, entries, words)),
    ...listed(words.toMend, errors, { context, words }),
    ...listed(words.warnings, problems.filter(isWarning), { context, words }),
  ];
  return `${parts.join('\n\n')}\n`;
}

const isGoing = ({ action }: PlanEntry): boolean => action === 'add' || action === 'replace';

async function postParts(context: Context, entries: readonly PlanEntry[], words: CommentWords): Promise<readonly string[]> {
  const posts = [...new Map(entries.map(({ post }) => [post.id, post])).values()];
  const shown = posts.slice(0, maxPosts).map(async ({ id, title, file }) => {
    const lines = await Promise.all(entries.filter(({ post }) => post.id === id).map((entry) => entryLine(context, entry, words)));
    return [`**${code(title)}** (${code(file)})`, '', ...lines].join('\n');
  });
  const more = posts.length - maxPosts;
  return [...(await Promise.all(shown)), ...(more > 0 ? [words.more(more)] : [])];
}

async function entryLine({ output, project, rules, clock }: Context, entry: PlanEntry, words: CommentWords): Promise<string> {
  const { channel, destinationName, planned, message, problem: why, readers } = entry;
  const cost = message && isGoing(entry) ? (await rules(channel)).cost?.(message) : undefined;
  const tell = createMoments(project.messageLanguage, project.timezone);
  const isLater = planned !== undefined && planned.dueAt > clock.now();
  const said = [
    isGoing(entry) ? (isLater ? words.at(tell(planned.dueAt)) : words.now) : stateWord({ state: entry.state }, output.words),
    ...(readers !== undefined && readers > 0 ? [words.readers(readers)] : []),
    ...(cost !== undefined && cost > 0 ? [output.words.cost(money(cost))] : []),
    ...(why ? [code(output.textOf(why).message)] : []),
  ];
  return `- ${output.label(channel)}${destinationName === '' ? '' : ` ${code(destinationName)}`}: ${said.join(', ')}`;
}

interface Listing {
  readonly context: Context;
  readonly words: CommentWords;
}

function listed(title: string, problems: readonly Problem[], { context: { output }, words }: Listing): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems.slice(0, maxProblems).map((found) => {
    const { message, hint } = output.textOf(found);
    const { file, line } = found.where ?? {};
    const place = file === undefined ? '' : `${code(line === undefined ? file : `${file}:${line}`)} `;
    return `- ${place}${code([message, hint].filter(Boolean).join(' '))}`;
  });
  const more = problems.length - maxProblems;
  return [`#### ${title}`, [...lines, ...(more > 0 ? [`- ${words.more(more)}`] : [])].join('\n')];
}

/** Control characters, and marks that turn the reading direction. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const longest = 600;

/** One line, behind a fence that is longer than any in it. */
export function code(text: string): string {
  const plain = [...text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim()].slice(0, longest).join('').trimEnd();
  if (plain === '') return '';
  const longestRun = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return longestRun === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`;
}
