/** Brings a post's pictures to the site before the post itself (contract pleio 3.3). Safe to repeat: nobody sees an orphan. */
import type { Message } from '../../core/message.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import type { Media } from '../../core/post.ts';
import { problem } from '../../core/problem.ts';
import { isFields } from './answers.ts';
import { type Connection, replyTo } from './connection.ts';
import type { Attachment } from './payload.ts';

/** Every picture once, whatever the number of places where it stands. */
export async function uploadAll(
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
