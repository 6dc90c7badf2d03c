/** Compares what should stand out there with what the ledger knows, and says what will be done. Pure. */
import type { Card } from '../core/card.ts';
import {
  type Delivery,
  type DeliveryKey,
  type DeliveryState,
  isOnHold,
  meantFor,
  type PlannedDelivery,
  whatStands,
} from '../core/delivery.ts';
import type { Opening } from '../core/hours.ts';
import { fillPermalink, type Message } from '../core/message.ts';
import type { Receipt } from '../core/outcome.ts';
import type { ChannelRequest, Post } from '../core/post.ts';
import { type Problem, problem } from '../core/problem.ts';
import type { TemplateFile } from './template.ts';

/** What a candidate was made of, as the project says it: the ledger plays no part. */
export interface Origin {
  /** Where it goes by the settings, and its account where the credentials tell it. */
  readonly reference: string;
  readonly account?: string;
  readonly templates: readonly TemplateFile[];
}

/** One message of one post for one destination, as rendered. */
export interface Candidate {
  readonly post: Post;
  readonly request: ChannelRequest;
  /** Id of the destination, or its reference while the id is unknown. */
  readonly destination: string;
  readonly destinationName: string;
  readonly message: Message;
  readonly revision: string;
  readonly card?: Card;
  /** Number of readers, for a mailing. */
  readonly readers?: number;
  /** Absent: it is no post of the project, such as a digest. */
  readonly origin?: Origin;
}

/** Something that will not be done, and why: a draft, a channel that is off, nobody to read it. */
export interface Skipped {
  readonly post: Post;
  readonly channel: string;
  readonly reason: Problem;
}

export type PlanState = DeliveryState | 'unchanged' | 'skipped';

export interface PlanEntry {
  readonly post: Post;
  readonly channel: string;
  readonly destinationName: string;
  readonly action: 'add' | 'replace' | 'keep' | 'skip';
  /** Where it stands now or would stand. */
  readonly state: PlanState;
  readonly planned?: PlannedDelivery;
  readonly delivery?: Delivery;
  readonly message?: Message;
  readonly readers?: number;
  readonly problem?: Problem;
}

export interface PlanInput {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly Skipped[];
  /** Every delivery that the ledger has of these posts. */
  readonly known: readonly Delivery[];
  readonly hub: string | undefined;
  readonly now: Date;
  /** Channels on which a person wants the same post once more. */
  readonly again: readonly string[];
  /** Ids of mailings that part of the readers have. */
  readonly begun?: ReadonlySet<string>;
  /** Office hours; absent: there are none. */
  readonly opening?: Opening;
  /** A person wants it out, office hours or not. */
  readonly atAnyHour?: boolean;
}

/** The plan, hub first within each post. */
export function planDeliveries(input: PlanInput): readonly PlanEntry[] {
  const posts = [...new Set(input.candidates.map(({ post }) => post.id))];
  const rank = ({ request, post }: Candidate) => posts.indexOf(post.id) * 2 + (request.channel === input.hub ? 0 : 1);
  const ordered = [...input.candidates].sort((a, b) => rank(a) - rank(b));
  const hubs = new Map<string, PlanEntry>();
  const entries = ordered.map((candidate) => {
    const entry = planOne(candidate, hubs.get(candidate.post.id), input);
    if (candidate.request.channel === input.hub) hubs.set(candidate.post.id, entry);
    return entry;
  });
  return [...entries, ...input.skipped.map(skippedEntry)];
}

const skippedEntry = ({ post, channel, reason }: Skipped): PlanEntry => ({
  post,
  channel,
  destinationName: '',
  action: 'skip',
  state: 'skipped',
  problem: reason,
});

function planOne(candidate: Candidate, hubEntry: PlanEntry | undefined, input: PlanInput): PlanEntry {
  const base = {
    post: candidate.post,
    channel: candidate.request.channel,
    destinationName: candidate.destinationName,
    message: candidate.message,
    ...(candidate.readers !== undefined && { readers: candidate.readers }),
  };
  if (candidate.readers === 0) return { ...base, action: 'skip', state: 'skipped', problem: problem('no-readers', {}) };
  const existing = latest(candidate, input.known);
  const isMore = existing !== undefined && input.again.includes(candidate.request.channel) && mayComeAgain(existing, input);
  if (existing && !isMore && stands(existing)) return { ...base, ...keep(existing, candidate, input.known) };
  const round = (existing?.round ?? 1) + (isMore ? 1 : 0);
  const isEdited = existing !== undefined && existing.revision !== candidate.revision;
  const isHeld = existing?.state === 'scheduled' && isOnHold(existing);
  if (isEdited && !isMore && input.begun?.has(existing.id) && (isHeld || existing.state !== 'scheduled'))
    return { ...base, ...asItIs(existing), problem: problem('begun-edited', {}) };
  const fresh = plannedDelivery(candidate, { round, hub: hubOf(candidate, hubEntry, input), input });
  if (isHeld && !isEdited && hasSameEmbargo(existing, candidate) && !hasMoved(existing, fresh, input))
    return { ...base, ...asItIs(existing) };
  // What is on hold stays so, with the text as it is now.
  const planned = isHeld ? onHoldAs(fresh, existing, input.now) : fresh;
  const { problem: reason } = planned;
  const action = existing && existing.round === round ? 'replace' : 'add';
  return { ...base, action, state: planned.state, planned, ...(existing && { delivery: existing }), ...(reason && { problem: reason }) };
}

/** Put on hold before its moment, and the post names another one now. */
const hasMoved = (existing: Delivery, { dueAt }: PlannedDelivery, { now }: PlanInput): boolean =>
  existing.problem?.code === 'paused' && dueAt > now && dueAt.getTime() !== meantFor(existing).getTime();

const hasSameEmbargo = ({ notBefore }: Delivery, { post }: Candidate): boolean => notBefore?.getTime() === post.embargo?.getTime();

function onHoldAs({ problem: _reason, ...fresh }: PlannedDelivery, { dueAt, problem: held }: Delivery, now: Date): PlannedDelivery {
  if (held?.code !== 'paused') return { ...fresh, dueAt, ...(held && { problem: held }) };
  const { due: _due, ...params } = held.params;
  const due = fresh.dueAt > now ? { due: fresh.dueAt.toISOString() } : {};
  return { ...fresh, dueAt, problem: { ...held, params: { ...params, ...due } } };
}

/** The newest round of this post at this destination. */
function latest({ post, request, destination }: Candidate, known: readonly Delivery[]): Delivery | undefined {
  return known
    .filter((one) => one.kind === 'publish' && one.post === post.id && one.channel === request.channel && one.destination === destination)
    .sort((a, b) => b.round - a.round)[0];
}

/** It is out, may be out, or is somebody else's at this moment: a plan does not touch it. */
const stands = ({ state }: Delivery): boolean => ['sending', 'sent', 'unconfirmed', 'handed-off'].includes(state);

/** A mailing that was stopped is out too, for those who have it. */
const mayComeAgain = (delivery: Delivery, { begun }: PlanInput): boolean =>
  stands(delivery) || (delivery.state === 'cancelled' && begun?.has(delivery.id) === true);

function keep(
  delivery: Delivery,
  { revision }: Candidate,
  known: readonly Delivery[],
): Pick<PlanEntry, 'action' | 'state' | 'delivery' | 'problem'> {
  const stands = whatStands(delivery, known);
  if (stands.retraction) return { action: 'keep', state: 'cancelled', delivery, problem: retracted(stands.retraction) };
  const isEdited = stands.revision !== revision;
  if (delivery.state === 'sent' && !isEdited) return { action: 'keep', state: 'unchanged', delivery };
  if (isEdited && delivery.state !== 'unconfirmed')
    return { action: 'keep', state: delivery.state, delivery, problem: problem('edited', {}) };
  return asItIs(delivery);
}

const asItIs = (delivery: Delivery): Pick<PlanEntry, 'action' | 'state' | 'delivery' | 'problem'> => ({
  action: 'keep',
  state: delivery.state,
  delivery,
  ...(delivery.problem && { problem: delivery.problem }),
});

/** Who takes a post back does not want it again by a second run. */
export const retracted = ({ message, createdAt }: Delivery): Problem =>
  problem('retracted', { reason: message.text, at: createdAt.toISOString() });

interface HubStand {
  /** Of the hub, once it is out. */
  readonly receipt?: Receipt;
  readonly key?: DeliveryKey;
  readonly dueAt?: Date;
}

/** What this candidate needs from the hub: its permalink, or its delivery to wait for. Nothing for the hub itself. */
function hubOf(candidate: Candidate, entry: PlanEntry | undefined, { hub, known }: PlanInput): HubStand {
  if (!hub || candidate.request.channel === hub) return {};
  const sent = known
    .filter((one) => one.kind === 'publish' && one.post === candidate.post.id && one.channel === hub && one.receipt?.url)
    .sort((a, b) => b.round - a.round)[0];
  if (entry?.planned) return { key: entry.planned, dueAt: entry.planned.dueAt };
  if (sent?.receipt?.url) return { receipt: sent.receipt };
  return entry?.delivery ? { key: entry.delivery, dueAt: entry.delivery.dueAt } : {};
}

function plannedDelivery(candidate: Candidate, { round, hub, input }: { round: number; hub: HubStand; input: PlanInput }): PlannedDelivery {
  const { post, request, message } = candidate;
  return {
    post: post.id,
    channel: request.channel,
    destination: candidate.destination,
    round,
    file: post.file,
    title: post.title,
    destinationName: candidate.destinationName,
    revision: candidate.revision,
    message: hub.receipt?.url ? fillPermalink(message, hub.receipt.url, hub.receipt.pictures) : message,
    ...(candidate.card && { card: candidate.card }),
    ...momentOf(candidate, hub, input),
    state: hub.key ? 'waiting' : 'scheduled',
    ...(hub.key && { after: { post: hub.key.post, channel: hub.key.channel, destination: hub.key.destination, round: hub.key.round } }),
  };
}

/** When it goes, and why not earlier: after its embargo and after the hub, within the hours of its channel. */
function momentOf(
  { post, request }: Candidate,
  hub: HubStand,
  { now, opening, atAnyHour = false }: PlanInput,
): Pick<PlannedDelivery, 'dueAt' | 'notBefore' | 'atAnyHour' | 'problem'> {
  const { embargo } = post;
  const meant = latestOf(request.publishAt ?? post.publishAt ?? now, embargo, hub.dueAt);
  // What is overdue would go now.
  const from = latestOf(meant, now);
  const opens = atAnyHour || !opening ? from : opening(request.channel, from);
  const isMoved = opens > from;
  const isUnderEmbargo = embargo !== undefined && embargo > now;
  return {
    dueAt: isMoved ? opens : meant,
    ...(embargo && { notBefore: embargo }),
    ...(atAnyHour && { atAnyHour }),
    ...(isUnderEmbargo && { problem: problem('embargo', { until: embargo.toISOString() }) }),
    ...(isMoved && { problem: outsideHours(from, opens) }),
  };
}

export const outsideHours = (due: Date, opens: Date): Problem =>
  problem('outside-hours', { due: due.toISOString(), opens: opens.toISOString() });

const latestOf = (...moments: readonly (Date | undefined)[]): Date =>
  new Date(Math.max(...moments.flatMap((one) => (one && !isOnHold({ dueAt: one }) ? [one.getTime()] : []))));

/** When this channel gets the post; `undefined`: now. */
export const dueAtOf = (post: Pick<Post, 'publishAt' | 'embargo'>, request: Pick<ChannelRequest, 'publishAt'>): Date | undefined =>
  request.publishAt ?? post.publishAt ?? post.embargo;
