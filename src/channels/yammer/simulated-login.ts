/** Logging in at the pretended Microsoft Entra: device codes, and refresh tokens that work once (contract yammer 1.1). */
import { randomInt, randomUUID } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import { escapeHtml } from '../../core/message.ts';
import { pageResponse } from '../shared/simulated-page.ts';

const clientId = 'sandbox-app';
const codeLifeSeconds = 900;
/** Entra says 5; who practises need not wait so long. */
const intervalSeconds = 1;
const tokenLifeSeconds = 4321;

interface Device {
  readonly code: string;
  readonly userCode: string;
  readonly at: number;
}

interface Token {
  readonly token: string;
  readonly refresh: string;
  readonly at: number;
}

/** `undefined`: the path has nothing to do with logging in. */
export async function handleLogin(world: World, request: Request, { pathname, searchParams }: URL): Promise<Response | undefined> {
  const [, what] = /^\/[^/]+\/oauth2\/v2\.0\/(devicecode|token)$/.exec(pathname) ?? [];
  if (request.method === 'POST' && what) {
    const given = new URLSearchParams(await request.text());
    if (given.get('client_id') !== clientId)
      return refusal('invalid_client', 'AADSTS700016: Application was not found in the directory.', 401);
    return what === 'devicecode' ? newDevice(world, given) : tokenFor(world, given);
  }
  if (pathname !== '/devicelogin') return undefined;
  return request.method === 'POST' ? decide(world, new URLSearchParams(await request.text())) : codePage(searchParams.get('code') ?? '');
}

const refusal = (error: string, description: string, status = 400): Response =>
  Response.json({ error, error_description: description }, { status });

const nowOf = (world: World): number => world.clock.now().getTime();

function newDevice(world: World, given: URLSearchParams): Response {
  if (!given.get('scope')?.includes('yammer.com')) return refusal('invalid_scope', 'AADSTS70011: The provided scope is not valid.');
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');
  const device: Device = { code: randomUUID(), userCode, at: nowOf(world) };
  world.add('device', { ...device });
  return Response.json({
    user_code: userCode,
    device_code: device.code,
    verification_uri: `${world.address}/devicelogin`,
    expires_in: codeLifeSeconds,
    interval: intervalSeconds,
    message: `To sign in, open ${world.address}/devicelogin and enter the code ${userCode}.`,
  });
}

const codePage = (code: string): Response =>
  pageResponse(
    'Microsoft (nagemaakt)',
    `<form method="post"><p><label>Code <input name="code" value="${escapeHtml(code)}" autocomplete="off" required></label></p>
<p>Mag omk namens Ada Example in Yammer plaatsen?</p><button name="decision" value="yes">Toestaan</button><button name="decision" value="no">Weigeren</button></form>`,
  );

function decide(world: World, given: URLSearchParams): Response {
  const userCode = (given.get('code') ?? '').trim().toUpperCase();
  const device = world.all<Device>('device').find((one) => one.userCode === userCode);
  if (!device || isOver(world, device)) return pageResponse('Microsoft (nagemaakt)', '<p>Deze code is onbekend of verlopen.</p>', 400);
  world.add('decision', { code: device.code, isYes: given.get('decision') === 'yes' });
  return pageResponse('Microsoft (nagemaakt)', '<p>Klaar. U kunt dit venster sluiten.</p>');
}

const isOver = (world: World, { at }: Device): boolean => nowOf(world) - at > codeLifeSeconds * 1000;

const isUsed = (world: World, secret: string): boolean =>
  world.all<{ readonly secret: string }>('used').some((one) => one.secret === secret);

function tokenFor(world: World, given: URLSearchParams): Response {
  if (given.get('grant_type') === 'refresh_token') return renewed(world, given.get('refresh_token') ?? '');
  const device = world.all<Device>('device').find((one) => one.code === given.get('device_code'));
  if (!device || isUsed(world, device.code)) return refusal('bad_verification_code', 'AADSTS70019: The verification code is not valid.');
  if (isOver(world, device)) return refusal('expired_token', 'AADSTS70020: The code has expired.');
  const decision = world.all<{ readonly code: string; readonly isYes: boolean }>('decision').findLast(({ code }) => code === device.code);
  if (decision) return decision.isYes ? issued(world, device.code) : refusal('authorization_declined', 'AADSTS70001: The user declined.');
  return refusal(asksTooOften(world, device) ? 'slow_down' : 'authorization_pending', 'AADSTS70016: Authorization is pending.');
}

function asksTooOften(world: World, { code }: Device): boolean {
  const last = world.all<{ readonly code: string; readonly at: number }>('asked').findLast((one) => one.code === code);
  world.add('asked', { code, at: nowOf(world) });
  return last !== undefined && nowOf(world) - last.at < intervalSeconds * 900;
}

/** A refresh token that was used is dead, and so is everything for whoever comes too late with it. */
function renewed(world: World, refresh: string): Response {
  const known = world.all<Token>('token').some((one) => one.refresh === refresh);
  if (!known || isUsed(world, refresh)) return refusal('invalid_grant', 'AADSTS70008: The refresh token has expired or was used already.');
  return issued(world, refresh);
}

function issued(world: World, spent: string): Response {
  world.add('used', { secret: spent });
  const token: Token = { token: `sandbox-access-${randomUUID()}`, refresh: `sandbox-refresh-${randomUUID()}`, at: nowOf(world) };
  world.add('token', { ...token });
  return Response.json({
    token_type: 'Bearer',
    scope: 'https://www.yammer.com/access_as_user',
    expires_in: tokenLifeSeconds,
    access_token: token.token,
    refresh_token: token.refresh,
  });
}

/** A token of our own that is over; others are taken, for practising needs no login. */
export function isEnded(world: World, authorization: string): boolean {
  const token = world.all<Token>('token').find((one) => authorization === `Bearer ${one.token}`);
  return token !== undefined && nowOf(world) - token.at > tokenLifeSeconds * 1000;
}
