/**
 * LinkedIn's own client, made safe (contract linkedin 1.4): led to the configured address, no redirect followed, no
 * proxy of its own, every call with a deadline. Nothing it throws leaves this file: its errors hold the token.
 */
import { RestliClient } from 'linkedin-api-client';
import type { Network } from '../../core/channel.ts';
import { failureOf } from '../shared/http.ts';
import type { PostPayload } from './payload.ts';

export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      /** Id of what was created; empty when LinkedIn did not tell. */
      readonly createdId: string;
    }
  | { readonly kind: 'not-sent' | 'no-answer'; readonly detail: string };

export interface Account {
  readonly apiUrl: string;
  readonly token: string;
  readonly version: string;
}

export interface Calling {
  readonly network: Network;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

export interface LinkedinClient {
  createPost(payload: PostPayload): Promise<Reply>;
  /** Text alone: article, pictures and visibility cannot be changed (contract linkedin 5). */
  updateCommentary(urn: string, commentary: string): Promise<Reply>;
  deletePost(urn: string): Promise<Reply>;
  postsBy(author: string): Promise<Reply>;
  initializeUpload(owner: string): Promise<Reply>;
  image(urn: string): Promise<Reply>;
}

export async function openClient(account: Account, calling: Calling): Promise<LinkedinClient> {
  const client = await restliClient(account, calling);
  const call = { accessToken: account.token, versionString: account.version };
  return {
    createPost: (payload) => replyOf(client.create({ ...call, resourcePath: '/posts', entity: { ...payload } })),
    updateCommentary: (urn, commentary) =>
      replyOf(client.partialUpdate({ ...call, resourcePath: '/posts/{urn}', pathKeys: { urn }, patchSetObject: { commentary } })),
    deletePost: (urn) => replyOf(client.delete({ ...call, resourcePath: '/posts/{urn}', pathKeys: { urn } })),
    postsBy: (author) =>
      replyOf(
        client.finder({ ...call, resourcePath: '/posts', finderName: 'author', queryParams: { author, count: 20, sortBy: 'CREATED' } }),
      ),
    initializeUpload: (owner) =>
      replyOf(
        client.action({ ...call, resourcePath: '/images', actionName: 'initializeUpload', data: { initializeUploadRequest: { owner } } }),
      ),
    image: (urn) => replyOf(client.get({ ...call, resourcePath: '/images/{urn}', pathKeys: { urn } })),
  };
}

/** The deadline is set where every call passes: `action()` drops what it is given per call (contract linkedin 1.4). */
async function restliClient({ apiUrl }: Account, { network, deadlineMs, signal }: Calling): Promise<RestliClient> {
  network.permit(apiUrl);
  const agent = await network.agent(apiUrl);
  const client = new RestliClient({ timeout: deadlineMs, maxRedirects: 0, proxy: false, httpAgent: agent, httpsAgent: agent });
  client.axiosInstance.interceptors.request.use((config) => {
    const url = (config.url ?? '').replace('https://api.linkedin.com', apiUrl);
    return { ...config, url, signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]) };
  });
  return client;
}

interface Response {
  readonly status: number;
  readonly data: unknown;
  readonly createdEntityId?: unknown;
}

async function replyOf(request: Promise<Response>): Promise<Reply> {
  try {
    const { status, data, createdEntityId } = await request;
    return { kind: 'answer', status, body: data, createdId: typeof createdEntityId === 'string' ? createdEntityId : '' };
  } catch (error) {
    return replyFrom(error);
  }
}

/** A refusal arrives as an error with a response; without one there was no answer. */
function replyFrom(error: unknown): Reply {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  if (response === null || typeof response !== 'object' || !('status' in response)) return failureOf(error);
  const body = 'data' in response ? response.data : undefined;
  return { kind: 'answer', status: Number(response.status), body, createdId: '' };
}
