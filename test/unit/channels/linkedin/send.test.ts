import { afterEach, describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';
import type { Message } from '../../../../src/core/message.ts';
import { type Fault, serve } from '../../../../src/sandbox/serve.ts';
import { aMessage, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const token = 'geheim-token-123';
const author = 'urn:li:organization:7001';
const group = 'urn:li:group:4510';
const link = 'https://omhetkind.pleio.nl/blog/view/1';
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

const inGroup = (overrides: Partial<Message> = {}) =>
  aMessage({
    text: 'Koersbesluit (27 van 35)\n\n#Jeugdhulp',
    link,
    details: { mode: 'auto', group, author, title: 'Koersbesluit' },
    ...overrides,
  });
const onPage = (overrides: Partial<Message> = {}) => inGroup({ details: { mode: 'auto', author, title: 'Koersbesluit' }, ...overrides });

const context = () => aContext({ destination: group });
const isCreate = ({ method, url }: Request) => method === 'POST' && new URL(url).pathname === '/rest/posts';
const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  after: false,
  response: () => (typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status, headers })),
});

let rig: Rig;
const open = async (options: RigOptions = {}) => {
  rig = await openRig(linkedin, {
    options: { mode: 'auto', version: '202611', author, group: '4510' },
    settings: { token },
    deadlineMs: 700,
    ...options,
  });
  return rig;
};
afterEach(() => rig.close());

describe('posting to LinkedIn', () => {
  it('arrives in the group, whole and with its card', async () => {
    const { sender, simulator } = await open();
    const outcome = await sender.send(inGroup(), context());
    expect(outcome).toEqual({
      kind: 'sent',
      receipt: {
        remoteId: 'urn:li:groupPost:4510-7398000000000000001',
        url: 'https://www.linkedin.com/feed/update/urn:li:groupPost:4510-7398000000000000001/',
      },
    });
    const [item] = await simulator.feed();
    expect(item).toMatchObject({ to: group, text: 'Koersbesluit (27 van 35)\n\n#Jeugdhulp' });
    expect(item?.html).toContain(`<a href="${link}"`);
  });

  it('obeys the mode of the message over that of the project', async () => {
    const { sender, requests } = await open({ options: { mode: 'auto', version: '202611', author, group: '4510' } });
    const outcome = await sender.send(inGroup({ details: { mode: 'assisted', group }, media: [someMedia()] }), context());
    expect(requests).toEqual([]);
    expect(outcome).toEqual({
      kind: 'handed-off',
      handOff: {
        text: 'Koersbesluit (27 van 35)\n\n#Jeugdhulp',
        link,
        images: [{ path: 'beeld/raad.png', alt: 'De raadzaal tijdens de stemming' }],
        openUrl: 'https://www.linkedin.com/groups/4510/',
      },
    });
  });

  it('brings pictures first, and waits until they are ready', async () => {
    const { sender, simulator } = await open({ files: { 'a.png': png, 'b.png': png } });
    const media = [someMedia({ path: 'a.png', alt: 'Een' }), someMedia({ path: 'b.png', alt: 'Twee' })];
    expect(await sender.send(onPage({ media }), context())).toMatchObject({
      kind: 'sent',
      receipt: { remoteId: 'urn:li:share:7398000000000000001' },
    });
    const [item] = await simulator.feed();
    expect(item?.images.map(({ alt }) => alt)).toEqual(['Een', 'Twee']);
    const shown = await fetch(item?.images[0]?.src ?? '');
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png);
  });

  it('asks leave straight before the post itself, not before the pictures', async () => {
    const { sender, requests } = await open({ files: { 'a.png': png } });
    const before: string[] = [];
    await sender.send(onPage({ media: [someMedia({ path: 'a.png' })] }), {
      ...context(),
      begin: async () => void before.push(...requests),
    });
    expect(before.some((request) => request.startsWith('PUT /dms-uploads/'))).toBe(true);
    expect(before).not.toContain('POST /rest/posts');
  });
});

describe('a refused group', () => {
  it('leads to a person, never to the public feed', async () => {
    const { sender, simulator, requests } = await open({ on: ['no-group'] });
    const outcome = await sender.send(inGroup(), context());
    expect(outcome).toMatchObject({
      kind: 'handed-off',
      handOff: { openUrl: 'https://www.linkedin.com/groups/4510/' },
      problem: { code: 'group-refused' },
    });
    expect(requests).toEqual(['POST /rest/posts']);
    expect(await simulator.feed()).toEqual([]);
  });

  it.each([400, 403, 404, 422])('with %d leads to a person', async (status) => {
    const { sender, failNext } = await open();
    failNext(isCreate, answering(status, { status, message: 'Not here' }));
    expect(await sender.send(inGroup(), context())).toMatchObject({
      kind: 'handed-off',
      problem: { code: 'group-refused', params: { detail: 'Not here' } },
    });
  });
});

describe('an answer of LinkedIn', () => {
  it.each([
    [400, { code: 'ILLEGAL_ARGUMENT', message: 'no' }, 'rejected', 'rejected'],
    [400, { code: 'FIELD_LENGTH_TOO_LONG', message: 'no' }, 'rejected', 'too-long'],
    [401, { serviceErrorCode: 65601, message: 'revoked' }, 'rejected', 'auth'],
    [403, { code: 'ACCESS_DENIED', message: 'no' }, 'rejected', 'forbidden'],
    [404, { message: 'no' }, 'rejected', 'not-found'],
    [408, { message: 'late' }, 'unknown', 'server-error'],
    [409, { message: 'conflict' }, 'retry', 'unavailable'],
    [422, { message: 'ERROR :: /author :: field is required' }, 'rejected', 'rejected'],
    [422, { code: 'MEDIA_ASSET_WAITING_UPLOAD', message: 'wait' }, 'retry', 'unavailable'],
    [426, { code: 'NONEXISTENT_VERSION', message: 'not active' }, 'rejected', 'version-dead'],
    [429, { message: 'throttle' }, 'retry', 'rate-limited'],
    [500, { message: 'oops' }, 'unknown', 'server-error'],
    [503, '<html>gateway</html>', 'unknown', 'server-error'],
    [302, '', 'unknown', 'redirected'],
    [201, '', 'unknown', 'unreadable-answer'],
  ])('%d %j means %s, %s', async (status, body, kind, code) => {
    const { sender, failNext, requests } = await open();
    failNext(isCreate, answering(status, body, { location: 'http://127.0.0.1:9/' }));
    expect(await sender.send(onPage(), context())).toMatchObject({ kind, problem: { code } });
    expect(requests).toEqual(['POST /rest/posts']);
  });

  it('waits for a new day of UTC after its daily limit', async () => {
    const { sender, failNext, simulator } = await open();
    failNext(isCreate, { kind: 'answer', after: false, response: () => simulator.refuse('later') as Response });
    const outcome = await sender.send(onPage(), context());
    const notBefore = outcome.kind === 'retry' ? outcome.notBefore : undefined;
    expect(notBefore?.toISOString()).toMatch(/T00:00:00.000Z$/);
    expect(notBefore?.getTime()).toBeGreaterThan(Date.now());
  });

  it('that gets lost leaves the outcome unknown', async () => {
    const { sender, failNext, simulator } = await open();
    failNext(isCreate, { kind: 'drop', after: true });
    expect(await sender.send(onPage(), context())).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
    expect(await simulator.feed()).toHaveLength(1);
  });

  it('that does not come in time leaves the outcome unknown', async () => {
    const { sender, failNext } = await open({ deadlineMs: 200 });
    failNext(isCreate, { kind: 'hang', after: true });
    expect(await sender.send(onPage(), context())).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
  });

  it('is not waited for once omk must stop', async () => {
    const { sender, failNext } = await open({ deadlineMs: 60_000 });
    const stop = new AbortController();
    failNext(isCreate, { kind: 'hang', after: true });
    const outcome = sender.send(onPage(), {
      ...context(),
      signal: stop.signal,
      begin: async () => void setTimeout(() => stop.abort(), 50),
    });
    expect(await outcome).toMatchObject({ kind: 'unknown' });
  });

  it('cannot come from a server that is not there: later', async () => {
    const gone = await serve(async () => new Response());
    await gone.close();
    const { sender } = await open({ settings: { token, apiUrl: gone.address } });
    expect(await sender.send(onPage(), context())).toMatchObject({ kind: 'retry', problem: { code: 'unavailable' } });
  });

  it('to an upload that fails publishes nothing, so it is tried later', async () => {
    const { sender, failNext, requests } = await open({ files: { 'a.png': png } });
    failNext(({ method }) => method === 'PUT', { kind: 'drop', after: false });
    expect(await sender.send(onPage({ media: [someMedia({ path: 'a.png' })] }), context())).toMatchObject({ kind: 'retry' });
    expect(requests).not.toContain('POST /rest/posts');
  });
});

describe('the same post twice', () => {
  it('is found as the post that stands there', async () => {
    const { sender, simulator } = await open();
    const first = await sender.send(inGroup(), context());
    expect(await sender.send(inGroup(), context())).toEqual(first);
    expect(await simulator.feed()).toHaveLength(1);
  });

  it('is a duplicate with a hint where the app may not read', async () => {
    const { sender } = await open({ on: ['no-read'] });
    await sender.send(inGroup(), context());
    expect(await sender.send(inGroup(), context())).toMatchObject({
      kind: 'rejected',
      problem: { code: 'duplicate', params: { detail: expect.stringContaining('urn:li:groupPost:4510-7398000000000000001') } },
    });
  });
});

describe('looking for a lost post', () => {
  it('finds it by its text, group and time', async () => {
    const { sender, failNext } = await open();
    failNext(isCreate, { kind: 'drop', after: true });
    await sender.send(inGroup(), context());
    expect(await sender.find?.(inGroup(), context())).toMatchObject({
      kind: 'found',
      receipt: { remoteId: 'urn:li:groupPost:4510-7398000000000000001' },
    });
    expect(await sender.find?.(onPage(), context())).toEqual({ kind: 'unsure', hasLooked: true });
    expect(await sender.find?.(inGroup(), { ...context(), since: new Date(Date.now() + 200_000) })).toEqual({
      kind: 'unsure',
      hasLooked: true,
    });
  });

  it('cannot say without the right to read, nor by hand', async () => {
    const { sender } = await open({ on: ['no-read'] });
    expect(await sender.find?.(inGroup(), context())).toMatchObject({ kind: 'unsure', problem: { code: 'forbidden' } });
    expect(await sender.find?.(inGroup({ details: { mode: 'assisted', group } }), context())).toMatchObject({ kind: 'unsure' });
  });
});

describe('the token', () => {
  it('is in no outcome and no error, even when LinkedIn echoes it', async () => {
    const { sender, failNext } = await open();
    const faults: Fault[] = [
      answering(403, { message: `Bearer ${token}` }),
      answering(400, `bad ${token}`),
      { kind: 'drop', after: true },
      { kind: 'hang', after: true },
    ];
    for (const fault of faults) {
      failNext(isCreate, fault);
      expect(JSON.stringify(await sender.send(onPage(), context()))).not.toContain(token);
    }
  });

  it('goes along with a picture to the configured host, and to no other', async () => {
    const { sender, failNext } = await open({ files: { 'a.png': png } });
    const seen: (string | null)[] = [];
    const foreign = await serve(async (request) => {
      seen.push(request.headers.get('authorization'));
      return new Response(null, { status: 201 });
    });
    const value = { uploadUrl: `${foreign.address}/upload`, image: 'urn:li:image:1' };
    failNext(({ url }) => url.includes('initializeUpload'), answering(200, { value }));
    await sender.send(onPage({ media: [someMedia({ path: 'a.png' })] }), context());
    await foreign.close();
    expect(seen).toEqual([null]);
  });

  it('without a token or version nothing is called', async () => {
    const { sender, requests } = await open({ settings: { token: '' } });
    expect(await sender.send(onPage(), context())).toMatchObject({
      kind: 'rejected',
      problem: { code: 'config-missing', params: { name: 'LINKEDIN_ACCESS_TOKEN' } },
    });
    expect(requests).toEqual([]);
  });
});
