/** Takes posts back: of a thread the last part first, so that no part stands alone if it stops half-way (contract x 3.5). */
import type { CallContext } from '../../core/channel.ts';
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { isNotFound } from './answers.ts';
import type { Connection } from './connection.ts';
import { type Removal, removal } from './outcome.ts';

export async function removePosts(call: Connection, receipt: Receipt, context: CallContext): Promise<SendOutcome> {
  for (const id of idsOf(receipt, context)) {
    if (context.signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
    const result = await removePost(call, id, context.signal);
    if (result.kind !== 'gone') return result;
  }
  const isInDoubt = context.parts.done.some((record) => record && !record.receipt);
  return isInDoubt ? forPerson(context) : { kind: 'sent', receipt };
}

/** Every part that is known, the last one first; the first part is what the receipt names. */
function idsOf({ remoteId }: Receipt, { parts }: CallContext): readonly string[] {
  const known = [...parts.done].sort((a, b) => b.index - a.index).flatMap(({ receipt }) => (receipt ? [receipt.remoteId] : []));
  return [...new Set([...known.filter((id) => id !== remoteId), remoteId])];
}

/** A refusal may be about a post that is gone already: what X answers then is not known, so it is asked (contract x 3.5). */
async function removePost(call: Connection, id: string, signal: AbortSignal): Promise<Removal> {
  const result = removal(await call({ method: 'DELETE', path: `tweets/${id}` }, signal));
  if (result.kind !== 'rejected' || !['forbidden', 'rejected'].includes(result.problem.code)) return result;
  const asked = await call({ method: 'GET', path: 'tweets', query: { ids: id } }, signal);
  return asked.kind === 'answer' && asked.status === 200 && isNotFound(asked.body) ? { kind: 'gone' } : result;
}

/** A part that was never confirmed has no id here; it may stand on the account's page. */
const forPerson = ({ destination }: CallContext): SendOutcome => ({
  kind: 'handed-off',
  handOff: { text: '', images: [], openUrl: `https://x.com/i/user/${destination}` },
});
