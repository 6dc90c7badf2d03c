/** An HTTP server on loopback for one handler, with the faults that a real network has. */
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';

export type Handler = (request: Request) => Promise<Response>;

/** What can happen to one call. `after`: the service has done its work before it goes wrong. */
export type Fault =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang'; readonly after: boolean }
  | { readonly kind: 'drop'; readonly after: boolean }
  | { readonly kind: 'answer'; readonly after: boolean; readonly response: () => Response }
  | { readonly kind: 'cut' };

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** Asked for each request; `undefined`: answer normally. */
export type FaultSource = (request: Request) => Promise<Fault | undefined> | Fault | undefined;

/** Listens on the port, or on any free one when it is taken. */
export async function serve(handler: Handler, options: { port?: number; fault?: FaultSource } = {}): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch: (request, env) => answer(request, env as HttpBindings, handler, options.fault),
  }) as Server;
  await listen(server, options.port ?? 0).catch(() => listen(server, 0));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
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

async function answer(request: Request, { outgoing }: HttpBindings, handler: Handler, source?: FaultSource): Promise<Response> {
  const fault = await source?.(request);
  if (!fault) return handler(request);
  if (fault.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const works = fault.kind === 'slow' || fault.kind === 'cut' || fault.after;
  const response = works ? await handler(request) : undefined;
  switch (fault.kind) {
    case 'slow':
      return response as Response;
    case 'answer':
      return fault.response();
    case 'hang':
      return new Promise(() => {});
    case 'drop':
      outgoing.destroy();
      return new Response(null);
    case 'cut':
      return cutAnswer(response as Response, outgoing);
  }
}

/** Sends half of the answer and ends the connection. */
async function cutAnswer(response: Response, outgoing: HttpBindings['outgoing']): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': String(body.length) });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  return new Promise(() => {});
}
