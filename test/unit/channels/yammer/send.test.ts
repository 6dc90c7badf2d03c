import { afterEach, describe, expect, it } from 'vitest';
import { yammer } from '../../../../src/channels/yammer/index.ts';
import type { Message } from '../../../../src/core/message.ts';
import { type Fault, serve } from '../../../../src/sandbox/serve.ts';
import { aMessage, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const token = 'geheim-token-123';
const link = 'https://omhetkind.pleio.nl/blog/view/1';
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
const post = (overrides: Partial<Message> = {}) =>
  aMessage({
    text: `Koersbesluit vastgesteld\n\nLees verder: ${link}`,
    link,
    details: { title: 'Koersbesluit', topics: ['Jeugdhulp'] },
    ...overrides,
  });
const withPictures = () => post({ media: [someMedia({ path: 'map/a.png' }), someMedia({ path: 'b.png' })] });

const context = () => aContext({ destination: '225000000001' });
const isCreate = ({ method, url }: Request) => method === 'POST' && url.endsWith('/messages.json');
const isUpload = ({ url }: Request) => url.endsWith('/v4/uploadSmallFile');
const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  after: false,
  response: () => (typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status, headers })),
});

let rig: Rig;
const open = async (options: RigOptions = {}) => {
  rig = await openRig(yammer, { settings: { token }, deadlineMs: 700, files: { 'map/a.png': png, 'b.png': png }, ...options });
  return rig;
};
afterEach(() => rig.close());

describe('posting to Yammer', () => {
  it('arrives in the community with its card and topics', async () => {
    const { sender, simulator, requests } = await open();
    expect(await sender.send(post(), context())).toEqual({
      kind: 'sent',
      receipt: { remoteId: '3550000000000001', url: 'https://www.yammer.com/contoso.example/messages/3550000000000001' },
    });
    expect(requests).toEqual(['POST /api/v1/messages.json']);
    const [item] = await simulator.feed();
    expect(item).toMatchObject({ id: '3550000000000001', to: '225000000001' });
    expect(item?.html).toContain('Koersbesluit</a>');
    expect(item?.html).toContain('Jeugdhulp');
  });

  it('brings pictures first and asks leave straight before the post', async () => {
    const { sender, simulator, requests } = await open();
    const before: string[] = [];
    const outcome = await sender.send(withPictures(), { ...context(), begin: async () => void before.push(...requests) });
    expect(outcome).toMatchObject({ kind: 'sent' });
    expect(before).toEqual(['GET /api/v1/networks/current.json', 'POST /v4/uploadSmallFile', 'POST /v4/uploadSmallFile']);
    const [item] = await simulator.feed();
    expect(item?.images).toHaveLength(2);
    const shown = await fetch(item?.images[0]?.src ?? '');
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png);
  });

  it('goes without pictures, and says so, where the network takes none', async () => {
    const { sender, requests } = await open({ on: ['no-files'] });
    expect(await sender.send(withPictures(), context())).toMatchObject({ kind: 'sent', warning: { code: 'media-refused' } });
    expect(requests).toEqual(['GET /api/v1/networks/current.json', 'POST /api/v1/messages.json']);
  });

  it.each([
    ['no-community', 'not-found'],
    ['closed', 'forbidden'],
  ])('is refused by a community that is %s', async (name, code) => {
    const { sender } = await open({ on: [name] });
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'rejected', problem: { code } });
  });
});

describe('an answer of Yammer', () => {
  const response = (message: string, code?: number) => ({ response: { message, code, stat: 'fail' } });

  it.each([
    [400, { body: ['Please include a message'], code: 'body_blank' }, 'rejected', 'rejected', 'Please include a message'],
    [400, { base: 'Not allowed' }, 'rejected', 'rejected', 'Not allowed'],
    [400, { base: ['Not allowed'] }, 'rejected', 'rejected', 'Not allowed'],
    [400, { error: { type: 'OAuthException', message: 'Log in' } }, 'rejected', 'rejected', 'Log in'],
    [400, 'plain words', 'rejected', 'rejected', 'plain words'],
    [401, response('Token not found.', 16), 'rejected', 'auth', 'Token not found.'],
    [401, response('Rate limited', 33), 'retry', 'rate-limited', 'Rate limited'],
    [403, response('Rate limited', 33), 'retry', 'rate-limited', 'Rate limited'],
    [403, '<html>no</html>', 'rejected', 'forbidden', 'HTTP 403'],
    [404, response('Not found'), 'rejected', 'not-found', 'Not found'],
    [410, '', 'rejected', 'not-found', 'HTTP 410'],
    [429, response('Rate limited', 33), 'retry', 'rate-limited', 'Rate limited'],
  ])('%d %j means %s, %s', async (status, body, kind, code, detail) => {
    const { sender, failNext, requests } = await open();
    failNext(isCreate, answering(status, body));
    expect(await sender.send(post(), context())).toMatchObject({ kind, problem: { code, params: { detail } } });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [201, { messages: [] }, 'unreadable-answer'],
    [201, '<html>', 'unreadable-answer'],
    [302, '', 'redirected'],
    [408, '', 'server-error'],
    [503, '<html>busy</html>', 'server-error'],
  ])('%d %j leaves the outcome unknown', async (status, body, code) => {
    const { sender, failNext } = await open();
    failNext(isCreate, answering(status, body, { location: 'https://login.example/' }));
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'unknown', problem: { code } });
  });

  it('that asks to wait is obeyed, for half a minute where it does not say how long', async () => {
    const { sender, failNext, simulator } = await open();
    const waitOf = async () => {
      const outcome = await sender.send(post(), context());
      return outcome.kind === 'retry' && outcome.notBefore ? (outcome.notBefore.getTime() - Date.now()) / 1000 : undefined;
    };
    failNext(isCreate, { kind: 'answer', after: false, response: () => simulator.refuse('later') as Response });
    const half = await waitOf();
    expect(half).toBeGreaterThan(29);
    expect(half).toBeLessThan(36);
    failNext(isCreate, answering(429, response('Rate limited', 33), { 'retry-after': '120' }));
    expect(await waitOf()).toBeGreaterThan(118);
  });

  it('with an id too large for a number is read from the address', async () => {
    const { sender, failNext } = await open();
    failNext(
      isCreate,
      answering(201, '{"messages":[{"id":9007199254740993123,"web_url":"https://www.yammer.com/c/messages/9007199254740993123"}]}'),
    );
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'sent', receipt: { remoteId: '9007199254740993123' } });
  });

  it('that gets lost leaves the outcome unknown', async () => {
    const { sender, failNext, simulator } = await open();
    failNext(isCreate, { kind: 'drop', after: true });
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
    failNext(isCreate, { kind: 'hang', after: true });
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
    expect(await simulator.feed()).toHaveLength(2);
  });

  it('cannot come from a server that is not there: later', async () => {
    const gone = await serve(async () => new Response());
    await gone.close();
    const { sender } = await open({ settings: { token, apiUrl: gone.address } });
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'retry', problem: { code: 'unavailable' } });
  });

  it.each<[Fault, string, string]>([
    [{ kind: 'drop', after: true }, 'retry', 'unavailable'],
    [answering(503, ''), 'retry', 'unavailable'],
    [answering(413, response('File is too large.')), 'rejected', 'media-refused'],
    [answering(401, response('Token not found.', 16)), 'rejected', 'auth'],
    [answering(429, response('Rate limited', 33)), 'retry', 'rate-limited'],
  ])('to an upload is never in doubt, as nothing was posted: %j means %s', async (fault, kind, code) => {
    const { sender, failNext, requests } = await open();
    failNext(isUpload, fault);
    expect(await sender.send(withPictures(), context())).toMatchObject({ kind, problem: { code } });
    expect(requests).not.toContain('POST /api/v1/messages.json');
  });

  it('is not waited for once omk must stop', async () => {
    const { sender, failNext } = await open({ deadlineMs: 60_000 });
    const stop = new AbortController();
    failNext(isCreate, { kind: 'hang', after: true });
    const outcome = sender.send(post(), { ...context(), signal: stop.signal, begin: async () => void setTimeout(() => stop.abort(), 50) });
    expect(await outcome).toMatchObject({ kind: 'unknown' });
  });

  it('never brings the token into an outcome, even when it is echoed', async () => {
    const { sender, failNext } = await open();
    for (const fault of [answering(403, `Bearer ${token}`), answering(400, { base: token }), { kind: 'drop', after: true } as const]) {
      failNext(isCreate, fault);
      expect(JSON.stringify(await sender.send(post(), context()))).not.toContain(token);
    }
  });
});

describe('the shared bucket', () => {
  it('answers 429 on every route once it is used up', async () => {
    const { sender } = await open({ on: ['rate-limit'] });
    for (let index = 0; index < 10; index++) await sender.send(post(), context());
    expect(await sender.send(post(), context())).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' } });
    expect(await sender.find?.(post(), context())).toMatchObject({ kind: 'unsure', problem: { code: 'unavailable' } });
  });
});

describe('looking for a lost message', () => {
  it('finds it by community, text and time', async () => {
    const { sender, failNext } = await open();
    failNext(isCreate, { kind: 'drop', after: true });
    await sender.send(post(), context());
    expect(await sender.find?.(post(), context())).toEqual({
      kind: 'found',
      receipt: { remoteId: '3550000000000001', url: 'https://www.yammer.com/contoso.example/messages/3550000000000001' },
    });
    expect(await sender.find?.(post({ text: 'Iets anders' }), context())).toEqual({ kind: 'unsure', hasLooked: true });
    expect(await sender.find?.(post(), { ...context(), destination: '225000000002' })).toEqual({ kind: 'unsure', hasLooked: true });
    expect(await sender.find?.(post(), { ...context(), since: new Date(Date.now() + 200_000) })).toEqual({
      kind: 'unsure',
      hasLooked: true,
    });
  });

  it('looks in the community too, and through shortened addresses', async () => {
    const { sender, failNext, requests } = await open();
    await sender.send(post(), context());
    failNext(({ url }) => url.includes('sent.json'), answering(503, ''));
    expect(await sender.find?.(post({ text: 'Koersbesluit vastgesteld\nLees verder: https://y.example/x' }), context())).toMatchObject({
      kind: 'found',
    });
    expect(requests.slice(1)).toEqual(['GET /api/v1/messages/sent.json', 'GET /api/v1/messages/in_group/225000000001.json']);
  });
});
