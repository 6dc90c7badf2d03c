/** X's API v2, as far as contracts/x.md describes it: it checks the OAuth 1.0a signature by itself. */
import { createHmac } from 'node:crypto';
import {
  type Fields,
  fieldsOf,
  type HttpDouble,
  jsonOf,
  openHttpDouble,
  pathOf,
  queryOf,
  type Received,
  type Reply,
} from './doubles-http.ts';

export interface XPost {
  readonly id: string;
  readonly text: string;
  readonly mediaIds: readonly string[];
  readonly replyTo?: string;
  readonly createdAt: string;
}

export interface XDouble extends HttpDouble {
  readonly posts: readonly XPost[];
  /** Alternative texts by media id. */
  readonly alternatives: ReadonlyMap<string, string>;
}

export interface XKeys {
  readonly X_APP_KEY: string;
  readonly X_APP_SECRET: string;
  readonly X_ACCESS_TOKEN: string;
  readonly X_ACCESS_SECRET: string;
}

/** Section 3.4. */
const limits = { 'x-rate-limit-limit': '75', 'x-rate-limit-remaining': '74', 'x-rate-limit-reset': '1800000000' };
const me = { id: '7001', name: 'Om het kind', username: 'omhetkind' };

export async function openXDouble(timeline: Received[], keys: XKeys): Promise<XDouble> {
  const posts: XPost[] = [];
  const alternatives = new Map<string, string>();
  const state = { posts, alternatives, address: '' };
  const double = await openHttpDouble({
    service: 'x',
    timeline,
    answer: (request) => (isSigned(request, state.address, keys) ? answer(request, state) : problem(401, 'Unauthorized')),
  });
  state.address = double.address;
  return { ...double, posts, alternatives };
}

interface State {
  readonly posts: XPost[];
  readonly alternatives: Map<string, string>;
}

const problem = (status: number, detail: string): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { title: detail, detail, type: 'about:blank', status },
});

/** Is this a request to publish? */
export const isPost = ({ method, target }: Received): boolean => method === 'POST' && target === '/2/tweets';

function answer(request: Received, state: State): Reply {
  const path = pathOf(request);
  if (isPost(request)) return create(jsonOf(request), state);
  if (request.method === 'POST' && path === '/2/media/upload')
    return { status: 200, body: { data: { id: nextId(), media_key: '3_1', size: 1 } } };
  if (request.method === 'POST' && path === '/2/media/metadata') {
    const { id, metadata } = jsonOf(request);
    state.alternatives.set(String(id), String(fieldsOf(fieldsOf(metadata).alt_text).text));
    return { status: 200, body: { data: { id } } };
  }
  if (path === '/2/users/me') return { status: 200, headers: { 'x-access-level': 'read-write', ...limits }, body: { data: me } };
  if (path === `/2/users/${me.id}/tweets`) return timelineOf(state, queryOf(request));
  return problem(404, 'Not Found');
}

const createKeys = new Set(['text', 'media', 'reply', 'reply_settings', 'poll']);

/** Unknown keys are 400, the same text twice is 403 (section 3.2 and 3.3). */
function create(body: Fields, { posts }: State): Reply {
  const unknown = Object.keys(body).find((key) => !createKeys.has(key));
  if (unknown) return problem(400, `${unknown} is not defined in the schema`);
  const text = String(body.text);
  const replyTo = fieldsOf(body.reply).in_reply_to_tweet_id;
  if (posts.some((one) => one.text === text)) return problem(403, 'You are not allowed to create a Tweet with duplicate content.');
  if (replyTo !== undefined && !posts.some(({ id }) => id === replyTo))
    return problem(403, 'You attempted to reply to a Tweet that is deleted.');
  const mediaIds = fieldsOf(body.media).media_ids;
  const post: XPost = {
    id: nextId(),
    text,
    mediaIds: Array.isArray(mediaIds) ? mediaIds.map(String) : [],
    ...(replyTo !== undefined && { replyTo: String(replyTo) }),
    createdAt: new Date().toISOString(),
  };
  posts.push(post);
  return { status: 201, body: { data: { id: post.id, text, edit_history_tweet_ids: [post.id] } } };
}

function timelineOf({ posts }: State, query: URLSearchParams): Reply {
  const start = query.get('start_time');
  const shown = posts.filter(({ createdAt }) => start === null || createdAt >= start).reverse();
  const listed = shown.map(({ id, text, replyTo, createdAt }) => ({
    id,
    text,
    author_id: me.id,
    created_at: createdAt,
    ...(replyTo && { referenced_tweets: [{ type: 'replied_to', id: replyTo }] }),
  }));
  return { status: 200, body: { ...(listed.length > 0 && { data: listed }), meta: { result_count: listed.length } } };
}

let last = 0n;
/** Grows with time, as a Snowflake does (section 3.6). */
function nextId(): string {
  const now = (BigInt(Date.now()) - 1288834974657n) << 22n;
  last = now > last ? now : last + 1n;
  return String(last);
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** HMAC-SHA1 over method, address and parameters; bodies in JSON and multipart are not signed (section 3.8). */
function isSigned(request: Received, address: string, keys: XKeys): boolean {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith('OAuth ')) return false;
  const given = new Map(
    [...header.slice(6).matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]),
  );
  if (given.get('oauth_consumer_key') !== keys.X_APP_KEY || given.get('oauth_token') !== keys.X_ACCESS_TOKEN) return false;
  const parameters = [...given].filter(([name]) => name !== 'oauth_signature').concat([...queryOf(request)]);
  const sorted = parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const base = [request.method, encoded(address + pathOf(request)), encoded(sorted.join('&'))].join('&');
  const key = `${encoded(keys.X_APP_SECRET)}&${encoded(keys.X_ACCESS_SECRET)}`;
  return createHmac('sha1', key).update(base).digest('base64') === given.get('oauth_signature');
}
