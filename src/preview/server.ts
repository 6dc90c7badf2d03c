/** Serves a preview on this computer alone while somebody writes, and tells the browser when there is a newer one. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Live, newsPath } from './reloading.ts';

/** The page at a path such as `/` or `/news/post.html`; `undefined`: there is none. */
export type FindPage = (path: string, live: Live) => string | undefined;

export interface ServedPreview {
  readonly address: string;
  /** There is a newer one: browsers that look at it load it. */
  changed(): void;
  close(): Promise<void>;
}

/** The usual port, so that a page that was left open goes on; any that is free where it is taken. */
const usualPort = 4830;

export async function servePreview(find: FindPage): Promise<ServedPreview> {
  const news = openNews();
  const app = new Hono();
  app.use(async (context, next) => {
    // A web page elsewhere may point a name of its own at loopback; such a name is not ours.
    if (!['127.0.0.1', 'localhost'].includes(new URL(context.req.url).hostname)) return context.text('', 421);
    await next();
    for (const [name, value] of Object.entries(safeHeaders)) context.res.headers.set(name, value);
  });
  app.get(newsPath, (context) => news.answer(Number(context.req.query('version'))));
  app.get('*', (context) => {
    const live = { nonce: randomBytes(18).toString('base64'), version: news.version() };
    const page = find(decoded(context.req.path), live);
    return page === undefined ? context.notFound() : context.html(page);
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await listen(server, usualPort).catch(() => listen(server, 0));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : usualPort}/`,
    changed: news.tell,
    close: () => closed(server),
  };
}

const safeHeaders = {
  // A kept connection that ends with the server can swallow the first request to the next one.
  connection: 'close',
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
function openNews() {
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const event = new TextEncoder().encode('event: changed\ndata:\n\n');
  let version = 1;
  const answer = (seen: number): Response => {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        listeners.add(controller);
        // What changed between loading the page and asking for news is news as well.
        controller.enqueue(seen < version ? event : new TextEncoder().encode(': waiting\n\n'));
      },
      cancel: () => void listeners.delete(own),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const tell = () => {
    version += 1;
    for (const listener of listeners) listener.enqueue(event);
  };
  return { answer, tell, version: () => version };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
