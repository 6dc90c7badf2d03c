/** What stands open in the ledger and needs a person, whichever command or crash left it there. */
import { approvalMissing, unapproved } from '../approved.ts';
import type { Context } from '../context.ts';
import { heldAsLate } from '../late.ts';
import { type Trouble, troublesIn } from './troubles.ts';

export async function openTroubles(context: Context): Promise<readonly Trouble[]> {
  const ledger = await context.existingLedger();
  if (!ledger) return [];
  const now = context.clock.now();
  const deliveries = await ledger.list({ states: ['failed', 'unconfirmed', 'handed-off'] });
  const due = (await ledger.due(now)).filter(({ state, dueAt }) => state === 'scheduled' && dueAt <= now);
  const held = heldAsLate(context, due);
  const withheld = await unapproved(context, due);
  return troublesIn({ deliveries, held, withheld: withheld.map(approvalMissing) });
}
