/** The colleague who reads along: editorial findings of a post, judged by the project's levels and the writer's waivers. */
import type { Rules } from '../core/channel.ts';
import type { Waiver } from '../core/editorial.ts';
import type { Message } from '../core/message.ts';
import type { ChannelRequest, ParsedPost } from '../core/post.ts';
import type { Problem } from '../core/problem.ts';
import type { Mask } from '../pipeline/editorial/privacy/mask.ts';
import type { ShownMessage } from '../pipeline/editorial/rule.ts';
import type { Project } from './config.ts';
import type { ReadingPool } from './reading-pool.ts';

/** A message as the rules look at it. */
export function shownMessage(request: ChannelRequest, message: Message, rules: Rules): ShownMessage {
  const { length, maxLength } = rules.limits;
  const isClosed = rules.isClosed?.(message) ?? false;
  return {
    channel: request.channel,
    request,
    message,
    isClosed,
    isOpen: !isClosed && !rules.isForChosen?.(message),
    isConfidential: rules.isConfidential?.(message) ?? false,
    knowsMentions: rules.knowsMentions ?? false,
    showsEvent: rules.showsEvent?.(message) ?? false,
    length: length(message.text, message.link),
    maxLength,
  };
}

export interface ReadAlong {
  readonly problems: readonly Problem[];
  /** For everything that is told about this post; absent where nothing of a person stands in it. */
  readonly mask?: Mask;
}

export interface ReadAlongOptions {
  readonly messages: readonly ShownMessage[];
  readonly now: Date;
  /** When it went out, if it did. */
  readonly sentAt: Date | undefined;
  readonly pool: ReadingPool;
}

/** What the editorial rules find in one post. */
export async function readAlong(project: Project, post: ParsedPost, { messages, now, sentAt, pool }: ReadAlongOptions): Promise<ReadAlong> {
  const { checks: settings, hub, timezone: timeZone } = project;
  const problems = await pool.check({ post, messages, settings, hub, timeZone, now, ...(sentAt && { goesOut: sentAt }) });
  if (!problems.some(({ code }) => code.startsWith('privacy-'))) return { problems };
  const { maskFor } = await import('../pipeline/editorial/privacy/mask.ts');
  return { problems, mask: maskFor({ post, messages, settings }) };
}

/** What a writer decided not to follow in a post, with the reason. */
export interface Waived {
  readonly post: ParsedPost;
  readonly waiver: Waiver;
}

/** By file. */
export type Masks = ReadonlyMap<string, Mask>;

/** Everything found in these posts, as the project and their writers weigh it. */
export async function judgeAll(
  { checks }: Project,
  posts: readonly ParsedPost[],
  found: readonly Problem[],
  masks: Masks = new Map(),
): Promise<{ readonly problems: readonly Problem[]; readonly waived: readonly Waived[] }> {
  const { judge } = await import('../pipeline/editorial/judge.ts');
  const { maskedProblem } = await import('../pipeline/editorial/privacy/mask.ts');
  const waived: Waived[] = [];
  const groups = groupedByFile(found);
  const byFile = new Map<string | undefined, ParsedPost>(posts.map((post) => [post.file, post]));
  // A waiver may stand where nothing was found.
  for (const { file, waive } of posts) if (waive.length > 0 && !groups.has(file)) groups.set(file, []);
  const problems = [...groups].flatMap(([file, of]) => {
    const post = byFile.get(file);
    if (!post) return of;
    const judged = judge(of, checks, post);
    waived.push(...judged.used.map((waiver) => ({ post, waiver })));
    const mask = masks.get(post.file);
    return mask ? judged.problems.map((one) => maskedProblem(one, mask)) : judged.problems;
  });
  return { problems, waived };
}

export function groupedByFile(found: readonly Problem[]): Map<string | undefined, Problem[]> {
  const groups = new Map<string | undefined, Problem[]>();
  for (const one of found) {
    const group = groups.get(one.where?.file);
    if (group) group.push(one);
    else groups.set(one.where?.file, [one]);
  }
  return groups;
}
