/** What stands open in the ledger and needs a person, whichever command or crash left it there. */
import { approvalMissing, unapproved } from '../approved.ts';
import type { Context } from '../context.ts';
import { isHeld } from '../run-due.ts';
import { type Trouble, troublesIn } from './troubles.ts';

export async function openTroubles(context: Context): Promise<readonly Trouble[]> {
  const { project, clock } = context;
  const ledger = await context.existingLedger();
  if (!ledger) return [];
  const now = clock.now();
  const deliveries = await ledger.list({ states: ['failed', 'unconfirmed', 'handed-off'] });
  const due = (await ledger.due(now)).filter(({ state, dueAt }) => state === 'scheduled' && dueAt <= now);
  const held = due.filter((delivery) => isHeld(delivery, now, project.lateMs));
  const withheld = await unapproved(context, due);
  return troublesIn({ deliveries, held, withheld: withheld.map(approvalMissing) });
}
