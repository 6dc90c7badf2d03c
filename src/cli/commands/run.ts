/** For cron: everything in the ledger that is due now, then stop. It does not look for new files. */

import type { Run } from '../run.ts';
import { runDue } from '../run-due.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, runDue);
