/** What the answer to one mail means for its reader, and whether the mailing goes on (contract newsletter 8 to 10). */
import { isGone } from '../../core/bounce.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import type { RecipientSettlement } from '../../core/reader.ts';
import type { MailAnswer } from './connection.ts';

export interface Verdict {
  /** Absent: surely not sent and not the reader's doing; it may be tried again at once. */
  readonly reader?: RecipientSettlement;
  /** Ends the mailing for now; whoever is left keeps waiting. */
  readonly stop?: SendOutcome;
  /** Counts towards an end when it comes several times in a row. */
  readonly trouble?: { readonly kind: 'later' | 'policy' | 'doubt' | 'broken'; readonly outcome: SendOutcome };
}

export interface Judged {
  readonly answer: MailAnswer;
  /** Attempts for this reader, this one included. */
  readonly attempts: number;
  readonly now: Date;
}

/** How many in a row end the mailing. */
export const patience = { later: 10, policy: 5, doubt: 3, broken: 3 } as const;

const minute = 60_000;
const delays = [1, 5, 15, 60].map((minutes) => minutes * minute);
const laterDelay = 120 * minute;
/** Of one reader: after these waits a day is over, however long the mailing takes or stood still. */
const mostAttempts = 16;

export function judge({ answer, ...when }: Judged): Verdict {
  if (answer.kind === 'accepted') return { reader: { state: 'sent' } };
  if (answer.kind === 'lost') return lost(answer);
  if (answer.step === 'connect' || answer.step === 'secure' || answer.step === 'login' || answer.step === 'sender')
    return { stop: refusedBeforeReader(answer, when.now) };
  if (answer.status < 500) return later(answer, when);
  return isAboutSender(answer) ? { stop: refusedBeforeReader(answer, when.now) } : refused(answer);
}

type Refusal = Extract<MailAnswer, { kind: 'refused' }>;

/** What it means that no mail at all can be handed in. */
export function withoutConnection(answer: Exclude<MailAnswer, { kind: 'accepted' }>, now: Date): SendOutcome {
  return answer.kind === 'lost'
    ? { kind: 'retry', problem: problem('unavailable', { detail: answer.detail }) }
    : refusedBeforeReader(answer, now);
}

function lost({ begun, detail }: Extract<MailAnswer, { kind: 'lost' }>): Verdict {
  const found = problem(begun ? 'no-answer' : 'unavailable', { detail });
  const outcome: SendOutcome = { kind: 'retry', problem: found };
  return begun
    ? { reader: { state: 'unconfirmed', problem: found }, trouble: { kind: 'doubt', outcome } }
    : { trouble: { kind: 'broken', outcome } };
}

function later(answer: Refusal, { attempts, now }: Omit<Judged, 'answer'>): Verdict {
  const found = problem('rate-limited', { detail: said(answer) });
  if (attempts >= mostAttempts) return { reader: { state: 'refused', problem: found } };
  const notBefore = new Date(now.getTime() + (delays[Math.max(0, attempts - 1)] ?? laterDelay));
  const reader: RecipientSettlement = { state: 'waiting', problem: found, notBefore };
  const outcome = refusedBeforeReader(answer, now);
  // 421: the server closes, and wants to be left alone for a while.
  return answer.status === 421 ? { reader, stop: outcome } : { reader, trouble: { kind: 'later', outcome } };
}

function refused(answer: Refusal): Verdict {
  const found = problem('rejected', { detail: said(answer) });
  const reader: RecipientSettlement = { state: 'refused', problem: found, ...(isAddressGone(answer) && { suppress: 'bounced' }) };
  const isPolicy = /^5\.7\./.test(enhancedCode(answer.reply));
  return {
    reader,
    ...(isPolicy && {
      trouble: { kind: 'policy', outcome: { kind: 'rejected', problem: problem('forbidden', { detail: said(answer) }) } },
    }),
  };
}

/** After the mail itself the same words may be about its text. */
const isAddressGone = ({ step, reply }: Refusal): boolean => step === 'recipient' && isGone(enhancedCode(reply));

/** Login, authentication of the domain, size: true for every reader alike, so nobody is marked for it. */
function isAboutSender({ status, reply }: Refusal): boolean {
  const code = enhancedCode(reply);
  return status === 530 || status === 535 || code === '5.3.4' || /^5\.7\.(?:2\d|3[0-2]|5\d\d)$/.test(code);
}

function refusedBeforeReader(answer: Refusal, now: Date): SendOutcome {
  const detail = said(answer);
  if (answer.status < 500)
    return { kind: 'retry', problem: problem('rate-limited', { detail }), notBefore: new Date(now.getTime() + minute) };
  return { kind: 'rejected', problem: problemOf(answer, detail) };
}

function problemOf({ step, status, reply }: Refusal, detail: string): Problem {
  // What a server says to a login may repeat parts of it: its codes suffice.
  if (step === 'login' || status === 535 || status === 530) return problem('auth', { detail: `${status} ${enhancedCode(reply)}`.trim() });
  if (status === 552 || enhancedCode(reply) === '5.3.4') return problem('too-long', { detail });
  return problem('forbidden', { detail });
}

const enhancedCode = (reply: string): string => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? '';

const maxDetail = 200;

/** What the server said, on one line and without anybody's address. */
const said = ({ reply }: Refusal): string =>
  reply
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\S*@\S*/g, '…')
    .trim()
    .slice(0, maxDetail);
