import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { TwitterApi } from 'twitter-api-v2';
import { afterEach, describe, expect, it } from 'vitest';
import { x } from '../../../../src/channels/x/index.ts';
import type { SimulatorInstance } from '../../../../src/core/channel.ts';
import { type RunningServer, serve } from '../../../../src/sandbox/serve.ts';
import { openWorld } from '../../../../src/sandbox/world.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { temporaryFolder } from '../../../support/project.ts';

const servers: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** X's own client library, led to a simulator. */
async function open(on: readonly string[] = [], folder = temporaryFolder()) {
  let simulator: SimulatorInstance | undefined;
  const server = await serve(async (request) => {
    const { pathname, search } = new URL(request.url);
    return simulator?.handle?.(request, pathname + search) ?? new Response(null, { status: 404 });
  });
  servers.push(server);
  const clock = fixedClock();
  simulator = await x.simulator.open(
    openWorld({ folder, channel: 'x', clock, address: server.address, isOn: (name) => on.includes(name) }),
  );
  const { appKey = '', appSecret = '', accessToken = '', accessSecret = '' } = x.simulator.settings({ http: server.address, smtp: '' });
  const redirect = {
    onBeforeRequestConfig: ({ params }: { params: { url: string } }) => {
      params.url = params.url.replace('https://api.x.com', server.address);
    },
  };
  const client = new TwitterApi({ appKey, appSecret, accessToken, accessSecret }, { plugins: [redirect], httpAgent: new Agent() });
  return { v2: client.v2, simulator, clock, address: server.address };
}
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => ({}),
    ({ code, data }: { code: number; data: { detail: string; errors?: { message: string }[] } }) => ({
      code,
      detail: data.errors?.[0]?.message ?? data.detail,
    }),
  );

describe('the pretended X', () => {
  it('answers nobody whose signature is wrong', async () => {
    const { address } = await open();
    expect((await fetch(`${address}/2/tweets`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{}' })).status).toBe(401);
  });

  it('takes what the client library sends, and refuses what X does not know', async () => {
    const { v2 } = await open();
    expect((await v2.tweet('Hallo')).data.id).toMatch(/^\d{19}$/);
    expect(await refusal(v2.post('tweets', { text: 'Hoi', colour: 'red' }))).toMatchObject({ code: 400 });
    expect(await refusal(v2.tweet('a'.repeat(281)))).toMatchObject({ code: 400, detail: expect.stringContaining('too long') });
    expect(await refusal(v2.tweet('Hoi', { media: { media_ids: ['1'] } }))).toEqual({ code: 400, detail: 'Your media IDs are invalid.' });
    expect(await refusal(v2.reply('Hoi', '1'))).toEqual({ code: 400, detail: 'Your reply tweet ID is invalid.' });
    expect(await refusal(v2.tweet('$AAA $BBB'))).toMatchObject({ code: 403 });
  });

  it('knows the same text again for an hour', async () => {
    const { v2, clock } = await open();
    await v2.tweet('Hallo');
    expect(await refusal(v2.tweet('Hallo'))).toEqual({
      code: 403,
      detail: 'You are not allowed to create a Tweet with duplicate content.',
    });
    clock.advance(3_600_000);
    expect((await v2.tweet('Hallo')).data.text).toBe('Hallo');
  });

  it('counts an address on this computer as an address', async () => {
    const { v2 } = await open();
    expect((await v2.tweet(`${'a'.repeat(256)} http://127.0.0.1:4811/blog/view/${'b'.repeat(60)}`)).data.text).toMatch(
      / https:\/\/t\.co\/\w{10}$/,
    );
  });

  it('takes pictures in chunks, in any order, and only whole', async () => {
    const { v2 } = await open();
    const gif = Buffer.concat([Buffer.from('GIF89a'), randomBytes(2_500_000)]);
    const id = await v2.uploadMedia(gif, { media_type: 'image/gif' });
    await v2.createMediaMetadata(id, { alt_text: { text: 'Draaiend rad' } });
    expect((await v2.tweet('Kijk', { media: { media_ids: [id] } })).data.id).toBeTruthy();
    const { data } = await v2.post<{ data: { id: string } }>('media/upload/initialize', {
      media_type: 'image/gif',
      total_bytes: 10,
      media_category: 'tweet_gif',
    });
    expect(await refusal(v2.post(`media/upload/${data.id}/finalize`))).toMatchObject({ code: 400 });
  });

  it('lets pictures lapse after a day', async () => {
    const { v2, clock } = await open();
    const id = await v2.uploadMedia(Buffer.concat([Buffer.from('GIF89a'), randomBytes(10)]), { media_type: 'image/gif' });
    clock.advance(86_400_000);
    expect(await refusal(v2.tweet('Kijk', { media: { media_ids: [id] } }))).toMatchObject({ code: 400 });
  });

  it('shows the timeline as X does: newest first, with its own addresses, escaped', async () => {
    const { v2, clock } = await open();
    const first = await v2.tweet('Een & <twee> https://example.nl/a?b=1&c=2');
    clock.advance(1000);
    await v2.reply('Antwoord', first.data.id);
    const { data } = await v2.userTimeline('7001', { 'tweet.fields': ['created_at', 'entities', 'referenced_tweets'], max_results: 5 });
    expect(data.data.map(({ text }) => text)).toEqual(['Antwoord', expect.stringMatching(/^Een &amp; &lt;twee&gt; https:\/\/t\.co\/\w+$/)]);
    expect(data.data[0]?.referenced_tweets).toEqual([{ type: 'replied_to', id: first.data.id }]);
    expect(data.data[1]?.entities?.urls?.[0]?.expanded_url).toBe('https://example.nl/a?b=1&c=2');
    expect((await v2.userTimeline('7001', { exclude: 'replies' })).data.data).toHaveLength(1);
    expect((await v2.userTimeline('7001', { start_time: '2030-01-01T00:00:00Z' })).data.meta).toMatchObject({ result_count: 0 });
  });

  it('tells in three families of headers how much is left, and stops at a hundred when its switch is on', async () => {
    const { v2, clock } = await open(['rate-limits']);
    const { rateLimit } = await v2.post('tweets', { text: '0' }, { fullResponse: true });
    expect(rateLimit).toMatchObject({ limit: 100, remaining: 99, day: { remaining: 9000 }, userDay: { remaining: 900 } });
    for (let index = 1; index < 100; index += 1) await v2.tweet(String(index));
    expect(await refusal(v2.tweet('Meer'))).toMatchObject({ code: 429 });
    clock.advance(900_000);
    expect((await v2.tweet('Meer')).data.text).toBe('Meer');
  });

  it('says no, later and who are you in X’s own way', async () => {
    const { simulator } = await open();
    const said = async (kind: 'no' | 'later' | 'auth') => {
      const answer = simulator?.refuse(kind);
      return answer instanceof Response
        ? { status: answer.status, reset: answer.headers.get('x-rate-limit-reset'), ...((await answer.json()) as object) }
        : {};
    };
    expect(await said('no')).toMatchObject({ status: 403, type: 'https://api.x.com/2/problems/not-authorized-for-resource' });
    expect(await said('later')).toMatchObject({ status: 429, reset: String(Date.parse('2026-11-21T09:00:02Z') / 1000) });
    expect(await said('auth')).toMatchObject({ status: 401, title: 'Unauthorized' });
  });

  it('shows readers a thread as one, and what another process posted', async () => {
    const folder = temporaryFolder();
    const [one, other] = [await open([], folder), await open([], folder)];
    const root = await one.v2.tweet('Een <b> 1/2');
    await other.v2.reply('Twee https://example.nl/ 2/2', root.data.id);
    expect(await one.simulator?.feed()).toMatchObject([
      {
        id: root.data.id,
        text: 'Een <b> 1/2\n\nTwee https://example.nl/ 2/2',
        html: expect.stringContaining('Een &lt;b&gt; 1/2'),
        images: [],
      },
    ]);
  });
});
