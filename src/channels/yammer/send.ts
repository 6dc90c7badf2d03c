/** The live Yammer sender. */
import type { CallContext, ChannelDeps, ChannelValues, Sender } from '../../core/channel.ts';
import type { Message } from '../../core/message.ts';
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import { type Account, openClient, type YammerClient } from './client.ts';
import { uploadFiles } from './files.ts';
import { findMessage } from './find.ts';
import { outcomeOfCreate, outcomeOfDelete, type Situation } from './outcome.ts';
import { openPace } from './pace.ts';
import { messageFields, messageRequest } from './payload.ts';

export async function openSender({ settings, options }: ChannelValues, deps: ChannelDeps): Promise<Sender> {
  const pace = openPace(settings.pace ?? String(options.pace ?? '8/30s'), deps.clock);
  const account = accountOf(settings);
  const client = openClient(account, deps, pace);
  return {
    send: (message, context) => send(message, { context, deps, client, token: account.token }),
    find: (message, context) => findMessage(message, { client, context, token: account.token }),
    remove: (receipt, context) => remove(receipt, { context, deps, client, token: account.token }),
    check: async (signal, sawDate) =>
      (await import('./check.ts')).checkCommunity({ client, account, options, now: deps.clock.now(), signal, sawDate }),
  };
}

const accountOf = ({
  token = '',
  apiUrl = 'https://www.yammer.com',
  filesUrl = 'https://filesng.yammer.com',
}: ChannelValues['settings']): Account => ({ token, apiUrl: apiUrl.replace(/\/+$/, ''), filesUrl: filesUrl.replace(/\/+$/, '') });

interface Work {
  readonly context: CallContext;
  readonly deps: ChannelDeps;
  readonly client: YammerClient;
  readonly token: string;
}

async function send(message: Message, { context, deps, client, token }: Work): Promise<SendOutcome> {
  if (!token) return noToken;
  const { signal, destination: community, key, begin } = context;
  const situation = (): Situation => ({ now: deps.clock.now(), token, key });
  const files = await uploadFiles(message.media, { client, deps, community, situation: situation(), signal });
  if (files.kind === 'stopped') return files.outcome;
  if (signal.aborted) return { kind: 'retry', problem: problem('interrupted', {}) };
  const request = messageRequest(messageFields(message, community, files.ids));
  const outcome = outcomeOfCreate(await client.createMessage(request, signal, begin), situation());
  return outcome.kind === 'sent' && files.warning ? { ...outcome, warning: files.warning } : outcome;
}

async function remove(receipt: Receipt, { context, deps, client, token }: Work): Promise<SendOutcome> {
  if (!token) return noToken;
  const answer = await client.deleteMessage(receipt.remoteId, context.signal);
  return outcomeOfDelete(answer, receipt, { now: deps.clock.now(), token, key: context.key });
}

const noToken: SendOutcome = { kind: 'rejected', problem: problem('config-missing', { name: 'YAMMER_ACCESS_TOKEN' }) };
