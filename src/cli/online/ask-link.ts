/** Asks a site whether a page is there: no cookies, no credentials, redirects followed by hand, each hop guarded anew. */
import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { UnseenReason } from '../../core/facts-problem.ts';
import { type Environment, version } from '../environment.ts';
import { proxyFor } from '../network.ts';
import { literalAddress } from './guard.ts';

export type LinkAnswer =
  | { readonly kind: 'there' }
  | { readonly kind: 'dead'; readonly status: number }
  | { readonly kind: 'unseen'; readonly reason: UnseenReason };

export interface AskOptions {
  readonly territory: Territory;
  /** How long one page may take, redirects included. */
  readonly deadlineMs: number;
  readonly env: Environment;
}

export interface LinkAsker {
  ask(address: string): Promise<LinkAnswer>;
  close(): Promise<void>;
}

/** Whom omk may ask: looked at before a name is looked up, and again for every address that it leads to. */
export interface Territory {
  readonly permitsName: (hostname: string) => boolean;
  readonly permitsAddress: (address: string) => boolean;
  /** Why all others are left alone. */
  readonly refusal: UnseenReason;
}

const maxHops = 5;
const unseen = (reason: UnseenReason): LinkAnswer => ({ kind: 'unseen', reason });

/** A machine that may not be asked. */
class Refused extends Error {}

export async function openLinkAsker({ territory, deadlineMs, env }: AskOptions): Promise<LinkAsker> {
  const { Agent, ProxyAgent, request } = await import('undici');
  const direct = new Agent({ connect: { lookup: guardedLookup(territory) }, pipelining: 0 });
  const proxies = new Map<string, Dispatcher>();
  const dispatcherFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, env);
    if (proxy === undefined) return direct;
    const known = proxies.get(proxy) ?? new ProxyAgent(proxy);
    proxies.set(proxy, known);
    return known;
  };

  async function statusOf(url: URL, method: 'HEAD' | 'GET', signal: AbortSignal): Promise<{ status: number; location?: string }> {
    const {
      statusCode: status,
      headers,
      body,
    } = await request(url, {
      method,
      dispatcher: dispatcherFor(url),
      signal,
      headers: { 'user-agent': `omk/${version()} (link check)`, accept: '*/*' },
    });
    // Nobody reads the page: what the answer says at its head is enough.
    body.on('error', () => undefined).destroy();
    const { location } = headers;
    return { status, ...(typeof location === 'string' && { location }) };
  }

  async function followed(address: string, signal: AbortSignal): Promise<LinkAnswer> {
    let url = new URL(address);
    for (let hop = 0; hop <= maxHops; hop += 1) {
      const isProxied = proxyFor(url, env) !== undefined;
      const refusal = refusalOf(url, territory) ?? (isProxied ? await refusalBehind(url, territory) : undefined);
      if (refusal) return unseen(refusal);
      const head = await statusOf(url, 'HEAD', signal);
      // Some sites know no HEAD, or answer it with anything.
      const { status, location } =
        head.status >= 400 && head.status !== 401 && head.status !== 429 ? await statusOf(url, 'GET', signal) : head;
      if (status < 300 || status >= 400 || location === undefined) return answerOf(status);
      if (!URL.canParse(location, url.href)) return answerOf(404);
      url = new URL(location, url);
    }
    return unseen('redirects');
  }

  return {
    ask: async (address) => {
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        return await followed(address, signal);
      } catch (error) {
        if (error instanceof Refused || (error as { cause?: unknown }).cause instanceof Refused) return unseen(territory.refusal);
        return unseen(signal.aborted || isSlow(error) ? 'slow' : 'unreachable');
      }
    },
    close: async () => {
      await Promise.allSettled([direct, ...proxies.values()].map((one) => one.destroy()));
    },
  };
}

const isSlow = (error: unknown): boolean => /TIMEOUT|TIMEDOUT/.test(String((error as NodeJS.ErrnoException).code ?? ''));

/** A login asked for, or "later", is a page that is there. */
function answerOf(status: number): LinkAnswer {
  if (status === 404 || status === 410) return { kind: 'dead', status };
  return status >= 500 && status < 600 ? unseen('server') : { kind: 'there' };
}

/** Looking at an author's link is reading, so plain http may be asked as well; nothing of omk's own goes along. */
function refusalOf(url: URL, { permitsName, permitsAddress, refusal }: Territory): UnseenReason | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'unreachable';
  if (url.username !== '' || url.password !== '') return 'login';
  const literal = literalAddress(url);
  const isPermitted = literal === undefined ? permitsName(url.hostname) : permitsAddress(literal);
  return isPermitted ? undefined : refusal;
}

/** A proxy looks names up itself, so they are looked up beforehand; where this computer cannot, the proxy is the guard. */
async function refusalBehind(url: URL, { permitsAddress, refusal }: Territory): Promise<UnseenReason | undefined> {
  if (literalAddress(url) !== undefined) return undefined;
  const { lookup } = await import('node:dns/promises');
  const found = await lookup(url.hostname, { all: true }).catch(() => []);
  return found.every(({ address }) => permitsAddress(address)) ? undefined : refusal;
}

/** Asked for every connection, so that a name that changes its mind in between is refused too. */
export const guardedLookup =
  ({ permitsAddress }: Pick<Territory, 'permitsAddress'>): LookupFunction =>
  (hostname, options, done) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const [first] = found;
      if (!first || !found.every(({ address }) => permitsAddress(address))) return done(new Refused(hostname), '', 0);
      return options.all
        ? (done as unknown as (error: null, all: typeof found) => void)(null, found)
        : done(null, first.address, first.family);
    });
  };
