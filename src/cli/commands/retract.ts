/** Takes a post back everywhere it can, says where a person must, and keeps the record with its reason. */
import { fail } from '../../core/problem.ts';
import { planRetractions } from '../../pipeline/plan-changes.ts';
import { carryOutChanges } from '../changing.ts';
import { channelOf } from '../context.ts';
import { knownPost } from '../known-post.ts';
import { listFlag, type Run, textFlag } from '../run.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const reason = textFlag(invocation, 'reason')?.trim();
    if (!reason) fail('usage-needs-flag', { flag: '--reason TEXT' });
    const known = await knownPost(context, await context.existingLedger(), invocation.args[0] ?? '');
    const only = listFlag(invocation, 'channels');
    const wanted = known.filter(({ channel }) => only?.includes(channel) ?? true);
    const changes = planRetractions({ known: wanted, channel: channelOf, reason, now: context.clock.now() });
    const ledger = await context.ledger();
    const open = wanted.filter(({ state }) => state === 'waiting' || state === 'scheduled');
    for (const { id, state } of open) await ledger.move(id, state, { state: 'cancelled' }, 'person');
    return carryOutChanges(context, invocation, { changes, question: context.output.words.confirm.retract, problems: [] });
  });
