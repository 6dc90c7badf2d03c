/** The bytes of a picture of the site: from the site itself alone, and never more than is wanted. */
import type { SourceDeps } from '../../core/channel.ts';
import { problem } from '../../core/problem.ts';
import { errorCode } from '../shared/http.ts';
import { stop, type Visit } from './source-visit.ts';

const MAX_REDIRECTS = 3;

export interface Fetching {
  readonly visit: Visit;
  readonly deps: SourceDeps;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export async function fetchPicture(url: string, fetching: Fetching): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(fetching.deps.deadlineMs);
  const signal = AbortSignal.any([fetching.signal, deadline]);
  try {
    return await read(ownAddress(url, fetching.visit), { ...fetching, signal });
  } catch (error) {
    if (fetching.signal.aborted) return stop(problem('interrupted', {}));
    if (deadline.aborted)
      return stop(
        problem('no-answer', {
          detail: `${fetching.deps.deadlineMs / 1000} s`,
        }),
      );
    if (error instanceof Error && error.name === 'OmkError') throw error;
    return stop(problem('unavailable', { detail: errorCode(error) }));
  }
}

/** Whoever writes a post could name any address, also one inside the network that omk runs in. */
function ownAddress(url: string, { client }: Visit): URL {
  const found = URL.canParse(url, `${client.site}/`) ? new URL(url, `${client.site}/`) : undefined;
  if (found && found.origin === new URL(client.site).origin && !found.username && !found.password) return found;
  return stop(problem('source-picture-elsewhere', { host: found?.host ?? '' }));
}

async function read(address: URL, fetching: Fetching, redirects = 0): Promise<Uint8Array> {
  const { visit, deps, maxBytes, signal } = fetching;
  const response = await deps.network.fetch(address, {
    redirect: 'manual',
    signal,
    headers: {
      accept: 'image/*',
      ...(visit.client.cookie && { cookie: visit.client.cookie }),
    },
  });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    const to = new URL(response.headers.get('location') ?? '', address).href;
    if (redirects >= MAX_REDIRECTS) return stop(problem('redirected', { to: new URL(to).origin }));
    return read(ownAddress(to, visit), fetching, redirects + 1);
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    return stop(troubleOf(response.status));
  }
  return bytesOf(response, address, maxBytes);
}

function troubleOf(status: number) {
  const detail = `HTTP ${status}`;
  if (status === 401) return problem('auth', { detail });
  if (status === 404 || status === 410) return problem('not-found', { detail });
  if (status === 429) return problem('rate-limited', { detail });
  return status >= 500 ? problem('server-error', { status }) : problem('rejected', { detail });
}

async function bytesOf(response: Response, address: URL, max: number): Promise<Uint8Array> {
  const tooBig = () => stop(problem('media-too-big', { path: address.pathname, max }));
  if (Number(response.headers.get('content-length')) > max) {
    await response.body?.cancel();
    return tooBig();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > max) return tooBig();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
