/** One call over HTTP with a deadline, and what its status or failure means for a write. */
import type { Network } from '../../core/channel.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { answerText } from './answer-text.ts';

export interface Call {
  readonly url: string;
  readonly init?: RequestInit;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** The answer with its body read in full, or the reason why there is none. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  /** Nothing was handed over: refused, unknown name, TLS failure. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** The request may have arrived: deadline, reset, cut answer. */
  | { readonly kind: 'no-answer'; readonly detail: string };

/** Failures of a connection that was never made, so nothing was handed over (architecture: "Which outcome?"). */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Calls once; follows no redirect; never throws for a failure of the network. */
export async function call(network: Network, { url, init, deadlineMs, signal }: Call): Promise<Answer> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await network.fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any([signal, deadline]) });
    return { kind: 'answer', status: response.status, headers: response.headers, body: await answerText(response) };
  } catch (error) {
    if (deadline.aborted) return { kind: 'no-answer', detail: `${deadlineMs / 1000} s` };
    return failureOf(error);
  }
}

/** What a network error, also one of a client library, says about the request: handed over or not. */
export function failureOf(error: unknown): Exclude<Answer, { kind: 'answer' }> {
  const code = errorCode(error);
  return { kind: neverConnected.test(code) ? 'not-sent' : 'no-answer', detail: code };
}

/** The system's code of a network error (`ECONNRESET`), found behind the errors that wrap it. */
export function errorCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
    if (cause instanceof AggregateError && cause.errors.length > 0) return errorCode(cause.errors[0]);
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** What it means for a write that there is no answer. */
export const outcomeWithoutAnswer = (answer: Exclude<Answer, { kind: 'answer' }>): SendOutcome =>
  answer.kind === 'not-sent'
    ? { kind: 'retry', problem: problem('unavailable', { detail: answer.detail }) }
    : { kind: 'unknown', problem: problem('no-answer', { detail: answer.detail }) };

/** The moment in a Retry-After header (seconds or a date), if any. */
export function retryAfter(headers: Headers, now: Date): Date | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  const at = Number.isFinite(seconds) ? now.getTime() + seconds * 1000 : Date.parse(value);
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** JSON, or `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
