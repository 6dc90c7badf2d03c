import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import type { SimulatorInstance } from '../../../../src/core/channel.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { openWorld } from '../../../../src/sandbox/world.ts';

let folder: string;
let simulator: SimulatorInstance;
const on = new Set<string>();
const address = 'http://127.0.0.1:1';
const group = '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01';
const openOne = () =>
  pleio.simulator.open(openWorld({ folder, channel: 'pleio', clock: systemClock, address, isOn: (name) => on.has(name) }));

beforeEach(async () => {
  on.clear();
  folder = mkdtempSync(join(tmpdir(), 'omk-pleio-'));
  simulator = await openOne();
});
afterEach(() => rmSync(folder, { recursive: true }));

const call = async (path: string, init: RequestInit = {}, cookie = 'sessionid=sandbox-redactie') => {
  const response = await simulator.handle?.(
    new Request(`${address}${path}`, { ...init, headers: { cookie, ...(init.headers as object) } }),
    path,
  );
  return response as Response;
};
/** Fields of an answer, as far as these tests look. */
interface Answered {
  readonly entity: { readonly guid: string; readonly url: string; readonly accessId: number };
}
const ask = async (query: string, variables: object = {}, cookie?: string) => {
  const response = await call(
    '/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) },
    cookie,
  );
  return {
    status: response.status,
    body: (await response.json()) as { data?: Record<string, Answered> | null; errors?: { message: string; path?: unknown }[] },
  };
};
const documentOf = (text: string, node = 'paragraph') =>
  JSON.stringify({ type: 'doc', content: [{ type: node, content: [{ type: 'text', text }] }] });
const ADD =
  'mutation A($input: addEntityInput!) { addEntity(input: $input) { entity { guid ... on Blog { title url accessId tags statusPublished timePublished } } } }';
const add = async (input: object, cookie?: string) =>
  (await ask(ADD, { input: { subtype: 'blog', title: 'Titel', richDescription: documentOf('Hallo'), ...input } }, cookie)).body;
const added = async (input: object = {}) => {
  const { data } = await add(input);
  if (!data?.addEntity) throw new Error('nothing was added');
  return data.addEntity.entity;
};

describe('the pretended Pleio', () => {
  it('answers the shapes of the real one', async () => {
    expect((await ask('{ viewer { nonsense } }')).status).toBe(400);
    expect((await ask('{ viewer {')).status).toBe(400);
    expect((await ask('{ __schema { types { name } } }')).status).toBe(400);
    expect((await ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect(await add({ unknownKey: 1 })).toEqual({
      data: null,
      errors: [expect.objectContaining({ message: expect.stringMatching(/^Variable "\$input" got invalid value/) })],
    });
    expect(await add({ containerGuid: 'x' })).toMatchObject({
      data: { addEntity: null },
      errors: [{ message: 'could_not_find_group', path: ['addEntity'] }],
    });
    expect((await call('/graphql', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await call('/graphql', { method: 'PUT', body: '{}' })).status).toBe(405);
    expect(await (await call('/graphql')).text()).toContain('Playground');
  });

  it('shows a post without an access level to its author alone', async () => {
    const { url, accessId } = await added();
    expect(accessId).toBe(0);
    expect((await call(url)).status).toBe(200);
    expect((await call(url, {}, '')).status).toBe(404);
  });

  it('shows a public post to everybody, unless the site is closed', async () => {
    const { url } = await added({ accessId: 2 });
    expect((await call(url, {}, '')).status).toBe(200);
    on.add('closed');
    expect((await call(url, {}, '')).status).toBe(401);
  });

  it('trims the title, keeps one spelling of a tag, and limits both texts', async () => {
    expect(await added({ title: ' Titel ', tags: ['Jeugd', 'jeugd'] })).toMatchObject({ title: 'Titel', tags: ['Jeugd'] });
    expect((await add({ title: '' })).errors?.[0]?.message).toBe('invalid_value');
    expect((await add({ title: 'a'.repeat(257) })).errors?.[0]?.message).toBe('invalid_value');
    expect((await add({ abstract: 'a'.repeat(321) })).errors?.[0]?.message).toBe('text_too_long');
    expect((await add({ subtype: 'thewire' })).errors?.[0]?.message).toBe('invalid_subtype');
    expect((await add({ subtype: 'event' })).errors?.[0]?.message).toBe('invalid_date');
    expect((await add({}, '')).errors?.[0]?.message).toBe('not_logged_in');
  });

  it('keeps a draft and a scheduled post from strangers, and repeats the offset that was sent', async () => {
    expect(await added({ timePublished: null })).toMatchObject({ statusPublished: 'draft', timePublished: null });
    expect(await added({ timePublished: '2999-01-01T09:00:00+01:00' })).toMatchObject({
      statusPublished: 'draft',
      timePublished: '2999-01-01T09:00:00+01:00',
    });
    expect(await added({ timePublished: '2020-01-01T09:00:00+01:00' })).toMatchObject({ statusPublished: 'published' });
  });

  it('refuses a picture of another host and a document that is none', async () => {
    const image = (src: string) => JSON.stringify({ type: 'doc', content: [{ type: 'image', attrs: { src } }] });
    expect((await add({ richDescription: image('https://elders.nl/a.png') })).data).toBeNull();
    expect((await add({ richDescription: image('/attachment/entity/1') })).data).not.toBeNull();
    expect((await add({ richDescription: '[]' })).data).toBeNull();
  });

  it('shows words as words, and a document with unknown nodes as its raw text', async () => {
    const evil = '<script>alert(1)</script>';
    const { url } = await added({ title: evil, abstract: evil, richDescription: documentOf(evil) });
    const html = await (await call(url)).text();
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    const other = await added({ richDescription: documentOf('code', 'codeBlock') });
    expect(await (await call(other.url)).text()).toContain('{&quot;type&quot;:&quot;doc&quot;');
    const link = JSON.stringify({
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }] },
      ],
    });
    expect(await (await call((await added({ richDescription: link })).url)).text()).not.toContain('javascript:');
  });

  it('edits a part, keeps the address working, and deletes once', async () => {
    const { guid, url } = await added({ containerGuid: group, accessId: 4 });
    const edited = await ask(
      'mutation E($input: editEntityInput!) { editEntity(input: $input) { entity { ... on Blog { title url accessId } } } }',
      { input: { guid, title: 'Nieuw' } },
    );
    expect(edited.body.data?.editEntity?.entity).toMatchObject({ title: 'Nieuw', accessId: 4, url: expect.stringMatching(/\/nieuw$/) });
    expect((await call(url)).status).toBe(200);
    const remove = () => ask('mutation D($input: deleteEntityInput!) { deleteEntity(input: $input) { success } }', { input: { guid } });
    expect((await remove()).body.data).toEqual({ deleteEntity: { success: true } });
    expect((await remove()).body.errors?.[0]?.message).toBe('could_not_find');
    expect(await simulator.feed()).toEqual([]);
  });

  it('shares what arrived with every other process of the project, newest first', async () => {
    const other = await openOne();
    await added({ title: 'Een' });
    await added({ title: 'Twee', containerGuid: group });
    expect((await other.feed()).map(({ title, to }) => [title, to])).toEqual([
      ['Twee', 'Om het kind'],
      ['Een', undefined],
    ]);
  });

  it('reads moments in UTC with microseconds', async () => {
    const { guid } = await added();
    const { body } = await ask('query Q($guid: String!) { entity(guid: $guid) { ... on Blog { timeCreated description excerpt } } }', {
      guid,
    });
    expect(body.data?.entity).toEqual({
      timeCreated: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}(\.\d{6})?\+00:00$/),
      description: 'Hallo',
      excerpt: 'Hallo',
    });
  });
});
