/** X, pretended: signatures, limits, pictures, posts, the own timeline, and what readers see (contract x 9). */
import type { FeedItem, SimulatorInstance, World } from '../../core/channel.ts';
import { pageResponse } from '../shared/simulated-page.ts';
import { postHtml } from './look.ts';
import { isSigned } from './oauth-signature.ts';
import { simulatedAccount } from './simulated-account.ts';
import { noCredit, notAllowed, ok, readOnly, refusal, spendCap, tooMany, unauthorized, withLimits } from './simulated-answers.ts';
import { altOf, dataUri, handleMedia, usableMedia } from './simulated-media.ts';
import { createPost, deletePost, lookup, type StoredPost, storedPosts, timeline } from './simulated-post.ts';

const windowMs = 900_000;
/** X takes 100 posts in 15 minutes; in the sandbox that only counts when its switch is on. */
const postsPerWindow = 100;

export async function openSimulator(world: World): Promise<SimulatorInstance> {
  return {
    handle: (request, path) => handle(world, request, path),
    refuse: (kind) => ({ no: notAllowed, later: () => tooMany(new Date(world.clock.now().getTime() + 2000)), auth: unauthorized })[kind](),
    feed: async () => feed(world),
  };
}

async function handle(world: World, request: Request, path: string): Promise<Response> {
  if (request.method === 'GET' && path === '/') return consolePage();
  const authorization = request.headers.get('authorization') ?? '';
  if (!isSigned({ method: request.method, url: world.address + path, authorization }, simulatedAccount)) return unauthorized();
  const { pathname, searchParams } = new URL(path, 'http://x.invalid');
  const account = simulatedAccount.accessToken.split('-')[0];
  if (request.method === 'GET' && pathname === '/2/users/me') return world.isOn('no-credit') ? noCredit() : ownAccount(world, account);
  if (request.method === 'GET' && pathname === `/2/users/${account}/tweets`) return timeline(world, searchParams);
  if (request.method === 'GET' && pathname === '/2/tweets') return lookup(world, searchParams);
  const post = /^\/2\/tweets\/(\d+)$/.exec(pathname)?.[1];
  if (request.method === 'DELETE' && post) return deletePost(world, post);
  if (request.method === 'POST' && world.isOn('no-credit')) return noCredit();
  if (request.method === 'POST' && world.isOn('spend-cap')) return spendCap();
  if (request.method === 'POST' && world.isOn('read-only')) return readOnly();
  if (request.method === 'POST' && pathname === '/2/tweets')
    return limited(world, () => readJson(request).then((body) => createPost(world, body)));
  const media = pathname.startsWith('/2/media/') ? await handleMedia(world, request, pathname.slice('/2/media/'.length)) : undefined;
  return media ?? refusal(404, 'Not Found', 'Not Found');
}

/** Not counted in the sandbox; the header tells what the keys may do (contract x 3.4). */
function ownAccount(world: World, id: string | undefined): Response {
  const resetAt = new Date(world.clock.now().getTime() + windowMs);
  const response = ok({ data: { id, name: 'Om het kind (sandbox)', username: 'omhetkind' } });
  response.headers.set('x-access-level', world.isOn('read-only') ? 'read' : 'read-write');
  return withLimits(response, { limit: 75, used: 1, resetAt });
}

/** Where the keys are to be copied from, to practise logging in. */
function consolePage(): Response {
  const { appKey, appSecret, accessToken, accessSecret } = simulatedAccount;
  const keys = { 'API key': appKey, 'API key secret': appSecret, 'Access token': accessToken, 'Access token secret': accessSecret };
  const rows = Object.entries(keys).map(([name, value]) => `<dt>${name}</dt><dd><code>${value}</code></dd>`);
  return pageResponse('Keys and tokens', `<dl>${rows.join('')}</dl>`);
}

const readJson = async (request: Request): Promise<unknown> =>
  request.headers.get('content-type')?.startsWith('application/json') ? request.json().catch(() => undefined) : undefined;

async function limited(world: World, create: () => Promise<Response>): Promise<Response> {
  const now = world.clock.now().getTime();
  const recent = world.all<StoredPost>('post').filter(({ at }) => now - at < windowMs);
  const resetAt = new Date((recent[0]?.at ?? now) + windowMs);
  if (world.isOn('rate-limits') && recent.length >= postsPerWindow) return tooMany(resetAt);
  const response = await create();
  return withLimits(response, { limit: postsPerWindow, used: Math.min(recent.length + 1, postsPerWindow), resetAt });
}

/** Newest first; a thread is one item with its parts in order, and what was posted below it. */
function feed(world: World): readonly FeedItem[] {
  const posts = storedPosts(world);
  const ids = new Set(posts.map(({ id }) => id));
  return posts
    .filter(({ replyTo }) => !replyTo || !ids.has(replyTo))
    .map((root) => feedItem(world, thread(root, posts)))
    .reverse();
}

function thread(root: StoredPost, posts: readonly StoredPost[]): readonly StoredPost[] {
  return [root, ...posts.filter(({ replyTo }) => replyTo === root.id).flatMap((reply) => thread(reply, posts))];
}

function feedItem(world: World, parts: readonly StoredPost[]): FeedItem {
  return {
    id: parts[0]?.id ?? '',
    at: new Date(parts[0]?.at ?? 0),
    html: parts.map(({ text }) => postHtml(text)).join('<hr>'),
    text: parts.map(({ text }) => text).join('\n\n'),
    images: parts
      .flatMap(({ mediaIds }) => mediaIds)
      .flatMap((id) => {
        const media = usableMedia(world, id);
        return media ? [{ alt: altOf(world, id), src: dataUri(media) }] : [];
      }),
  };
}
