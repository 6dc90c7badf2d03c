/** Calls Yammer in its pace; every call has a deadline. */
import type { ChannelDeps } from '../../core/channel.ts';
import { type Answer, call, parseJson } from '../shared/http.ts';
import type { Pace } from './pace.ts';

export interface Account {
  readonly apiUrl: string;
  readonly filesUrl: string;
  readonly token: string;
}

export interface YammerClient {
  get(path: string, signal: AbortSignal): Promise<Answer>;
  /** Waits for its turn first; `whenReady` runs straight before the request leaves. */
  createMessage(request: MessageRequest, signal: AbortSignal, whenReady: () => Promise<void>): Promise<Answer>;
  deleteMessage(id: string, signal: AbortSignal): Promise<Answer>;
  uploadFile(form: FormData, signal: AbortSignal): Promise<Answer>;
}

interface MessageRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function openClient({ apiUrl, filesUrl, token }: Account, { network, deadlineMs }: ChannelDeps, pace: Pace): YammerClient {
  const authorization = `Bearer ${token}`;
  const fetchOnce = (url: string, signal: AbortSignal, init: RequestInit = {}) =>
    call(network, { url, init: { ...init, headers: { ...init.headers, authorization, accept: 'application/json' } }, deadlineMs, signal });
  return {
    get: async (path, signal) => {
      await pace(signal);
      return fetchOnce(`${apiUrl}/api/v1/${path}`, signal);
    },
    createMessage: async (request, signal, whenReady) => {
      await pace(signal);
      await whenReady();
      if (signal.aborted) return { kind: 'not-sent', detail: 'ABORTED' };
      return fetchOnce(`${apiUrl}/api/v1/messages.json`, signal, { method: 'POST', ...request });
    },
    deleteMessage: async (id, signal) => {
      await pace(signal);
      return fetchOnce(`${apiUrl}/api/v1/messages/${id}.json`, signal, { method: 'DELETE' });
    },
    uploadFile: async (form, signal) => {
      await pace(signal);
      return fetchOnce(`${filesUrl}/v4/uploadSmallFile`, signal, { method: 'POST', body: form });
    },
  };
}

export type Fields = Readonly<Record<string, unknown>>;

/** Data from outside as an object, to be read field by field. */
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});

/** The body of an answer: an object, a list, or text that is not JSON. */
export const dataOf = (answer: Answer): unknown => (answer.kind === 'answer' ? (parseJson(answer.body) ?? answer.body) : undefined);

export const isYes = (answer: Answer): boolean => answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
