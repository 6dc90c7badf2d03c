/** From the files that a person named to previews, by the same steps as a publication. Writes nothing. */
import type { Drawing } from '../core/channel.ts';
import { type Delivery, type DeliveryState, hasLeft } from '../core/delivery.ts';
import { fillPermalink, type Message } from '../core/message.ts';
import type { Receipt } from '../core/outcome.ts';
import type { Post } from '../core/post.ts';
import { isWarning, type Problem, placed } from '../core/problem.ts';
import { type Candidate, type PlanEntry, planDeliveries } from '../pipeline/plan.ts';
import { type Context, channelOf } from './context.ts';
import { isRefusedByPrivacy, maskedMessage, maskOf } from './discreet-preview.ts';
import { type Prepared, preparePosts } from './publishing.ts';
import type { Masks } from './reading-along.ts';

export interface PreviewedMessage {
  readonly entry: PlanEntry;
  readonly channel: string;
  readonly destination: string;
  /** With the permalink of the hub, once there is one. */
  readonly message?: Message;
  readonly drawing?: Drawing;
  readonly standing?: StandingMessage;
  readonly problems: readonly Problem[];
  /** What a plan would say of it, such as that it was changed since it went out; a draft is told of once, for the whole post. */
  readonly note?: Problem;
}

/** What readers have had. */
export interface StandingMessage {
  readonly message: Message;
  readonly at: Date;
  readonly isSame: boolean;
}

export interface PreviewedPost {
  readonly file: string;
  /** Absent where the file could not be read as a post. */
  readonly post?: Pick<Post, 'title' | 'language' | 'draft'>;
  readonly messages: readonly PreviewedMessage[];
  /** All of it, those of its messages among them. */
  readonly problems: readonly Problem[];
}

export interface Previewed {
  readonly posts: readonly PreviewedPost[];
  /** Everything, in the order in which it was found. */
  readonly problems: readonly Problem[];
  /** Of no post. */
  readonly others: readonly Problem[];
  readonly masks: Masks;
  /** Pictures that were wanted, relative to omk.yaml, also those that are not there. */
  readonly pictures: readonly string[];
}

export interface PreviewOptions {
  readonly files: readonly string[];
  readonly mayBeEmpty?: boolean;
  /** Besides what is found in the posts. */
  readonly told?: readonly Problem[];
  readonly only?: readonly string[] | undefined;
  /** Bytes of pictures are read for a page alone. */
  readonly withPictures: boolean;
}

export async function preparePreviews(
  context: Context,
  { files, mayBeEmpty = false, told = [], only, withPictures }: PreviewOptions,
): Promise<Previewed> {
  const prepared = await preparePosts(context, { files, only, mayBeEmpty, withDrafts: true });
  const problems = [...told, ...prepared.problems, ...context.missing(prepared.uses, { credentials: false })];
  const entries = planDeliveries({ ...prepared, hub: context.project.hub, now: context.clock.now(), again: [] });
  const shown = new Set([...prepared.posts.map(({ file }) => file), ...problems.flatMap(({ where }) => postFile(where?.file))]);
  const work: Work = { context, prepared, entries, problems, withPictures };
  const posts: PreviewedPost[] = [];
  for (const file of shown) posts.push(await previewPost(work, file));
  return {
    posts,
    problems,
    others: problems.filter(({ where }) => where?.file === undefined || !shown.has(where.file)),
    masks: prepared.masks,
    pictures: prepared.posts.flatMap(({ images }) => images.map(({ path }) => path)),
  };
}

const postFile = (file: string | undefined): readonly string[] =>
  file !== undefined && /\.md$/i.test(file) && !file.startsWith('templates/') ? [file] : [];

interface Work {
  readonly context: Context;
  readonly prepared: Prepared;
  readonly entries: readonly PlanEntry[];
  readonly problems: readonly Problem[];
  readonly withPictures: boolean;
}

async function previewPost(work: Work, file: string): Promise<PreviewedPost> {
  const { entries, prepared } = work;
  const post = prepared.posts.find((one) => one.file === file);
  const problems = work.problems.filter(({ where }) => where?.file === file);
  const mine = entries.filter((entry) => entry.post.file === file);
  const failed = (post?.channels ?? []).filter(({ channel }) => !mine.some((entry) => entry.channel === channel));
  const pictures = work.withPictures ? await picturesOf(work, mine) : {};
  const messages = await Promise.all(mine.map((entry) => previewMessage(work, entry, { pictures, problems })));
  const unmade = failed.map(({ channel }): PreviewedMessage => unmadeMessage(channel, post, problems));
  return { file, ...(post && { post: titled(post, problems, prepared) }), messages: [...messages, ...unmade], problems };
}

const titled = (post: Post, problems: readonly Problem[], { masks }: Prepared): Post =>
  isRefusedByPrivacy(problems) ? { ...post, title: maskOf(masks, post.file)(post.title) } : post;

/** A message that could not be made, for reasons that are among the problems. */
const unmadeMessage = (channel: string, post: PreviewedPost['post'], problems: readonly Problem[]): PreviewedMessage => ({
  entry: { post: post as Post, channel, destinationName: '', action: 'skip', state: 'skipped' },
  channel,
  destination: '',
  problems: problemsOf(channel, problems),
});

const problemsOf = (channel: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ where }) => where?.channel === channel || where?.field?.startsWith(`${channel}.`) === true);

interface MessageInput {
  readonly pictures: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

async function previewMessage(work: Work, entry: PlanEntry, { pictures, problems }: MessageInput): Promise<PreviewedMessage> {
  const { context, prepared } = work;
  const { channel, post } = entry;
  const candidate = prepared.candidates.find((one) => one.post.file === post.file && one.request.channel === channel);
  const hub = hubReceipt(work, post.id, channel);
  const shown = (one: Message) => (isRefusedByPrivacy(problems) ? maskedMessage(one, maskOf(prepared.masks, post.file)) : one);
  const message = entry.message && shown(filled(entry.message, hub));
  const stood = candidate && standingMessage(candidate, prepared.known);
  const standing = stood && { ...stood, message: shown(stood.message) };
  const base = { entry, channel, destination: entry.destinationName, problems: problemsOf(channel, problems), ...noteOf(entry) };
  if (!message || !candidate) return base;
  const draw = await channelOf(channel).draw();
  const drawing = draw({
    message,
    post,
    options: candidate.request.options,
    pictures,
    isHubOpen: await isHubOpen(work, post),
    tell: (at) => context.output.tell(at),
  });
  return { ...base, message, drawing, ...(standing && { standing }) };
}

const noteOf = ({ problem: found, channel, post }: PlanEntry): { readonly note?: Problem } =>
  found && found.code !== 'is-draft' ? { note: placed(found, { file: post.file, channel }) } : {};

const filled = (message: Message, hub: Receipt | undefined): Message =>
  hub?.url === undefined ? message : fillPermalink(message, hub.url, hub.pictures);

/** Of the hub, for the other channels, once it was published. */
function hubReceipt({ context, prepared }: Work, post: string, channel: string): Receipt | undefined {
  const { hub } = context.project;
  if (!hub || channel === hub) return undefined;
  return prepared.known
    .filter((one) => one.kind === 'publish' && one.post === post && one.channel === hub && one.receipt?.url)
    .sort((a, b) => b.round - a.round)[0]?.receipt;
}

async function isHubOpen({ context, prepared }: Work, post: Post): Promise<boolean> {
  const { hub } = context.project;
  const message = prepared.candidates.find((one) => one.post.id === post.id && one.request.channel === hub)?.message;
  if (!hub || !message) return false;
  return !((await context.rules(hub)).isClosed?.(message) ?? false);
}

/** What a person was asked to place is nowhere until that person says so. */
const hasReaders = (state: DeliveryState): boolean => hasLeft(state) && state !== 'handed-off';

/** The newest text that went out: as it was published, or as it was changed since. */
function standingMessage({ post, request, revision }: Candidate, known: readonly Delivery[]): StandingMessage | undefined {
  const published = known
    .filter((one) => one.kind === 'publish' && one.post === post.id && one.channel === request.channel && hasReaders(one.state))
    .sort((a, b) => b.round - a.round)[0];
  if (!published) return undefined;
  const edit = known
    .filter(({ of, kind, state }) => of === published.id && kind === 'update' && state === 'sent')
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  const { message, createdAt, firstAttemptAt, revision: stood } = edit ?? published;
  return { message, at: firstAttemptAt ?? createdAt, isSame: stood === revision };
}

/** By hash. A picture that changed while it was looked at keeps its place, empty. */
async function picturesOf({ context }: Work, entries: readonly PlanEntry[]): Promise<Readonly<Record<string, string>>> {
  const { readMedia } = await import('./media.ts');
  const media = new Map(entries.flatMap(({ post }) => post.media).map((one) => [one.hash, one]));
  const read = [...media.values()].map(async ({ path, hash, mimeType }) => {
    const bytes = await readMedia(context.project.root, { path, hash }).catch(() => undefined);
    return [hash, bytes ? `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}` : ''] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

export const isBroken = ({ problems }: Previewed): boolean => problems.some((found) => !isWarning(found));
