/** What an answer of Pleio means (contract pleio 1.2 and 6). */

import type { SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type Answer, outcomeWithoutAnswer, parseJson, retryAfter } from '../shared/http.ts';

/** `publish`: what was asked may stand out there. `prepare`: a question or an upload, which nobody sees. */
export type Phase = 'prepare' | 'publish';

export type Reply = { readonly kind: 'data'; readonly data: Fields } | { readonly kind: 'failed'; readonly outcome: SendOutcome };

export type Fields = Readonly<Record<string, unknown>>;

export interface Reading {
  readonly phase: Phase;
  readonly now: Date;
  /** The group or site as people call it, for the sentence about it. */
  readonly place: string;
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const rejected = (found: Problem): SendOutcome => ({ kind: 'rejected', problem: found });

/** Nobody can tell: in doubt for what readers see, another try for what they do not. */
const unclear = (phase: Phase, found: Problem): SendOutcome => ({ kind: phase === 'publish' ? 'unknown' : 'retry', problem: found });

/** The data of an answer, or the outcome that it leads to. */
export function readAnswer(answer: Answer, reading: Reading): Reply {
  if (answer.kind !== 'answer') return { kind: 'failed', outcome: withoutAnswer(answer, reading.phase) };
  const json = isJson(answer.headers) ? parseJson(answer.body) : undefined;
  if (answer.status !== 200 || !isFields(json)) return { kind: 'failed', outcome: outcomeOfStatus(answer, json, reading) };
  const { data } = json;
  const [message] = errorsOf(json);
  // An answer may carry both, when something beside the post went wrong.
  if (isFields(data) && (message === undefined || Object.values(data).some((value) => value !== null))) return { kind: 'data', data };
  return { kind: 'failed', outcome: outcomeOfCode(message ?? 'data: null', reading) };
}

export const isJson = (headers: Headers): boolean => /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '');

function withoutAnswer(answer: Exclude<Answer, { kind: 'answer' }>, phase: Phase): SendOutcome {
  const outcome = outcomeWithoutAnswer(answer);
  return outcome.kind === 'unknown' ? unclear(phase, outcome.problem) : outcome;
}

type Received = Extract<Answer, { kind: 'answer' }>;

function outcomeOfStatus(answer: Received, json: unknown, { phase, now }: Reading): SendOutcome {
  const { status, headers, body } = answer;
  const detail = detailOf(status, body, json);
  if (status === 429) return later(retryAfter(headers, now), detail);
  if (status >= 500) return unclear(phase, problem('server-error', { status }));
  if (status >= 300 && status < 400) return redirected(headers, phase);
  if (status < 300 && !isLoginPage(headers, body)) return unclear(phase, problem('unreadable-answer', { detail }));
  if (status < 300) return rejected(problem('auth', { detail }));
  switch (status) {
    case 401:
      return rejected(problem('auth', { detail }));
    case 403:
      return rejected(needsNewLogin.test(body) ? problem('auth', { detail }) : problem('forbidden', { detail }));
    // A proxy's own deadline: who knows what the site behind it did.
    case 408:
      return unclear(phase, problem('no-answer', { detail }));
    case 404:
      return rejected(problem('not-found', { detail }));
    default:
      return rejected(problem('rejected', { detail }));
  }
}

const later = (notBefore: Date | undefined, detail: string): SendOutcome => ({
  kind: 'retry',
  problem: problem('rate-limited', { detail }),
  ...(notBefore && { notBefore }),
});

/** A host that is only an alias runs the mutation first and redirects then (contract pleio 1.2). */
function redirected(headers: Headers, phase: Phase): SendOutcome {
  const found = problem('redirected', { to: hostOf(headers.get('location') ?? '') });
  return phase === 'publish' ? { kind: 'unknown', problem: found } : rejected(found);
}

/** The host alone: an address may carry a token. */
const hostOf = (location: string): string =>
  URL.canParse(location) ? new URL(location).origin : (location.split(/[?#]/)[0] ?? '').slice(0, 200);

/** A missing second factor ends the login, and a missing CSRF token comes with a new one (contract pleio 1.1 and 1.2). */
const needsNewLogin = /csrf|2fa|two[- ]factor|twee-?factor|tweestaps/i;

export const isLoginPage = (headers: Headers, body: string): boolean =>
  /html/i.test(headers.get('content-type') ?? '') && /\/oidc\/|href="\/login|action="\/login/i.test(body);

/** What the service itself said, in short: its message, the title of its page, or its status. */
function detailOf(status: number, body: string, json: unknown): string {
  const said = (isFields(json) ? errorsOf(json)[0] : undefined) ?? /<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? '';
  return `HTTP ${status}${said.trim() && `: ${said.trim()}`}`.slice(0, 200);
}

export const errorsOf = ({ errors }: Fields): string[] =>
  Array.isArray(errors)
    ? errors.map((error: unknown) => (isFields(error) && typeof error.message === 'string' ? error.message : 'error'))
    : [];

type Maker = (detail: string, place: string) => Problem;

const auth: Maker = (detail) => problem('auth', { detail });
const forbidden: Maker = (detail) => problem('forbidden', { detail });
const invalid: Maker = (detail) => problem('rejected', { detail });
const noGroup: Maker = (_detail, name) => problem('destination-unknown', { name });

/** The codes that Pleio is known to answer (contract pleio 6); `unknown_error` is none, whatever its name. */
const codes: Readonly<Record<string, Maker>> = {
  not_logged_in: auth,
  not_authorized: forbidden,
  could_not_add: forbidden,
  could_not_save: forbidden,
  could_not_change: forbidden,
  could_not_delete: forbidden,
  user_not_site_admin: forbidden,
  user_not_group_owner_or_site_admin: forbidden,
  user_not_member_of_group: (detail, name) => problem('destination-closed', { name, detail }),
  could_not_find_group: noGroup,
  could_not_find: noGroup,
  NO_CONTAINER_GUID: noGroup,
  INVALID_CONTAINER_GUID: noGroup,
  text_too_long: (detail) => problem('too-long', { detail }),
  invalid_subtype: invalid,
  invalid_value: invalid,
  invalid_date: invalid,
  invalid_archive_after_date: invalid,
  invalid_answer: invalid,
  event_invalid_state: invalid,
  NO_FILE: invalid,
  SUBEVENT_OF_SUBEVENT: invalid,
};

/** Codes that name what they are about, and refusals of a value that GraphQL itself words. */
const patterns: readonly (readonly [RegExp, Maker])[] = [
  [/^file_not_clean:/, (detail) => problem('media-refused', { path: detail.slice('file_not_clean:'.length), detail: 'file_not_clean' })],
  [/^missing_required_field:/, invalid],
  [/^Variable ['"]?\$/, invalid],
];

/** A message that is no known code is a failure inside the service: who knows how far it came. */
function outcomeOfCode(message: string, { phase, place }: Reading): SendOutcome {
  const detail = message.slice(0, 200);
  const make = Object.hasOwn(codes, message) ? codes[message] : patterns.find(([pattern]) => pattern.test(message))?.[1];
  return make ? rejected(make(detail, place)) : unclear(phase, problem('unreadable-answer', { detail }));
}
