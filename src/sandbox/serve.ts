/** An HTTP server on loopback for one handler, with the faults that a real network has. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { systemClock } from '../core/clock.ts';

export type Handler = (request: Request) => Promise<Response>;

/** Asked once the service has done its work: does the fault happen after all? Absent: yes. */
type Applies = () => Promise<boolean>;

/** What can happen to one call. `after`: the service has done its work before it goes wrong. */
export type Fault =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang'; readonly after: boolean; readonly applies?: Applies }
  | { readonly kind: 'drop'; readonly after: boolean; readonly applies?: Applies }
  | { readonly kind: 'answer'; readonly after: boolean; readonly response: () => Response; readonly applies?: Applies }
  | { readonly kind: 'cut'; readonly applies?: Applies };

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** Asked for each request; `undefined`: answer normally. */
export type FaultSource = (request: Request) => Promise<Fault | undefined> | Fault | undefined;

export interface ServeOptions {
  readonly port?: number;
  readonly fault?: FaultSource;
}

/** More than any service takes in one request. */
const maxBodyBytes = 64 * 1024 * 1024;

/** Listens on the port, or on any free one when it is taken. */
export async function serve(handler: Handler, { port = 0, fault }: ServeOptions = {}): Promise<RunningServer> {
  const closing = new AbortController();
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, { handler, fault, closing: closing.signal }).catch(() => outgoing.destroy());
  });
  // A kept connection that the server ends by itself can swallow the next request: an answer lost for no reason.
  server.keepAliveTimeout = 0;
  await listen(server, port).catch(() => listen(server, 0));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

interface Service {
  readonly handler: Handler;
  readonly fault: FaultSource | undefined;
  readonly closing: AbortSignal;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, { handler, fault: source, closing }: Service): Promise<void> {
  const body = await readBody(incoming);
  if (!body) return send(outgoing, new Response('too much', { status: 413 }));
  const request = toRequest(incoming, body);
  const fault = await source?.(request);
  if (fault?.kind === 'slow') await systemClock.sleep(fault.ms, closing);
  if (!fault || fault.kind === 'slow') return send(outgoing, await handled(handler, request));
  const response = fault.kind === 'cut' || fault.after ? await handled(handler, request) : undefined;
  if (response && fault.applies && !(await fault.applies())) return send(outgoing, response);
  switch (fault.kind) {
    case 'answer':
      return send(outgoing, fault.response());
    case 'hang':
      return;
    case 'drop':
      outgoing.destroy();
      return;
    case 'cut':
      return sendHalf(outgoing, response ?? new Response(null));
  }
}

/** A simulator that fails answers as any service would, with its reason, so that the fault is seen and not guessed. */
const handled = (handler: Handler, request: Request): Promise<Response> =>
  handler(request).catch((error: unknown) => new Response(error instanceof Error ? error.stack : String(error), { status: 500 }));

/** The whole body, or nothing when it is too big. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size > maxBodyBytes ? undefined : new Uint8Array(Buffer.concat(chunks));
}

function toRequest(incoming: IncomingMessage, body: Uint8Array<ArrayBuffer>): Request {
  const { method = 'GET', url = '/', headers, rawHeaders } = incoming;
  const pairs: [string, string][] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) pairs.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  const takesBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), {
    method,
    headers: pairs,
    ...(takesBody && body.length > 0 && { body }),
  });
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  writeHead(outgoing, response, body.length);
  outgoing.end(body);
}

/** Sends half of the answer and ends the connection. */
async function sendHalf(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  writeHead(outgoing, response, body.length + 1);
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
}

function writeHead(outgoing: ServerResponse, response: Response, length: number): void {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  if (response.status !== 204 && response.status !== 304) outgoing.setHeader('content-length', length);
}
