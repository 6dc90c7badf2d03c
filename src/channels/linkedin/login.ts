/** Logging in to LinkedIn: its three-legged OAuth, back to this computer (contract linkedin 7.3 and 7.4). */
import type { BrowserWay, ChannelValues, LoginDeps } from '../../core/channel.ts';
import { done, type LoginResult, type Account as Member } from '../../core/login.ts';
import { isLoopback } from '../../core/loopback.ts';
import { fail } from '../../core/problem.ts';
import { call } from '../shared/http.ts';
import { newState, openOauth } from '../shared/oauth.ts';
import { fieldsIn, serverTime, unproved } from '../shared/proving.ts';
import { placeOf } from './place.ts';

/** A page needs an app of its own at LinkedIn, and such an app cannot also sign members in (contract linkedin 7.3). */
const scopes = { member: 'openid profile w_member_social', page: 'w_organization_social r_organization_social' } as const;

interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly loginUrl: string;
  readonly apiUrl: string;
  /** The page that omk posts as; absent: a member. */
  readonly page?: string;
}

export function openLogin({ settings, options }: ChannelValues, deps: LoginDeps): BrowserWay {
  const app = appOf({ settings, options });
  const oauth = openOauth({ ...app, tokenUrl: `${app.loginUrl}/oauth/v2/accessToken` }, deps);
  return {
    kind: 'browser',
    about: app.page
      ? {
          nl: 'Log in als iemand die berichten mag plaatsen op uw pagina, en geef de app toestemming.',
          en: 'Log in as somebody who may post on your page, and allow the app to do so.',
        }
      : {
          nl: 'Log in als degene onder wiens naam omk plaatst, en geef de app toestemming.',
          en: 'Log in as the person in whose name omk posts, and allow the app to do so.',
        },
    redirectUrl: callbackOf(settings.redirectUrl ?? ''),
    begin: (redirectUrl) => {
      const state = newState();
      const asked = { response_type: 'code', client_id: app.clientId, redirect_uri: redirectUrl, state };
      // LinkedIn wants spaces as %20 (contract linkedin 7.4).
      const query = `${new URLSearchParams(asked)}&scope=${encodeURIComponent(app.page ? scopes.page : scopes.member)}`;
      return {
        address: `${app.loginUrl}/oauth/v2/authorization?${query}`,
        isOurs: (answer) => answer.get('state') === state,
        finish: (answer, signal) => oauth.redeem(answer, { state, redirectUrl }, signal),
      };
    },
    // Only apps of approved partners are given a refresh token.
    refresh: (token, signal) => oauth.refresh(token, undefined, signal),
    prove: ({ token = '' }, signal) => (app.page ? provePage(token, app, { deps, signal }) : proveMember(token, app, { deps, signal })),
  };
}

/** The browser has to come back to omk, so to this computer. */
function callbackOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' && isLoopback(url.hostname) && url.port !== '') return address;
  return fail('config-bad-value', { name: 'LINKEDIN_REDIRECT_URL', expected: 'callback' });
}

function appOf({ settings, options }: ChannelValues): App {
  const { clientId = '', clientSecret = '', loginUrl = '', apiUrl = '' } = settings;
  const { author } = placeOf(options);
  const page = author?.startsWith('urn:li:organization:') ? author : undefined;
  return { clientId, clientSecret, loginUrl: bare(loginUrl), apiUrl: bare(apiUrl), ...(page && { page }) };
}

interface Asking {
  readonly deps: LoginDeps;
  readonly signal: AbortSignal;
}

/** Who the member is; their id is what `linkedin.author` needs. */
async function proveMember(token: string, { apiUrl }: App, { deps, signal }: Asking): Promise<LoginResult<Member>> {
  const init = { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
  const answer = await call(deps.network, { url: `${apiUrl}/v2/userinfo`, init, deadlineMs: deps.deadlineMs, signal });
  const member = fieldsIn(answer);
  if (answer.kind !== 'answer' || typeof member?.sub !== 'string') return unproved(answer);
  const urn = `urn:li:person:${member.sub}`;
  const name = typeof member.name === 'string' && member.name !== '' ? `${member.name} (${urn})` : urn;
  return done({ name, ...serverTime(answer.headers.get('date')) });
}

/** An app for pages may not ask who somebody is, so LinkedIn is asked whether the token is alive. */
async function provePage(token: string, app: App, { deps, signal }: Asking): Promise<LoginResult<Member>> {
  const body = new URLSearchParams({ token, client_id: app.clientId, client_secret: app.clientSecret });
  const answer = await call(deps.network, {
    url: `${app.loginUrl}/oauth/v2/introspectToken`,
    init: { method: 'POST', body },
    deadlineMs: deps.deadlineMs,
    signal,
  });
  const told = fieldsIn(answer);
  if (answer.kind !== 'answer' || told?.active !== true)
    return unproved(answer.kind === 'answer' && told ? { ...answer, status: 401 } : answer);
  return done({ name: app.page ?? '', ...serverTime(answer.headers.get('date')) });
}

const bare = (address: string): string => address.replace(/\/+$/, '');
