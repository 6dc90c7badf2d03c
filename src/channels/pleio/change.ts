/** Brings an edit to a post that stands there, or takes it back for good (contract pleio 2.1). Both can be done again. */
import type { CallContext } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { type Fields, isFields } from './answers.ts';
import { ask, type Connection, receiptOf, replyTo, signedIn } from './connection.ts';
import { DELETE_ENTITY, EDIT_ENTITY, KIND_OF_ENTITY } from './graphql.ts';
import { accessWarning, isPost } from './kinds.ts';
import { detailsOf, editInput } from './payload.ts';
import { uploadAll } from './upload.ts';

export async function updatePost(
  connection: Connection,
  message: Message,
  receipt: Receipt,
  { signal }: CallContext,
): Promise<SendOutcome> {
  const attachments = await uploadAll(connection, message, signal);
  if ('kind' in attachments) return attachments;
  const input = editInput(message, receipt.remoteId, attachments);
  const reply = replyTo(connection, await connection.client.ask(EDIT_ENTITY, { input }, signal), 'publish');
  if (reply.kind === 'failed') return isAboutMissing(reply.outcome) ? notThere(receipt) : reply.outcome;
  return updated(connection, message, receipt, reply.data);
}

/** A new title changes the address; the old one keeps working (contract pleio 2.2). */
function updated({ client }: Connection, message: Message, receipt: Receipt, { editEntity }: Fields): SendOutcome {
  const entity = isFields(editEntity) && isFields(editEntity.entity) ? editEntity.entity : {};
  const answered = receiptOf(entity, client.site);
  if (answered?.remoteId !== receipt.remoteId) return { kind: 'unknown', problem: problem('unreadable-answer', { detail: 'editEntity' }) };
  const warning = accessWarning(detailsOf(message).access, entity.accessId);
  return { kind: 'sent', receipt: { ...receipt, ...answered }, ...(warning && { warning }) };
}

/** A deletion takes anything, a whole group as well, so it is asked first what the guid is. */
export async function removePost(connection: Connection, receipt: Receipt, { signal }: CallContext): Promise<SendOutcome> {
  const guid = receipt.remoteId;
  // A stranger is told that a post which only members may see is not there.
  const account = await signedIn(connection, signal);
  if (typeof account !== 'string') return account;
  const asked = await ask(connection, KIND_OF_ENTITY, { guid }, signal);
  if (asked.kind === 'failed') return asked.outcome;
  const { entity } = asked.data;
  if (entity === null) return { kind: 'sent', receipt };
  const kind = isFields(entity) ? entity.__typename : undefined;
  if (!isPost(kind)) return { kind: 'rejected', problem: problem('rejected', { detail: `__typename: ${String(kind)}` }) };
  const reply = replyTo(connection, await connection.client.ask(DELETE_ENTITY, { input: { guid } }, signal), 'publish');
  if (reply.kind === 'failed') return isAboutMissing(reply.outcome) ? { kind: 'sent', receipt } : reply.outcome;
  return removed(receipt, reply.data);
}

function removed(receipt: Receipt, { deleteEntity }: Fields): SendOutcome {
  if (isFields(deleteEntity) && deleteEntity.success === true) return { kind: 'sent', receipt };
  return { kind: 'unknown', problem: problem('unreadable-answer', { detail: 'deleteEntity' }) };
}

/** `could_not_find`, which in a change is about the post. */
const isAboutMissing = (outcome: SendOutcome): boolean => outcome.kind === 'rejected' && outcome.problem.code === 'destination-unknown';

const notThere = ({ url, remoteId }: Receipt): SendOutcome => ({
  kind: 'rejected',
  problem: problem('not-found', { detail: url ?? remoteId }),
});
