/** Deliveries of which nobody knows whether they exist: ask the channel, else leave them for a person. */
import type { CallContext, Sender } from '../core/channel.ts';
import type { Delivery, Settlement } from '../core/delivery.ts';
import type { Finding } from '../core/outcome.ts';
import { problem } from '../core/problem.ts';

export interface Look {
  readonly delivery: Delivery;
  readonly sender: Sender;
  readonly context: CallContext;
  /** Is this the last look? Only then does "not there" count: a slow service may still be storing it before. */
  readonly isLast: boolean;
  /** May it be sent once more where the channel's own check for repetitions is the second net? */
  readonly mayRepeat: boolean;
  readonly now: Date;
}

/** What one look at the channel decides: a settlement, nothing yet, or that only a person can tell. */
export async function lookFor({ delivery, sender, context, ...look }: Look): Promise<Settlement | 'nothing-yet' | 'ask-a-person'> {
  if (!sender.find) return 'ask-a-person';
  const finding = await sender.find(delivery.message, context);
  const isOthers = finding.kind === 'found' && (await context.isTaken(finding.receipt.remoteId));
  return settlementOf(isOthers ? { kind: 'unsure' } : finding, look);
}

type Moment = Pick<Look, 'isLast' | 'mayRepeat' | 'now'>;

function settlementOf(finding: Finding, { isLast, mayRepeat, now }: Moment): Settlement | 'nothing-yet' | 'ask-a-person' {
  const again: Settlement = { state: 'scheduled', dueAt: now, problem: problem('no-answer', { detail: '' }) };
  switch (finding.kind) {
    case 'found':
      return { state: 'sent', receipt: finding.receipt };
    case 'resumable':
      return { state: 'scheduled', dueAt: now };
    case 'absent':
      return isLast ? again : 'nothing-yet';
    case 'unseen':
      if (!isLast) return 'nothing-yet';
      return mayRepeat ? again : 'ask-a-person';
    case 'unsure':
      return isLast || finding.isFinal ? 'ask-a-person' : 'nothing-yet';
  }
}
