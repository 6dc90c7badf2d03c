/** What can be done to posts that stand there already: bring an edit, correct it below, take it back. Pure. */
import type { Card } from '../core/card.ts';
import type { Channel, Rules } from '../core/channel.ts';
import { type Delivery, type DeliveryKind, hasLeft, type PlannedDelivery, whatStands } from '../core/delivery.ts';
import { isTakenOver } from '../core/forward.ts';
import { fillPermalink, type Message } from '../core/message.ts';
import { type Problem, problem } from '../core/problem.ts';
import { type Candidate, retracted } from './plan.ts';
import { revisionOf } from './render.ts';

/** One change, planned, or the reason why there is none. */
export interface Change {
  /** The delivery that is changed. */
  readonly original: Delivery;
  readonly planned?: PlannedDelivery;
  readonly problem?: Problem;
  readonly isUnchanged?: boolean;
}

export interface UpdateInput {
  readonly candidates: readonly Candidate[];
  readonly known: readonly Delivery[];
  readonly channel: (id: string) => Pick<Channel, 'can'>;
  readonly rules: (id: string) => Rules;
  readonly hub: string | undefined;
  /** A correction to post where an edit cannot be brought. */
  readonly correction?: string | undefined;
  readonly now: Date;
}

/** An edit for every published message that differs from what stands there. What was never sent is left to `publish`. */
export function planUpdates(input: UpdateInput): readonly Change[] {
  return input.candidates.flatMap((candidate) => {
    const original = published(candidate, input.known);
    return original ? [planUpdate(candidate, original, input)] : [];
  });
}

/** The newest round that is out, or that a person was asked to place. */
function published({ post, request, destination }: Candidate, known: readonly Delivery[]): Delivery | undefined {
  return known
    .filter((one) => one.kind === 'publish' && one.post === post.id && one.channel === request.channel && one.destination === destination)
    .filter(({ state }) => state === 'sent')
    .sort((a, b) => b.round - a.round)[0];
}

function planUpdate(candidate: Candidate, original: Delivery, input: UpdateInput): Change {
  const stands = whatStands(original, input.known);
  const { card } = candidate;
  if (stands.retraction) return { original, problem: retracted(stands.retraction) };
  if (isTakenOver(original)) return { original, problem: staysAtSource(original) };
  if (stands.revision === candidate.revision) return { original, isUnchanged: true };
  const permalink = hubAddress(original, input);
  if (input.channel(original.channel).can.update) {
    const message = permalink === undefined ? candidate.message : fillPermalink(candidate.message, permalink);
    return { original, planned: change(original, input, { kind: 'update', message, revision: candidate.revision, ...(card && { card }) }) };
  }
  const corrected = input.correction === undefined ? undefined : correctionOf(original, input.correction, input);
  if (!corrected) return { original, problem: problem('cannot-update', {}) };
  const [error] = corrected.problems;
  if (error) return { original, problem: error };
  const text: NewText = {
    kind: 'correction',
    message: corrected.message,
    revision: candidate.revision,
    ...(card && { card: { ...card, correction: input.correction ?? '' } }),
  };
  return { original, planned: change(original, input, text) };
}

function correctionOf(original: Delivery, text: string, input: UpdateInput) {
  const link = hubAddress(original, input);
  return (
    original.receipt && input.rules(original.channel).correct?.({ text, original: original.receipt, ...(link !== undefined && { link }) })
  );
}

const hubAddress = ({ post, channel }: Delivery, { hub, known }: UpdateInput): string | undefined =>
  channel === hub ? undefined : known.find((one) => one.kind === 'publish' && one.post === post && one.channel === hub)?.receipt?.url;

/** Its writers placed it, and only they take it away. */
const staysAtSource = ({ receipt }: Delivery): Problem => problem('forward-stays', { url: receipt?.url ?? '' });

export interface RetractInput {
  /** Every delivery of the post. */
  readonly known: readonly Delivery[];
  readonly channel: (id: string) => Pick<Channel, 'can'>;
  readonly reason: string;
  readonly now: Date;
}

/** Takes back everything that is out; what only a person can take back, or find out about first, is said. */
export function planRetractions(input: RetractInput): readonly Change[] {
  const out = input.known
    .filter(({ kind, state }) => (kind === 'publish' || kind === 'correction') && hasLeft(state))
    // What stands below goes first, so that a stop in between leaves nothing that hangs in the air.
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const rounds = new Map<string, number>();
  return out.map((original) => {
    if (original.state !== 'sent') return { original, ...(original.problem && { problem: original.problem }) };
    const { retraction } = whatStands(original, input.known);
    if (retraction) return { original, problem: retracted(retraction) };
    if (isTakenOver(original)) return { original, problem: staysAtSource(original) };
    if (!input.channel(original.channel).can.remove) return { original, problem: problem('cannot-retract', {}) };
    const message: Message = { text: input.reason, media: [], details: {} };
    const planned = change(original, input, { kind: 'retract', message, revision: revisionOf(message) });
    // A post and the correction below it are taken back at one place, in one go.
    const place = `${planned.channel} ${planned.destination}`;
    const round = Math.max(planned.round, (rounds.get(place) ?? 0) + 1);
    rounds.set(place, round);
    return { original, planned: { ...planned, round } };
  });
}

interface NewText {
  readonly kind: DeliveryKind;
  readonly message: Message;
  readonly revision: string;
  readonly card?: Card;
}

/** The next change of its kind; one that has not gone out yet is replaced by it. */
function change(
  original: Delivery,
  { known, now }: { readonly known: readonly Delivery[]; readonly now: Date },
  text: NewText,
): PlannedDelivery {
  const { post, channel, destination, file, title, destinationName, id } = original;
  const earlier = known.filter(
    (one) => one.post === post && one.channel === channel && one.destination === destination && one.kind === text.kind,
  );
  const last = earlier.sort((a, b) => b.round - a.round)[0];
  const isOpen = last && last.state !== 'sent' && last.of === id;
  const round = (last?.round ?? 0) + (isOpen ? 0 : 1);
  return { post, channel, destination, file, title, destinationName, ...text, round, dueAt: now, state: 'scheduled', of: id };
}
