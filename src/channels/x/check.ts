/**
 * For `omk doctor`: whose keys are these, may they post, how many calls are left. One call tells it all. It is the cheapest
 * that names the account: $0.010, once per day of UTC (contract x 3.4 and 3.9); what fails is free.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { type Check, fault, good, type SawDate, unchecked } from '../../core/check.ts';
import { type Heard, troubleOf } from '../shared/look.ts';
import { complaintOf, createdId, usernameOf } from './answers.ts';
import type { Answer, Connection } from './connection.ts';
import { prices } from './prices.ts';

export interface Looking {
  readonly call: Connection;
  readonly host: string;
  readonly signal: AbortSignal;
  readonly sawDate?: SawDate | undefined;
}

export async function checkAccount({ call, host, signal, sawDate }: Looking): Promise<readonly Check[]> {
  const answer = await call({ method: 'GET', path: 'users/me' }, signal);
  if (answer.kind === 'answer') sawDate?.(answer.headers.date);
  const trouble = refusalOf(answer) ?? troubleOf(heardOf(answer), { about: 'account', host });
  if (trouble || answer.kind !== 'answer') return trouble ? [trouble] : [];
  const id = createdId(answer.body);
  if (id === undefined) return [fault('account', 'service-not-api', { host })];
  const username = usernameOf(answer.body);
  const name = username ? `@${username}` : `account ${id}`;
  return [good('account', 'account-known', { name, cents: prices.user / 10 }), permission(answer.headers), ...limits(answer.headers)];
}

/** The spend limit is a 403 that has nothing to do with rights (contract x 3.3). */
function refusalOf(answer: Answer): Check | undefined {
  if (answer.kind !== 'answer' || answer.status < 400) return undefined;
  const { title, detail } = complaintOf(answer.body, answer.status);
  return title === 'SpendCapReached' ? fault('account', 'spend-cap', { detail }) : undefined;
}

function heardOf(answer: Answer): Heard {
  if (answer.kind !== 'answer') return answer;
  const { status, headers, body } = answer;
  const isData = typeof body === 'object' && body !== null;
  return {
    kind: 'answer',
    status,
    isData,
    location: headers.location,
    detail: isData ? complaintOf(body, status).detail : `HTTP ${status}`,
  };
}

/** `read`, `read-write` or `read-write-directmessages`. */
function permission(headers: IncomingHttpHeaders): Check {
  const level = headers['x-access-level'];
  if (typeof level !== 'string' || level === '') return unchecked('permission', 'permission-unseen', {});
  return level === 'read' ? fault('permission', 'app-read-only', {}) : good('permission', 'may-write', {});
}

/** Of posts in a day where X tells that, else of this question (contract x 3.4). */
function limits(headers: IncomingHttpHeaders): readonly Check[] {
  const buckets = ['x-user-limit-24hour', 'x-app-limit-24hour', 'x-rate-limit'].map((bucket) => ({
    left: Number(headers[`${bucket}-remaining`] ?? Number.NaN),
    of: Number(headers[`${bucket}-limit`] ?? Number.NaN),
    resetAt: Number(headers[`${bucket}-reset`] ?? Number.NaN),
  }));
  const known = buckets.filter(({ left, of }) => Number.isFinite(left) && Number.isFinite(of));
  const empty = known.find(({ left }) => left <= 0);
  if (empty) {
    const resetAt = Number.isFinite(empty.resetAt) ? new Date(empty.resetAt * 1000).toISOString() : '';
    return [fault('limits', 'calls-used-up', { resetAt })];
  }
  const [first] = known;
  return first ? [good('limits', 'calls-left', { left: first.left, of: first.of })] : [];
}
