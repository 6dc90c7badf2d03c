/** Yammer's REST API and its file host, as far as contracts/yammer.md describes them. */
import { type Fields, fieldsOf, type HttpDouble, openHttpDouble, pathOf, type Received, type Reply } from './doubles-http.ts';

export interface YammerMessage {
  readonly id: number;
  readonly at: Date;
  /** What was sent; a name that repeats is a list. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

export interface YammerDouble extends HttpDouble {
  readonly filesAddress: string;
  readonly messages: readonly YammerMessage[];
  readonly uploads: readonly Received[];
}

const me = 1500000000011;
const community = 225000000001;

export async function openYammerDouble(timeline: Received[], token: string): Promise<YammerDouble> {
  const messages: YammerMessage[] = [];
  const uploads: Received[] = [];
  const guarded = (work: (request: Received) => Reply) => (request: Received) =>
    request.headers.authorization === `Bearer ${token}` ? work(request) : failure(401, 'Token not found.', 16);
  const api = await openHttpDouble({ service: 'yammer', timeline, answer: guarded((request) => answer(request, messages)) });
  const files = await openHttpDouble({
    service: 'yammer-files',
    timeline,
    answer: guarded((request) => {
      if (request.target !== '/v4/uploadSmallFile') return failure(404, 'Not found');
      return { status: 201, body: { id: 900_000 + uploads.push(request) } };
    }),
  });
  return { ...api, filesAddress: files.address, messages, uploads };
}

/** Is this a request to publish? */
export const isMessage = ({ method, target }: Received): boolean => method === 'POST' && target === '/api/v1/messages.json';

const failure = (status: number, message: string, code?: number): Reply => ({
  status,
  body: { response: { message, code, stat: 'fail' } },
});

function answer(request: Received, messages: YammerMessage[]): Reply {
  if (isMessage(request)) return create(request, messages);
  switch (pathOf(request)) {
    case '/api/v1/networks/current.json':
      return { status: 200, body: [{ type: 'network', id: 102001, is_primary: true, allow_attachments: true }] };
    case '/api/v1/users/current.json':
      return { status: 200, body: { type: 'user', id: me, state: 'active', full_name: 'Ada Voorbeeld', admin: 'false' } };
    case '/api/v1/groups.json':
      return {
        status: 200,
        body: [{ type: 'group', id: community, full_name: 'Om het kind', state: 'active', restricted_posting: false }],
      };
    case '/api/v1/messages/sent.json':
    case `/api/v1/messages/in_group/${community}.json`:
      return {
        status: 200,
        body: { messages: messages.map(shown).reverse(), references: [], meta: { older_available: false, current_user_id: me } },
      };
    default:
      return failure(404, 'Not found');
  }
}

/** JSON for text, a form where names repeat (section 2). */
export function sentFields({ headers, body }: Pick<Received, 'headers' | 'body'>): YammerMessage['fields'] {
  const text = body.toString('utf8');
  if (headers['content-type']?.includes('json')) {
    return Object.fromEntries(Object.entries(fieldsOf(JSON.parse(text))).map(([name, value]) => [name, String(value)]));
  }
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => [name, name.endsWith('[]') ? form.getAll(name) : (form.get(name) ?? '')]),
  );
}

function create(request: Received, messages: YammerMessage[]): Reply {
  const fields = sentFields(request);
  if (!fields.body || !fields.group_id) return { status: 400, body: { body: ['Please include a message'], code: 'body_blank' } };
  if (fields.group_id !== String(community)) return failure(404, 'Not found');
  const message = { id: 3_550_000_000_000_001 + messages.length, at: new Date(), fields };
  messages.push(message);
  return { status: 201, body: { messages: [shown(message)], references: [], meta: { current_user_id: me } } };
}

/** `2026/11/20 09:15:31 +0000` (section 3). */
const slashed = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')} +0000`;

const shown = ({ id, at, fields }: YammerMessage): Fields => ({
  id,
  sender_id: me,
  replied_to_id: null,
  thread_id: id,
  group_id: community,
  message_type: 'update',
  created_at: slashed(at),
  web_url: `https://www.yammer.com/contoso.example/messages/${id}`,
  body: { parsed: fields.body, plain: fields.body, rich: fields.body, urls: [] },
  attachments: [],
  liked_by: { count: 0, names: [] },
});
