/** Puts on hold what has not gone out of a post, until a person lets it go on; also a mailing under way. Without a post: everything. */
import { type Delivery, isOnHold, meantFor, onHold, type Settlement } from '../../core/delivery.ts';
import { fail, problem } from '../../core/problem.ts';
import { plainFlag } from '../list-task.ts';
import { type Run, textFlag } from '../run.ts';
import { stopOpen } from '../stop-open.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    if (invocation.args[0] === undefined) return (await import('../pausing.ts')).pauseEverything(context, invocation);
    if (textFlag(invocation, 'until') !== undefined) fail('flag-not-with-file', { flag: '--until' });
    const reason = plainFlag(invocation, 'reason');
    return stopOpen(context, invocation, {
      states: ['scheduled'],
      settlement: (delivery) => putOnHold(delivery, reason),
      said: context.output.words.paused,
    });
  });

/** It keeps the moment that it was meant for; when to try again is no such moment. */
function putOnHold(delivery: Delivery, reason: string | undefined): Settlement {
  const meant = meantFor(delivery);
  const due = isOnHold({ dueAt: meant }) || delivery.attempts > 0 ? {} : { due: meant.toISOString() };
  return { state: 'scheduled', dueAt: onHold, problem: problem('paused', { ...due, ...(reason !== undefined && { reason }) }) };
}
