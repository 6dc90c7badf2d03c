/** Posts as X takes them in and shows them again (contract x 3.2 and 3.6). */
import type { World } from '../../core/channel.ts';
import { escapeHtml } from '../../core/message.ts';
import { prices } from './prices.ts';
import { invalid, ok, refusal } from './simulated-answers.ts';
import { snowflake } from './simulated-id.ts';
import { usableMedia } from './simulated-media.ts';
import { addresses, hasLink, weightOfLinked } from './weight.ts';

export interface StoredPost {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly replyTo?: string;
  readonly mediaIds: readonly string[];
  /** What the real one would have cost, in thousandths of a dollar. */
  readonly price: number;
}

/** Posts that stand there, oldest first. */
export function storedPosts(world: World): readonly StoredPost[] {
  const deleted = new Set(world.all<{ readonly id: string }>('delete').map(({ id }) => id));
  return world.all<StoredPost>('post').filter(({ id }) => !deleted.has(id));
}

/** What stood below it stays, by itself (contract x 3.5). */
export function deletePost(world: World, id: string): Response {
  if (!storedPosts(world).some((post) => post.id === id)) return refusal(404, 'Not Found', 'Not Found');
  world.add('delete', { id });
  return ok({ data: { deleted: true } });
}

/** Posts by their ids; those that are not there are told as errors (contract x 3.6). */
export function lookup(world: World, query: URLSearchParams): Response {
  const ids = (query.get('ids') ?? '').split(',');
  const posts = storedPosts(world);
  const data = ids.flatMap((id) => posts.filter((post) => post.id === id).map((post) => selected(post, [])));
  const errors = ids.filter((id) => !posts.some((post) => post.id === id)).map(notFoundError);
  return ok({ ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) });
}

const notFoundError = (id: string) => ({
  value: id,
  detail: `Could not find tweet with ids: [${id}].`,
  title: 'Not Found Error',
  resource_type: 'tweet',
  parameter: 'ids',
  resource_id: id,
  type: 'https://api.x.com/2/problems/resource-not-found',
});

/** How long the same text counts as a repetition; the real window is not known (contract x 11). */
const duplicateMs = 3_600_000;
const slowTimelineMs = 3_000;

interface Draft {
  readonly text: string;
  readonly mediaIds: readonly string[];
  readonly replyTo?: string;
}

export function createPost(world: World, body: unknown): Response {
  const draft = draftOf(body);
  if (draft instanceof Response) return draft;
  const refused = refusalOf(world, draft);
  if (refused) return refused;
  const post: StoredPost = {
    ...draft,
    id: snowflake(world),
    at: world.clock.now().getTime(),
    price: hasLink(draft.text) ? prices.postWithLink : prices.post,
  };
  world.add('post', { ...post });
  return ok({ data: { id: post.id, text: shown(post).text, edit_history_tweet_ids: [world.isOn('new-fields') ? '' : post.id] } }, 201);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const extra = (value: Readonly<Record<string, unknown>>, known: readonly string[]) =>
  Object.keys(value).filter((key) => !known.includes(key));

/** Strict at every level: X refuses what it does not know. */
function draftOf(body: unknown): Draft | Response {
  if (!isRecord(body)) return invalid('Requests with bodies must have content-type of application/json.');
  const { text, media = { media_ids: [] }, reply = {} } = body;
  const unknown = extra(body, ['text', 'media', 'reply']);
  if (unknown.length > 0)
    return invalid(`[${unknown[0]}] is not defined in the schema and the schema does not allow additional properties`);
  if (typeof text !== 'string' || text === '') return invalid('text: must be a text of at least one character');
  if (!isRecord(media) || extra(media, ['media_ids']).length > 0 || !isIds(media.media_ids))
    return invalid('media: must name 1 to 4 media_ids');
  if (!isRecord(reply) || extra(reply, ['in_reply_to_tweet_id']).length > 0) return invalid('reply: must name in_reply_to_tweet_id');
  const replyTo = reply.in_reply_to_tweet_id;
  if (replyTo !== undefined && typeof replyTo !== 'string') return invalid('Your reply tweet ID is invalid.');
  return { text: text.normalize('NFC'), mediaIds: media.media_ids, ...(replyTo !== undefined && { replyTo }) };
}

const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length <= 4 && value.every((id) => typeof id === 'string' && /^\d+$/.test(id));

function refusalOf(world: World, { text, mediaIds, replyTo }: Draft): Response | undefined {
  const posts = storedPosts(world);
  if (weightOfLinked(text) > 280)
    return invalid(
      'Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.',
    );
  if (!mediaIds.every((id) => usableMedia(world, id))) return invalid('Your media IDs are invalid.', { 'media.media_ids': mediaIds });
  if (replyTo !== undefined && world.all<{ id: string }>('delete').some(({ id }) => id === replyTo))
    return refusal(403, 'Forbidden', 'You attempted to reply to a Tweet that is deleted or not visible to you.');
  if (replyTo !== undefined && !posts.some(({ id }) => id === replyTo))
    return invalid('Your reply tweet ID is invalid.', { 'reply.in_reply_to_tweet_id': [replyTo] });
  if ((text.match(/(?:^|\s)\$[A-Za-z]{1,6}\b/g) ?? []).length > 1)
    return refusal(403, 'Forbidden', 'Posts are limited to a maximum of one cashtag');
  const now = world.clock.now().getTime();
  const isRepeated = posts.some((post) => post.text === text && now - post.at < duplicateMs);
  return isRepeated ? refusal(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.') : undefined;
}

/** The own timeline, newest first; a slow one does not show what is new yet. */
export function timeline(world: World, query: URLSearchParams): Response {
  const isNew = world.isOn('new-fields');
  if (isNew && query.has('tweet.fields'))
    return invalid('The query parameter [tweet.fields] is not one of [post.fields,expansions,max_results]', {
      'tweet.fields': [query.get('tweet.fields') ?? ''],
    });
  const size = Number(query.get('max_results') ?? '10');
  if (!Number.isInteger(size) || size < 5 || size > 100)
    return invalid('The `max_results` query parameter value is not between 5 and 100', { max_results: [String(size)] });
  const from = Date.parse(query.get('start_time') ?? '1970-01-01T00:00:00Z');
  const until = world.clock.now().getTime() - (world.isOn('slow-timeline') ? slowTimelineMs : 0);
  const visible = storedPosts(world)
    .filter(({ at, replyTo }) => at >= from && at <= until && !(query.get('exclude')?.includes('replies') && replyTo))
    .reverse();
  const start = Number(query.get('pagination_token') ?? '0');
  const page = visible.slice(start, start + size);
  if (page.length === 0) return ok({ meta: { result_count: 0 } });
  const next = start + size < visible.length ? { next_token: String(start + size) } : {};
  const fields = (query.get(isNew ? 'post.fields' : 'tweet.fields') ?? '').split(',');
  if (query.get('expansions') === 'referenced_posts') fields.push('referenced_posts');
  const data = page.map((post) => selected(post, fields));
  return ok({ data, meta: { result_count: page.length, newest_id: page[0]?.id, oldest_id: page.at(-1)?.id, ...next } });
}

function selected(post: StoredPost, fields: readonly string[]) {
  const { text, urls } = shown(post);
  const reference = post.replyTo ? [{ type: 'replied_to', id: post.replyTo }] : undefined;
  const all: Readonly<Record<string, unknown>> = {
    created_at: new Date(post.at).toISOString(),
    entities: urls.length > 0 ? { urls } : undefined,
    referenced_tweets: reference,
    referenced_posts: reference,
  };
  return {
    id: post.id,
    text,
    ...Object.fromEntries(fields.filter((field) => all[field] !== undefined).map((field) => [field, all[field]])),
  };
}

/** The text with X's own short addresses, the pictures' one last, and escaped. */
function shown({ id, text, mediaIds }: StoredPost) {
  const urls: { readonly url: string; readonly expanded_url: string; readonly display_url: string; readonly media_key?: string }[] = [];
  const shorten = (address: string, mediaKey?: string): string => {
    const url = `https://t.co/${(BigInt(id) * 31n + BigInt(urls.length)).toString(36).slice(-10)}`;
    const display = address.replace(/^https?:\/\//, '').slice(0, 30);
    urls.push({ url, expanded_url: address, display_url: display, ...(mediaKey && { media_key: mediaKey }) });
    return url;
  };
  const replaced = escaped(text).replace(addresses, (address) => shorten(address.replaceAll('&amp;', '&')));
  const pictures = mediaIds[0] ? ` ${shorten(`https://x.com/sandbox/status/${id}/photo/1`, `3_${mediaIds[0]}`)}` : '';
  return { text: replaced + pictures, urls };
}

/** X escapes these three in the text it shows (contract x 8). */
const escaped = (text: string): string => escapeHtml(text).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
