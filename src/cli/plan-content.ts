/** What was prepared, as a plan that can be compared with another one. */
import type { Approver } from '../core/approval.ts';
import type { Json } from '../core/json.ts';
import type { Post } from '../core/post.ts';
import { groupBy } from '../pipeline/group-by.ts';
import { type Candidate, dueAtOf, type Skipped } from '../pipeline/plan.ts';
import { fingerprintOfText, type PlanContent, type PlanMessage, type PlanPost, planFormat } from '../pipeline/plan-file.ts';
import type { Project } from './config.ts';
import type { Context } from './context.ts';
import { version } from './environment.ts';
import { readPost } from './project-files.ts';
import type { Prepared } from './publishing.ts';

/** What a person decided when the plan was made. */
export type PlanWish = Pick<PlanContent, 'kind' | 'channels' | 'again' | 'correction'>;

export function planContent({ project }: Context, prepared: Prepared, wish: PlanWish): PlanContent {
  const { kind, channels, again, correction } = wish;
  const candidates = groupBy(prepared.candidates, ({ post }) => post.id);
  const skipped = groupBy(prepared.skipped, ({ post }) => post.id);
  const used = [...prepared.candidates.map(({ request }) => request.channel), ...(project.hub === undefined ? [] : [project.hub])];
  return {
    omkPlan: planFormat,
    kind,
    omk: version(),
    channels,
    again,
    correction,
    settings: settingsOf(
      project,
      project.kinds.map(({ id }) => id).filter((id) => used.includes(id)),
    ),
    posts: prepared.posts.map((post) => planPost(project, post, { candidates: candidates.get(post.id), skipped: skipped.get(post.id) })),
  };
}

interface OfPost {
  readonly candidates: readonly Candidate[] | undefined;
  readonly skipped: readonly Skipped[] | undefined;
}

function planPost(
  { root }: Project,
  { id, file, title, corrects, embargo, media }: Post,
  { candidates = [], skipped = [] }: OfPost,
): PlanPost {
  const read = readPost(root, file);
  return {
    post: id,
    file,
    title,
    text: 'text' in read ? fingerprintOfText(read.text) : '',
    corrects: corrects ?? null,
    ...(embargo && { embargo: embargo.toISOString() }),
    pictures: [...new Map(media.map(({ path, hash }) => [path, { file: path, sha256: hash }])).values()],
    deliveries: candidates.map(planMessage),
    skipped: skipped.map(({ channel, reason }) => ({ channel, reason: reason.code })),
  };
}

function planMessage({ post, request, origin, destination, readers, revision, message }: Candidate): PlanMessage {
  return {
    channel: request.channel,
    destination: origin?.reference ?? destination,
    account: origin?.account ?? null,
    publishAt: dueAtOf(post, request)?.toISOString() ?? null,
    readers: readers ?? null,
    templates: (origin?.templates ?? []).map(({ file, text }) => ({ file, sha256: fingerprintOfText(text) })),
    revision,
    message,
  };
}

/** Keys of omk.yaml that shape what goes out, or say who may let it; `x.thread` is a key of a channel. */
function settingsOf(project: Project, channels: readonly string[]): Readonly<Record<string, Json>> {
  const { mode, name, language, timezone, hub, approval, approvers } = project;
  const own = { mode, name, language, timezone, hub: hub ?? 'none', approval, approvers: approvers.map(approverOf) };
  const ofChannels = channels.flatMap((id) =>
    Object.entries(project.channelOptions[id] ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${id}.${key}`, value] as const],
    ),
  );
  return { ...own, ...Object.fromEntries(ofChannels.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const approverOf = ({ name, email, fingerprint }: Approver): Json => ({ name, ...(email !== undefined && { email }), key: fingerprint });
