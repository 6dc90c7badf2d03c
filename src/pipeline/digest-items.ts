/** From what the ledger says was published to what goes into a digest. Pure. */
import type { Card, CardEvent } from '../core/card.ts';
import type { PublishedDelivery } from '../core/published.ts';
import { groupBy } from './group-by.ts';

/** A post as a digest tells of it. */
export interface DigestItem {
  readonly post: string;
  readonly title: string;
  readonly summary?: string;
  readonly link?: string;
  readonly language: string;
  readonly audience?: readonly string[];
  /** Only for readers of one of these segments: it stands where not everybody may read it. */
  readonly isNamed?: true;
  readonly event?: CardEvent;
  readonly publishedAt: Date;
  /** Its newest edit or correction, where there was one. */
  readonly updatedAt?: Date;
  /** An earlier post that this one corrects. */
  readonly corrects?: DigestLink;
  /** The post that corrects this one. */
  readonly correctedBy?: DigestLink;
  /** What was put right below the post. */
  readonly correction?: string;
  /** It went to readers as an issue of its own: to these segments, or to everybody. */
  readonly mailedTo?: { readonly audience?: readonly string[] };
}

export interface DigestLink {
  readonly title: string;
  readonly link?: string;
}

export interface DigestSource {
  readonly deliveries: readonly PublishedDelivery[];
  /** Where the last digest ended. */
  readonly after: { readonly event: number } | { readonly at: Date };
  readonly hub: string | undefined;
  readonly isMailing: (channel: string) => boolean;
  /** What is known of posts that were published before omk kept cards. */
  readonly cards: ReadonlyMap<string, Card>;
}

export interface FoundItems {
  readonly items: readonly DigestItem[];
  /** Files of posts that stand where not everybody may read them, and were written for no readers. */
  readonly closed: readonly string[];
  /** Files of posts of which nobody knows any more for whom they are. */
  readonly unknown: readonly string[];
}

type Deliveries = readonly PublishedDelivery[];

/** Every post that is new, once; what was taken back is left out. */
export function digestItems(source: DigestSource): FoundItems {
  const found = { items: [] as DigestItem[], closed: [] as string[], unknown: [] as string[] };
  const posts = groupBy(source.deliveries, ({ post }) => post);
  for (const deliveries of posts.values()) {
    const [first] = deliveries;
    const item = itemOf(deliveries, source);
    if (item === undefined || !first) continue;
    if (typeof item === 'string') found[item].push(first.file);
    else found.items.push(item);
  }
  return { ...found, items: withCorrections(found.items, posts) };
}

/** Posts that are new and of which the ledger keeps no card. */
export const withoutCard = (source: Omit<DigestSource, 'cards'>): readonly string[] =>
  [...groupBy(source.deliveries, ({ post }) => post)].flatMap(([post, deliveries]) =>
    newsOf(deliveries, source) && !cardOf(deliveries) ? [post] : [],
  );

function itemOf(deliveries: Deliveries, source: DigestSource): DigestItem | 'closed' | 'unknown' | undefined {
  const news = newsOf(deliveries, source);
  const [first] = deliveries;
  if (!news || !first) return undefined;
  const card = cardOf(deliveries) ?? source.cards.get(first.post);
  if (!card) return 'unknown';
  const issue = deliveries.find((one) => source.isMailing(one.channel) && isGoing(one));
  const isMailed = issue !== undefined || card.channels?.some(source.isMailing) === true;
  const isNamed = isClosed(deliveries, source) && !isMailed;
  if (isNamed && !card.audience) return 'closed';
  const editedAt = lastEdit(deliveries);
  const link = addressOf(deliveries, source.hub) ?? card.link ?? anyAddress(deliveries);
  return {
    post: first.post,
    title: card.title,
    ...(card.summary !== undefined && { summary: card.summary }),
    ...(link !== undefined && { link }),
    language: card.language,
    ...(card.audience && { audience: card.audience }),
    ...(isNamed && { isNamed }),
    ...(card.event && { event: card.event }),
    publishedAt: news.at,
    ...(editedAt && editedAt > news.at && { updatedAt: editedAt }),
    ...(card.corrects && { corrects: correctedLink(card.corrects) }),
    ...(news.correction !== undefined && { correction: news.correction }),
    ...(issue && !isOnlyCorrected(news) && { mailedTo: audienceOf(issue.card ?? card) }),
  };
}

/** On whichever channel it was brought first. */
const lastEdit = (deliveries: Deliveries): Date | undefined =>
  deliveries
    .filter(({ kind }) => kind === 'update' || kind === 'correction')
    .flatMap(({ sent }) => sent?.at ?? [])
    .toSorted((a, b) => b.getTime() - a.getTime())[0];

const audienceOf = ({ audience }: Card) => ({ ...(audience && { audience }) });

interface News {
  readonly at: Date;
  readonly isPublication: boolean;
  readonly correction?: string;
}

/** A correction of something older is news to those who had the issue, too. */
const isOnlyCorrected = ({ isPublication }: News): boolean => !isPublication;

/** When it became news: first published after the last digest, or corrected since. */
function newsOf(deliveries: Deliveries, { after, hub }: Pick<DigestSource, 'after' | 'hub'>): News | undefined {
  if (isTakenBack(deliveries, hub)) return undefined;
  const standing = standingOf(deliveries, hub);
  const published = standing.flatMap(({ sent }) => sent ?? []).sort((a, b) => a.event - b.event)[0];
  if (!published) return undefined;
  const correction = deliveries
    .filter(({ kind, sent, card }) => kind === 'correction' && sent && isAfter(sent, after) && card?.correction)
    .sort((a, b) => (b.sent?.event ?? 0) - (a.sent?.event ?? 0))[0];
  const isPublication = isAfter(published, after);
  if (!isPublication && !correction) return undefined;
  return {
    at: isPublication ? published.at : (correction?.sent?.at ?? published.at),
    isPublication,
    ...(correction?.card?.correction && { correction: correction.card.correction }),
  };
}

/** What is out and was not taken back; after a retraction at the hub, what came there anew. */
function standingOf(deliveries: Deliveries, hub: string | undefined): Deliveries {
  const out = deliveries.filter(({ kind, sent }) => kind === 'publish' && sent);
  const atHub = out.filter(({ channel }) => channel === hub);
  const wasRetracted = atHub.some((one) => isRetracted(one, deliveries));
  return (wasRetracted ? atHub : out).filter((one) => !isRetracted(one, deliveries));
}

const isAfter = (sent: { readonly at: Date; readonly event: number }, after: DigestSource['after']): boolean =>
  'event' in after ? sent.event > after.event : sent.at >= after.at;

/** Also when it is only on its way: whoever takes a post back wants it nowhere. */
const isRetracted = ({ id }: PublishedDelivery, deliveries: Deliveries): boolean =>
  deliveries.some(({ kind, of, state }) => kind === 'retract' && of === id && state !== 'cancelled');

/** At the hub, or without a hub anywhere; a mailing alone cannot be taken back. Published anew since, it counts again. */
function isTakenBack(deliveries: Deliveries, hub: string | undefined): boolean {
  const out = deliveries.filter(({ kind, sent }) => kind === 'publish' && sent);
  const atHub = out.filter(({ channel }) => channel === hub);
  const places = atHub.length > 0 ? atHub : out;
  const retracted = places.filter((one) => isRetracted(one, deliveries));
  const newest = places.toSorted((a, b) => b.round - a.round)[0];
  return retracted.length > 0 && (newest === undefined || isRetracted(newest, deliveries) || atHub.length === 0);
}

/** What stands there now: the newest edit, else the post as it was published. */
function cardOf(deliveries: Deliveries): Card | undefined {
  const rank = ({ kind }: PublishedDelivery): number => (kind === 'update' || kind === 'correction' ? 1 : 0);
  return deliveries
    .filter(({ kind, state, sent }) => kind !== 'retract' && (sent !== undefined || state === 'sent'))
    .toSorted((a, b) => rank(b) - rank(a) || (b.sent?.event ?? 0) - (a.sent?.event ?? 0))
    .find(({ card }) => card)?.card;
}

const isGoing = ({ kind, state }: PublishedDelivery): boolean => kind === 'publish' && state !== 'cancelled' && state !== 'failed';

/** Also what was there without omk's doing: it is no news of its own, but there it stands. */
const standsThere = ({ kind, sent, state }: PublishedDelivery): boolean => kind === 'publish' && (sent !== undefined || state === 'sent');

/** At the hub; without one, wherever it stands and only there. */
function isClosed(deliveries: Deliveries, { hub, isMailing, cards }: DigestSource): boolean {
  const out = deliveries.filter((one) => standsThere(one) && !isMailing(one.channel));
  const atHub = out.filter(({ channel }) => channel === hub);
  const places = atHub.length > 0 ? atHub : out;
  const hides = ({ post, card = cards.get(post), problem }: PublishedDelivery): boolean =>
    card?.isClosed === true || problem === 'access-narrowed';
  return places.length > 0 && (atHub.length > 0 ? places.some(hides) : places.every(hides) && !places.some(({ card }) => card?.link));
}

const newestAddress = (deliveries: Deliveries): string | undefined =>
  deliveries
    .filter((one) => standsThere(one) && one.url !== undefined && !isRetracted(one, deliveries))
    .toSorted((a, b) => b.round - a.round)[0]?.url;

const addressOf = (deliveries: Deliveries, hub: string | undefined): string | undefined => {
  const atHub = newestAddress(deliveries.filter(({ channel, kind }) => channel === hub || kind === 'retract'));
  return hub === undefined ? undefined : atHub;
};

/** A place where everybody may read it goes first. */
const anyAddress = (deliveries: Deliveries): string | undefined =>
  newestAddress(deliveries.filter(({ card, kind }) => kind === 'retract' || card?.isClosed !== true)) ?? newestAddress(deliveries);

const correctedLink = ({ post, title, link }: NonNullable<Card['corrects']>): DigestLink => ({
  title: title ?? post,
  ...(link !== undefined && { link }),
});

/** A post and its correction in one digest know of each other, and of each other's address. */
function withCorrections(items: readonly DigestItem[], posts: ReadonlyMap<string, Deliveries>): readonly DigestItem[] {
  const corrections = items.flatMap((item) => {
    const named = correctedPost(posts.get(item.post) ?? []);
    const corrected = named === undefined ? undefined : items.find(({ post }) => post === named || fileOf(posts.get(post)) === named);
    return corrected ? [{ item, corrected }] : [];
  });
  return items.map((item) => {
    const corrects = corrections.find((one) => one.item === item)?.corrected;
    const correctedBy = corrections.find((one) => one.corrected === item)?.item;
    return {
      ...item,
      ...(corrects && { corrects: linkTo(corrects) }),
      ...(correctedBy && { correctedBy: linkTo(correctedBy) }),
    };
  });
}

const correctedPost = (deliveries: Deliveries): string | undefined => cardOf(deliveries)?.corrects?.post;

const fileOf = (deliveries: Deliveries | undefined): string | undefined => deliveries?.[0]?.file;

const linkTo = ({ title, link }: DigestItem): DigestLink => ({ title, ...(link !== undefined && { link }) });
