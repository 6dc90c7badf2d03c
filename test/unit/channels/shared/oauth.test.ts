import { expect, it } from 'vitest';
import { openOauth } from '../../../../src/channels/shared/oauth.ts';
import type { LoginDeps } from '../../../../src/core/channel.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';

const signal = new AbortController().signal;

function asking(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const sent: { url: string; body: URLSearchParams }[] = [];
  const deps: LoginDeps = {
    clock: fixedClock('2026-11-26T12:00:00Z'),
    deadlineMs: 200,
    network: {
      permit: () => {},
      agent: () => Promise.reject(new Error('no agent')),
      fetch: async (url, init = {}) => {
        sent.push({ url: String(url), body: new URLSearchParams(String(init.body)) });
        return answer(String(url), init);
      },
    },
  };
  const service = {
    tokenUrl: 'https://login.example/token',
    deviceUrl: 'https://login.example/device',
    clientId: 'app',
    clientSecret: 'secret',
  };
  return { oauth: openOauth(service, deps), sent };
}

const json = (body: object, status = 200) => Response.json(body, { status });
const token = { access_token: 'a', token_type: 'Bearer', expires_in: 3600 };
const visit = { state: 's', redirectUrl: 'http://127.0.0.1:1/callback' };
const code = new URLSearchParams({ code: 'c', state: 's' });

it('redeems a code with the very address that the browser came back to', async () => {
  const { oauth, sent } = asking(() => json({ ...token, scope: 'openid,profile', id_token: 'no.token.at-all' }));
  expect(await oauth.redeem(code, visit, signal)).toEqual({
    kind: 'done',
    value: { settings: { token: 'a' }, expiresAt: new Date('2026-11-26T13:00:00Z') },
  });
  expect(Object.fromEntries(sent[0]?.body ?? [])).toEqual({
    grant_type: 'authorization_code',
    code: 'c',
    redirect_uri: visit.redirectUrl,
    client_id: 'app',
    client_secret: 'secret',
  });
});

it('keeps the refresh token and its end', async () => {
  const { oauth } = asking(() => json({ ...token, refresh_token: 'r', refresh_token_expires_in: 86_400 }));
  expect(await oauth.refresh('old', undefined, signal)).toMatchObject({
    value: { refreshToken: 'r', refreshExpiresAt: new Date('2026-11-27T12:00:00Z') },
  });
});

it('asks for nothing when the state is another one', async () => {
  const { oauth, sent } = asking(() => json(token));
  expect(await oauth.redeem(new URLSearchParams({ code: 'c', state: 'x' }), visit, signal)).toMatchObject({ kind: 'failed' });
  expect(sent).toEqual([]);
});

it.each([
  ['LinkedIn', 'user_cancelled_authorize'],
  ['LinkedIn', 'user_cancelled_login'],
  ['others', 'access_denied'],
])('knows the no of %s: %s', async (_service, error) => {
  const { oauth } = asking(() => json(token));
  const answer = await oauth.redeem(new URLSearchParams({ error, state: 's' }), visit, signal);
  expect(answer).toMatchObject({ kind: 'failed', isPassing: false, problem: { code: 'login-declined' } });
});

it.each<[string, () => Response | Promise<Response>, string, boolean]>([
  ['a refusal', () => json({ error: 'invalid_grant', error_description: 'used' }, 400), 'login-refused', false],
  ['a refusal without a reason', () => json({}, 401), 'login-unreadable', false],
  ['a page', () => new Response('<h1>login</h1>', { headers: { 'content-type': 'text/html' } }), 'login-unreadable', false],
  [
    'a page of a proxy',
    () => new Response('<h1>no</h1>', { status: 407, headers: { 'content-type': 'text/html' } }),
    'login-unreadable',
    false,
  ],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: '/login' } }), 'login-unreadable', false],
  ['a failure of the service', () => new Response('oops', { status: 503 }), 'login-away', true],
  ['a failure in JSON', () => json({ error: 'server_error' }, 500), 'login-away', true],
  ['a busy service', () => new Response('later', { status: 429 }), 'login-away', true],
  ['broken JSON', () => new Response('{"access_token":', { headers: { 'content-type': 'application/json' } }), 'login-unreadable', false],
  ['no token', () => json({ token_type: 'Bearer' }), 'login-unreadable', false],
  ['a token of another type', () => json({ ...token, token_type: 'mac' }), 'login-unreadable', false],
  ['no connection', () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })), 'login-away', true],
])('makes a result of %s', async (_what, answer, expected, isPassing) => {
  const { oauth } = asking(answer);
  expect(await oauth.refresh('old', undefined, signal)).toMatchObject({ kind: 'failed', problem: { code: expected }, isPassing });
});

it('does not wait for ever', async () => {
  const { oauth } = asking(
    (_url, init) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
  );
  expect(await oauth.refresh('old', undefined, signal)).toMatchObject({ problem: { code: 'login-away' }, isPassing: true });
});

it('shows no code that could steer a terminal', async () => {
  const device = { device_code: 'd', user_code: 'AB\u001b[31mCD', verification_uri: 'https://login.example/', expires_in: 900 };
  const { oauth } = asking(() => json(device));
  expect(await oauth.device('scope', signal)).toMatchObject({ problem: { code: 'login-unreadable' } });
});

it.each([
  ['authorization_pending', { kind: 'not-yet' }],
  ['slow_down', { kind: 'slower' }],
  ['authorization_declined', { kind: 'failed', problem: { code: 'login-declined' } }],
  ['access_denied', { kind: 'failed', problem: { code: 'login-declined' } }],
  ['expired_token', { kind: 'failed', problem: { code: 'login-too-late' } }],
  ['bad_verification_code', { kind: 'failed', problem: { code: 'login-refused' } }],
])('understands %s while it waits for a person', async (error, expected) => {
  const device = { device_code: 'd', user_code: 'ABCD', verification_uri: 'https://login.example/', expires_in: 900 };
  const { oauth } = asking((url) => (url.endsWith('/device') ? json(device) : json({ error }, 400)));
  const begun = await oauth.device('scope', signal);
  if (begun.kind !== 'done') throw new Error('it did not begin');
  expect(begun.value.intervalMs).toBe(5000);
  expect(await begun.value.ask(signal)).toMatchObject(expected);
});
