/** A Pleio site, as far as contracts/pleio.md describes it: one group, one account, a login by cookie. */
import { randomUUID } from 'node:crypto';
import { type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { type Fields, fieldsOf, type HttpDouble, jsonOf, openHttpDouble, type Received, type Reply } from './doubles-http.ts';

export interface PleioDouble extends HttpDouble {
  readonly posts: readonly PleioPost[];
  readonly uploads: readonly Received[];
}

export interface PleioPost {
  readonly guid: string;
  readonly url: string;
  readonly input: Fields;
  readonly timeCreated: string;
}

const account = { guid: 'a0000000-0000-4000-8000-000000000001', name: 'Redactie' };
const group = { guid: 'b0000000-0000-4000-8000-000000000001', name: 'Om het kind' };
/** Section 2.4 and 4.1. */
const levels = [0, 1, 2, 4].map((id) => ({ id, description: String(id) }));
const standing = { isClosed: false, membership: 'joined', isSubmitUpdatesEnabled: true, accessIds: levels };
const types: Readonly<Record<string, readonly [typename: string, path: string]>> = {
  blog: ['Blog', 'blog'],
  news: ['News', 'news'],
  discussion: ['Discussion', 'discussion'],
  question: ['Question', 'questions'],
  statusupdate: ['StatusUpdate', 'update'],
  event: ['Event', 'events'],
};
/** Section 2.2: a key that is not among these is refused by the schema. */
const inputKeys = new Set(
  (
    'subtype type title abstract richDescription containerGuid accessId writeAccessId tags tagCategories featured timePublished ' +
    'scheduleArchiveEntity scheduleDeleteEntity isFeatured isRecommended source suggestedItems mentions startDate endDate location ' +
    'locationLink locationAddress ticketLink maxAttendees rsvp attendEventWithoutAccount qrAccess'
  ).split(' '),
);

export async function openPleioDouble(timeline: Received[], cookie: string): Promise<PleioDouble> {
  const posts: PleioPost[] = [];
  const uploads: Received[] = [];
  const state = { posts, uploads };
  const double = await openHttpDouble({ service: 'pleio', timeline, answer: (request) => answer(request, cookie, state) });
  return { ...double, posts, uploads };
}

/** What a closed site says to a stranger (section 1.2). */
export const loginPage: Reply = {
  status: 401,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Inloggen</title><form action="/login"></form>',
};

interface State {
  readonly posts: PleioPost[];
  readonly uploads: Received[];
}

function answer(request: Received, cookie: string, state: State): Reply {
  if (request.method !== 'POST' || request.target !== '/graphql') return { status: 404, body: '<title>404</title>' };
  if (!request.headers.cookie?.split('; ').includes(cookie)) return loginPage;
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const { query, variables } = isForm ? operationsOf(request) : jsonOf(request);
  const field = rootField(String(query));
  if (field === 'addAttachment') {
    state.uploads.push(request);
    const id = randomUUID();
    return data({ addAttachment: { attachment: { id, url: `/attachment/entity/${id}`, mimeType: 'image/png', name: 'plaat.png' } } });
  }
  return resolve(field, fieldsOf(variables), state);
}

function rootField(query: string): string {
  const operation = parse(query).definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections.find((one): one is FieldNode => one.kind === Kind.FIELD);
  return field?.name.value ?? '';
}

/** The first part of the form, by the multipart request specification (section 3.3). */
function operationsOf({ body }: Received): Fields {
  const [, operations = '{}'] = /name="operations"\r\n(?:[^\r\n]+\r\n)*\r\n(.+?)\r\n--/s.exec(body.toString('latin1')) ?? [];
  return fieldsOf(JSON.parse(operations));
}

function resolve(field: string, variables: Fields, { posts }: State): Reply {
  switch (field) {
    case 'viewer':
      return data({
        viewer: { guid: `viewer:${account.guid}`, loggedIn: true, isBanned: false, user: account, canWriteToContainer: true },
        site: { name: 'Voorbeeldsite', accessIds: levels },
      });
    case 'entity':
      return data({ entity: variables.guid === group.guid ? { __typename: 'Group', ...group, ...standing } : null });
    case 'groups':
      return data({
        groups: { total: 1, edges: [group].filter(({ name }) => name.toLowerCase().includes(String(variables.q ?? '').toLowerCase())) },
      });
    case 'addEntity':
      return addEntity(fieldsOf(variables.input), posts);
    case 'entities':
      return data({ entities: { total: posts.length, edges: posts.map(listed).reverse() } });
    default:
      return { status: 400, body: { errors: [{ message: `Cannot query field "${field}" on type "Query".` }] } };
  }
}

const data = (fields: Fields): Reply => ({ status: 200, body: { data: fields } });
const refused = (message: string): Reply => ({
  status: 200,
  body: { data: { addEntity: null }, errors: [{ message, path: ['addEntity'] }] },
});

function addEntity(input: Fields, posts: PleioPost[]): Reply {
  const unknown = Object.keys(input).find((key) => !inputKeys.has(key));
  if (unknown) return { status: 200, body: { data: null, errors: [{ message: `Variable '$input' got invalid value: ${unknown}` }] } };
  const [typename, path] = types[String(input.subtype)] ?? [];
  if (!typename) return refused('invalid_subtype');
  if (input.containerGuid !== undefined && input.containerGuid !== group.guid) return refused('could_not_find_group');
  if (typeof input.title !== 'string' || input.title.length > 256) return refused('invalid_value');
  const document = fieldsOf(JSON.parse(String(input.richDescription)));
  if (document.type !== 'doc') return refused('invalid_value');
  const guid = randomUUID();
  const place = input.containerGuid ? `/groups/view/${group.guid}/om-het-kind` : '';
  const post = { guid, url: `${place}/${path}/view/${guid}/slug`, input, timeCreated: new Date().toISOString() };
  posts.push(post);
  // Without a word about it, only the author can see a post (section 2.4).
  return data({ addEntity: { entity: { __typename: typename, guid, url: post.url, accessId: input.accessId ?? 0 } } });
}

const listed = ({ guid, url, input, timeCreated }: PleioPost): Fields => ({
  __typename: types[String(input.subtype)]?.[0],
  guid,
  url,
  title: input.title,
  richDescription: input.richDescription,
  timeCreated,
});
