/** What an answer of X means for a write (contract x 2.4, 3.3 and 8). */
import type { SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { complaintOf, createdId, isDeleted, isNotFound, latestReset } from './answers.ts';
import type { Answer } from './connection.ts';

type Full = Extract<Answer, { kind: 'answer' }>;
type Refused = Extract<SendOutcome, { kind: 'rejected' | 'retry' }>;

export type PostResult =
  | { readonly kind: 'posted'; readonly id: string }
  /** X knows this text already: perhaps from an attempt whose answer was lost. */
  | { readonly kind: 'duplicate'; readonly detail: string }
  /** The post that it replies to is gone, or not known everywhere yet. */
  | { readonly kind: 'no-parent'; readonly detail: string }
  | Extract<SendOutcome, { kind: 'rejected' | 'retry' | 'unknown' }>;

/** The answer to the one request that cannot be taken back. When in doubt: unknown. */
export function postResult(answer: Answer): PostResult {
  if (answer.kind !== 'answer') return silence(answer);
  const { status, body, headers } = answer;
  if (status >= 500) return { kind: 'unknown', problem: problem('server-error', { status }) };
  if (status >= 400) return refusal(answer);
  if (status >= 300) return { kind: 'unknown', problem: problem('redirected', { to: (headers.location ?? '').slice(0, 200) }) };
  const id = createdId(body);
  return id ? { kind: 'posted', id } : { kind: 'unknown', problem: problem('unreadable-answer', { detail: `HTTP ${status}` }) };
}

function silence({ kind, detail }: Exclude<Answer, Full>): Extract<SendOutcome, { kind: 'retry' | 'unknown' }> {
  if (kind === 'not-sent') return { kind: 'retry', problem: problem('unavailable', { detail }) };
  return { kind: 'unknown', problem: kind === 'no-answer' ? problem('no-answer', { detail }) : problem('unreadable-answer', { detail }) };
}

function refusal(answer: Full): PostResult {
  const { detail } = complaintOf(answer.body, answer.status);
  if (answer.status === 408) return { kind: 'unknown', problem: problem('no-answer', { detail }) };
  if (answer.status === 403 && /duplicate content/i.test(detail)) return { kind: 'duplicate', detail };
  if (answer.status === 403 && /deleted or not visible/i.test(detail)) return { kind: 'no-parent', detail };
  // Media ids lapse; the next attempt uploads again.
  if (answer.status === 400 && /media IDs are invalid/i.test(detail)) return { kind: 'retry', problem: problem('unavailable', { detail }) };
  return refused(answer);
}

/** A clear no, or a clear later: nothing was stored. */
export function refused({ status, headers, body }: Full): Refused {
  const { title, detail } = complaintOf(body, status);
  const rejected = (reason: Problem): Refused => ({ kind: 'rejected', problem: reason });
  if (status === 429 || status === 420) {
    const notBefore = latestReset(headers);
    return { kind: 'retry', problem: problem('rate-limited', { detail }), ...(notBefore && { notBefore }) };
  }
  if (title === 'SpendCapReached') return rejected(problem('spend-cap', { detail }));
  if (status === 402) return rejected(problem('out-of-credit', { detail }));
  if (status === 401) return rejected(problem('auth', { detail }));
  if (status === 403) return rejected(problem('forbidden', { detail }));
  if (status === 404) return rejected(problem('not-found', { detail }));
  return rejected(/text is too long/i.test(detail) ? problem('too-long', { detail }) : problem('rejected', { detail }));
}

export type Removal = { readonly kind: 'gone' } | Extract<SendOutcome, { kind: 'rejected' | 'retry' | 'unknown' }>;

/** The answer to a deletion. A post that is not there is as good as deleted (contract x 3.5). */
export function removal(answer: Answer): Removal {
  if (answer.kind !== 'answer') return silence(answer);
  const { status, body } = answer;
  if (status === 404 || status === 410 || isNotFound(body)) return { kind: 'gone' };
  if (status >= 500) return { kind: 'unknown', problem: problem('server-error', { status }) };
  if (status === 408) return { kind: 'unknown', problem: problem('no-answer', { detail: 'HTTP 408' }) };
  if (status >= 400) return refused(answer);
  return isDeleted(body) ? { kind: 'gone' } : { kind: 'unknown', problem: problem('unreadable-answer', { detail: `HTTP ${status}` }) };
}

/** The answer to a step before the post, such as an upload: whatever goes wrong, nothing is published. */
export function stepFailure(answer: Answer, mediaPath?: string): Refused | undefined {
  if (answer.kind !== 'answer') return { kind: 'retry', problem: problem('unavailable', { detail: answer.detail }) };
  const { status, body } = answer;
  if (status >= 500) return { kind: 'retry', problem: problem('server-error', { status }) };
  if (status >= 200 && status < 300) return undefined;
  if (status < 400) return { kind: 'retry', problem: problem('unavailable', { detail: `HTTP ${status}` }) };
  if (mediaPath !== undefined && [400, 413, 415, 422].includes(status)) {
    return { kind: 'rejected', problem: problem('media-refused', { path: mediaPath, detail: complaintOf(body, status).detail }) };
  }
  return refused(answer);
}
