/** Posts to X: pictures first, then the post, or the parts of a thread one by one, each recorded before the next. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import { isLoopback } from '../../core/loopback.ts';
import type { Message, MessagePart } from '../../core/message.ts';
import type { Finding, Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { createdId, usernameOf } from './answers.ts';
import { type Connection, openConnection } from './connection.ts';
import { findPost, type Search, type Wanted } from './find.ts';
import { type PostResult, postResult, stepFailure } from './outcome.ts';
import { createPayload, minGapMs, replyToOf } from './payload.ts';
import { permalink } from './permalink.ts';
import { removePosts } from './remove.ts';
import { type UploadDeps, upload } from './upload.ts';

interface Sending extends UploadDeps {
  /** Between the parts of a thread. */
  readonly pauseMs: number;
}

export async function openSender({ settings }: ChannelValues, deps: ChannelDeps): Promise<Sender> {
  const { appKey = '', appSecret = '', accessToken = '', accessSecret = '', apiUrl = 'https://api.x.com' } = settings;
  const call = await openConnection({ appKey, appSecret, accessToken, accessSecret }, apiUrl, deps);
  // There is no pace in the sandbox (interface, 2).
  const pauseMs = isLoopback(new URL(apiUrl).hostname) ? 0 : minGapMs;
  const sending: Sending = { call, clock: deps.clock, deadlineMs: deps.deadlineMs, readMedia: deps.readMedia, pauseMs };
  return {
    send: (message, context) => (message.parts ? sendThread(message.parts, sending, context) : sendPost(message, sending, context)),
    find: (message, context) => (message.parts ? findThread(message.parts, call, context) : findSingle(message, call, context)),
    remove: (receipt, context) => removePosts(call, receipt, context),
    resolve: (_reference, signal) => ownAccount(call, signal),
    check: async (signal, sawDate) => (await import('./check.ts')).checkAccount({ call, host: new URL(apiUrl).host, signal, sawDate }),
  };
}

async function sendPost(message: Message, sending: Sending, context: CallContext): Promise<SendOutcome> {
  const replyTo = replyToOf(message);
  const result = await sendOne({ part: message, begin: context.begin, ...(replyTo && { replyTo }) }, sending, context);
  if (result.kind === 'posted') return { kind: 'sent', receipt: receiptOf(result.id) };
  if (result.kind !== 'no-parent') return result;
  // What a correction replies to has stood there for a while, so it is not late but gone.
  return replyTo ? { kind: 'rejected', problem: problem('not-found', { detail: result.detail }) } : later(result.detail, sending);
}

/** Goes on where an earlier attempt stopped. */
async function sendThread(parts: readonly MessagePart[], sending: Sending, context: CallContext): Promise<SendOutcome> {
  const ids = finishedIds(context);
  for (const [index, part] of parts.entries()) {
    if (ids.has(index)) continue;
    if (index > 0) await sending.clock.sleep(sending.pauseMs, context.signal);
    if (context.signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
    const begin = async () => {
      await context.parts.begin(index);
      await context.begin();
    };
    const replyTo = ids.get(index - 1);
    const result = await sendOne({ part, begin, ...(replyTo && { replyTo }) }, sending, context);
    if (result.kind === 'no-parent') return later(result.detail, sending);
    if (result.kind !== 'posted') return result;
    await context.parts.finish(index, receiptOf(result.id));
    ids.set(index, result.id);
  }
  return { kind: 'sent', receipt: receiptOf(ids.get(0) ?? '') };
}

/** How long a part waits for its predecessor to be known everywhere at X (contract x 3.3). */
const replicationMs = 5000;

const later = (detail: string, { clock }: Sending): SendOutcome => ({
  kind: 'retry',
  problem: problem('unavailable', { detail }),
  notBefore: new Date(clock.now().getTime() + replicationMs),
});

interface OnePost {
  readonly part: MessagePart;
  readonly replyTo?: string;
  /** Written straight before the post goes out. */
  readonly begin: () => Promise<void>;
}

type Posted = Exclude<PostResult, { kind: 'duplicate' }>;

async function sendOne({ part, replyTo, begin }: OnePost, sending: Sending, context: CallContext): Promise<Posted> {
  const mediaIds: string[] = [];
  for (const media of part.media) {
    const uploaded = await upload(media, sending, context.signal);
    if (uploaded.kind !== 'uploaded') return uploaded;
    mediaIds.push(uploaded.id);
  }
  await begin();
  const answer = await sending.call({ method: 'POST', path: 'tweets', body: createPayload(part.text, mediaIds, replyTo) }, context.signal);
  const result = postResult(answer);
  if (result.kind !== 'duplicate') return result;
  const found = await findPost(sending.call, { text: part.text, ...(replyTo && { replyTo }) }, context);
  return found.kind === 'found'
    ? { kind: 'posted', id: found.id }
    : { kind: 'rejected', problem: problem('duplicate', { detail: result.detail }) };
}

async function findSingle(message: Message, call: Connection, context: CallContext): Promise<Finding> {
  const replyTo = replyToOf(message);
  const search = await findPost(call, { text: message.text, ...(replyTo && { replyTo }) }, context);
  if (search.kind === 'found') return { kind: 'found', receipt: receiptOf(search.id) };
  return notFound(search);
}

/** Only the first part without a receipt can be in doubt; where it was never begun, the thread simply goes on. */
async function findThread(parts: readonly MessagePart[], call: Connection, context: CallContext): Promise<Finding> {
  const ids = finishedIds(context);
  const index = parts.findIndex((_part, position) => !ids.has(position));
  const part = parts[index];
  if (!part) return { kind: 'found', receipt: receiptOf(ids.get(0) ?? '') };
  if (!context.parts.done.some((record) => record?.index === index)) return { kind: 'resumable' };
  const replyTo = ids.get(index - 1);
  const wanted: Wanted = { text: part.text, ...(replyTo && { replyTo }) };
  const search = await findPost(call, wanted, context);
  if (search.kind !== 'found') return notFound(search);
  await context.parts.finish(index, receiptOf(search.id));
  return index === parts.length - 1 ? { kind: 'found', receipt: receiptOf(ids.get(0) ?? search.id) } : { kind: 'resumable' };
}

/** A timeline may lag, but X itself refuses the same text twice (contract x 8). */
const notFound = (search: Exclude<Search, { kind: 'found' }>): Finding =>
  search.kind === 'failed' ? { kind: 'unsure', problem: search.problem } : { kind: 'unseen' };

const finishedIds = ({ parts }: CallContext): Map<number, string> =>
  new Map(parts.done.flatMap((record) => (record?.receipt ? [[record.index, record.receipt.remoteId] as const] : [])));

const receiptOf = (id: string): Receipt => ({ remoteId: id, url: permalink(id) });

async function ownAccount(call: Connection, signal: AbortSignal): Promise<{ readonly id: string; readonly name: string } | SendOutcome> {
  const answer = await call({ method: 'GET', path: 'users/me' }, signal);
  const failure = stepFailure(answer);
  if (failure) return failure;
  const body = answer.kind === 'answer' ? answer.body : undefined;
  const id = createdId(body);
  const name = usernameOf(body);
  return id
    ? { id, name: name ? `@${name}` : `account ${id}` }
    : { kind: 'retry', problem: problem('unreadable-answer', { detail: 'users/me' }) };
}
