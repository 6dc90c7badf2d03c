/** The only way out of the process: where it may go, and through which proxy. */
import type { Agent } from 'node:http';
import type { Network } from '../core/channel.ts';
import { isLoopback } from '../core/loopback.ts';
import { fail } from '../core/problem.ts';
import type { Environment } from './environment.ts';

export interface NetworkOptions {
  /** Practising stays on this computer. */
  readonly sandbox: boolean;
  /** HTTPS_PROXY and NO_PROXY are read from it. */
  readonly env: Environment;
}

export function createNetwork({ sandbox, env }: NetworkOptions): Network {
  const permit = (url: string | URL): void => permitted(new URL(url), sandbox);
  const dispatchers = new Map<string, Promise<import('undici').Dispatcher>>();
  const through = (proxy: string): Promise<import('undici').Dispatcher> => {
    const known = dispatchers.get(proxy) ?? import('undici').then(({ ProxyAgent }) => new ProxyAgent(proxy));
    dispatchers.set(proxy, known);
    return known;
  };
  return {
    permit,
    fetch: async (url, init) => {
      permit(url);
      const proxy = proxyFor(new URL(url), env);
      const dispatcher = proxy === undefined ? {} : { dispatcher: await through(proxy) };
      return fetch(url, { ...init, redirect: 'manual', ...dispatcher } as RequestInit);
    },
    agent: async (url) => {
      permit(url);
      return agentFor(new URL(url), env);
    },
  };
}

/** https anywhere and http to this computer; in the sandbox nothing but this computer. */
function permitted({ protocol, hostname, origin }: URL, sandbox: boolean): void {
  if (isLoopback(hostname)) return;
  if (sandbox) fail('config-sandbox-outside', { address: origin });
  if (protocol !== 'https:') fail('config-insecure', { name: hostname, address: origin });
}

/** Without keep-alive: a write never goes out over a connection that the other side may just have closed. */
async function agentFor(url: URL, env: Environment): Promise<Agent> {
  if (url.protocol === 'http:') return new (await import('node:http')).Agent();
  const proxy = proxyFor(url, env);
  if (proxy === undefined) return new (await import('node:https')).Agent();
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy);
}

/** The proxy for this address, if any. Loopback never goes through one. */
export function proxyFor(url: URL, env: Environment): string | undefined {
  const proxy = env.https_proxy || env.HTTPS_PROXY;
  if (!proxy || url.protocol !== 'https:' || isLoopback(url.hostname) || isExempt(url, env.no_proxy || env.NO_PROXY || ''))
    return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** NO_PROXY: names, with or without a leading dot or `*.`, each with its subdomains; a port narrows; `*` is all. */
function isExempt({ hostname, port }: URL, noProxy: string): boolean {
  const entries = noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return entries.some((entry) => {
    if (entry === '*') return true;
    const [, name = '', onlyPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    const fits = hostname === name || hostname.endsWith(`.${name}`);
    return fits && (onlyPort === undefined || onlyPort === (port || '443'));
  });
}
