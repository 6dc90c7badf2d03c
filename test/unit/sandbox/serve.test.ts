import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Fault, type Handler, serve } from '../../../src/sandbox/serve.ts';

async function served(handler: Handler, fault?: Fault) {
  const server = await serve(handler, fault ? { fault: () => fault } : {});
  onTestFinished(() => server.close());
  return server.address;
}

const counting = () => {
  const calls: string[] = [];
  const handler: Handler = async (request) => {
    calls.push(await request.text());
    return Response.json({ id: '12345678901234567890' }, { status: 201 });
  };
  return { calls, handler };
};

const post = (address: string) => fetch(address, { method: 'POST', body: 'hallo', redirect: 'manual', signal: AbortSignal.timeout(300) });

describe('a server on loopback', () => {
  it('hands method, path, headers and bytes to the handler and its answer back', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13, 128]);
    const address = await served(async (request) => {
      const headers = new Headers([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]);
      headers.set('x-seen', `${request.method} ${new URL(request.url).pathname} ${request.headers.get('x-test')}`);
      return new Response(await request.arrayBuffer(), { headers });
    });
    const response = await fetch(`${address}/a/b?c=d`, {
      method: 'PUT',
      body: bytes,
      headers: { 'x-test': 'é'.normalize('NFC').length.toString() },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-seen')).toBe('PUT /a/b 1');
  });

  it('listens on 127.0.0.1 only', async () => {
    const address = await served(counting().handler);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const reached = await new Promise((resolve) => {
      const socket = connect({ host: '::1', port: Number(new URL(address).port) });
      socket.on('connect', () => resolve(socket.destroy() && true)).on('error', () => resolve(false));
    });
    expect(reached).toBe(false);
  });

  it('takes a free port when its own is taken', async () => {
    const first = await served(counting().handler);
    const second = await serve(counting().handler, { port: Number(new URL(first).port) });
    onTestFinished(() => second.close());
    expect(second.address).not.toBe(first);
    expect((await post(second.address)).status).toBe(201);
  });

  it('answers 500 when the simulator itself fails', async () => {
    const address = await served(() => Promise.reject(new Error('broken')));
    const response = await fetch(address);
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('broken')]);
  });

  it.each([
    ['drops the connection before the service sees the call', { kind: 'drop', after: false }, 0],
    ['drops the connection after the service did its work', { kind: 'drop', after: true }, 1],
    ['never answers, and nothing was done', { kind: 'hang', after: false }, 0],
    ['never answers, though it was done', { kind: 'hang', after: true }, 1],
    ['breaks the answer off half-way', { kind: 'cut' }, 1],
  ] as const)('%s', async (_title, fault, done) => {
    const { calls, handler } = counting();
    const address = await served(handler, fault);
    await expect(post(address).then((response) => response.json())).rejects.toThrow();
    expect(calls).toHaveLength(done);
  });

  it('gives another answer after the work was done', async () => {
    const { calls, handler } = counting();
    const address = await served(handler, { kind: 'answer', after: true, response: () => new Response('', { status: 201 }) });
    expect(await (await post(address)).text()).toBe('');
    expect(calls).toEqual(['hallo']);
  });

  it('answers as it should when a fault turns out not to apply', async () => {
    const address = await served(counting().handler, { kind: 'drop', after: true, applies: async () => false });
    expect((await post(address)).status).toBe(201);
  });

  it('answers late', async () => {
    const address = await served(counting().handler, { kind: 'slow', ms: 40 });
    const before = performance.now();
    expect((await post(address)).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThan(30);
  });

  it('closes at once, also while an answer is late or will never come', async () => {
    let pending: Promise<unknown> = Promise.resolve();
    const server = await new Promise<Awaited<ReturnType<typeof serve>>>((resolve) => {
      const fault = () => {
        queueMicrotask(() => void starting.then(resolve));
        return { kind: 'slow', ms: 60_000 } as const;
      };
      const starting = serve(counting().handler, { fault });
      void starting.then(({ address }) => {
        pending = post(address).catch(() => 'ended');
      });
    });
    await server.close();
    expect(await pending).toBe('ended');
  });
});
