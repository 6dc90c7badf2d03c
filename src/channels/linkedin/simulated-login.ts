/** Logging in at the pretended LinkedIn: its page and its tokens (contract linkedin 7.3 and 7.4). */
import { randomUUID } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import { isLoopback } from '../../core/loopback.ts';
import { escapeHtml } from '../../core/message.ts';
import { pageResponse } from '../shared/simulated-page.ts';
import { type Rejection, refused } from './simulated-post.ts';

const app = { id: 'sandbox-app', secret: 'sandbox-app-secret' } as const;
const codeLifeMs = 30 * 60_000;
const tokenLifeSeconds = 5_184_000;
const refreshLifeSeconds = 31_536_000;

interface Code {
  readonly code: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly at: number;
}

interface Token {
  readonly token: string;
  readonly scope: string;
  readonly at: number;
  readonly refresh?: string;
  /** Of the first one: a refresh token is not extended by use. */
  readonly grantedAt: number;
}

/** `undefined`: the path has nothing to do with logging in. */
export async function handleLogin(world: World, request: Request, url: URL): Promise<Response | undefined> {
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /oauth/v2/authorization':
      return consentPage(world, url.searchParams);
    case 'POST /oauth/v2/accessToken':
      return tokenFor(world, new URLSearchParams(await request.text()));
    case 'POST /oauth/v2/introspectToken':
      return introspect(world, new URLSearchParams(await request.text()));
    case 'GET /v2/userinfo':
      return userInfoRefusal(world, request);
    default:
      return undefined;
  }
}

function consentPage(world: World, asked: URLSearchParams): Response {
  const value = (name: string) => asked.get(name) ?? '';
  const back = URL.canParse(value('redirect_uri')) ? new URL(value('redirect_uri')) : undefined;
  if (value('client_id') !== app.id || !back || !isLoopback(back.hostname) || value('response_type') !== 'code')
    return pageResponse('LinkedIn (nagemaakt)', '<p>Bummer, something went wrong: client_id, redirect_uri.</p>', 400);
  const code = randomUUID();
  world.add('code', { code, redirectUri: value('redirect_uri'), scope: value('scope'), at: world.clock.now().getTime() });
  const answer = (fields: Readonly<Record<string, string>>) => {
    const target = new URL(back);
    for (const [name, text] of Object.entries({ ...fields, state: value('state') })) target.searchParams.set(name, text);
    return escapeHtml(target.href);
  };
  const no = answer({ error: 'user_cancelled_authorize', error_description: 'The user cancelled the authorization' });
  return pageResponse(
    'LinkedIn (nagemaakt)',
    `<p>Mag omk dit namens Redactie Om het kind doen: ${escapeHtml(value('scope'))}?</p><p><a id="allow" href="${answer({ code })}">Toestaan</a><a id="refuse" href="${no}">Weigeren</a></p>`,
  );
}

const oauthError = (error: string, description: string, status = 400): Response =>
  Response.json({ error, error_description: description }, { status });

function tokenFor(world: World, given: URLSearchParams): Response {
  if (given.get('client_id') !== app.id || given.get('client_secret') !== app.secret)
    return oauthError('invalid_client', 'Client authentication failed', 401);
  const now = world.clock.now().getTime();
  if (given.get('grant_type') === 'refresh_token') {
    const before = world.all<Token>('token').find(({ refresh }) => refresh !== undefined && refresh === given.get('refresh_token'));
    return before && now - before.grantedAt < refreshLifeSeconds * 1000
      ? issued(world, before)
      : oauthError('invalid_request', 'The provided refresh token is invalid');
  }
  const code = world.all<Code>('code').find((one) => one.code === given.get('code'));
  const isSpent = world.all<{ readonly code: string }>('spent').some((one) => one.code === code?.code);
  if (!code || isSpent || now - code.at > codeLifeMs || code.redirectUri !== given.get('redirect_uri'))
    return oauthError(
      'invalid_request',
      'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code',
    );
  world.add('spent', { code: code.code });
  return issued(world, { scope: code.scope, grantedAt: now, ...(world.isOn('partner') && { refresh: randomUUID() }) });
}

/** The scope comes back with commas (contract linkedin 7.4). */
function issued(world: World, { scope, refresh, grantedAt }: Pick<Token, 'scope' | 'refresh' | 'grantedAt'>): Response {
  const token = `sandbox-${randomUUID()}`;
  const at = world.clock.now().getTime();
  world.add('token', { token, scope, at, grantedAt, ...(refresh && { refresh }) });
  const left = Math.floor(refreshLifeSeconds - (at - grantedAt) / 1000);
  return Response.json({
    access_token: token,
    expires_in: tokenLifeSeconds,
    scope: scope.replaceAll(' ', ','),
    token_type: 'Bearer',
    ...(refresh && { refresh_token: refresh, refresh_token_expires_in: left }),
  });
}

const isAlive = (world: World, { at }: Token): boolean => world.clock.now().getTime() - at < tokenLifeSeconds * 1000;

function introspect(world: World, given: URLSearchParams): Response {
  if (given.get('client_id') !== app.id || given.get('client_secret') !== app.secret)
    return oauthError('invalid_client', 'Client authentication failed', 401);
  const token = world.all<Token>('token').find((one) => one.token === given.get('token'));
  if (!token || !isAlive(world, token)) return Response.json({ active: false });
  const { scope, at } = token;
  return Response.json({ active: true, status: 'active', scope, client_id: app.id, expires_at: Math.floor(at / 1000) + tokenLifeSeconds });
}

const bearerOf = ({ headers }: Request): string => (headers.get('authorization') ?? '').replace(/^Bearer /, '');

/** What a token of our own may not do; any other may, for practising needs no login. */
function userInfoRefusal(world: World, request: Request): Response | undefined {
  const ended = endedToken(world, request);
  if (ended) return Response.json(ended.body, { status: ended.status });
  const token = world.all<Token>('token').find((one) => one.token === bearerOf(request));
  if (!token || token.scope.includes('openid')) return undefined;
  return Response.json({ status: 403, code: 'ACCESS_DENIED', message: 'Not enough permissions to access: userinfo.GET' }, { status: 403 });
}

/** A token of our own that is over; others are taken, for practising needs no login. */
export function endedToken(world: World, request: Request): Rejection | undefined {
  const token = world.all<Token>('token').find((one) => one.token === bearerOf(request));
  return token && !isAlive(world, token) ? refused(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired') : undefined;
}
