/** Takes back what has not gone out. */
import type { Run } from '../run.ts';
import { stopOpen } from '../stop-open.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, (context) =>
    stopOpen(context, invocation, {
      states: ['waiting', 'scheduled', 'handed-off', 'failed'],
      settlement: () => ({ state: 'cancelled' }),
      said: context.output.words.cancelled,
    }),
  );
