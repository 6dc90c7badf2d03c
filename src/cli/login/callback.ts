/**
 * Waits on loopback for the browser to come back (RFC 8252 7.3). Its front page leads to the service, so that nothing
 * of the visit stands in a list of processes, and a short address is enough to type. Other sites and old windows can
 * reach it too: what does not belong to the visit is answered, told and passed over.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { BrowserVisit } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import { fail } from '../../core/problem.ts';
import type { LoginWords } from '../messages/login-words.ts';

export interface CallbackOptions {
  /** Port 0: any that is free. */
  readonly redirectUrl: string;
  readonly page: LoginWords['page'];
  begin(redirectUrl: string): BrowserVisit;
  /** Something came that is not ours. */
  onForeign(): void;
}

export interface Callback {
  readonly visit: BrowserVisit;
  /** What a person opens. */
  readonly startUrl: string;
  /** The first answer that belongs to the visit; `undefined`: none came in time, or the signal aborted. */
  answer(options: { readonly clock: Clock; readonly waitMs: number; readonly signal: AbortSignal }): Promise<URLSearchParams | undefined>;
  /** Tells the browser that waits how it ended. */
  end(isGood: boolean): void;
  close(): Promise<void>;
}

export async function openCallback({ redirectUrl, page, begin, onForeign }: CallbackOptions): Promise<Callback> {
  const { hostname, port, pathname } = new URL(redirectUrl);
  const server = createServer();
  const bound = await listening(server, { hostname, port: Number(port || 80) });
  const own = new URL(redirectUrl);
  own.port = String(bound);
  const visit = begin(own.href);
  let waiting: ServerResponse | undefined;
  let received: (answer: URLSearchParams) => void = () => {};
  const arrival = new Promise<URLSearchParams>((resolve) => {
    received = resolve;
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    // What is no address (`//`) must not end the login: any web page that is open here can ask for it.
    if (!URL.canParse(path, own.origin)) return show(response, 400, page.foreign, page);
    const url = new URL(path, own.origin);
    // A name that somebody else lets lead here is not ours (DNS rebinding).
    if (request.headers.host !== own.host || request.method !== 'GET') return show(response, 403, page.foreign, page);
    if (url.pathname === '/' && url.search === '') return waiting ? show(response, 200, page.over, page) : lead(response, visit.address);
    if (url.pathname !== pathname) return show(response, 404, page.foreign, page);
    if (!visit.isOurs(url.searchParams)) {
      onForeign();
      return show(response, 400, page.foreign, page);
    }
    if (waiting) return show(response, 200, page.over, page);
    waiting = response;
    received(url.searchParams);
  });
  return {
    visit,
    startUrl: `${own.origin}/`,
    answer: ({ clock, waitMs, signal }) => {
      const stop = new AbortController();
      const tooLate = clock.sleep(waitMs, AbortSignal.any([signal, stop.signal])).then(() => undefined);
      return Promise.race([arrival, tooLate]).finally(() => stop.abort());
    },
    end: (isGood) => {
      if (waiting) show(waiting, 200, isGood ? page.good : page.bad, page);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // The last page goes out first; a browser that keeps its connection open is not waited for.
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}

function listening(server: Server, { hostname, port }: { readonly hostname: string; readonly port: number }): Promise<number> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const reason = code === 'EADDRINUSE' ? 'taken' : code === 'EACCES' ? 'forbidden' : 'elsewhere';
      try {
        fail('cannot-listen', { address: `${hostname}:${port}`, reason });
      } catch (error) {
        reject(error);
      }
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

const strict = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

function lead(response: ServerResponse, address: string): void {
  response.writeHead(302, { ...strict, location: address }).end();
}

/** The words are omk's own: nothing that came in is shown. */
function show(response: ServerResponse, status: number, text: string, { title, language }: LoginWords['page']): void {
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
  response.writeHead(status, { ...strict, 'content-type': 'text/html; charset=utf-8', connection: 'close' }).end(body);
}
