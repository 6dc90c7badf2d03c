/** LinkedIn's versioned REST API, as far as contracts/linkedin.md describes it; this app may post into groups. */
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

export interface LinkedinPost {
  readonly id: string;
  readonly body: Fields;
  readonly createdAt: number;
}

export interface LinkedinDouble extends HttpDouble {
  readonly posts: readonly LinkedinPost[];
  readonly uploads: readonly Received[];
}

interface State {
  readonly posts: LinkedinPost[];
  readonly uploads: Received[];
  address: string;
}

export async function openLinkedinDouble(timeline: Received[], token: string): Promise<LinkedinDouble> {
  const state: State = { posts: [], uploads: [], address: '' };
  const double = await openHttpDouble({ service: 'linkedin', timeline, answer: (request) => answer(request, token, state) });
  state.address = double.address;
  return { ...double, posts: state.posts, uploads: state.uploads };
}

/** Is this a request to publish? */
export const isShare = ({ method, target }: Received): boolean => method === 'POST' && target === '/rest/posts';

const refusal = (status: number, message: string): Reply => ({ status, body: { status, message } });

function answer(request: Received, token: string, state: State): Reply {
  const { method, headers } = request;
  const path = pathOf(request);
  if (method === 'PUT' && path.startsWith('/dms-uploads/')) {
    state.uploads.push(request);
    return { status: 201 };
  }
  if (headers.authorization !== `Bearer ${token}`) return refusal(401, 'Empty oauth2_access_token');
  // Section 7.3: outside the versions.
  if (method === 'GET' && path === '/v2/userinfo') return { status: 200, body: { sub: 'abc', name: 'Ada Voorbeeld' } };
  if (headers['linkedin-version'] !== '202611') return { status: 426, body: { status: 426, code: 'NONEXISTENT_VERSION' } };
  if (headers['x-restli-protocol-version'] !== '2.0.0') return refusal(400, 'protocol version');
  if (isShare(request)) return create(jsonOf(request), state);
  if (method === 'POST' && path === '/rest/images' && queryOf(request).get('action') === 'initializeUpload') return initialise(state);
  if (method === 'GET' && path.startsWith('/rest/images/')) return { status: 200, body: { status: 'AVAILABLE' } };
  if (method === 'GET' && path === '/rest/posts' && queryOf(request).get('q') === 'author') {
    const elements = state.posts.map(({ id, body, createdAt }) => ({ id, ...body, createdAt, lifecycleState: 'PUBLISHED' })).reverse();
    return { status: 200, body: { elements, paging: { start: 0, count: 20, links: [] } } };
  }
  return refusal(404, 'Not Found');
}

const required = ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'];
const known = new Set([...required, 'isReshareDisabledByAuthor', 'content', 'container', 'reshareContext']);

function create(body: Fields, { posts }: State): Reply {
  const missing = required.find((key) => body[key] === undefined);
  if (missing) return refusal(422, `ERROR :: /${missing} :: field is required but not found and has no default value\n`);
  const unknown = Object.keys(body).find((key) => !known.has(key));
  if (unknown) return refusal(422, `ERROR :: /${unknown} :: unrecognized field found but not allowed\n`);
  if (Object.keys(fieldsOf(body.content)).length > 1) return refusal(422, 'ERROR :: /content :: union');
  if (posts.some((one) => one.body.commentary === body.commentary)) return refusal(422, 'Content is a duplicate');
  const id = `urn:li:groupPost:4510-${7398000000000000001n + BigInt(posts.length)}`;
  posts.push({ id, body, createdAt: Date.now() });
  return { status: 201, headers: { 'x-restli-id': id } };
}

function initialise({ uploads, address }: State): Reply {
  const key = `C10AQ${uploads.length}`;
  return {
    status: 200,
    body: { value: { uploadUrl: `${address}/dms-uploads/${key}`, uploadUrlExpiresAt: Date.now() + 60_000, image: `urn:li:image:${key}` } },
  };
}
