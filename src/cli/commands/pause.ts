/** Puts on hold what has not gone out, until a person lets it go on; also a mailing under way. */
import { onHold } from '../../core/delivery.ts';
import { problem } from '../../core/problem.ts';
import { plainFlag } from '../list-task.ts';
import type { Run } from '../run.ts';
import { stopOpen } from '../stop-open.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, (context) => {
    const reason = plainFlag(invocation, 'reason');
    return stopOpen(context, invocation, {
      states: ['scheduled'],
      settlement: { state: 'scheduled', dueAt: onHold, problem: problem('paused', reason === undefined ? {} : { reason }) },
      said: context.output.words.paused,
    });
  });
