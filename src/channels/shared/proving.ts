/** What the answer to a harmless call says about a login. */
import { failed, type LoginFailure } from '../../core/login.ts';
import { problem } from '../../core/problem.ts';
import { type Answer, parseJson } from './http.ts';

/** The call did not prove anything: refused, or not answered. `detail`: the service's own words. */
export function unproved(answer: Answer, detail?: string): LoginFailure {
  if (answer.kind !== 'answer') return failed(problem('login-away', { detail: answer.detail }), true);
  const { status } = answer;
  const told = detail || `HTTP ${status}`;
  if (status >= 500 || status === 429 || status === 408) return failed(problem('login-away', { detail: told }), true);
  return status >= 400 ? failed(problem('login-refused', { detail: told })) : failed(problem('login-unreadable', { detail: told }));
}

/** The service's time by its Date header, where it is one. */
export function serverTime(date: string | null | undefined): { readonly at?: Date } {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? {} : { at: new Date(at) };
}

export type Fields = Readonly<Record<string, unknown>>;

/** The body of a good answer as an object; `undefined`: it is none. */
export function fieldsIn(answer: Answer): Fields | undefined {
  const data = answer.kind === 'answer' && answer.status === 200 ? parseJson(answer.body) : undefined;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : undefined;
}
