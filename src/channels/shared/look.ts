/** What the answer to a harmless question says of a service, as far as all services speak alike. For `omk doctor`. */
import { type Check, type CheckSubject, fault, unreachable } from '../../core/check.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Problem } from '../../core/problem.ts';
import type { Answer } from './http.ts';

export interface Asked {
  readonly about: CheckSubject;
  /** Of the service, for the sentence about it. */
  readonly host: string;
}

export type Heard =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Data, not a page for people. */
      readonly isData: boolean;
      /** Where it points to instead. */
      readonly location?: string | null | undefined;
      /** The service's own words, short. */
      readonly detail: string;
    }
  | { readonly kind: 'not-sent' | 'no-answer' | 'unreadable'; readonly detail: string };

/** What keeps the answer from being used; `undefined`: nothing does. */
export function troubleOf(heard: Heard, asked: Asked): Check | undefined {
  return heard.kind === 'answer' ? troubleOfStatus(heard, asked) : silenceOf(heard, asked);
}

function troubleOfStatus(
  { status, isData, location, detail }: Extract<Heard, { kind: 'answer' }>,
  { about, host }: Asked,
): Check | undefined {
  if (status >= 500) return unreachable(about, 'server-error', { status });
  if (status === 429) return unreachable(about, 'rate-limited', { detail });
  if (status === 408) return unreachable(about, 'no-answer', { detail: 'HTTP 408' });
  if (status >= 300 && status < 400) return fault(about, 'redirected', { to: originOf(location) });
  if (status < 300) return isData ? undefined : fault(about, 'service-not-api', { host });
  if (status === 401) return fault(about, 'auth', { detail });
  if (status === 402) return fault(about, 'out-of-credit', { detail });
  if (status === 403) return fault(about, 'forbidden', { detail });
  if (status === 404 || status === 410) return fault(about, 'not-found', { detail });
  return fault(about, 'rejected', { detail });
}

/** The host alone: an address may carry a token. */
const originOf = (location: string | null | undefined): string => (location && URL.canParse(location) ? new URL(location).origin : '');

/** Codes of TLS (https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes) and of a port that speaks none. */
const ofTls = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_|^ERR_(?:TLS|SSL)|^EPROTO$/;

function silenceOf({ kind, detail }: Exclude<Heard, { kind: 'answer' }>, { about, host }: Asked): Check {
  if (ofTls.test(detail)) return fault(about, 'service-certificate', { host, detail });
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(detail)) return unreachable(about, 'service-unknown-name', { host });
  if (kind === 'unreadable') return unreachable(about, 'unreadable-answer', { detail });
  return kind === 'not-sent' ? unreachable(about, 'unavailable', { detail }) : unreachable(about, 'no-answer', { detail });
}

/** The same for a call over `fetch`; `detailOf` finds the service's own words. */
export function heard(answer: Answer, detailOf: (answer: Extract<Answer, { kind: 'answer' }>) => string): Heard {
  if (answer.kind !== 'answer') return answer;
  const { status, headers } = answer;
  const isData = /\bjson\b/i.test(headers.get('content-type') ?? '');
  return { kind: 'answer', status, isData, location: headers.get('location'), detail: detailOf(answer) };
}

/** What a channel made of an answer that was no yes: a clear no is to be mended, anything else may pass by itself. */
export function checkOfOutcome(about: CheckSubject, outcome: SendOutcome): readonly Check[] {
  const found: Problem | undefined = 'problem' in outcome ? outcome.problem : undefined;
  return found ? [{ about, result: outcome.kind === 'rejected' ? 'fault' : 'unreachable', problem: found }] : [];
}
