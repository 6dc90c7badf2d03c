/** The live sender: uploads first, then the one mutation that cannot be taken back. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Media } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type Fields, isFields } from './answers.ts';
import { type Connection, connect, receiptOf, replyTo } from './connection.ts';
import { containerOf } from './destination.ts';
import { find } from './find.ts';
import { ADD_ENTITY } from './graphql.ts';
import { resolveGroup } from './groups.ts';
import { accessName } from './kinds.ts';
import { type Attachment, detailsOf, entityInput } from './payload.ts';

export function openSender(values: ChannelValues, deps: ChannelDeps): Sender {
  const connection = connect(values, deps);
  return {
    send: (message, context) => send(connection, message, context),
    find: (message, context) => find(connection, message, context),
    resolve: (reference, signal) => resolveGroup(connection, reference, signal),
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
  return reply.kind === 'failed' ? reply.outcome : published(connection, message, reply.data);
}

/** What was made, read back: the site may have narrowed who can see it (contract pleio 2.4). */
function published({ client }: Connection, message: Message, { addEntity }: Fields): SendOutcome {
  const entity = isFields(addEntity) && isFields(addEntity.entity) ? addEntity.entity : {};
  const receipt = receiptOf(entity, client.site);
  if (!receipt) return { kind: 'unknown', problem: problem('unreadable-answer', { detail: 'addEntity' }) };
  const warning = narrowed(detailsOf(message).access, entity.accessId);
  return { kind: 'sent', receipt, ...(warning && { warning }) };
}

const narrowed = (wanted: number, got: unknown): Problem | undefined =>
  typeof got === 'number' && got !== wanted ? problem('access-narrowed', { wanted: accessName(wanted), got: accessName(got) }) : undefined;

/** Every picture once, whatever the number of places where it stands. */
async function uploadAll(
  connection: Connection,
  { media }: Message,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Attachment> | SendOutcome> {
  const attachments = new Map<string, Attachment>();
  for (const picture of media) {
    if (attachments.has(picture.hash)) continue;
    const uploaded = await upload(connection, picture, signal);
    if ('kind' in uploaded) return uploaded;
    attachments.set(picture.hash, uploaded);
  }
  return attachments;
}

async function upload(connection: Connection, media: Media, signal: AbortSignal): Promise<Attachment | SendOutcome> {
  const bytes = await connection.deps.readMedia(media);
  const reply = replyTo(connection, await connection.client.upload(media, bytes, signal), 'prepare');
  if (reply.kind === 'failed') return aboutMedia(reply.outcome, media);
  const { addAttachment } = reply.data;
  const { id, url } = isFields(addAttachment) && isFields(addAttachment.attachment) ? addAttachment.attachment : {};
  if (typeof id === 'string' && typeof url === 'string') return { id, url };
  return { kind: 'retry', problem: problem('unreadable-answer', { detail: 'addAttachment' }) };
}

/** A refused upload names the file as the writer knows it. */
function aboutMedia(outcome: SendOutcome, { path }: Media): SendOutcome {
  if (outcome.kind !== 'rejected') return outcome;
  const { code, params } = outcome.problem;
  if (code !== 'media-refused' && code !== 'rejected') return outcome;
  return { kind: 'rejected', problem: problem('media-refused', { path, detail: params.detail }) };
}
