/** Logging in to Pleio: it has no tokens, so a person copies the cookie of a browser that is signed in (contract pleio 1.3). */
import type { ChannelValues, EntryWay, LoginDeps } from '../../core/channel.ts';
import { dayMs, done, failed, type LoginResult } from '../../core/login.ts';
import { fail, problem } from '../../core/problem.ts';
import { serverTime } from '../shared/proving.ts';
import { isFields, readAnswer } from './answers.ts';
import { openClient, WHO_IS_THIS } from './graphql.ts';

/** The usual age at which a site ends a login; it does not slide (contract pleio 1.3). */
const lifeDays = 14;

export function openLogin({ settings, options }: ChannelValues, deps: LoginDeps): EntryWay {
  const address = settings.url ?? (typeof options.url === 'string' ? options.url : fail('config-missing-key', { key: 'pleio.url' }));
  const site = address.replace(/\/+$/, '');
  return {
    kind: 'entry',
    about: {
      nl: `Open ${site} in een browser en log in met het functionele account; was u al ingelogd, log dan eerst uit, want de aanmelding geldt ongeveer ${lifeDays} dagen vanaf nu. Druk daarna op F12. In Chrome en Edge: tabblad "Toepassing" (Application), links "Cookies"; in Firefox: tabblad "Opslag", links "Cookies". Klik op het adres van de site en kopieer de waarde van "sessionid".`,
      en: `Open ${site} in a browser and log in with the functional account; if you were logged in already, log out first, for the login lasts about ${lifeDays} days from now. Then press F12. In Chrome and Edge: tab "Application", on the left "Cookies"; in Firefox: tab "Storage", on the left "Cookies". Click the address of the site and copy the value of "sessionid".`,
    },
    questions: [
      {
        name: 'cookie',
        label: { nl: 'Cookie sessionid', en: 'Cookie sessionid' },
        help: {
          nl: 'De waarde alleen, of met "sessionid=" ervoor; andere cookies eromheen zijn geen bezwaar.',
          en: 'The value alone, or with "sessionid=" before it; other cookies around it do no harm.',
        },
        read: cookieIn,
      },
    ],
    grant: (given) => ({ settings: given, expiresAt: new Date(deps.clock.now().getTime() + lifeDays * dayMs), isEstimate: true }),
    prove: (given, signal) => prove(site, given.cookie ?? '', { deps, signal }),
  };
}

async function prove(
  site: string,
  cookie: string,
  { deps, signal }: { readonly deps: LoginDeps; readonly signal: AbortSignal },
): Promise<LoginResult<{ readonly name: string; readonly at?: Date }>> {
  const answer = await openClient(site, cookie, deps).ask(WHO_IS_THIS, {}, signal);
  const reply = readAnswer(answer, { phase: 'prepare', now: deps.clock.now(), place: new URL(site).host });
  if (reply.kind === 'failed') return asFailure(reply.outcome);
  const { viewer } = reply.data;
  const user = isFields(viewer) && viewer.loggedIn === true && isFields(viewer.user) ? viewer.user : undefined;
  // An open site answers strangers too: only a name proves that the cookie is known.
  if (!user) return failed(problem('login-stranger', {}));
  const name = typeof user.name === 'string' && user.name !== '' ? user.name : String(user.guid);
  return done({ name, ...serverTime(answer.kind === 'answer' ? answer.headers.get('date') : undefined) });
}

function asFailure(outcome: Extract<ReturnType<typeof readAnswer>, { kind: 'failed' }>['outcome']) {
  if (outcome.kind === 'retry') return failed(problem('login-away', { detail: detailOf(outcome.problem.params) }), true);
  if (outcome.kind === 'rejected' && outcome.problem.code === 'auth') return failed(problem('login-stranger', {}));
  return outcome.kind === 'rejected' ? failed(outcome.problem) : failed(problem('login-unreadable', { detail: 'GraphQL' }));
}

const detailOf = (params: object): string =>
  'detail' in params ? String(params.detail) : 'status' in params ? `HTTP ${params.status}` : '';

/**
 * `sessionid` out of whatever was pasted: the value, `name=value`, a whole Cookie header, a row or line of the browser's
 * own list. The CSRF token is kept with it where it is there; no other cookie is.
 */
export function cookieIn(pasted: string): string | undefined {
  const text = pasted.trim().replace(/^(["'])([^"']*)\1$/, '$2');
  const session = named('sessionid', text);
  if (session === undefined) return /^[\w.~+/-]{8,}$/.test(text) ? `sessionid=${text}` : undefined;
  const csrf = named('csrftoken', text);
  return `sessionid=${session}${csrf === undefined ? '' : `; csrftoken=${csrf}`}`;
}

const named = (name: string, text: string): string | undefined =>
  new RegExp(`(?:^|[\\s;,:"'])${name}["']?\\s*[=:\\t ]\\s*["']?([\\w.~+/-]{8,})`).exec(text)?.[1];
