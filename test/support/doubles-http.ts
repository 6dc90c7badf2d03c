/** A small HTTP server that stands in for a service: it notes every request, and can be told to misbehave once. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly service: string;
  readonly method: string;
  /** Path and query as they stood on the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON. */
  readonly body?: string | object;
}

/** Sees a request and says what goes back; `carryOut` does what the service would have done. */
export type Fault = (request: Received, carryOut: () => Reply) => Answer | Promise<Answer>;

type Answer = Reply | 'cut' | 'hang';

export interface HttpDouble {
  readonly address: string;
  /** The next request that fits is treated so, once. */
  once(fits: (request: Received) => boolean, fault: Fault): void;
  /** Every request that fits is treated so. */
  always(fits: (request: Received) => boolean, fault: Fault): void;
}

export interface HttpDoubleOptions {
  readonly service: string;
  /** Shared by all doubles of a test, so that it shows who was called first. */
  readonly timeline: Received[];
  readonly answer: (request: Received) => Reply;
}

export async function openHttpDouble({ service, timeline, answer }: HttpDoubleOptions): Promise<HttpDouble> {
  const faults: { fits: (request: Received) => boolean; fault: Fault; isOnce: boolean }[] = [];
  const server = createServer((incoming, response) => {
    void receive(incoming, service).then(async (request) => {
      timeline.push(request);
      const index = faults.findIndex(({ fits }) => fits(request));
      const found = faults[index];
      if (found?.isOnce) faults.splice(index, 1);
      send(response, await (found ? found.fault(request, () => answer(request)) : answer(request)));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    once: (fits, fault) => void faults.push({ fits, fault, isOnce: true }),
    always: (fits, fault) => void faults.push({ fits, fault, isOnce: false }),
  };
}

/** Where nothing listens any more. */
export async function anAddressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function receive(incoming: IncomingMessage, service: string): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    service,
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, reply: Answer): void {
  if (reply === 'hang') return;
  if (reply === 'cut') return void response.socket?.destroy();
  const { status, headers = {}, body = '' } = reply;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...(typeof body === 'object' && { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(text);
}

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});

export const jsonOf = ({ body }: Pick<Received, 'body'>): Fields => fieldsOf(JSON.parse(body.toString('utf8')));

export const pathOf = ({ target }: Received): string => new URL(target, 'http://double').pathname;

export const queryOf = ({ target }: Received): URLSearchParams => new URL(target, 'http://double').searchParams;

/** The parts of a multipart form: text as text, files by their name. */
export async function formOf({ headers, body }: Pick<Received, 'headers' | 'body'>): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
}
