/** What stands at the hub already when it is the source: the others link to it by the ordinary way, and omk leaves it alone. */
import type { Delivery, PlannedDelivery } from '../../core/delivery.ts';
import { isTakenOver, type TakenOver } from '../../core/forward.ts';
import type { Ledger } from '../../core/ledger.ts';
import type { ParsedPost } from '../../core/post.ts';
import type { Candidate } from '../../pipeline/plan.ts';
import { revisionOf } from '../../pipeline/render.ts';
import { type Context, channelOf } from '../context.ts';

/** For posts that come from the hub and that omk did not place there: new to the ledger, or as they are now. */
export async function takenOver(context: Context, posts: readonly ParsedPost[], known: readonly Delivery[]): Promise<readonly TakenOver[]> {
  const { hub } = context.project;
  const atHub = (id: string) => known.find(({ post, channel }) => post === id && channel === hub);
  const found = posts.filter(({ id, source }) => {
    const there = atHub(id);
    return source !== undefined && source.from === hub && (!there || isTakenOver(there));
  });
  return Promise.all(found.map(async (post) => withPlaceOf(await takenOverOf(context, post), atHub(post.id))));
}

/** What is known keeps its place, whatever the settings call it by now. */
const withPlaceOf = ({ planned, receipt }: TakenOver, there: Delivery | undefined): TakenOver => ({
  planned: there ? { ...planned, destination: there.destination, round: there.round } : planned,
  receipt,
});

/** What a digest and a feed tell of it; where what is not for everybody goes along, its address may be closed. */
export function withCard({ project }: Context, { planned, receipt }: TakenOver, candidates: readonly Candidate[]): TakenOver {
  const card = candidates.find(({ post, card: found }) => post.id === planned.post && found)?.card;
  if (!card) return { planned, receipt };
  const { isClosed: _ofAnother, ...told } = card;
  return { planned: { ...planned, card: { ...told, ...(project.forward.access === 'all' && { isClosed: true }) } }, receipt };
}

async function takenOverOf(context: Context, { id, file, title, summary, source }: ParsedPost): Promise<TakenOver> {
  const { from = '', id: remoteId = '', url = '', group } = source ?? {};
  const channel = channelOf(from);
  const place = channel.destination(context.values(channel));
  const reference = `name:${place?.reference ?? group ?? channel.id}`;
  const ledger = await context.existingLedger();
  const named = place?.id === undefined ? await ledger?.knownDestination(channel.id, reference) : undefined;
  const message = {
    subject: title,
    text: summary ?? title,
    media: [],
    details: { takenOver: true },
  };
  const planned: PlannedDelivery = {
    post: id,
    channel: from,
    destination: place?.id ?? named?.id ?? reference,
    round: 1,
    file,
    title,
    destinationName: group ?? named?.name ?? place?.name ?? channel.id,
    revision: revisionOf(message),
    message,
    dueAt: new Date(0),
    state: 'scheduled',
  };
  return { planned, receipt: { remoteId, url } };
}

const onlyThought = 'taken over ';

/** It is not in the ledger yet. */
export const isOnlyThought = ({ id }: Delivery): boolean => id.startsWith(onlyThought);

/** As it will stand in the ledger: what links to it is planned with its address, also where nothing is written. */
export const standingThere = ({ planned, receipt }: TakenOver): Delivery => ({
  ...planned,
  id: `${onlyThought}${planned.post}`,
  kind: 'publish',
  state: 'sent',
  attempts: 0,
  receipt,
  createdAt: planned.dueAt,
});

export async function takeOver(ledger: Ledger, found: readonly TakenOver[]): Promise<void> {
  for (const { planned, receipt } of found) await ledger.adopt(planned, { state: 'sent', receipt }, []);
}
