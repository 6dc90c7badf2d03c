/** What Yammer's answers mean (contract yammer 7). */
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type Answer, outcomeWithoutAnswer, retryAfter } from '../shared/http.ts';
import { dataOf, type Fields, fieldsOf, isYes } from './client.ts';

type Given = Extract<Answer, { kind: 'answer' }>;

export interface Situation {
  readonly now: Date;
  readonly token: string;
  /** The delivery: spreads what waits for the same bucket. */
  readonly key: string;
}

/** The answer to the one call that publishes: in doubt it is unknown. */
export function outcomeOfCreate(answer: Answer, situation: Situation): SendOutcome {
  if (answer.kind !== 'answer') return outcomeWithoutAnswer(answer);
  if (isYes(answer)) return outcomeOfYes(answer);
  return refusal(answer, situation) ?? { kind: 'unknown', problem: inDoubt(answer) };
}

/** The answer to a deletion. A message that is not there is as good as deleted (contract yammer 7). */
export function outcomeOfDelete(answer: Answer, receipt: Receipt, situation: Situation): SendOutcome {
  if (answer.kind !== 'answer') return outcomeWithoutAnswer(answer);
  const { status } = answer;
  const isGone = isYes(answer) || ((status === 404 || status === 410) && !isRateLimit(answer));
  if (isGone) return { kind: 'sent', receipt };
  return refusal(answer, situation) ?? { kind: 'unknown', problem: inDoubt(answer) };
}

const inDoubt = ({ status, headers }: Given): Problem =>
  status < 400 ? problem('redirected', { to: hostOf(headers.get('location')) }) : problem('server-error', { status });

/** The answer to a call that publishes nothing yet: without a clear no, it can be done again. */
export function outcomeOfPreparation(answer: Answer, situation: Situation): SendOutcome {
  const refused = answer.kind === 'answer' ? refusal(answer, situation) : undefined;
  return (
    refused ?? {
      kind: 'retry',
      problem: problem('unavailable', { detail: answer.kind === 'answer' ? `HTTP ${answer.status}` : answer.detail }),
    }
  );
}

function outcomeOfYes(answer: Given): SendOutcome {
  const { messages } = fieldsOf(dataOf(answer));
  const receipt = Array.isArray(messages) ? receiptOf(fieldsOf(messages[0])) : undefined;
  return receipt
    ? { kind: 'sent', receipt }
    : { kind: 'unknown', problem: problem('unreadable-answer', { detail: `HTTP ${answer.status}` }) };
}

/** Ids are kept as text; one too large for a number is read from the address, which holds all its digits. */
export function receiptOf({ id, web_url: webUrl }: Fields): Receipt | undefined {
  const url = typeof webUrl === 'string' && /^https?:\/\//.test(webUrl) ? webUrl : undefined;
  const remoteId =
    typeof id === 'string' || Number.isSafeInteger(id)
      ? String(id)
      : typeof id === 'number'
        ? url?.match(/\/messages\/(\d+)/)?.[1]
        : undefined;
  return remoteId ? { remoteId, ...(url && { url }) } : undefined;
}

/** A clear no or later; `undefined` for everything that proves nothing, such as 408 and 5xx. */
function refusal(answer: Given, situation: Situation): SendOutcome | undefined {
  const { status } = answer;
  if (status < 400 || status === 408 || status >= 500) return undefined;
  const detail = detailOf(answer, situation.token);
  if (isRateLimit(answer)) return { kind: 'retry', problem: problem('rate-limited', { detail }), notBefore: whenFree(answer, situation) };
  return { kind: 'rejected', problem: problemOf(status, detail) };
}

function problemOf(status: number, detail: string): Problem {
  if (status === 401) return problem('auth', { detail });
  if (status === 403) return problem('forbidden', { detail });
  return status === 404 || status === 410 ? problem('not-found', { detail }) : problem('rejected', { detail });
}

/** Code 33 was also seen under 401 and 403. */
export const isRateLimit = (answer: Given): boolean =>
  answer.status === 429 || ([401, 403].includes(answer.status) && fieldsOf(fieldsOf(dataOf(answer)).response).code === 33);

/** No Retry-After is known of; the bucket is free after 30 seconds. Deliveries that wait do not all come back at once. */
function whenFree({ headers }: Given, { now, key }: Situation): Date {
  const spreadMs = [...key].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 5000, 0);
  return retryAfter(headers, now) ?? new Date(now.getTime() + 30_000 + spreadMs);
}

/** The service's own words, in the order of the contract; short, and never the token, should it be echoed. */
export function detailOf(answer: Given, token: string): string {
  const data = dataOf(answer);
  const { response, base, error, ...rest } = fieldsOf(data);
  const found = [
    fieldsOf(response).message,
    first(base) ?? base,
    Object.values(rest).map(first).find(isText),
    fieldsOf(error).message,
    data,
  ].find(isText);
  const words = found?.trimStart().startsWith('<') ? '' : (found ?? '').trim();
  return words.replaceAll(token, '…').slice(0, 200) || `HTTP ${answer.status}`;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Of the keys of an error only those with a list tell what is wrong; `base` may also be a text. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

function hostOf(location: string | null): string {
  return location && URL.canParse(location) ? new URL(location).host : '';
}
