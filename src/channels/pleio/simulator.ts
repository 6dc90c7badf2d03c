/** A Pleio site, pretended: the same addresses, statuses and envelopes (contract pleio 1, 6 and 9). */
import { type DocumentNode, execute, GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { FeedItem, SimulatorInstance, World } from '../../core/channel.ts';
import { parseJson } from '../shared/http.ts';
import { isFields } from './answers.ts';
import { documentHtml, introHtml } from './document-html.ts';
import { isSignedIn, loginResponse } from './simulated-login.ts';
import { imageHtml, loginPage, page, postPage } from './simulated-pages.ts';
import type { StoredPost } from './simulated-post.ts';
import { buildPleioSchema } from './simulated-schema.ts';
import { groupOf, openSite, resolversOf, type SimulatedSite, type Visitor } from './simulated-site.ts';

export function openSimulator(world: World): SimulatorInstance {
  const site = openSite(world);
  const schema = buildPleioSchema();

  const respond = async (request: Request, path: string): Promise<Response> => {
    const visitor: Visitor = isSignedIn(world, request.headers.get('cookie') ?? '') ? 'editor' : 'stranger';
    const login = loginResponse(world, path, visitor);
    if (login) return login;
    if (world.isOn('closed') && visitor === 'stranger') return html(401, loginPage());
    if (world.isOn('two-factor')) return html(403, page('Two-factor authentication required', ''));
    if (path !== '/graphql') return pageFor(path, visitor);
    if (request.method === 'GET') return html(200, page('GraphQL Playground', ''));
    if (request.method !== 'POST') return html(405, page('Method not allowed', ''));
    if (world.isOn('csrf') && !hasCsrfToken(request)) return html(403, page('CSRF verification failed', ''));
    const body = await readBody(request);
    return typeof body === 'string' ? html(400, body) : answer(body, visitor);
  };

  const answer = async (body: unknown, visitor: Visitor): Promise<Response> => {
    if (!isFields(body)) return json(400, { errors: [{ message: 'Operation data should be a JSON object' }] });
    const { query, variables, operationName } = body;
    if (typeof query !== 'string') return json(400, { errors: [{ message: 'The query must be a string.' }] });
    const document = parsed(query);
    const errors =
      document instanceof GraphQLError ? [document] : validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule]);
    if (document instanceof GraphQLError || errors.length > 0) return json(400, { errors });
    const result = await execute({
      schema,
      document,
      rootValue: resolversOf(site),
      contextValue: visitor,
      ...(isFields(variables) && { variableValues: variables }),
      ...(typeof operationName === 'string' && { operationName }),
    });
    return json(200, { data: null, ...result });
  };

  const pageFor = (path: string, visitor: Visitor): Response => {
    const [, kind, id = ''] = /^\/(attachment\/entity|file\/featured)\/([^/]+)$/.exec(path) ?? [];
    if (kind) return fileResponse(site, kind === 'file/featured' ? (site.post(id)?.featured?.imageGuid ?? '') : id);
    const post = site.post(/\/view\/([^/]+)(?:\/[^/]*)?$/.exec(path)?.[1] ?? '');
    if (!post || !site.maySee(post, visitor)) return html(404, page('Niet gevonden', '<h1>Niet gevonden</h1>'));
    return html(200, postPage(partsOf(post, world)));
  };

  return {
    handle: async (request, path) => {
      const bare = path.split('?')[0] ?? path;
      const response = await respond(request, bare);
      // A host that is only an alias does the work first (contract pleio 1.2).
      const shown = world.isOn('alias')
        ? new Response(null, { status: 301, headers: { location: `https://hoofdadres.example${bare}` } })
        : response;
      shown.headers.set('date', world.clock.now().toUTCString());
      return shown;
    },
    refuse: (kind) => {
      if (kind === 'auth') return html(401, loginPage());
      if (kind === 'later')
        return new Response(page('Too many requests', ''), { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '5' } });
      return json(200, {
        data: { addEntity: null },
        errors: [{ message: 'could_not_add', locations: [{ line: 2, column: 3 }], path: ['addEntity'] }],
      });
    },
    // What omk placed there; colleagues' posts are found on the pages of the site.
    feed: async () =>
      [...site.posts()]
        .filter(({ owner }) => !owner)
        .reverse()
        .map((post) => feedItem(post, world)),
  };
}

const html = (status: number, body: string): Response =>
  new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

function hasCsrfToken({ headers }: Request): boolean {
  const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
  return token !== undefined && headers.get('x-csrftoken') === token;
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError('Syntax Error');
  }
}

/** The operation, or the plain sentence of a refusal (contract pleio 1.1). */
async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(await request.formData());
  if (!type.startsWith('application/json')) return 'Posted content must be of type application/json or multipart/form-data';
  return parseJson(await request.text()) ?? 'Request body is not a valid JSON';
}

/** The GraphQL multipart request: files are put where `map` says (contract pleio 3.3). */
function readMultipart(form: FormData): unknown {
  const operations = parseJson(String(form.get('operations')));
  const map = parseJson(String(form.get('map')));
  if (!isFields(operations) || !isFields(map)) return "Request 'operations' and 'map' multipart fields are not valid JSON";
  for (const [field, paths] of Object.entries(map)) {
    for (const path of Array.isArray(paths) ? paths : []) place(operations, String(path).split('.'), form.get(field));
  }
  return operations;
}

function place(target: Readonly<Record<string, unknown>>, [key = '', ...rest]: readonly string[], value: unknown): void {
  const next = target[key];
  if (rest.length > 0 && isFields(next)) place(next, rest, value);
  else if (rest.length === 0 && Object.hasOwn(target, key)) Object.assign(target, { [key]: value });
}

function fileResponse(site: SimulatedSite, id: string): Response {
  const file = site.file(id);
  if (!file || !/^image\/(?:png|jpeg|gif|webp)$/.test(file.mimeType)) return html(404, page('Niet gevonden', ''));
  return new Response(Buffer.from(file.data, 'base64'), {
    headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff' },
  });
}

function partsOf(post: StoredPost, world: World) {
  const { address } = world;
  const { title, abstract, startDate, endDate, location, ticketLink } = post;
  const group = groupOf(post, world)?.name;
  return {
    title,
    ...(group && { group }),
    ...(abstract && { abstract }),
    ...(post.featured?.imageGuid && { cover: imageHtml(`/file/featured/${post.guid}`, post.featured.alt ?? '', address) }),
    facts: [startDate, endDate, location, ticketLink].flatMap((fact) => fact || []),
    body: documentHtml(post.richDescription, (src, alt) => imageHtml(src, alt, address)),
  };
}

function feedItem(post: StoredPost, world: World): FeedItem {
  const { title, group, abstract, facts, body } = partsOf(post, world);
  const cover = post.featured?.imageGuid;
  return {
    id: post.guid,
    at: new Date(post.timeCreated),
    ...(title && { title }),
    ...(group && { to: group }),
    html: introHtml(abstract, facts) + body,
    images: cover ? [{ alt: post.featured?.alt ?? '', src: `${world.address}/file/featured/${post.guid}` }] : [],
  };
}
