/** A pretended Yammer for the sandbox and the tests (contract yammer 11). Switches: `rate-limit`, `closed`, `no-community`, `no-files`. */
import type { FeedItem, SimulatorInstance, World } from '../../core/channel.ts';
import { parseJson } from '../shared/http.ts';
import { messageHtml } from './look.ts';
import { handleLogin, isEnded } from './simulated-login.ts';

const firstId = 3_550_000_000_000_001;
const firstFileId = 900_001;
const me = 1_500_000_000_011;
const network = 102_001;
const maxFileBytes = 4 * 1024 * 1024;

interface StoredMessage {
  readonly id: number;
  readonly community: string;
  readonly body: string;
  readonly at: number;
  /** Id of the message that it replies to. */
  readonly replyTo?: string;
  readonly topics: readonly string[];
  readonly files: readonly string[];
  readonly card?: { readonly href: string; readonly title: string; readonly description?: string };
}

interface StoredFile {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

export function openSimulator(world: World): SimulatorInstance {
  return {
    handle: async (request, path) => {
      const url = new URL(path, world.address);
      const file = url.pathname.match(/^\/files\/(\d+)$/)?.[1];
      if (request.method === 'GET' && file) return fileContent(world, file);
      const login = await handleLogin(world, request, url);
      if (login) return login;
      return limited(world) ? refusals.later() : route(world, request, url);
    },
    refuse: (kind) => refusals[kind](),
    feed: async () => {
      const messages = storedMessages(world);
      return messages
        .filter(({ replyTo }) => !replyTo)
        .map((starter) =>
          feedItem(
            world,
            starter,
            messages.filter(({ replyTo }) => replyTo === String(starter.id)),
          ),
        )
        .reverse();
    },
  };
}

/** What stands there, oldest first. A deleted starter takes its thread along (contract yammer 4). */
function storedMessages(world: World): readonly StoredMessage[] {
  const deleted = new Set(world.all<{ readonly id: string }>('delete').map(({ id }) => id));
  return world.all<StoredMessage>('message').filter(({ id, replyTo = '' }) => !deleted.has(String(id)) && !deleted.has(replyTo));
}

const service = (status: number, message: string, code?: number): Response =>
  Response.json({ response: { message, ...(code && { code }), stat: 'fail' } }, { status });

const refusals = {
  no: () => Response.json({ base: ['This community does not accept your message.'] }, { status: 400 }),
  later: () => service(429, 'Rate limited due to excessive requests.', 33),
  auth: () => service(401, 'Token not found.', 16),
};

const windowMs = 30_000;
const callsPerWindow = 10;

/** Ten calls in thirty seconds for all routes together; only when switched on, as practising needs no waiting. */
function limited(world: World): boolean {
  if (!world.isOn('rate-limit')) return false;
  const now = world.clock.now().getTime();
  const recent = world.all<{ at: number }>('call').filter(({ at }) => at > now - windowMs);
  if (recent.length >= callsPerWindow) return true;
  world.add('call', { at: now });
  return false;
}

async function route(world: World, request: Request, { pathname, searchParams }: URL): Promise<Response> {
  const authorization = request.headers.get('authorization') ?? '';
  if (!/^Bearer \S+$/.test(authorization) || isEnded(world, authorization)) return refusals.auth();
  const [, id] = pathname.match(/^\/api\/v1\/messages\/(\d+)\.json$/) ?? [];
  const [, community] = pathname.match(/^\/api\/v1\/messages\/in_group\/(\d+)\.json$/) ?? [];
  const [, thread] = pathname.match(/^\/api\/v1\/messages\/in_thread\/(\d+)\.json$/) ?? [];
  const messages = storedMessages(world);
  const call = `${request.method} ${pathname}`;
  if (call === 'POST /api/v1/messages.json') return createMessage(world, await fieldsOf(request));
  if (call === 'POST /v4/uploadSmallFile') return uploadFile(world, await request.formData());
  const found = messages.find((message) => String(message.id) === id);
  if (request.method === 'DELETE' && found) {
    world.add('delete', { id });
    return new Response(null, { status: 200 });
  }
  if (request.method !== 'GET') return service(404, 'Not found');
  if (pathname === '/api/v1/networks/current.json') return Response.json([networkObject(world)]);
  if (pathname === '/api/v1/users/current.json') return Response.json(userObject);
  if (pathname === '/api/v1/groups.json') return Response.json(searchParams.get('page') === '1' ? communities(world) : []);
  if (pathname === '/api/v1/messages/sent.json') return Response.json(envelope(messages));
  if (community) return communityFeed(world, community, messages);
  if (thread) return Response.json(envelope(messages.filter((message) => threadOf(message) === thread)));
  return found ? Response.json(messageObject(found)) : service(404, 'Not found');
}

type Fields = ReadonlyMap<string, readonly string[]>;

/** JSON and forms alike; a number may come as its digits. */
async function fieldsOf(request: Request): Promise<Fields> {
  const text = await request.text();
  const isJson = request.headers.get('content-type')?.includes('json') ?? false;
  const data = isJson ? parseJson(text) : undefined;
  const pairs = isJson ? Object.entries(typeof data === 'object' && data !== null ? data : {}) : [...new URLSearchParams(text)];
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), String(value)]);
  return fields;
}

function createMessage(world: World, fields: Fields): Response {
  const value = (name: string) => fields.get(name)?.[0] ?? '';
  const [body, href, replyTo] = [value('body'), value('og_url'), value('replied_to_id')];
  const original = storedMessages(world).find((message) => replyTo === String(message.id));
  if (replyTo && !original) return service(404, 'Not found');
  const community = original?.community ?? value('group_id');
  if (body.trim() === '' || community === '')
    return Response.json({ body: ['Please include a message'], code: 'body_blank' }, { status: 400 });
  if (!/^\d+$/.test(community) || world.isOn('no-community')) return service(404, 'Not found');
  if (world.isOn('closed')) return service(403, 'You are not allowed to post in this community.');
  const files = (fields.get('attached_objects[]') ?? []).map((object) => object.replace('uploaded_file:', ''));
  const known = new Set(world.all<StoredFile>('file').map(({ id }) => String(id)));
  if (files.some((file) => !known.has(file))) return Response.json({ base: 'An attachment could not be found.' }, { status: 400 });
  const id = firstId + world.all('message').length;
  const at = world.clock.now().getTime();
  const topics = Array.from({ length: 20 }, (_, index) => value(`topic${index + 1}`)).filter(Boolean);
  const card = href ? { href, title: value('og_title') || href, description: value('og_description') } : undefined;
  const message: StoredMessage = {
    id,
    community,
    body,
    at,
    topics,
    files,
    ...(card && { card }),
    ...(original && { replyTo: threadOf(original) }),
  };
  world.add('message', { ...message });
  return Response.json(envelope([message]), { status: 201 });
}

async function uploadFile(world: World, form: FormData): Promise<Response> {
  const file = form.get('file');
  const complete = ['network_id', 'group_id', 'filename'].every((name) => /\S/.test(String(form.get(name) ?? '')));
  if (!(file instanceof File) || !complete || form.get('target_type') !== 'GROUP')
    return Response.json({ base: 'Missing field' }, { status: 400 });
  if (file.size > maxFileBytes) return service(413, 'File is too large.');
  const id = firstFileId + world.all('file').length;
  world.add('file', { id, name: file.name, type: file.type, base64: Buffer.from(await file.arrayBuffer()).toString('base64') });
  return Response.json({ id, name: file.name, content_type: file.type, size: file.size }, { status: 201 });
}

function fileContent(world: World, id: string): Response {
  const file = world.all<StoredFile>('file').find((item) => String(item.id) === id);
  if (!file) return service(404, 'Not found');
  return new Response(Buffer.from(file.base64, 'base64'), { headers: { 'content-type': file.type } });
}

const networkObject = (world: World) => ({
  type: 'network',
  id: network,
  name: 'Contoso',
  permalink: 'contoso.example',
  is_primary: true,
  m365_native_mode: true,
  allow_attachments: !world.isOn('no-files'),
  is_link_preview_enabled: true,
});

/** Some yes or no is told as a text (contract yammer 5). */
const userObject = {
  type: 'user',
  id: me,
  network_id: network,
  state: 'active',
  full_name: 'Redactie Om het kind',
  name: 'redactie',
  network_name: 'Contoso',
  admin: 'false',
};

/** Any community can be practised with: whichever was asked for has the account as a member. */
function communityFeed(world: World, community: string, messages: readonly StoredMessage[]): Response {
  if (world.isOn('no-community')) return service(404, 'Not found');
  if (!knownCommunities(world).includes(community)) world.add('community', { id: community });
  return Response.json(envelope(messages.filter((message) => message.community === community)));
}

const knownCommunities = (world: World): readonly string[] => [
  '225000000001',
  ...world.all<{ id: string }>('community').map(({ id }) => id),
];

function communities(world: World) {
  if (world.isOn('no-community') || world.isOn('no-member')) return [];
  return knownCommunities(world).map((id) => ({
    type: 'group',
    id: Number(id),
    full_name: 'Om het kind',
    network_id: network,
    privacy: 'public',
    moderated: false,
    restricted_posting: world.isOn('closed'),
    state: 'active',
  }));
}

/** Replies to replies count as replies to the thread. */
const threadOf = ({ id, replyTo }: StoredMessage): string => replyTo ?? String(id);

/** Newest first, as in all feeds. */
const envelope = (messages: readonly StoredMessage[]) => ({
  threaded_extended: {},
  messages: [...messages].reverse().slice(0, 20).map(messageObject),
  references: [],
  external_references: [],
  meta: { requested_poll_interval: 60, current_user_id: me, older_available: messages.length > 20 },
});

function messageObject({ id, community, body, at, replyTo }: StoredMessage) {
  const date = new Date(at).toISOString().replace(/^(\d+)-(\d+)-(\d+)T([\d:]+).*$/, '$1/$2/$3 $4 +0000');
  return {
    id,
    sender_id: me,
    replied_to_id: replyTo ? Number(replyTo) : null,
    thread_id: replyTo ? Number(replyTo) : id,
    group_id: Number(community),
    network_id: network,
    message_type: 'update',
    created_at: date,
    published_at: date,
    url: `https://www.yammer.com/api/v1/messages/${id}`,
    web_url: `https://www.yammer.com/contoso.example/messages/${id}`,
    body: { parsed: body, plain: body, rich: body, urls: [] },
    attachments: [],
    liked_by: { count: 0, names: [] },
  };
}

function feedItem(world: World, starter: StoredMessage, replies: readonly StoredMessage[]): FeedItem {
  const { id, community, at, files } = starter;
  const stored = world.all<StoredFile>('file').filter((file) => files.includes(String(file.id)));
  return {
    id: String(id),
    at: new Date(at),
    to: community,
    text: [starter, ...replies].map(({ body }) => body).join('\n\n'),
    html: [starter, ...replies].map(messageHtml).join('<hr>'),
    images: stored.filter(({ type }) => type.startsWith('image/')).map((file) => ({ alt: '', src: `${world.address}/files/${file.id}` })),
  };
}
