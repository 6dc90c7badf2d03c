/** One bounded GET: a deadline, a size, and redirects followed by hand, each of them looked at first. */
import { isLoopback } from '../../core/loopback.ts';
import { fail, OmkError } from '../../core/problem.ts';
import { shownAddress } from '../../core/shown-address.ts';
import type { FeedDeps } from './deps.ts';

export interface Fetched {
  readonly status: number;
  /** Where it was found in the end. */
  readonly url: URL;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly etag?: string;
  readonly modified?: string;
}

export interface FetchOptions {
  readonly deps: FeedDeps;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly accept: string;
  /** The address that somebody chose: its own host is trusted, wherever it stands. */
  readonly from: URL;
  readonly headers?: Readonly<Record<string, string>>;
}

const maxHops = 5;

/** Rejects with an OmkError for everything but a full answer of 200, or 304 where headers ask for that. */
export async function fetchBytes(address: URL, options: FetchOptions): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.deps.deadlineMs);
  try {
    return await followed(address, options, AbortSignal.any([options.signal, deadline]));
  } catch (error) {
    if (error instanceof OmkError || options.signal.aborted) throw error;
    const detail = deadline.aborted ? `${options.deps.deadlineMs / 1000} s` : codeOf(error);
    return fail('source-away', { address: shownAddress(address), detail }, undefined, error);
  }
}

async function followed(address: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
  let url = address;
  for (let hop = 0; hop <= maxHops; hop += 1) {
    await guard(url, address, options);
    const response = await options.deps.network.fetch(url, {
      ...(isOwn(url, options) ? {} : await options.deps.guarded()),
      redirect: 'manual',
      signal,
      headers: { accept: options.accept, ...options.headers },
    });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return await answered(response, url, options);
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) return redirectRefused(address, location.slice(0, 80), 'nonsense');
    url = new URL(location, url);
  }
  return redirectRefused(address, shownAddress(url), 'too-many');
}

const redirectRefused = (address: URL, to: string, reason: 'nonsense' | 'too-many' | 'insecure' | 'inside'): never =>
  fail('source-redirect', { address: shownAddress(address), to, reason });

/** The host that somebody chose, or this computer where that is what they chose. */
const isOwn = (url: URL, { from }: FetchOptions): boolean => url.host === from.host || isNear(url, from);

const isNear = (url: URL, from: URL): boolean => isLoopback(from.hostname) && isLoopback(url.hostname);

/** A stranger's feed must not make omk knock on doors inside. */
async function guard(url: URL, address: URL, options: FetchOptions): Promise<void> {
  const { deps, from } = options;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear(url, from)))
    return redirectRefused(address, shownAddress(url), 'insecure');
  if (url.username !== '' || url.password !== '') return redirectRefused(address, shownAddress(url), 'nonsense');
  if (isOwn(url, options)) return;
  if (isLoopback(url.hostname) || !(await deps.mayAsk(url))) return redirectRefused(address, shownAddress(url), 'inside');
}

async function answered(response: Response, url: URL, options: FetchOptions): Promise<Fetched> {
  const { status, headers } = response;
  const address = shownAddress(url);
  const isUnchanged = status === 304 && options.headers !== undefined;
  if (status !== 200 && !isUnchanged) {
    await response.body?.cancel();
    if (status === 404 || status === 410) return fail('source-gone', { address, status });
    if (status === 429 || status >= 500) return fail('source-away', { address, detail: `HTTP ${status}` });
    return fail('source-refused', { address, status });
  }
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')];
  return {
    status,
    url,
    bytes: await bytesOf(response, options.maxBytes, address),
    type: headers.get('content-type') ?? '',
    ...(etag !== null && { etag }),
    ...(modified !== null && { modified }),
  };
}

/** Counted as it comes in, after unpacking, so that a small answer cannot become a large one. */
async function bytesOf(response: Response, maxBytes: number, address: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBytes) return fail('source-too-large', { address, max: maxBytes });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The system's code of a network error, found behind the errors that wrap it. */
function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
    if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  }
  return error instanceof Error ? error.name : 'unknown';
}
