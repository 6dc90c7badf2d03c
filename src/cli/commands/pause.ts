/** Puts on hold what has not gone out of a post, until a person lets it go on; also a mailing under way. Without a post: everything. */
import { onHold } from '../../core/delivery.ts';
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
      settlement: { state: 'scheduled', dueAt: onHold, problem: problem('paused', reason === undefined ? {} : { reason }) },
      said: context.output.words.paused,
    });
  });
