/** The live LinkedIn sender. What it does is said by the message, not by the options of today: that was approved. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Finding, SendOutcome } from '../../core/outcome.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type ChangeWork, removePost, updatePost } from './change.ts';
import type { Account, LinkedinClient } from './client.ts';
import { findPost } from './find.ts';
import { handOffOf } from './hand-off.ts';
import { uploadImages } from './images.ts';
import { outcomeOfCreate, type Situation } from './outcome.ts';
import { createPayload } from './payload.ts';
import { type Place, placeOf, words } from './place.ts';

export async function openSender(values: ChannelValues, deps: ChannelDeps): Promise<Sender> {
  const account = accountOf(values);
  const { mode } = placeOf(values.options);
  if (mode === 'auto') await import('./client.ts');
  const changing = (context: CallContext): ChangeWork => ({
    context,
    deps,
    account,
    open: (known) => clientFor(known, deps, context.signal),
  });
  return {
    send: (message, context) => send(message, { context, deps, account }),
    find: (message, context) => find(message, { context, deps, account }),
    update: (message, receipt, context) => updatePost(message, receipt, changing(context)),
    remove: (receipt, context) => removePost(receipt, mode, changing(context)),
    check: async (signal, sawDate) => (await import('./check.ts')).checkPlace({ values, deps, account, signal, sawDate }),
  };
}

interface Work {
  readonly context: CallContext;
  readonly deps: ChannelDeps;
  /** What `auto` needs; a name when that is missing. */
  readonly account: Account | string;
}

function accountOf({ settings: { token, apiUrl = 'https://api.linkedin.com' }, options }: ChannelValues): Account | string {
  const version = words(options.version);
  if (!token) return 'LINKEDIN_ACCESS_TOKEN';
  return version ? { token, version, apiUrl: apiUrl.replace(/\/+$/, '') } : 'linkedin.version';
}

async function send(message: Message, work: Work): Promise<SendOutcome> {
  const place = placeOf(message.details);
  if (place.mode !== 'auto') return { kind: 'handed-off', handOff: handOffOf(message, place) };
  const { account } = work;
  if (typeof account === 'string' || !place.author) return { kind: 'rejected', problem: missing(account) };
  const outcome = await publish(message, { ...work, account, place, author: place.author });
  if (outcome.kind !== 'rejected' || outcome.problem.code !== 'duplicate') return outcome;
  const found = await find(message, work);
  return found.kind === 'found' ? { kind: 'sent', receipt: found.receipt } : outcome;
}

const missing = (account: Account | string): Problem =>
  typeof account === 'string' ? problem('config-missing', { name: account }) : problem('config-missing-key', { key: 'linkedin.author' });

interface Publishing extends Work {
  readonly account: Account;
  readonly place: Place;
  readonly author: string;
}

async function publish(message: Message, { context, deps, account, place, author }: Publishing): Promise<SendOutcome> {
  const client = await clientFor(account, deps, context.signal);
  const situation: Situation = {
    now: deps.clock.now(),
    version: account.version,
    token: account.token,
    ...(place.group && { handOff: handOffOf(message, place) }),
  };
  const images = await uploadImages(message.media, {
    client,
    deps,
    apiUrl: account.apiUrl,
    owner: author,
    situation,
    signal: context.signal,
  });
  if (images.kind === 'stopped') return images.outcome;
  await context.begin();
  if (context.signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
  const payload = createPayload({ message, author, images: images.value, ...(place.group && { group: place.group }) });
  return outcomeOfCreate(await client.createPost(payload), situation);
}

async function find(message: Message, { context, deps, account }: Work): Promise<Finding> {
  const place = placeOf(message.details);
  if (place.mode !== 'auto' || typeof account === 'string' || !place.author) return { kind: 'unsure' };
  const client = await clientFor(account, deps, context.signal);
  return findPost(await client.postsBy(place.author), {
    message,
    place,
    since: context.since,
    isTaken: context.isTaken,
    token: account.token,
  });
}

/** Loaded here: it takes 130 ms, and a hand-off does without (contract linkedin 1.2). */
async function clientFor(account: Account, deps: ChannelDeps, signal: AbortSignal): Promise<LinkedinClient> {
  const { openClient } = await import('./client.ts');
  return openClient(account, { network: deps.network, deadlineMs: deps.deadlineMs, signal });
}
