/** The colleague who reads along: editorial findings of a post, judged by the project's levels and the writer's waivers. */
import type { Rules } from '../core/channel.ts';
import type { Waiver } from '../core/editorial.ts';
import type { Message } from '../core/message.ts';
import type { ChannelRequest, ParsedPost } from '../core/post.ts';
import type { Problem } from '../core/problem.ts';
import type { ShownMessage } from '../pipeline/editorial/rule.ts';
import type { Project } from './config.ts';

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

/** What the editorial rules find in one post. `sentAt`: when it went out, if it did. */
export async function readAlong(
  project: Project,
  post: ParsedPost,
  { messages, sentAt }: { readonly messages: readonly ShownMessage[]; readonly sentAt: Date | undefined },
): Promise<readonly Problem[]> {
  const { checkPost } = await import('../pipeline/editorial/check-post.ts');
  const { systemClock } = await import('../core/clock.ts');
  const { checks: settings, hub, timezone: timeZone } = project;
  const now = systemClock.now();
  return checkPost({ post, messages, settings, hub, timeZone, now, ...(sentAt && { goesOut: sentAt }) });
}

/** What a writer decided not to follow in a post, with the reason. */
export interface Waived {
  readonly post: ParsedPost;
  readonly waiver: Waiver;
}

/** Everything found in these posts, as the project and their writers weigh it. */
export async function judgeAll(
  { checks }: Project,
  posts: readonly ParsedPost[],
  found: readonly Problem[],
): Promise<{ readonly problems: readonly Problem[]; readonly waived: readonly Waived[] }> {
  const { judge } = await import('../pipeline/editorial/judge.ts');
  const waived: Waived[] = [];
  const problems = [...groupedByFile(found)].flatMap(([file, of]) => {
    const post = posts.find((one) => one.file === file);
    const judged = judge(of, checks, post?.waive ?? []);
    if (post) waived.push(...judged.used.map((waiver) => ({ post, waiver })));
    return judged.problems;
  });
  return { problems, waived };
}

function groupedByFile(found: readonly Problem[]): ReadonlyMap<string | undefined, readonly Problem[]> {
  const groups = new Map<string | undefined, Problem[]>();
  for (const one of found) {
    const group = groups.get(one.where?.file) ?? [];
    groups.set(one.where?.file, [...group, one]);
  }
  return groups;
}
