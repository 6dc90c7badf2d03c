/** Deliveries of which nobody knows whether they exist: ask the channel, else leave them for a person. */
import type { CallContext, Sender } from '../core/channel.ts';
import type { Delivery, Settlement } from '../core/delivery.ts';
import type { Finding } from '../core/outcome.ts';
import { problem } from '../core/problem.ts';
import { type RetryPolicy, settlementFor } from './record.ts';

export interface Look {
  readonly delivery: Delivery;
  readonly sender: Sender;
  readonly context: CallContext;
  /** Is this the last look? Only then does "not there" count: a slow service may still be storing it before. */
  readonly isLast: boolean;
  /** How many of its answers were lost so far. */
  readonly timesInDoubt: number;
  readonly policy: RetryPolicy;
  readonly now: Date;
}

/** What one look at the channel decides: a settlement, nothing yet, or that only a person can tell. */
export async function lookFor({ sender, context, ...look }: Look): Promise<Settlement | 'nothing-yet' | 'ask-a-person'> {
  if (!sender.find) return 'ask-a-person';
  const finding = await sender.find(look.delivery.message, context);
  const isOthers = finding.kind === 'found' && (await context.isTaken(finding.receipt.remoteId));
  return settlementOf(isOthers ? { kind: 'unsure' } : finding, look);
}

type Moment = Omit<Look, 'sender' | 'context'>;

function settlementOf(finding: Finding, moment: Moment): Settlement | 'nothing-yet' | 'ask-a-person' {
  const { isLast, now, timesInDoubt } = moment;
  switch (finding.kind) {
    case 'found':
      return { state: 'sent', receipt: finding.receipt };
    case 'resumable':
      return { state: 'scheduled', dueAt: now };
    case 'absent':
      return isLast ? onceMore(moment) : 'nothing-yet';
    case 'unseen':
      if (!isLast) return 'nothing-yet';
      return timesInDoubt < 2 ? onceMore(moment) : 'ask-a-person';
    case 'unsure':
      return isLast || finding.isFinal ? 'ask-a-person' : 'nothing-yet';
  }
}

/** At once after the first loss; after that a channel in trouble is left alone ever longer, and not for ever. */
function onceMore({ delivery, now, policy, timesInDoubt }: Moment): Settlement {
  const lost = delivery.problem ?? problem('no-answer', { detail: '' });
  if (timesInDoubt < 2) return { state: 'scheduled', dueAt: now, problem: lost };
  return settlementFor({
    outcome: { kind: 'retry', problem: lost },
    delivery,
    policy,
    now,
  });
}
