/**
 * X's client library, made safe (contract x 2): led to the configured address and to no other, every call with a hard
 * deadline, and with evidence of whether the request was handed over. Nothing that the library throws leaves this file.
 */
import type { Agent, IncomingHttpHeaders } from 'node:http';
import { ApiPartialResponseError, ApiRequestError, ApiResponseError, type ITwitterApiClientPlugin, TwitterApi } from 'twitter-api-v2';
import type { ChannelDeps } from '../../core/channel.ts';
import { errorCode } from '../shared/http.ts';

export interface XRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/2/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Multipart instead of JSON. */
  readonly isForm?: boolean;
}

export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: unknown }
  /** Nothing was handed over. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** The request may have arrived. */
  | { readonly kind: 'no-answer' | 'unreadable'; readonly detail: string };

export type Connection = (request: XRequest, signal: AbortSignal) => Promise<Answer>;

/** The four strings of OAuth 1.0a, in user context. */
export interface Account {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

interface Evidence {
  /** A connection stood (with TLS: was agreed on), so the request may have left. */
  wasConnected: boolean;
  status?: number;
  error?: unknown;
}

export async function openConnection(
  account: Account,
  apiUrl: string,
  { network, deadlineMs }: Pick<ChannelDeps, 'network' | 'deadlineMs'>,
): Promise<Connection> {
  network.permit(apiUrl);
  const agent = await network.agent(apiUrl);
  return async (request, signal) => {
    const evidence: Evidence = { wasConnected: false };
    const deadline = AbortSignal.timeout(deadlineMs);
    const plugin = guard({ apiUrl, evidence, signal: AbortSignal.any([signal, deadline]) });
    try {
      const { data, headers } = await carryOut(clientOf(account, agent, plugin), request);
      return { kind: 'answer', status: evidence.status ?? 0, headers, body: data };
    } catch (error) {
      return answerOf(error, evidence, deadline.aborted ? `${deadlineMs / 1000} s` : undefined);
    }
  };
}

/** One client per call, so that each call has its own evidence. */
const clientOf = (account: Account, httpAgent: Agent, plugin: ITwitterApiClientPlugin): TwitterApi =>
  new TwitterApi({ ...account }, { plugins: [plugin], httpAgent });

/** The form of a body is named each time: below another path than `/2/` the library would guess wrong (contract x 2.2). */
function carryOut({ v2 }: TwitterApi, { method, path, query, body, isForm }: XRequest) {
  if (method === 'GET') return v2.get<unknown>(path, { ...query }, { fullResponse: true });
  if (method === 'DELETE') return v2.delete<unknown>(path, {}, { fullResponse: true });
  return v2.post<unknown>(path, { ...body }, { fullResponse: true, forceBodyMode: isForm ? 'form-data' : 'json' });
}

interface GuardOptions {
  readonly apiUrl: string;
  readonly evidence: Evidence;
  readonly signal: AbortSignal;
}

function guard({ apiUrl, evidence, signal }: GuardOptions): ITwitterApiClientPlugin {
  return {
    onBeforeRequestConfig: ({ params }) => {
      const { origin, pathname, search } = new URL(params.url);
      if (origin !== 'https://api.x.com') throw new Error(`twitter-api-v2 went to ${origin}`);
      params.url = apiUrl.replace(/\/+$/, '') + pathname + search;
      params.requestEventDebugHandler = (event, data: unknown) => note(evidence, event, data);
    },
    onBeforeRequest: ({ requestOptions }) => {
      requestOptions.signal = signal;
    },
  };
}

/** The library's errors hide their cause; its events do not (contract x 2.4). */
function note(evidence: Evidence, event: string, data: unknown): void {
  const { socket, res, requestError } = (data ?? {}) as { socket?: SocketLike; res?: { statusCode?: number }; requestError?: unknown };
  if (event === 'socket' && socket) watch(socket, evidence);
  if (event === 'response' && res?.statusCode !== undefined) evidence.status = res.statusCode;
  if (event === 'request-error') evidence.error = requestError;
}

interface SocketLike {
  readonly connecting: boolean;
  readonly encrypted?: boolean;
  once(event: 'connect' | 'secureConnect', listener: () => void): unknown;
}

/** A socket that stands already, as behind a proxy, tells nothing afterwards: then the request may have left. */
function watch(socket: SocketLike, evidence: Evidence): void {
  const connected = () => {
    evidence.wasConnected = true;
  };
  if (socket.connecting) socket.once(socket.encrypted ? 'secureConnect' : 'connect', connected);
  else connected();
}

function answerOf(error: unknown, evidence: Evidence, timedOut: string | undefined): Answer {
  if (error instanceof ApiResponseError) return { kind: 'answer', status: error.code, headers: error.headers, body: error.data };
  if (error instanceof ApiPartialResponseError)
    return { kind: timedOut ? 'no-answer' : 'unreadable', detail: timedOut ?? `HTTP ${evidence.status ?? ''}`.trim() };
  if (!(error instanceof ApiRequestError)) throw error;
  const detail = timedOut ?? errorCode(evidence.error ?? error);
  return { kind: evidence.wasConnected ? 'no-answer' : 'not-sent', detail };
}
