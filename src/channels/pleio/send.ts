/** The live sender: uploads first, then the one mutation that cannot be taken back. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { type Fields, isFields } from './answers.ts';
import { removePost, updatePost } from './change.ts';
import { type Connection, connect, receiptOf, replyTo } from './connection.ts';
import { containerOf } from './destination.ts';
import { find } from './find.ts';
import { ADD_ENTITY } from './graphql.ts';
import { resolveGroup } from './groups.ts';
import { accessLevels, accessWarning } from './kinds.ts';
import { type Attachment, detailsOf, entityInput } from './payload.ts';
import { uploadAll } from './upload.ts';

export function openSender(values: ChannelValues, deps: ChannelDeps): Sender {
  const connection = connect(values, deps);
  return {
    send: (message, context) => send(connection, message, context),
    find: (message, context) => find(connection, message, context),
    update: (message, receipt, context) => updatePost(connection, message, receipt, context),
    remove: (receipt, context) => removePost(connection, receipt, context),
    resolve: (reference, signal) => resolveGroup(connection, reference, signal),
    check: async (signal, sawDate) => (await import('./check.ts')).checkSite({ connection, values, signal, sawDate }),
  };
}

async function send(connection: Connection, message: Message, context: CallContext): Promise<SendOutcome> {
  const attachments = await uploadAll(connection, message, context.signal);
  if ('kind' in attachments) return attachments;
  const input = entityInput(message, containerOf(context.destination), attachments);
  if (context.signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
  await context.begin();
  const answer = await connection.client.ask(ADD_ENTITY, { input }, context.signal);
  const reply = replyTo(connection, answer, 'publish');
  return reply.kind === 'failed' ? reply.outcome : published(connection, { message, attachments }, reply.data);
}

interface Sent {
  readonly message: Message;
  readonly attachments: ReadonlyMap<string, Attachment>;
}

/** What was made, read back: the site may have narrowed who can see it (contract pleio 2.4). */
function published({ client }: Connection, { message, attachments }: Sent, { addEntity }: Fields): SendOutcome {
  const entity = isFields(addEntity) && isFields(addEntity.entity) ? addEntity.entity : {};
  const receipt = receiptOf(entity, client.site);
  if (!receipt) return { kind: 'unknown', problem: problem('unreadable-answer', { detail: 'addEntity' }) };
  const warning = accessWarning(detailsOf(message).access, entity.accessId);
  const pictures = Object.fromEntries([...attachments].map(([hash, { url }]) => [hash, new URL(url, client.site).href]));
  const isPublic = entity.accessId === accessLevels.public && attachments.size > 0;
  return { kind: 'sent', receipt: { ...receipt, ...(isPublic && { pictures }) }, ...(warning && { warning }) };
}
