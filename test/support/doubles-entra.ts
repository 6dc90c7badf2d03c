/** Microsoft Entra's token endpoint, at its strictest: a refresh token works once, and using it again ends the whole login. */
import { type HttpDouble, openHttpDouble, pathOf, type Received, type Reply } from './doubles-http.ts';

export interface EntraDouble extends HttpDouble {
  /** The refresh token that works now; `undefined`: nobody is logged in any more. */
  readonly refreshToken: () => string | undefined;
  /** How often a token was traded in, with and without success. */
  readonly traded: () => { readonly good: number; readonly bad: number };
}

export const tenant = 'contoso.example';
export const clientId = '11112222-app';

/** Hands out this access token each time. */
export async function openEntraDouble(timeline: Received[], accessToken: string, first = 'geheim-vernieuw-0'): Promise<EntraDouble> {
  let alive: string | undefined = first;
  const counts = { good: 0, bad: 0 };
  const answer = (request: Received): Reply => {
    const given = new URLSearchParams(request.body.toString('utf8'));
    if (pathOf(request) !== `/${tenant}/oauth2/v2.0/token` || given.get('grant_type') !== 'refresh_token') return { status: 404 };
    if (given.get('client_id') !== clientId) return { status: 401, body: { error: 'invalid_client' } };
    if (alive === undefined || given.get('refresh_token') !== alive) {
      alive = undefined;
      counts.bad += 1;
      return { status: 400, body: { error: 'invalid_grant', error_description: 'AADSTS70008: used already.' } };
    }
    counts.good += 1;
    alive = `geheim-vernieuw-${counts.good}`;
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: accessToken, refresh_token: alive } };
  };
  const double = await openHttpDouble({ service: 'entra', timeline, answer });
  return { ...double, refreshToken: () => alive, traded: () => ({ ...counts }) };
}
