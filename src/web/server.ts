/** Serves the pages over plain HTTP, for a proxy that gives them to the world. The front of this folder. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isIP } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSite } from './app.ts';
import type { SiteOptions } from './site.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Believe what the proxy says of who asks. */
  readonly trustProxy: boolean;
}

export interface RunningSite {
  readonly address: string;
  /** Finishes what is being answered, then stops. */
  close(): Promise<void>;
}

/** Who is slow at asking, on purpose or not, keeps no connection from others. */
const timesMs = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000 } as const;

/** How long an answer may take once it has been told to stop. */
const patienceMs = 20_000;

/** Rejects with the error of Node when the port or the host cannot be had. */
export async function serveSite(options: SiteOptions, { host, port, trustProxy }: ServeOptions): Promise<RunningSite> {
  const answer = createSite(options);
  const listener = getRequestListener(
    (request, { incoming }) => answer(plain(request), clientOf(incoming as IncomingMessage, trustProxy)),
    {
      overrideGlobalObjects: false,
      errorHandler: () => new Response(null, { status: 400 }),
    },
  );
  const server = createServer({ ...timesMs, maxHeaderSize: 16 * 1024 }, (incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { address: addressOf(server, host), close: () => closed(server) };
}

/** The adapter's own kind of request cannot be copied, which reading a body within its limit needs. */
function plain({ url, method, headers, body }: Request): Request {
  return new Request(url, { method, headers, body, ...(body && { duplex: 'half' as const }) });
}

function addressOf(server: Server, host: string): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`;
}

/** The last address that the proxy nearest to us added: those before it are the visitor's own word. */
function clientOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const told = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(told) ? told.join(',') : (told ?? '')).split(',').at(-1)?.trim() ?? '';
  return isIP(last) > 0 ? last : (socket.remoteAddress ?? '');
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
  await done;
  clearTimeout(timer);
}
