/** For cron: everything in the ledger that is due now, then stop. It does not look for new files. */
import { systemClock } from '../../core/clock.ts';
import type { Run } from '../run.ts';
import { runDue } from '../run-due.ts';
import { type RunFacts, runLine } from '../unattended/run-line.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => {
  const startedAt = systemClock.now();
  let facts: RunFacts | undefined;
  return withContext(
    invocation,
    {
      ended: ({ output, project, ...end }) =>
        output.note(
          runLine({
            ...end,
            ...(project && { timezone: project.timezone, mode: project.mode }),
            startedAt,
            endedAt: systemClock.now(),
            facts,
          }),
        ),
    },
    (context) =>
      runDue(context, (found) => {
        facts = found;
      }),
  );
};
