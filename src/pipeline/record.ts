/** The retry decision: what an outcome means for a delivery. Pure; the jitter comes from the delivery's id. */
import { createHash } from 'node:crypto';
import { type Delivery, isRepeatable, type Settlement } from '../core/delivery.ts';
import type { SendOutcome } from '../core/outcome.ts';
import { problem } from '../core/problem.ts';

export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly factor: number;
  readonly maxDelayMs: number;
  /** From the first attempt on; after that a delivery fails. */
  readonly giveUpAfterMs: number;
}

/** 2 s, 10 s, 50 s, 4 min, then every 15 minutes, for a day. */
export const defaultPolicy: RetryPolicy = { firstDelayMs: 2_000, factor: 5, maxDelayMs: 900_000, giveUpAfterMs: 86_400_000 };

export interface RecordInput {
  readonly outcome: SendOutcome;
  readonly delivery: Delivery;
  readonly policy: RetryPolicy;
  readonly now: Date;
}

/** What to write down for an outcome. */
export function settlementFor({ outcome, delivery, policy, now }: RecordInput): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', receipt: outcome.receipt, ...(outcome.warning && { problem: outcome.warning }) };
    case 'rejected':
      return { state: 'failed', problem: outcome.problem };
    case 'unknown':
      // An edit or a deletion that may have been done is simply done once more.
      return isRepeatable(delivery.kind)
        ? retrySettlement({ kind: 'retry', problem: outcome.problem }, delivery, policy, now)
        : { state: 'unconfirmed', problem: outcome.problem };
    case 'handed-off':
      return { state: 'handed-off', handOff: outcome.handOff, ...(outcome.problem && { problem: outcome.problem }) };
    case 'retry':
      return retrySettlement(outcome, delivery, policy, now);
  }
}

function retrySettlement(outcome: Extract<SendOutcome, { kind: 'retry' }>, delivery: Delivery, policy: RetryPolicy, now: Date): Settlement {
  const since = delivery.firstAttemptAt ?? now;
  if (!outcome.isPatient && now.getTime() - since.getTime() >= policy.giveUpAfterMs) {
    return { state: 'failed', problem: problem('retries-used-up', { attempts: delivery.attempts, last: outcome.problem.code }) };
  }
  const backoff = now.getTime() + delayFor(delivery, policy);
  const dueAt = outcome.notBefore ? Math.max(outcome.notBefore.getTime(), now.getTime()) : backoff;
  return { state: 'scheduled', dueAt: new Date(dueAt), problem: outcome.problem };
}

/** Grows with each attempt; up to a fifth is added, different for each delivery, so that many do not return at once. */
function delayFor({ id, attempts }: Delivery, policy: RetryPolicy): number {
  const delay = Math.min(policy.maxDelayMs, policy.firstDelayMs * policy.factor ** Math.max(0, attempts - 1));
  const share = createHash('sha256').update(`${id} ${attempts}`).digest().readUInt16BE(0) / 0xffff;
  return Math.round(delay * (1 + share / 5));
}
