/** What every channel promises to `omk doctor`, tried against its own simulator over real sockets. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import type { Channel } from '../../src/core/channel.ts';
import type { Check } from '../../src/core/check.ts';
import { isWarning } from '../../src/core/problem.ts';
import type { Fault } from '../../src/sandbox/serve.ts';
import { openRig, type Rig, type RigOptions } from '../support/channel-rig.ts';
import { failWrite, watchWrites } from './channel-faults.ts';
import type { ChannelSample } from './samples/sample.ts';

const samples = new Map<string, ChannelSample>();
for (const { id } of channels) samples.set(id, ((await import(`./samples/${id}.ts`)) as { readonly sample: ChannelSample }).sample);

const sampleOf = ({ id }: Channel): ChannelSample => {
  const sample = samples.get(id);
  if (!sample) throw new Error(`There is no sample of ${id}.`);
  return sample;
};

const secretsOf = ({ settings, simulator }: Channel): readonly string[] =>
  Object.entries(simulator.settings({ http: 'http://127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' })).flatMap(([name, value]) =>
    settings[name]?.secret && !value.includes('127.0.0.1') ? [value] : [],
  );

async function opened(channel: Channel, options: RigOptions = {}) {
  const sample = sampleOf(channel);
  const rig = await openRig(channel, {
    ...options,
    options: { ...sample.options, ...options.options },
    settings: { ...sample.settings, ...options.settings },
  });
  onTestFinished(() => rig.close());
  return { rig, sample };
}

interface Looked {
  readonly checks: readonly Check[];
  readonly dates: readonly (string | null | undefined)[];
}

/** Whatever comes of it, it posts nothing and tells no secret. */
async function look(channel: Channel, rig: Rig): Promise<Looked> {
  const written: string[] = [];
  watchWrites(rig, sampleOf(channel), () => written.push('write'));
  // Pleio asks with POST; the word at the beginning tells a question from a change.
  const isMutation = async (request: Request) => /"query":"\s*mutation/.test(await request.clone().text());
  rig.failNext(
    async (request) => {
      if (await isMutation(request)) written.push('mutation');
      return false;
    },
    { kind: 'slow', ms: 0 },
  );
  const dates: (string | null | undefined)[] = [];
  const checks = (await rig.sender.check?.(new AbortController().signal, (date) => void dates.push(date))) ?? [];
  expect(written).toEqual([]);
  expect([await rig.simulator.feed(), rig.mails]).toEqual([[], []]);
  if (channel.id !== 'pleio') expect(rig.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
  for (const secret of secretsOf(channel)) expect(JSON.stringify(checks)).not.toContain(secret);
  return { checks, dates };
}

const shown = (checks: readonly Check[]) =>
  checks.map((check) =>
    'problem' in check ? [check.about, check.result, check.problem.code] : [check.about, check.result, check.remark.code],
  );
const trouble = (checks: readonly Check[]) => checks.flatMap((check) => ('problem' in check ? [[check.result, check.problem.code]] : []));

const failAll = (rig: Rig, fault: Fault): void => {
  for (let times = 10; times > 0; times -= 1) rig.failNext(() => true, fault);
};

const named = channels.map((channel) => ({ id: channel.id, channel }));
const places = named.filter(({ channel }) => channel.reaches === 'place');

describe.each(named)('$id, looked at', ({ channel }) => {
  it('when all is well: each row is good or says why nobody looked, and it is told who this is', async () => {
    const { rig } = await opened(channel);
    const { checks } = await look(channel, rig);
    expect(trouble(checks)).toEqual([]);
    const who = channel.reaches === 'place' ? ['account', 'ok', 'account-known'] : ['server', 'ok', 'server-open'];
    expect(shown(checks)).toContainEqual(who);
  });

  it("in silence: gives up in time, and calls it nobody's mistake", async () => {
    const { rig } = await opened(channel, { deadlineMs: 300 });
    failAll(rig, { kind: 'hang', after: false });
    rig.failNextMail(() => true, { kind: 'hang' }, 10);
    const before = performance.now();
    const { checks } = await look(channel, rig);
    expect(performance.now() - before).toBeLessThan(3000);
    expect(checks.some(({ result }) => result === 'unreachable')).toBe(true);
    expect(checks.filter(({ result }) => result === 'fault')).toEqual([]);
  });

  it('when nobody is there: is unreachable, not wrong', async () => {
    const port = await freePort();
    const { http, smtp } = { http: `http://127.0.0.1:${port}`, smtp: `smtp://127.0.0.1:${port}` };
    const { rig } = await opened(channel, {
      settings: channel.simulator.settings({ http, smtp, dns: `127.0.0.1:${port}` }),
      deadlineMs: 500,
    });
    const { checks } = await look(channel, rig);
    expect(checks.some(({ result }) => result === 'unreachable')).toBe(true);
    expect(checks.filter(({ result }) => result === 'fault')).toEqual([]);
  });
});

describe.each(places)('$id, with trouble', ({ channel }) => {
  it('with a login that is not taken: is wrong, with the code for it', async () => {
    const { rig, sample } = await opened(channel);
    failWrite(rig, sample, 'auth');
    const { checks } = await look(channel, rig);
    expect(trouble(checks)).toEqual([['fault', 'auth']]);
  });

  const page = '<!doctype html><title>Welkom</title><h1>Welkom</h1>';
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const answers: readonly (readonly [string, () => Response, readonly [string, string]])[] = [
    ['500', () => new Response(page, { status: 500, headers: html }), ['unreachable', 'server-error']],
    ['503', () => new Response('', { status: 503 }), ['unreachable', 'server-error']],
    ['429', () => new Response('{}', { status: 429, headers: { 'content-type': 'application/json' } }), ['unreachable', 'rate-limited']],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/login?token=1' } }),
      ['fault', 'redirected'],
    ],
    ['a web page', () => new Response(page, { status: 200, headers: html }), ['fault', 'service-not-api']],
  ];

  it.each(answers)('%s: is told as what it is', async (_name, response, expected) => {
    const { rig } = await opened(channel);
    failAll(rig, { kind: 'answer', after: false, response });
    const { checks } = await look(channel, rig);
    expect(trouble(checks)).toEqual([expected]);
    expect(JSON.stringify(checks)).not.toContain('token=1');
  });

  it('a connection that breaks: is unreachable', async () => {
    const { rig } = await opened(channel);
    failAll(rig, { kind: 'drop', after: false });
    expect((await look(channel, rig)).checks.filter(({ result }) => result === 'fault')).toEqual([]);
  });

  it('tells what time its answers say it is', async () => {
    const { rig } = await opened(channel);
    const { dates } = await look(channel, rig);
    expect(dates.length).toBeGreaterThan(0);
    for (const date of dates) expect(Math.abs(Date.parse(date ?? '') - Date.now())).toBeLessThan(60_000);
  });
});

describe('a world in which something is not right', () => {
  const worlds: readonly (readonly [string, RigOptions, readonly string[]])[] = [
    ['pleio', { on: ['two-factor'] }, ['account', 'fault', 'auth']],
    ['pleio', { on: ['csrf'], settings: { cookie: 'sessionid=sandbox-redactie' } }, ['account', 'fault', 'csrf-wanted']],
    ['pleio', { settings: { cookie: 'sessionid=verlopen' } }, ['account', 'fault', 'auth']],
    ['pleio', { on: ['closed'], settings: { cookie: 'sessionid=verlopen' } }, ['account', 'fault', 'auth']],
    ['pleio', { on: ['alias'] }, ['account', 'fault', 'redirected']],
    ['pleio', { on: ['narrow'] }, ['access', 'fault', 'access-will-narrow']],
    ['pleio', { on: ['no-editor'], options: { type: 'news' } }, ['permission', 'fault', 'may-not-post']],
    ['pleio', { options: { access: 99 } }, ['access', 'fault', 'access-unknown']],
    ['pleio', { on: ['strict-groups'], options: { group: 'Bestaat niet' } }, ['destination', 'fault', 'destination-unknown']],
    ['pleio', { options: { group: 'Proeftuinen' } }, ['destination', 'fault', 'destination-ambiguous']],
    ['pleio', { options: { group: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b03' } }, ['destination', 'fault', 'not-a-member']],
    ['pleio', { options: { group: '' } }, ['destination', 'ok', 'destination-known']],
    ['x', { settings: { accessSecret: 'verkeerd' } }, ['account', 'fault', 'auth']],
    ['x', { on: ['no-credit'] }, ['account', 'fault', 'out-of-credit']],
    ['x', { on: ['read-only'] }, ['permission', 'fault', 'app-read-only']],
    ['linkedin', { options: { mode: 'assisted', group: '4510' } }, ['account', 'ok', 'hand-off']],
    ['linkedin', { options: { mode: 'off' } }, ['channel', 'unchecked', 'channel-off']],
    ['linkedin', { options: { version: '202404' } }, ['version', 'fault', 'version-dead']],
    ['linkedin', { options: { author: 'urn:li:person:iemand-anders' } }, ['account', 'fault', 'author-other']],
    ['linkedin', { options: { author: 'urn:li:person:sandbox7001' } }, ['account', 'ok', 'account-known']],
    ['linkedin', { on: ['no-openid'] }, ['account', 'unchecked', 'account-unseen']],
    ['linkedin', { on: ['no-read'] }, ['reading', 'unchecked', 'reads-nothing']],
    ['yammer', { on: ['no-community'] }, ['destination', 'fault', 'destination-unknown']],
    ['yammer', { on: ['no-member'] }, ['destination', 'fault', 'not-a-member']],
    ['yammer', { on: ['closed'] }, ['permission', 'fault', 'community-restricted']],
    ['yammer', { on: ['no-files'] }, ['permission', 'fault', 'files-forbidden']],
  ];

  it.each(worlds)('%s %j', async (id, options, expected) => {
    const channel = channels.find((one) => one.id === id);
    if (!channel) throw new Error(`There is no channel ${id}.`);
    const { rig } = await opened(channel, options);
    const { checks } = await look(channel, rig);
    expect(shown(checks)).toContainEqual(expected);
  });

  it('linkedin, silent, with a version that is over by the calendar', async () => {
    const linkedin = channels.find(({ id }) => id === 'linkedin') as Channel;
    const { rig } = await opened(linkedin, { deadlineMs: 300, options: { version: '202404' } });
    failAll(rig, { kind: 'hang', after: false });
    const { checks } = await look(linkedin, rig);
    expect(trouble(checks)).toEqual([
      ['unreachable', 'no-answer'],
      ['fault', 'version-over'],
    ]);
  });

  const token = (exp: number, iat?: number) => `e30.${Buffer.from(JSON.stringify({ exp, iat })).toString('base64url')}.c2ln`;
  const inDays = (days: number) => Math.floor(Date.now() / 1000) + days * 86_400;

  it('yammer, with one of the tokens that live for an hour', async () => {
    const yammer = channels.find(({ id }) => id === 'yammer') as Channel;
    const now = inDays(0);
    const { rig } = await opened(yammer, { settings: { token: token(now + 2400, now - 1200) } });
    expect(shown((await look(yammer, rig)).checks)).toContainEqual(['token', 'ok', 'token-short']);
  });

  it.each([
    [20, 'ok', 'token-valid'],
    [3, 'fault', 'token-expires'],
    [-1, 'fault', 'token-expired'],
  ])('yammer, with a token that ends in %i days', async (days, result, code) => {
    const yammer = channels.find(({ id }) => id === 'yammer') as Channel;
    const { rig } = await opened(yammer, { settings: { token: token(inDays(days)) } });
    const { checks } = await look(yammer, rig);
    expect(shown(checks)).toContainEqual(['token', result, code]);
    if (code === 'token-expires') expect(checks.some((check) => 'problem' in check && isWarning(check.problem))).toBe(true);
  });
});

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
