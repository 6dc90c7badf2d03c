import { get } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { type FindPage, servePreview } from '../../../src/preview/server.ts';

async function served(
  find: FindPage = (path, { nonce, version }) => (path === '/é.html' || path === '/' ? `${nonce} ${version}` : undefined),
) {
  const preview = await servePreview(find);
  onTestFinished(() => preview.close());
  return preview;
}

async function newsFrom(address: string, version: number) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${address}news?version=${version}`, { signal: stop.signal });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  return { response, next: async () => new TextDecoder().decode((await reader.read()).value) };
}

it('gives each page a nonce of its own, and nothing where there is no page', async () => {
  const { address } = await served();
  const [first, second] = await Promise.all([fetch(address), fetch(`${address}%C3%A9.html`)].map(async (answer) => (await answer).text()));
  expect(first).toMatch(/^[\w+/]{24} 1$/);
  expect(second).not.toBe(first);
  expect((await fetch(`${address}elders`)).status).toBe(404);
});

it('lets no other page frame it, and keeps nothing in a cache', async () => {
  const { headers } = await fetch((await served()).address);
  expect([headers.get('content-security-policy'), headers.get('cache-control')]).toEqual(["frame-ancestors 'none'", 'no-store']);
});

it('answers to no other name than that of this computer', async () => {
  const { address } = await served();
  const { port } = new URL(address);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get({ host: '127.0.0.1', port, headers: { host: `elders.example:${port}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
  expect(status).toBe(421);
});

it('tells a browser that there is something new, also when that came before it asked', async () => {
  const preview = await served();
  const waiting = await newsFrom(preview.address, 1);
  expect(waiting.response.headers.get('content-type')).toBe('text/event-stream');
  expect(await waiting.next()).toBe(': waiting\n\n');
  preview.changed();
  expect(await waiting.next()).toBe('event: changed\ndata:\n\n');
  expect(await (await newsFrom(preview.address, 1)).next()).toBe('event: changed\ndata:\n\n');
});

it('takes another port where the usual one is taken', async () => {
  const [one, two] = [await served(), await served()];
  expect(two.address).not.toBe(one.address);
});
