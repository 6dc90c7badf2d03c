/** What must hold between posts and channels before anything is rendered. Pure, no network; every problem at once. */
import type { Delivery } from '../core/delivery.ts';
import { PERMALINK } from '../core/message.ts';
import type { ChannelRequest, ParsedPost } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import { dueAtOf } from './plan.ts';

export interface ValidateInput {
  readonly posts: readonly ParsedPost[];
  readonly hub: string | undefined;
  /** Ids of posts that go to the hub, but not by this command. */
  readonly withoutHub: readonly string[];
  /** What people call the hub. */
  readonly hubName: string;
  /** Every delivery that the ledger has of these posts and of those they correct. */
  readonly known: readonly Delivery[];
  /** Files of the project, to recognise the post that a correction names, and the captions of a video. */
  readonly exists: (file: string) => boolean;
}

/** All problems of these posts that their own text does not show. */
export function validatePosts(input: ValidateInput): readonly Problem[] {
  return [...duplicateIds(input.posts), ...input.posts.flatMap((post) => postProblems(post, input))];
}

function duplicateIds(posts: readonly ParsedPost[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return posts.flatMap(({ id, file }) => {
    const other = seen.get(id);
    seen.set(id, file);
    return other === undefined ? [] : [problem('content-duplicate-id', { id, other }, { file, field: 'id' })];
  });
}

function postProblems(post: ParsedPost, input: ValidateInput): readonly Problem[] {
  const { file, channels } = post;
  const problems: Problem[] = [];
  if (post.corrects !== undefined && !knowsCorrected(post, input)) {
    problems.push(problem('content-corrects-unknown', { corrects: post.corrects }, { file, field: 'corrects' }));
  }
  problems.push(...beforeEmbargo(post));
  const { captions, lines } = post;
  if (typeof captions === 'string' && !input.exists(captions)) {
    const line = lines.captions;
    const where = { file, ...(line !== undefined && { line }), field: 'captions' };
    problems.push(problem('a11y-captions-missing', { path: captions }, where));
  }
  return [...problems, ...channels.flatMap((request) => requestProblems(post, request, input))];
}

/** Somebody may have promised that nobody reads it earlier, so which of the two counts is not for omk to guess. */
function beforeEmbargo({ file, lines, embargo, publishAt, channels }: ParsedPost): readonly Problem[] {
  if (!embargo) return [];
  const moments = [['publish_at', publishAt] as const, ...channels.map((one) => [`${one.channel}.publish_at`, one.publishAt] as const)];
  return moments.flatMap(([field, at]) => {
    if (!at || at >= embargo) return [];
    const line = lines[field];
    const params = { key: field, at: at.toISOString(), embargo: embargo.toISOString() };
    return [problem('content-before-embargo', params, { file, ...(line !== undefined && { line }), field })];
  });
}

const knowsCorrected = ({ corrects = '' }: ParsedPost, { posts, known, exists }: ValidateInput): boolean =>
  posts.some(({ id, file }) => id === corrects || file === corrects) ||
  known.some(({ post, file }) => post === corrects || file === corrects) ||
  exists(corrects);

function requestProblems(post: ParsedPost, request: ChannelRequest, input: ValidateInput): readonly Problem[] {
  const { hub, hubName, known } = input;
  if (!hub || request.channel === hub || !request.link) return [];
  const { file } = post;
  const hubRequest = post.channels.find(({ channel }) => channel === hub);
  if (!hubRequest) {
    const hasLink = post.link !== undefined || hasPermalink(post, hub, known);
    if (!hasLink && input.withoutHub.includes(post.id)) return [problem('content-hub-first', { hub: hubName }, { file })];
    return hasLink ? [] : [problem('content-no-link', { hub: hubName }, { file, channel: request.channel, field: 'link' })];
  }
  const hubAt = dueAtOf(post, hubRequest);
  const spokeAt = dueAtOf(post, request);
  const tooEarly = hubAt !== undefined && (spokeAt?.getTime() ?? 0) < hubAt.getTime();
  return tooEarly ? [problem('content-spoke-before-hub', { hub: hubName }, { file, channel: request.channel, field: 'publish_at' })] : [];
}

const hasPermalink = ({ id }: ParsedPost, hub: string, known: readonly Delivery[]): boolean =>
  known.some(({ post, channel, receipt }) => post === id && channel === hub && receipt?.url !== undefined);

/** What the others link to: the hub's permalink, as a marker, or the post's own link. */
export function linkFor(
  post: ParsedPost,
  request: ChannelRequest,
  { hub, known }: Pick<ValidateInput, 'hub' | 'known'>,
): string | undefined {
  if (!hub) return post.link;
  if (request.channel === hub) return undefined;
  const fromHub = post.channels.some(({ channel }) => channel === hub) || hasPermalink(post, hub, known);
  return fromHub ? PERMALINK : post.link;
}
