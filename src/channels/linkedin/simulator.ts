/** A pretended LinkedIn for the sandbox and the tests (contract linkedin 10). Switches: `no-group`, `no-read`, `no-openid`. */
import type { FeedItem, SimulatorInstance, World } from '../../core/channel.ts';
import { parseJson } from '../shared/http.ts';
import { postHtml } from './look.ts';
import { lastPart } from './place.ts';
import { endedToken, handleLogin } from './simulated-login.ts';
import {
  commentaryIn,
  type PostRequest,
  patchRejection,
  picturesOf,
  type Rejection,
  refused,
  rejectionOf,
  type SimulatedImage,
  type StoredPost,
  shown,
} from './simulated-post.ts';

/** LinkedIn's oldest version that still answered when the contract was written. */
const oldestVersion = 202512;
const firstPostId = 7398000000000000001n;

export function openSimulator(world: World): SimulatorInstance {
  return {
    handle: async (request, path) => {
      const url = new URL(path, world.address);
      if (url.pathname.startsWith('/dms-uploads/')) return upload(world, request, lastSegment(url));
      const login = await handleLogin(world, request, url);
      if (login) return login;
      if (url.pathname === '/v2/userinfo') return userInfo(world, request);
      const rejection = gateRejection(request, url) ?? endedToken(world, request);
      return rejection ? answer(rejection) : route(world, request, url);
    },
    refuse: (kind) => answer(refusals[kind]),
    feed: async () =>
      storedPosts(world)
        .map((post) => feedItem(world, post))
        .reverse(),
  };
}

const refusals: Readonly<Record<'no' | 'later' | 'auth', Rejection>> = {
  no: {
    status: 403,
    body: { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message: 'Not enough permissions to access: posts.CREATE' },
  },
  later: {
    status: 429,
    body: { message: 'Resource level throttle APPLICATION DAY limit for calls to this resource is reached.', status: 429 },
  },
  auth: {
    status: 401,
    body: {
      message: 'The token used in the request has been revoked by the user',
      serviceErrorCode: 65601,
      code: 'REVOKED_ACCESS_TOKEN',
      status: 401,
    },
  },
};

const answer = ({ status, body }: Rejection): Response => Response.json(body, { status });

const lastSegment = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf('/') + 1);

/** OpenID Connect stands outside the versions (contract linkedin 7.3). */
function userInfo(world: World, { headers }: Request): Response {
  if (!bearer.test(headers.get('authorization') ?? '')) return answer(noToken);
  if (world.isOn('no-openid')) return answer(refused(403, 'ACCESS_DENIED', 'Not enough permissions to access: userinfo.GET.NO_VERSION'));
  return Response.json({ sub: 'sandbox7001', name: 'Redactie Om het kind', locale: { country: 'NL', language: 'nl' } });
}

const bearer = /^Bearer \S+$/;
const noToken: Rejection = { status: 401, body: { message: 'Empty oauth2_access_token', serviceErrorCode: 401, status: 401 } };

/** What every call must bring (contract linkedin 2). */
function gateRejection({ headers }: Request, { pathname }: URL): Rejection | undefined {
  const version = headers.get('linkedin-version');
  if (!bearer.test(headers.get('authorization') ?? '')) return noToken;
  if (!version)
    return refused(400, 'VERSION_MISSING', 'A version must be present. Please specify a version by adding the LinkedIn-Version header.');
  if (!/^\d{4}(0[1-9]|1[0-2])$/.test(version) || Number(version) < oldestVersion) {
    return refused(426, 'NONEXISTENT_VERSION', `Requested version ${version}01 is not active`);
  }
  if (headers.get('x-restli-protocol-version') !== '2.0.0')
    return refused(400, 'ILLEGAL_ARGUMENT', 'X-Restli-Protocol-Version must be 2.0.0');
  return pathname.includes(':') ? refused(400, 'ILLEGAL_ARGUMENT', 'URNs in the path must be URL encoded') : undefined;
}

async function route(world: World, request: Request, url: URL): Promise<Response> {
  const { pathname, searchParams } = url;
  const call = `${request.method} ${pathname}`;
  if (call === 'POST /rest/posts') return createPost(world, await bodyOf(request));
  if (call === 'GET /rest/posts' && searchParams.get('q') === 'author') return postsBy(world, searchParams.get('author') ?? '');
  if (call === 'POST /rest/images' && searchParams.get('action') === 'initializeUpload')
    return initializeUpload(world, await bodyOf(request));
  if (call.startsWith('GET /rest/images/')) return imageState(world, decodeURIComponent(lastSegment(url)));
  if (call.startsWith('POST /rest/posts/')) return updatePost(world, decodeURIComponent(lastSegment(url)), request);
  if (call.startsWith('DELETE /rest/posts/')) return deletePost(world, decodeURIComponent(lastSegment(url)));
  if (call.startsWith('GET /rest/posts/')) return readPost(world, decodeURIComponent(lastSegment(url)));
  return answer(refused(404, 'RESOURCE_NOT_FOUND', `No virtual resource found for ${pathname}`));
}

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const body = parseJson(await request.text());
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** What stands there, oldest first, as edits left it. */
function storedPosts(world: World): readonly StoredPost[] {
  const deleted = new Set(world.all<{ readonly id: string }>('delete').map(({ id }) => id));
  const texts = new Map(
    world.all<{ readonly id: string; readonly commentary: string }>('edit').map(({ id, commentary }) => [id, commentary]),
  );
  return world
    .all<StoredPost>('post')
    .filter(({ id }) => !deleted.has(id))
    .map((post) => ({ ...post, commentary: texts.get(post.id) ?? post.commentary }));
}

/** The same right is asked for an edit and a deletion as for a post (contract linkedin 8.1). */
function changeRejection(world: World, urn: string): Rejection | undefined {
  const post = storedPosts(world).find(({ id }) => id === urn);
  if (!post) return refused(404, 'NOT_FOUND', `Could not find entity ${urn}`);
  return post.container && world.isOn('no-group')
    ? refused(403, 'ACCESS_DENIED', 'Not enough permissions to access: posts.container')
    : undefined;
}

async function updatePost(world: World, urn: string, request: Request): Promise<Response> {
  if (request.headers.get('x-restli-method')?.toLowerCase() !== 'partial_update')
    return answer(refused(400, 'ILLEGAL_ARGUMENT', 'X-RestLi-Method must be PARTIAL_UPDATE'));
  const body = await bodyOf(request);
  const rejection = changeRejection(world, urn) ?? patchRejection(body);
  if (rejection) return answer(rejection);
  world.add('edit', { id: urn, commentary: commentaryIn(body) });
  return new Response(null, { status: 204 });
}

function deletePost(world: World, urn: string): Response {
  const rejection = changeRejection(world, urn);
  if (rejection) return answer(rejection);
  world.add('delete', { id: urn });
  return new Response(null, { status: 204 });
}

function createPost(world: World, body: Readonly<Record<string, unknown>>): Response {
  const posts = storedPosts(world);
  const rejection = rejectionOf(body, { posts, imageByUrn: (urn) => imageByUrn(world, urn), grantsGroup: !world.isOn('no-group') });
  if (rejection) return answer(rejection);
  const { author, commentary, visibility, container, content } = body as unknown as PostRequest;
  const number = firstPostId + BigInt(world.all('post').length);
  const id = container ? `urn:li:groupPost:${lastPart(container)}-${number}` : `urn:li:share:${number}`;
  world.add('post', { id, author, commentary, visibility, container, content, createdAt: world.clock.now().getTime() });
  return new Response(null, { status: 201, headers: { 'x-restli-id': id } });
}

/** Reading back needs a permission that posting does not bring (contract linkedin 5). */
const notReadable = refused(403, 'ACCESS_DENIED', 'Not enough permissions to access: posts.FINDER-author');

function postsBy(world: World, author: string): Response {
  if (world.isOn('no-read')) return answer(notReadable);
  const elements = storedPosts(world)
    .filter((post) => post.author === author)
    .reverse()
    .slice(0, 20);
  return Response.json({ elements: elements.map(asRead), paging: { start: 0, count: 20, links: [] } });
}

function readPost(world: World, urn: string): Response {
  if (world.isOn('no-read')) return answer(notReadable);
  const post = storedPosts(world).find(({ id }) => id === urn);
  return post ? Response.json(asRead(post)) : answer(refused(404, 'NOT_FOUND', `Could not find entity ${urn}`));
}

const asRead = (post: StoredPost) => ({
  ...post,
  lifecycleState: 'PUBLISHED',
  publishedAt: post.createdAt,
  lastModifiedAt: post.createdAt,
});

function initializeUpload(world: World, body: Readonly<Record<string, unknown>>): Response {
  const request = body.initializeUploadRequest;
  const owner = typeof request === 'object' && request !== null && 'owner' in request ? request.owner : undefined;
  if (typeof owner !== 'string') return answer(refused(400, 'MISSING_FIELD', 'owner is required'));
  const key = crypto.randomUUID();
  world.add('image', { urn: `urn:li:image:${key}`, owner });
  const uploadUrlExpiresAt = world.clock.now().getTime() + 86_400_000;
  return Response.json({ value: { uploadUrl: `${world.address}/dms-uploads/${key}`, uploadUrlExpiresAt, image: `urn:li:image:${key}` } });
}

interface Upload {
  readonly key: string;
  readonly base64: string;
  readonly mimeType?: string;
}

async function upload(world: World, request: Request, key: string): Promise<Response> {
  if (request.method === 'GET') return picture(world.all<Upload>('upload').find((item) => item.key === key));
  const bytes = Buffer.from(await request.arrayBuffer());
  world.add('upload', { key, base64: bytes.toString('base64'), mimeType: imageType(bytes) });
  return new Response(null, { status: 201 });
}

function picture(found: Upload | undefined): Response {
  if (!found?.mimeType) return new Response(null, { status: 404 });
  return new Response(Buffer.from(found.base64, 'base64'), { headers: { 'content-type': found.mimeType } });
}

/** By its first bytes; LinkedIn takes no other types. */
function imageType(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 4);
  return { '\x89PNG': 'image/png', GIF8: 'image/gif' }[start] ?? (start.startsWith('\xff\xd8') ? 'image/jpeg' : undefined);
}

function imageByUrn(world: World, urn: string): SimulatedImage | undefined {
  const image = world.all<{ urn: string; owner: string }>('image').find((item) => item.urn === urn);
  const uploaded = world.all<Upload>('upload').findLast(({ key }) => key === lastPart(urn));
  const state = !uploaded ? 'WAITING_UPLOAD' : uploaded.mimeType ? 'AVAILABLE' : 'PROCESSING_FAILED';
  return image && { ...image, state };
}

function imageState(world: World, urn: string): Response {
  const image = imageByUrn(world, urn);
  if (!image) return answer(refused(404, 'NOT_FOUND', `Could not find entity ${urn}`));
  if (world.isOn('no-read')) return answer(refused(403, 'ACCESS_DENIED', 'Not enough permissions to access: images.GET'));
  // The first look comes too early, as it does at LinkedIn.
  const isFirstLook = image.state === 'AVAILABLE' && !world.all<{ urn: string }>('look').some((look) => look.urn === urn);
  if (isFirstLook) world.add('look', { urn });
  return Response.json({ id: urn, owner: image.owner, status: isFirstLook ? 'PROCESSING' : image.state });
}

function feedItem(world: World, post: StoredPost): FeedItem {
  const text = shown(post.commentary);
  const card = post.content?.article;
  return {
    id: post.id,
    at: new Date(post.createdAt),
    to: post.container ?? post.author,
    text,
    html: postHtml(text, card && { ...card, href: card.source }),
    images: picturesOf(post.content).map(({ id, altText = '' }) => ({ alt: altText, src: `${world.address}/dms-uploads/${lastPart(id)}` })),
  };
}
