/** A sender whose credential is renewed when it ends, also in the middle of a long run. */
import type { Sender } from '../../core/channel.ts';
import type { Check } from '../../core/check.ts';
import { type Credential, type LoginResult, standingOf } from '../../core/login.ts';
import type { Finding, SendOutcome } from '../../core/outcome.ts';
import type { Problem } from '../../core/problem.ts';
import type { RenewOptions } from './renewing.ts';

export interface RenewingOptions {
  readonly credential: Credential;
  readonly now: () => Date;
  readonly open: (credential: Credential) => Promise<Sender>;
  readonly renew: (inHand: Credential, options?: RenewOptions) => Promise<LoginResult<Credential>>;
}

/** Opens it; a credential that is over is renewed by the first call, whose answer tells when that fails. */
export async function renewingSender({ credential, now, open, renew }: RenewingOptions): Promise<Sender> {
  let inHand = credential;
  let sender = await open(inHand);

  /** `undefined`: what is in hand is good, or has become so. */
  const replace = async (options?: RenewOptions): Promise<Failure | undefined> => {
    const before = inHand;
    const result = await renew(before, options);
    if (result.kind === 'failed') return { kind: result.isPassing ? 'retry' : 'rejected', problem: result.problem };
    if (result.value === before) return undefined;
    inHand = result.value;
    const old = sender;
    sender = await open(inHand);
    await old.close?.();
    return undefined;
  };

  /** A refused login means that nothing was done, so the call may be made once more (contract yammer 10). */
  const use = async <T extends object>(call: (sender: Sender) => Promise<T>): Promise<T | SendOutcome> => {
    const isOver = standingOf(inHand, now(), 0).kind === 'to-renew';
    const failure = isOver ? await replace() : undefined;
    if (failure) return failure;
    const used = inHand;
    const answer = await call(sender);
    if (!isRefusedLogin(answer)) return answer;
    const again = used === inHand ? await replace({ isRefused: true }) : undefined;
    if (again) return again.kind === 'retry' ? again : answer;
    return used === inHand ? answer : call(sender);
  };

  const { find, update, remove, resolve, notify, check } = sender;
  return {
    send: (...args) => use((one) => one.send(...args)),
    ...(update && { update: (...args) => use((one) => called(one.update?.(...args))) }),
    ...(remove && { remove: (...args) => use((one) => called(one.remove?.(...args))) }),
    ...(notify && { notify: (...args) => use((one) => called(one.notify?.(...args))) }),
    ...(resolve && { resolve: (...args) => use((one) => called(one.resolve?.(...args))) }),
    ...(find && {
      find: async (...args) => {
        const answer = await use((one) => called(one.find?.(...args)));
        if (isFinding(answer)) return answer;
        return { kind: 'unsure', ...('problem' in answer && answer.problem && { problem: answer.problem }) };
      },
    }),
    ...(check && {
      check: async (...args) => {
        const failure = standingOf(inHand, now(), 0).kind === 'to-renew' ? await replace() : undefined;
        return failure ? [asCheck(failure)] : called(sender.check?.(...args));
      },
    }),
    close: async () => sender.close?.(),
  };
}

type Failure = Extract<SendOutcome, { kind: 'retry' | 'rejected' }>;

const asCheck = ({ kind, problem }: Failure): Check => ({ about: 'login', result: kind === 'retry' ? 'unreachable' : 'fault', problem });

/** Every sender that a channel opens can do the same. */
const called = <T>(answer: Promise<T> | undefined): Promise<T> => answer ?? Promise.reject(new Error('This sender cannot do that.'));

const findings = ['found', 'absent', 'unseen', 'resumable', 'unsure'];

const isFinding = (answer: Finding | SendOutcome): answer is Finding => findings.includes(answer.kind);

function isRefusedLogin(answer: object): boolean {
  const { kind, problem } = answer as { kind?: string; problem?: Problem };
  return (kind === 'rejected' || kind === 'unsure') && problem?.code === 'auth';
}
