import { afterEach, describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import { rules } from '../../../../src/channels/pleio/payload.ts';
import type { Message } from '../../../../src/core/message.ts';
import type { RichText } from '../../../../src/core/rich-text.ts';
import { serve } from '../../../../src/sandbox/serve.ts';
import { sample } from '../../../contract/samples/pleio.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';
import { aContext, openRig, type Rig, type RigOptions } from '../../../support/channel-rig.ts';

const { message, destination } = sample;
const group = (number: number) => `5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b0${number}`;
const secret = 'sandbox-redactie';

let rig: Rig;
const open = async (options: RigOptions = {}) => {
  rig = await openRig(pleio, options);
  return rig.sender;
};
afterEach(() => rig.close());

const isPost = (request: Request) => request.method === 'POST';
const answer = (response: () => Response, after = false) => ({ kind: 'answer', after, response }) as const;
const html =
  (status: number, body: string, headers = {}) =>
  () =>
    new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } });
const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const sendWith = async (fault: Parameters<Rig['failNext']>[1], context = aContext({ destination })) => {
  const sender = await open();
  rig.failNext(isPost, fault);
  return sender.send(message, context);
};

const withPictures = (): Message => {
  const cover = someMedia({ path: 'beeld/raad.png', hash: 'h-cover', alt: 'De raadzaal' });
  const picture = someMedia({ path: 'beeld/kaart.png', hash: 'h-kaart', alt: 'Kaart van de wijken', role: 'inline' });
  const markdown: RichText = [
    { type: 'paragraph', children: [{ type: 'image', source: 'kaart.png', alt: 'Kaart van de wijken', media: picture }] },
  ];
  const request = aRequest({ channel: 'pleio', options: { type: 'blog', access: 'public' } });
  return rules.compose({ post: aPost(), request, rendered: { markdown }, media: [cover, picture], project: 'Om het kind' }).message;
};
const files = { 'beeld/raad.png': new Uint8Array([1, 2, 3]), 'beeld/kaart.png': new Uint8Array([4, 5, 6]) };

const addressOf = (url: string | undefined) => url ?? '';

describe('sending to Pleio', () => {
  it('takes guid and address from the answer, and shows every character as it was written', async () => {
    const sender = await open();
    const outcome = await sender.send(message, aContext({ destination }));
    expect(outcome).toMatchObject({
      kind: 'sent',
      receipt: { url: expect.stringMatching(/\/groups\/view\/[\w-]+\/om-het-kind\/blog\/view\/[\w-]+\/koersbesluit-vastgesteld-27-voor$/) },
    });
    expect(outcome).not.toHaveProperty('warning');
    const [shown] = await rig.simulator.feed();
    expect(shown).toMatchObject({ title: message.subject, to: 'Om het kind' });
    expect(shown?.html).toContain('De raad koos een nieuwe koers. مرحبا');
    expect(rig.requests).toEqual(['POST /graphql']);
    const page = await fetch(addressOf(outcome.kind === 'sent' ? outcome.receipt.url : ''));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('👨‍👩‍👧‍👦');
  });

  it('begins right before the one call that cannot be taken back, after the uploads', async () => {
    const sender = await open({ files });
    const before: string[] = [];
    const context = aContext({ destination, begin: async () => void before.push(...rig.requests) });
    await sender.send(withPictures(), context);
    expect(before).toHaveLength(2);
    expect(rig.requests).toHaveLength(3);
  });

  it('uploads the pictures and gives the cover its text', async () => {
    const sender = await open({ files });
    expect(await sender.send(withPictures(), aContext({ destination }))).toMatchObject({ kind: 'sent' });
    const [shown] = await rig.simulator.feed();
    expect(shown?.images).toEqual([{ alt: 'De raadzaal', src: expect.stringContaining('/file/featured/') }]);
    expect(new Uint8Array(await (await fetch(addressOf(shown?.images[0]?.src))).arrayBuffer())).toEqual(files['beeld/raad.png']);
    const src = /<img src="([^"]+)" alt="Kaart van de wijken">/.exec(shown?.html ?? '')?.[1];
    expect(new Uint8Array(await (await fetch(addressOf(src))).arrayBuffer())).toEqual(files['beeld/kaart.png']);
  });

  it('sends nothing when it was told to stop during the uploads', async () => {
    const sender = await open({ files });
    const stop = new AbortController();
    stop.abort();
    const begun: string[] = [];
    const context = aContext({ destination, signal: stop.signal, begin: async () => void begun.push('begin') });
    expect(await sender.send(message, context)).toMatchObject({ kind: 'retry', problem: { code: 'interrupted' } });
    expect(await sender.send(withPictures(), context)).toMatchObject({ kind: 'retry' });
    expect([...begun, ...rig.requests]).toEqual([]);
  });

  it('keeps the outcome of a lost upload apart from that of a lost post: nobody saw it', async () => {
    const sender = await open({ files });
    rig.failNext(isPost, { kind: 'drop', after: true });
    expect(await sender.send(withPictures(), aContext({ destination }))).toMatchObject({ kind: 'retry', problem: { code: 'no-answer' } });
    expect(await rig.simulator.feed()).toEqual([]);
  });

  it('names the picture that the site refuses', async () => {
    const sender = await open({ files });
    rig.failNext(
      isPost,
      answer(json(200, { data: { addAttachment: null }, errors: [{ message: 'file_not_clean:raad.png', path: ['addAttachment'] }] })),
    );
    expect(await sender.send(withPictures(), aContext({ destination }))).toEqual({
      kind: 'rejected',
      problem: { code: 'media-refused', params: { path: 'beeld/raad.png', detail: 'file_not_clean' } },
    });
  });

  it('warns when the site let fewer people read it than was asked', async () => {
    const sender = await open({ on: ['narrow'] });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({
      kind: 'sent',
      warning: { code: 'access-narrowed', params: { wanted: 'public', got: 'group' } },
    });
    expect(await sender.send(message, aContext({ destination: group(2) }))).toMatchObject({
      kind: 'sent',
      warning: { code: 'access-narrowed' },
    });
  });

  it('places on the site itself without a group', async () => {
    const sender = await open();
    const outcome = await sender.send(message, aContext({ destination: 'site:127.0.0.1' }));
    expect(outcome).toMatchObject({ kind: 'sent', receipt: { url: expect.stringMatching(/:\d+\/blog\/view\//) } });
  });

  it.each(['discussion', 'question', 'news', 'statusupdate', 'event'])('places a post of kind %s', async (type) => {
    const sender = await open();
    const event = type === 'event' ? { event: { startDate: '2027-03-18T13:00:00.000Z' } } : {};
    const other = { ...message, details: { ...message.details, type, ...event } };
    expect(await sender.send(other, aContext({ destination }))).toMatchObject({
      kind: 'sent',
      receipt: { url: expect.stringContaining('/view/') },
    });
    expect(await sender.find?.(other, aContext({ destination }))).toMatchObject({ kind: 'found' });
  });

  it('refuses what the site refuses, with a fitting code', async () => {
    const sender = await open({ on: ['no-editor', 'strict-groups'] });
    const codeFor = async (given: Message, place: string) => {
      const outcome = await sender.send(given, aContext({ destination: place }));
      return outcome.kind === 'rejected' ? outcome.problem.code : outcome.kind;
    };
    expect(await codeFor(message, group(3))).toBe('destination-closed');
    expect(await codeFor(message, group(9))).toBe('destination-unknown');
    expect(await codeFor({ ...message, details: { ...message.details, type: 'news' } }, 'site:127.0.0.1')).toBe('forbidden');
    expect(await codeFor({ ...message, details: { ...message.details, abstract: 'a'.repeat(321) } }, destination)).toBe('too-long');
    expect(await codeFor({ ...message, details: { ...message.details, access: 'nee' } }, destination)).toBe('rejected');
  });

  it.each(['closed', 'open'])('asks for a new login on a %s site when the login has expired', async (kind) => {
    const sender = await open({ on: kind === 'closed' ? ['closed'] : [], settings: { cookie: 'sessionid=verlopen' } });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'rejected', problem: { code: 'auth' } });
    expect(await sender.find?.(message, aContext({ destination }))).toMatchObject({ kind: 'unsure', problem: { code: 'auth' } });
    expect(await sender.resolve?.('om het kind', new AbortController().signal)).toMatchObject({
      kind: 'rejected',
      problem: { code: 'auth' },
    });
  });

  it('sends the token that a site with CSRF checks asks for', async () => {
    const sender = await open({ on: ['csrf'] });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'sent' });
  });

  it('asks for a new login when the cookie has no such token', async () => {
    const sender = await open({ on: ['csrf'], settings: { cookie: `sessionid=${secret}` } });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'rejected', problem: { code: 'auth' } });
  });

  it('does not follow a redirect, and does not know whether the post was made before it', async () => {
    const sender = await open({ on: ['alias'] });
    expect(await sender.send(message, aContext({ destination }))).toEqual({
      kind: 'unknown',
      problem: { code: 'redirected', params: { to: 'https://hoofdadres.example' } },
    });
    expect(rig.requests).toHaveLength(1);
    expect(await rig.simulator.feed()).toHaveLength(1);
    expect(await sender.resolve?.('om het kind', new AbortController().signal)).toMatchObject({
      kind: 'rejected',
      problem: { code: 'redirected' },
    });
    expect(await sender.find?.(message, aContext({ destination }))).toMatchObject({ kind: 'unsure', problem: { code: 'redirected' } });
  });

  it.each([
    ['the service says no', 'no', { kind: 'rejected', problem: { code: 'forbidden' } }],
    ['it says later', 'later', { kind: 'retry', problem: { code: 'rate-limited' }, notBefore: expect.any(Date) }],
    ['the login has expired', 'auth', { kind: 'rejected', problem: { code: 'auth' } }],
  ] as const)('understands that %s', async (_title, kind, expected) => {
    const outcome = await sendWith(answer(() => rig.simulator.refuse(kind) as Response));
    expect(outcome).toMatchObject(expected);
  });

  it.each([
    ['500 HTML', html(500, '<h1>Server Error</h1>'), 'unknown', 'server-error'],
    ['502', html(502, ''), 'unknown', 'server-error'],
    ['an empty 201', () => new Response(null, { status: 201 }), 'unknown', 'unreadable-answer'],
    ['408', html(408, ''), 'unknown', 'no-answer'],
    ['403 of a firewall', html(403, '<title>Forbidden</title>'), 'rejected', 'forbidden'],
    ['403 without second factor', html(403, '<title>Set up two-factor authentication</title>'), 'rejected', 'auth'],
    ['404', html(404, '<title>Niet gevonden</title>'), 'rejected', 'not-found'],
    ['400 of GraphQL', json(400, { errors: [{ message: 'Cannot query field "x" on type "Blog".' }] }), 'rejected', 'rejected'],
    ['400 in words', html(400, 'Posted content must be of type application/json'), 'rejected', 'rejected'],
    ['413', html(413, ''), 'rejected', 'rejected'],
    ['200 with the login page', html(200, '<a href="/oidc/authenticate/">Inloggen</a>'), 'rejected', 'auth'],
    ['200 with another page', html(200, '<h1>Onderhoud</h1>'), 'unknown', 'unreadable-answer'],
    [
      '200 with half an answer',
      () => new Response('{"data":', { headers: { 'content-type': 'application/json' } }),
      'unknown',
      'unreadable-answer',
    ],
    ['200 without the post', json(200, { data: { addEntity: { entity: null } } }), 'unknown', 'unreadable-answer'],
    [
      'a refused variable',
      json(200, { data: null, errors: [{ message: "Variable '$input' got invalid value {…}" }] }),
      'rejected',
      'rejected',
    ],
    [
      'an error in free words',
      json(200, { data: { addEntity: null }, errors: [{ message: 'badly formed hexadecimal UUID string' }] }),
      'unknown',
      'unreadable-answer',
    ],
    [
      'a code that says nothing',
      json(200, { data: { addEntity: null }, errors: [{ message: 'unknown_error' }] }),
      'unknown',
      'unreadable-answer',
    ],
  ] as const)('decides by evidence: %s', async (_title, response, kind, code) => {
    expect(await sendWith(answer(response))).toMatchObject({ kind, problem: { code } });
  });

  it('counts a post as sent when only something beside it failed', async () => {
    const data = { addEntity: { entity: { guid: 'g1', url: '/blog/view/g1/titel', accessId: 2 } } };
    expect(await sendWith(answer(json(200, { data, errors: [{ message: 'boom' }] })))).toMatchObject({
      kind: 'sent',
      receipt: { remoteId: 'g1' },
    });
  });

  it('gives up waiting at the deadline', async () => {
    const sender = await open({ deadlineMs: 80 });
    rig.failNext(isPost, { kind: 'hang', after: false });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
  });

  it('can be tried again when nothing listens', async () => {
    const server = await serve(async () => new Response());
    await server.close();
    const sender = await open({ settings: { url: server.address } });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'retry', problem: { code: 'unavailable' } });
  });

  it('sends the headers that Pleio may ask for, and the cookie nowhere else', async () => {
    const seen: Request[] = [];
    const server = await serve(async (request) => {
      seen.push(request.clone() as Request);
      return new Response('{}', { status: 400 });
    });
    const sender = await open({ settings: { url: `${server.address}/`, cookie: 'sessionid=geheim-1; csrftoken=tok' } });
    const outcome = await sender.send(message, aContext({ destination }));
    const headers = Object.fromEntries(seen[0]?.headers ?? []);
    expect(new URL(seen[0]?.url ?? '').pathname).toBe('/graphql');
    expect(headers).toMatchObject({
      cookie: 'sessionid=geheim-1; csrftoken=tok',
      'x-csrftoken': 'tok',
      origin: server.address,
      referer: `${server.address}/`,
      accept: 'application/json',
    });
    expect(await seen[0]?.text()).not.toContain('geheim');
    expect(JSON.stringify(outcome)).not.toContain('geheim');
    await server.close();
  });
});

describe('finding a post whose answer was lost', () => {
  it('finds it when the service had said yes', async () => {
    const sender = await open();
    const context = aContext({ destination });
    rig.failNext(isPost, { kind: 'drop', after: true });
    expect(await sender.send(message, context)).toMatchObject({ kind: 'unknown', problem: { code: 'no-answer' } });
    const [shown] = await rig.simulator.feed();
    expect(await sender.find?.(message, context)).toEqual({
      kind: 'found',
      receipt: { remoteId: shown?.id, url: expect.stringContaining('/blog/view/') },
    });
  });

  it('finds it when half of the answer came through', async () => {
    const sender = await open();
    rig.failNext(isPost, { kind: 'cut' });
    expect(await sender.send(message, aContext({ destination }))).toMatchObject({ kind: 'unknown' });
    expect(await sender.find?.(message, aContext({ destination }))).toMatchObject({ kind: 'found' });
  });

  it('finds it with its pictures, whose addresses differ with each upload', async () => {
    const sender = await open({ files });
    const pictures = withPictures();
    await sender.send(pictures, aContext({ destination }));
    expect(await sender.find?.(pictures, aContext({ destination }))).toMatchObject({ kind: 'found' });
  });

  it('knows that it is not there', async () => {
    const sender = await open();
    const context = aContext({ destination });
    rig.failNext(isPost, { kind: 'drop', after: false });
    expect(await sender.send(message, context)).toMatchObject({ kind: 'unknown' });
    expect(await sender.find?.(message, context)).toEqual({ kind: 'absent' });
  });

  it('takes no other post for it: not another text, group, kind or an earlier round', async () => {
    const sender = await open();
    await sender.send(message, aContext({ destination }));
    const absent = { kind: 'absent' };
    const other = { ...message, details: { ...message.details, document: { type: 'doc', content: [] } } };
    expect(await sender.find?.(other, aContext({ destination }))).toEqual(absent);
    expect(await sender.find?.({ ...message, subject: 'Anders' }, aContext({ destination }))).toEqual(absent);
    expect(await sender.find?.({ ...message, details: { ...message.details, type: 'discussion' } }, aContext({ destination }))).toEqual(
      absent,
    );
    expect(await sender.find?.(message, aContext({ destination: group(4) }))).toEqual(absent);
    const later = { destination, since: new Date(Date.now() + 3000) };
    expect(await sender.find?.(message, aContext({ ...later, isTaken: async () => true }))).toEqual(absent);
  });

  it('does not call absent what a clock that was set back makes look too old', async () => {
    const sender = await open();
    await sender.send(message, aContext({ destination }));
    expect(await sender.find?.(message, aContext({ destination, since: new Date(Date.now() + 3_600_000) }))).toEqual({ kind: 'unsure' });
  });

  it('looks past a page of newer posts', async () => {
    const sender = await open();
    const context = aContext({ destination });
    await sender.send(message, context);
    for (let index = 0; index < 25; index += 1) await sender.send({ ...message, subject: `Ander ${index}` }, context);
    expect(await sender.find?.(message, context)).toMatchObject({ kind: 'found' });
  });

  it('cannot say while the site does not answer', async () => {
    const sender = await open();
    rig.failNext(isPost, answer(html(503, '')));
    expect(await sender.find?.(message, aContext({ destination }))).toMatchObject({ kind: 'unsure', problem: { code: 'server-error' } });
  });
});

describe('a group by its name', () => {
  const signal = new AbortController().signal;

  it('becomes the guid of the group', async () => {
    const sender = await open();
    expect(await sender.resolve?.('om het kind', signal)).toEqual({ id: destination, name: 'Om het kind' });
  });

  it('is made up for practising, the same each time', async () => {
    const sender = await open();
    const first = await sender.resolve?.('wijkteam noord', signal);
    expect(first).toMatchObject({ name: 'Wijkteam noord' });
    expect(await sender.resolve?.('Wijkteam Noord', signal)).toEqual(first);
    expect(await sender.send(message, aContext({ destination: (first as { id: string }).id }))).toMatchObject({ kind: 'sent' });
  });

  it('must be the whole name of one group that the account is in', async () => {
    const sender = await open({ on: ['strict-groups'] });
    expect(await sender.resolve?.('om het', signal)).toMatchObject({ kind: 'rejected', problem: { code: 'destination-unknown' } });
    expect(await sender.resolve?.('wijkteams', signal)).toMatchObject({ kind: 'rejected', problem: { code: 'destination-unknown' } });
    expect(await sender.resolve?.('proeftuinen', signal)).toMatchObject({
      kind: 'rejected',
      problem: { code: 'destination-ambiguous', params: { name: 'Proeftuinen', count: 2 } },
    });
  });

  it('can be asked again when the site does not answer', async () => {
    const sender = await open();
    rig.failNext(isPost, { kind: 'drop', after: false });
    expect(await sender.resolve?.('om het kind', signal)).toMatchObject({ kind: 'retry' });
  });
});

describe('no secret in a problem', () => {
  it('whatever goes wrong', async () => {
    const faults = [
      { kind: 'drop', after: true },
      { kind: 'cut' },
      answer(html(401, '<title>Inloggen</title>')),
      answer(html(301, '', { location: `https://elders.example/?sessionid=${secret}` })),
      answer(html(500, secret)),
    ] as const;
    const sender = await open();
    for (const fault of faults) {
      rig.failNext(isPost, fault);
      expect(JSON.stringify(await sender.send(message, aContext({ destination })))).not.toContain(secret);
    }
  });
});
