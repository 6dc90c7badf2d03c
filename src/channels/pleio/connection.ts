/** A site that can be asked things, and what its answers have in common. */
import type { ChannelDeps, ChannelValues } from '../../core/channel.ts';
import type { Receipt, SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { Answer } from '../shared/http.ts';
import { type Fields, isFields, type Phase, type Reply, readAnswer } from './answers.ts';
import { type Operation, openClient, type PleioClient, WHO_AM_I } from './graphql.ts';

export interface Connection {
  readonly client: PleioClient;
  readonly deps: ChannelDeps;
  /** The group as people call it, or the site. */
  readonly place: string;
}

export function connect({ settings, options }: ChannelValues, deps: ChannelDeps): Connection {
  const client = openClient(settings.url ?? String(options.url), settings.cookie ?? '', deps);
  return { client, deps, place: typeof options.group === 'string' ? options.group : new URL(client.site).host };
}

export const replyTo = ({ deps, place }: Connection, answer: Answer, phase: Phase): Reply =>
  readAnswer(answer, { phase, now: deps.clock.now(), place });

/** A question that changes nothing. */
export const ask = async (connection: Connection, operation: Operation, variables: Fields, signal: AbortSignal): Promise<Reply> =>
  replyTo(connection, await connection.client.ask(operation, variables, signal), 'prepare');

/** The guid of the account. An open site answers anybody, but shows a stranger less (contract pleio 4.1). */
export async function signedIn(connection: Connection, signal: AbortSignal): Promise<string | SendOutcome> {
  const reply = await ask(connection, WHO_AM_I, {}, signal);
  if (reply.kind === 'failed') return reply.outcome;
  const viewer = reply.data.viewer;
  const user = isFields(viewer) && viewer.loggedIn === true ? viewer.user : undefined;
  const guid = isFields(user) ? user.guid : undefined;
  return typeof guid === 'string' ? guid : { kind: 'rejected', problem: problem('auth', {}) };
}

/** The address is built from the answer, never by hand (contract pleio 5). */
export function receiptOf({ guid, url }: Fields, site: string): Receipt | undefined {
  if (typeof guid !== 'string') return undefined;
  return { remoteId: guid, ...(typeof url === 'string' && url.startsWith('/') && { url: `${site}${url}` }) };
}

export const edgesOf = (list: unknown): readonly Fields[] =>
  isFields(list) && Array.isArray(list.edges) ? list.edges.filter(isFields) : [];
