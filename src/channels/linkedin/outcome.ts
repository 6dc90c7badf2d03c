/** What LinkedIn's answers mean (contract linkedin 6 and 9). */
import type { HandOff, Receipt, SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { outcomeWithoutAnswer } from '../shared/http.ts';
import type { Reply } from './client.ts';
import { permalinkOf } from './permalink.ts';

type Answer = Extract<Reply, { kind: 'answer' }>;

export interface Situation {
  readonly now: Date;
  readonly version: string;
  readonly token: string;
  /** Set for a group, and for what a person placed: what a person gets when LinkedIn refuses. */
  readonly handOff?: HandOff;
}

/** The answer to the one call that publishes: in doubt it is unknown. */
export function outcomeOfCreate(reply: Reply, situation: Situation): SendOutcome {
  if (reply.kind !== 'answer') return outcomeWithoutAnswer(reply);
  const { status, createdId } = reply;
  if (isYes(status) && createdId) return { kind: 'sent', receipt: { remoteId: createdId, url: permalinkOf(createdId) } };
  if (isYes(status)) return { kind: 'unknown', problem: problem('unreadable-answer', { detail: 'x-restli-id' }) };
  if (status >= 300 && status < 400) return { kind: 'unknown', problem: problem('redirected', { to: '' }) };
  return refusal(reply, situation) ?? { kind: 'unknown', problem: problem('server-error', { status }) };
}

/** The answer to an edit or a deletion, which can both be done again. `isGone`: nothing there is a yes. */
export function outcomeOfChange(
  reply: Reply,
  receipt: Receipt,
  { isGone, ...situation }: Situation & { readonly isGone: boolean },
): SendOutcome {
  if (reply.kind !== 'answer') return outcomeWithoutAnswer(reply);
  const { status } = reply;
  if (isYes(status) || (isGone && isMissing(status, situation))) return { kind: 'sent', receipt };
  if (status < 400) return { kind: 'unknown', problem: problem('redirected', { to: '' }) };
  return refusal(reply, situation) ?? { kind: 'unknown', problem: problem('server-error', { status }) };
}

/** In a group, and for what a person placed, 404 may also mean that omk cannot see it: then a person looks. */
const isMissing = (status: number, { handOff }: Situation): boolean => status === 410 || (status === 404 && !handOff);

/** The answer to a call that publishes nothing yet: without a clear no, it can be done again. */
export function outcomeOfPreparation(reply: Reply, situation: Situation): SendOutcome {
  const refused = reply.kind === 'answer' ? refusal(reply, situation) : undefined;
  return (
    refused ?? {
      kind: 'retry',
      problem: problem('unavailable', { detail: reply.kind === 'answer' ? `HTTP ${reply.status}` : reply.detail }),
    }
  );
}

/** A clear no or later; `undefined` for everything that proves nothing, such as 408 and 5xx. */
function refusal(answer: Answer, { now, version, token, handOff }: Situation): SendOutcome | undefined {
  const { status } = answer;
  const detail = detailOf(answer, token);
  if (status < 400 || status === 408 || status >= 500) return undefined;
  if (status === 401) return { kind: 'rejected', problem: problem('auth', { detail }) };
  if (status === 409) return { kind: 'retry', problem: problem('unavailable', { detail }) };
  if (status === 426) return { kind: 'rejected', problem: problem('version-dead', { version }) };
  if (status === 429) return { kind: 'retry', problem: problem('rate-limited', { detail }), notBefore: nextMidnight(now) };
  if (isDuplicate(answer)) return { kind: 'rejected', problem: problem('duplicate', { detail }) };
  if (isPictureNotReady(answer)) return { kind: 'retry', problem: problem('unavailable', { detail }), notBefore: inHalfAMinute(now) };
  if (handOff && [400, 403, 404, 422].includes(status))
    return { kind: 'handed-off', handOff, problem: problem('group-refused', { detail }) };
  return { kind: 'rejected', problem: problemOf(answer, detail) };
}

function problemOf(answer: Answer, detail: string): Problem {
  if (answer.status === 403) return problem('forbidden', { detail });
  if (answer.status === 404) return problem('not-found', { detail });
  return says(answer, 'FIELD_LENGTH_TOO_LONG') ? problem('too-long', { detail }) : problem('rejected', { detail });
}

const isYes = (status: number): boolean => status >= 200 && status < 300;

/** LinkedIn counts per day of UTC and sends no Retry-After (contract linkedin 6). */
const nextMidnight = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));

const inHalfAMinute = (now: Date): Date => new Date(now.getTime() + 30_000);

const isDuplicate = (answer: Answer): boolean => answer.status === 422 && says(answer, 'DUPLICATE_POST');

const isPictureNotReady = (answer: Answer): boolean =>
  says(answer, 'MEDIA_ASSET_WAITING_UPLOAD') || says(answer, 'MEDIA_ASSET_PROCESSING_FAILED');

const says = ({ body }: Answer, code: string): boolean => (typeof body === 'string' ? body : JSON.stringify(body ?? '')).includes(code);

/** The service's own words, short; behind a gateway they can be HTML. Never the token, should it be echoed. */
export function detailOf({ status, body }: Answer, token: string): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  const words = typeof message === 'string' && !message.trimStart().startsWith('<') ? message.trim() : '';
  return words.replaceAll(token, '…').slice(0, 200) || `HTTP ${status}`;
}
