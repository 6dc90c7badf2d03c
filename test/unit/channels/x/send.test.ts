import { afterEach, describe, expect, it } from 'vitest';
import { x } from '../../../../src/channels/x/index.ts';
import { serve } from '../../../../src/sandbox/serve.ts';
import { aMessage, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const rigs: Rig[] = [];
const rig = async (options: RigOptions = {}) => {
  const opened = await openRig(x, options);
  rigs.push(opened);
  return opened;
};
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((one) => one.close()));
});

const isPost = ({ method, url }: Request) => method === 'POST' && new URL(url).pathname === '/2/tweets';
const isPath =
  (part: string) =>
  ({ url }: Request) =>
    url.includes(part);
const context = (overrides = {}) => aContext({ destination: '7001', ...overrides });
const message = aMessage({ text: 'Kom langs & praat mee <vandaag>: https://example.nl/a?b=1&c=2 café' });
const png = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
);
const gif = new Uint8Array(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'));
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  kind: 'answer' as const,
  after: false,
  response: () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers },
    }),
});
const stored = async ({ simulator }: Rig) => simulator.feed();

describe('a post on X', () => {
  it('is sent with a receipt whose id no number could hold', async () => {
    const one = await rig();
    const outcome = await one.sender.send(message, context());
    expect(outcome.kind).toBe('sent');
    if (outcome.kind !== 'sent') return;
    expect(outcome.receipt.remoteId).toMatch(/^\d{18,19}$/);
    expect(Number.isSafeInteger(Number(outcome.receipt.remoteId))).toBe(false);
    expect(outcome.receipt.url).toBe(`https://x.com/i/status/${outcome.receipt.remoteId}`);
    expect((await stored(one))[0]).toMatchObject({ id: outcome.receipt.remoteId, text: message.text });
  });

  it('brings its pictures first, each with its description', async () => {
    const one = await rig({ files: { 'a.png': png, 'b.png': png, 'c.gif': gif } });
    const media = [someMedia({ path: 'a.png', alt: 'De raadzaal' }), someMedia({ path: 'b.png', alt: '', decorative: true })];
    expect((await one.sender.send({ ...message, media }, context())).kind).toBe('sent');
    expect(one.requests).toEqual(['POST /2/media/upload', 'POST /2/media/metadata', 'POST /2/media/upload', 'POST /2/tweets']);
    const [item] = await stored(one);
    expect(item?.images.map(({ alt }) => alt)).toEqual(['De raadzaal', '']);
    expect(item?.images[0]?.src).toBe(`data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  });

  it('brings an animation in chunks and waits until X is ready', async () => {
    const one = await rig({ files: { 'c.gif': gif }, on: ['slow-media'], deadlineMs: 3000 });
    const media = [someMedia({ path: 'c.gif', mimeType: 'image/gif' })];
    expect((await one.sender.send({ ...message, media }, context())).kind).toBe('sent');
    expect(one.requests.map((line) => line.replace(/\d{10,}/, 'ID'))).toEqual([
      'POST /2/media/upload/initialize',
      'POST /2/media/upload/ID/append',
      'POST /2/media/upload/ID/finalize',
      'GET /2/media/upload',
      'POST /2/media/metadata',
      'POST /2/tweets',
    ]);
  });

  it('notes that it begins right before the one request that cannot be taken back', async () => {
    const one = await rig({ files: { 'a.png': png } });
    const seen: string[] = [];
    const begin = async () => void seen.push(...one.requests);
    await one.sender.send({ ...message, media: [someMedia({ path: 'a.png' })] }, context({ begin }));
    expect(seen).toEqual(['POST /2/media/upload', 'POST /2/media/metadata']);
  });

  it('sends nothing when the delivery is no longer ours', async () => {
    const one = await rig();
    await expect(one.sender.send(message, context({ begin: () => Promise.reject(new Error('lost')) }))).rejects.toThrow('lost');
    expect(await stored(one)).toEqual([]);
  });

  it('is sent as JSON below another path too, as behind a gateway', async () => {
    const seen: string[] = [];
    const gateway = await serve(async (request) => {
      seen.push(`${new URL(request.url).pathname} ${request.headers.get('content-type')} ${await request.text()}`);
      return Response.json({ data: { id: '1989000000000000001', text: '' } }, { status: 201 });
    });
    const one = await rig({ settings: { apiUrl: `${gateway.address}/naar/x/` } });
    expect(await one.sender.send(aMessage({ text: 'Hallo' }), context())).toMatchObject({
      kind: 'sent',
      receipt: { remoteId: '1989000000000000001' },
    });
    expect(seen).toEqual(['/naar/x/2/tweets application/json;charset=UTF-8 {"text":"Hallo"}']);
    await gateway.close();
  });
});

describe('the account', () => {
  it('tells its id and name', async () => {
    const one = await rig();
    expect(await one.sender.resolve?.('account', AbortSignal.timeout(2000))).toEqual({ id: '7001', name: '@omhetkind' });
  });

  it('is not known with a wrong login', async () => {
    const one = await rig({ settings: { appKey: 'wrong' } });
    expect(await one.sender.resolve?.('account', AbortSignal.timeout(2000))).toMatchObject({ kind: 'rejected', problem: { code: 'auth' } });
  });
});

describe('what X answers to a post', () => {
  const problems = 'https://api.x.com/2/problems/';
  const rows: [string, ReturnType<typeof answer>, string, string][] = [
    [
      'a text that is too long',
      answer(400, {
        errors: [{ parameters: {}, message: 'Your Tweet text is too long. For more information …' }],
        title: 'Invalid Request',
      }),
      'rejected',
      'too-long',
    ],
    [
      'a request that it does not understand',
      answer(400, { errors: [{ parameters: {}, message: 'You can only provide one of …' }], title: 'Invalid Request' }),
      'rejected',
      'rejected',
    ],
    [
      'a picture that lapsed',
      answer(400, { errors: [{ parameters: { 'media.media_ids': ['1'] }, message: 'Your media IDs are invalid.' }] }),
      'retry',
      'unavailable',
    ],
    [
      'a login that expired',
      answer(401, { title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank', status: 401 }),
      'rejected',
      'auth',
    ],
    [
      'no credit left',
      answer(402, { title: 'CreditsDepleted', detail: 'Your enrolled account …', type: `${problems}credits` }),
      'rejected',
      'out-of-credit',
    ],
    [
      'a spend cap',
      answer(403, { title: 'SpendCapReached', detail: 'cap', reset_date: '2026-12-01', type: `${problems}credits` }),
      'rejected',
      'spend-cap',
    ],
    [
      'an app that may only read',
      answer(403, { title: 'Forbidden', detail: 'Your client app is not configured …', type: `${problems}oauth1-permissions` }),
      'rejected',
      'forbidden',
    ],
    ['a web page with 403', answer(403, '<h1>Forbidden</h1>'), 'rejected', 'forbidden'],
    [
      'a parent that is not known everywhere yet',
      answer(403, { detail: 'You attempted to reply to a Tweet that is deleted or not visible to you.' }),
      'retry',
      'unavailable',
    ],
    [
      'a duplicate that is not on the timeline',
      answer(403, { detail: 'You are not allowed to create a Tweet with duplicate content.' }),
      'rejected',
      'duplicate',
    ],
    ['an address that is gone', answer(404, { title: 'Not Found' }), 'rejected', 'not-found'],
    ['too many calls', answer(429, { title: 'Too Many Requests', detail: 'Too Many Requests' }), 'retry', 'rate-limited'],
    [
      'a broken JSON refusal',
      { ...answer(400, ''), response: () => new Response('{"title":', { status: 400, headers: { 'content-type': 'application/json' } }) },
      'unknown',
      'unreadable-answer',
    ],
    ['an error of its own', answer(500, { title: 'Internal' }), 'unknown', 'server-error'],
    ['an overload', answer(503, { title: 'Service Unavailable' }), 'unknown', 'server-error'],
    ['a redirect', answer(302, '', { location: 'https://x.com/login' }), 'unknown', 'redirected'],
    ['a yes without an id', answer(201, { data: { text: 'x' } }), 'unknown', 'unreadable-answer'],
    ['a yes with only errors', answer(200, { errors: [{ title: 'x' }] }), 'unknown', 'unreadable-answer'],
    ['an empty yes', answer(201, ''), 'unknown', 'unreadable-answer'],
    ['a yes that is a web page', answer(200, '<h1>Welcome</h1>'), 'unknown', 'unreadable-answer'],
  ];
  it.each(rows)('%s', async (_title, fault, kind, code) => {
    const one = await rig();
    one.failNext(isPost, fault);
    const outcome = await one.sender.send(message, context());
    expect(outcome).toMatchObject({ kind, problem: { code } });
    expect(JSON.stringify(outcome)).not.toMatch(/sandbox-/);
  });

  it('waits for the latest reset among the exhausted buckets', async () => {
    const one = await rig();
    const headers = {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': '2000000000',
      'x-user-limit-24hour-limit': '100',
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': '2000009000',
      'x-app-limit-24hour-limit': '9',
      'x-app-limit-24hour-remaining': '5',
      'x-app-limit-24hour-reset': '2000099000',
    };
    one.failNext(isPost, answer(429, {}, headers));
    expect(await one.sender.send(message, context())).toMatchObject({ kind: 'retry', notBefore: new Date(2_000_009_000_000) });
    one.failNext(isPost, answer(429, {}, Object.fromEntries(Object.entries(headers).filter(([name]) => name.includes('24hour')))));
    expect(await one.sender.send(message, context())).toMatchObject({ kind: 'retry', notBefore: new Date(2_000_009_000_000) });
  });

  it.each([
    ['no-credit', 'out-of-credit'],
    ['spend-cap', 'spend-cap'],
  ])('obeys the switch %s of its simulator', async (name, code) => {
    const one = await rig({ on: [name] });
    expect(await one.sender.send(message, context())).toMatchObject({ kind: 'rejected', problem: { code } });
  });

  it('takes a wrong signature for an expired login', async () => {
    const one = await rig({ settings: { accessSecret: 'wrong' } });
    expect(await one.sender.send(message, context())).toMatchObject({ kind: 'rejected', problem: { code: 'auth' } });
  });

  it('may be tried again when nothing was handed over', async () => {
    const one = await rig({ settings: { apiUrl: 'http://127.0.0.1:1' } });
    expect(await one.sender.send(message, context())).toMatchObject({
      kind: 'retry',
      problem: { code: 'unavailable', params: { detail: 'ECONNREFUSED' } },
    });
  });

  it.each([
    ['the connection drops', { kind: 'drop', after: true }, 'no-answer'],
    ['no answer comes', { kind: 'hang', after: true }, 'no-answer'],
    ['the answer is cut', { kind: 'cut' }, 'unreadable-answer'],
    ['the answer is 503', { ...answer(503, { title: 'Service Unavailable' }), after: true }, 'server-error'],
  ] as const)('is unknown when the post is stored but %s, and is found afterwards', async (_title, fault, code) => {
    const one = await rig({ deadlineMs: 400 });
    one.failNext(isPost, fault);
    const asked = context();
    expect(await one.sender.send(message, asked)).toMatchObject({ kind: 'unknown', problem: { code } });
    const [item] = await stored(one);
    expect(await one.sender.find?.(message, asked)).toMatchObject({ kind: 'found', receipt: { remoteId: item?.id } });
  });

  it('stops at once when omk is told to stop', async () => {
    const one = await rig({ deadlineMs: 10_000 });
    one.failNext(isPost, { kind: 'hang', after: false });
    const stop = new AbortController();
    const began = performance.now();
    setTimeout(() => stop.abort(), 200);
    expect((await one.sender.send(message, context({ signal: stop.signal }))).kind).toBe('unknown');
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('a failure before the post', () => {
  it.each([
    ['an error of X', answer(500, {}), 'retry', 'server-error'],
    ['a lost answer', { kind: 'drop', after: true } as const, 'retry', 'unavailable'],
    [
      'a picture that X does not take',
      answer(400, { errors: [{ parameters: {}, message: 'media type unrecognized.' }] }),
      'rejected',
      'media-refused',
    ],
    ['a missing permission', answer(403, { title: 'Forbidden', detail: 'Forbidden' }), 'rejected', 'forbidden'],
  ])('%s during the upload publishes nothing', async (_title, fault, kind, code) => {
    const one = await rig({ files: { 'a.png': png } });
    one.failNext(isPath('/media/upload'), fault);
    expect(await one.sender.send({ ...message, media: [someMedia({ path: 'a.png' })] }, context())).toMatchObject({
      kind,
      problem: { code },
    });
    expect(one.requests.filter((line) => line === 'POST /2/tweets')).toEqual([]);
  });

  it('does not publish a picture whose description was refused', async () => {
    const one = await rig({ files: { 'a.png': png } });
    one.failNext(isPath('/media/metadata'), answer(503, {}));
    expect((await one.sender.send({ ...message, media: [someMedia({ path: 'a.png' })] }, context())).kind).toBe('retry');
    expect(await stored(one)).toEqual([]);
  });
});

describe('looking for a post', () => {
  it('adopts the post when X calls a second attempt a duplicate', async () => {
    const one = await rig();
    const first = await one.sender.send(message, context());
    expect(await one.sender.send(message, context())).toEqual(first);
    expect(await stored(one)).toHaveLength(1);
  });

  it('does not take an older post with the same text for this one', async () => {
    const one = await rig();
    await one.sender.send(message, context());
    const later = context({ since: new Date(Date.now() + 60_000) });
    expect(await one.sender.send(message, later)).toMatchObject({ kind: 'rejected', problem: { code: 'duplicate' } });
    expect(await one.sender.find?.(message, later)).toEqual({ kind: 'unseen' });
  });

  it('finds nothing yet on a slow timeline, and does not say that it is absent', async () => {
    const one = await rig({ on: ['slow-timeline'] });
    await one.sender.send(message, context());
    expect(await one.sender.find?.(message, context())).toEqual({ kind: 'unseen' });
  });

  it('asks in the new words when X no longer knows the old ones', async () => {
    const one = await rig({ on: ['new-fields'] });
    const asked = context();
    const outcome = await one.sender.send(message, asked);
    expect(await one.sender.find?.(message, asked)).toMatchObject({
      kind: 'found',
      ...(outcome.kind === 'sent' && { receipt: outcome.receipt }),
    });
    expect(one.requests.filter((line) => line.startsWith('GET'))).toHaveLength(2);
  });

  it('looks further than one page', async () => {
    const one = await rig();
    const asked = context();
    await one.sender.send(message, asked);
    for (let index = 0; index < 12; index += 1) await one.sender.send(aMessage({ text: `Bericht ${index}` }), asked);
    expect((await one.sender.find?.(message, asked))?.kind).toBe('found');
  });

  it('sees through pictures, short addresses and escaped signs', async () => {
    const one = await rig({ files: { 'a.png': png } });
    const asked = context();
    const shown = { ...message, media: [someMedia({ path: 'a.png' })] };
    await one.sender.send(shown, asked);
    expect((await one.sender.find?.(shown, asked))?.kind).toBe('found');
  });

  it('says why it could not look', async () => {
    const one = await rig();
    one.failNext(isPath('/users/7001/tweets'), answer(429, {}));
    expect(await one.sender.find?.(message, context())).toMatchObject({ kind: 'unsure', problem: { code: 'rate-limited' } });
  });
});

describe('a thread', () => {
  const parts = ['Een 1/3', 'Twee 2/3', 'Drie https://example.nl/ 3/3'].map((text) => ({ text, media: [] }));
  const thread = aMessage({ text: parts.map(({ text }) => text).join('\n\n'), parts });
  const third = async (request: Request) => isPost(request) && (await request.clone().text()).includes('3/3');
  let count = 0;
  const nth = (wanted: number) => {
    count = 0;
    return (request: Request) => isPost(request) && ++count === wanted;
  };

  it('is posted part by part, each as an answer to the one before and recorded before the next', async () => {
    const one = await rig();
    const asked = context();
    const outcome = await one.sender.send(thread, asked);
    const [item] = await stored(one);
    expect(item?.text).toBe('Een 1/3\n\nTwee 2/3\n\nDrie https://example.nl/ 3/3');
    expect(outcome).toEqual({ kind: 'sent', receipt: { remoteId: item?.id, url: `https://x.com/i/status/${item?.id}` } });
    expect(asked.recordedParts.map(({ receipt }) => receipt?.remoteId)).toHaveLength(3);
    expect(await third(new Request('http://127.0.0.1/2/tweets', { method: 'POST', body: '3/3' }))).toBe(true);
  });

  it.each([1, 2, 3])('goes on at part %i after a clear no, and posts nothing twice', async (broken) => {
    const one = await rig();
    const asked = context();
    one.failNext(nth(broken), answer(429, {}));
    expect(await one.sender.send(thread, asked)).toMatchObject({ kind: 'retry', problem: { code: 'rate-limited' } });
    expect(asked.recordedParts.filter(({ receipt }) => receipt)).toHaveLength(broken - 1);
    expect((await one.sender.send(thread, asked)).kind).toBe('sent');
    expect(one.requests.filter((line) => line === 'POST /2/tweets')).toHaveLength(4);
    expect((await stored(one)).map(({ text }) => text)).toEqual([thread.text]);
  });

  it.each([1, 2, 3])('settles part %i whose answer was lost, and goes on behind it', async (lost) => {
    const one = await rig();
    const asked = context();
    one.failNext(nth(lost), { kind: 'drop', after: true });
    expect((await one.sender.send(thread, asked)).kind).toBe('unknown');
    const finding = await one.sender.find?.(thread, asked);
    expect(finding?.kind).toBe(lost === 3 ? 'found' : 'resumable');
    const outcome = lost === 3 ? finding : await one.sender.send(thread, asked);
    const feed = await stored(one);
    expect(feed.map(({ text }) => text)).toEqual([thread.text]);
    expect(outcome).toMatchObject({ receipt: { remoteId: feed[0]?.id } });
  });

  it('stays in doubt when the part is not there', async () => {
    const one = await rig();
    const asked = context();
    one.failNext(nth(2), { kind: 'drop', after: false });
    expect((await one.sender.send(thread, asked)).kind).toBe('unknown');
    expect(await one.sender.find?.(thread, asked)).toEqual({ kind: 'unseen' });
  });

  it('goes on without asking where the next part was never begun', async () => {
    const one = await rig();
    const asked = context();
    one.failNext(nth(2), answer(429, {}));
    await one.sender.send(thread, asked);
    asked.recordedParts.splice(1);
    expect(await one.sender.find?.(thread, asked)).toEqual({ kind: 'resumable' });
  });

  it('stops between two parts when omk is told to stop', async () => {
    const one = await rig();
    const stop = new AbortController();
    const asked = context({ signal: stop.signal });
    const finish = asked.parts.finish;
    const parts = {
      ...asked.parts,
      finish: async (index: number, receipt: { remoteId: string }) => {
        stop.abort();
        await finish(index, receipt);
      },
    };
    expect(await one.sender.send(thread, { ...asked, parts })).toMatchObject({ kind: 'retry', problem: { code: 'interrupted' } });
    expect(one.requests).toEqual(['POST /2/tweets']);
  });
});
