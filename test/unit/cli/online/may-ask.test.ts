import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { guardedLookup } from '../../../../src/cli/online/ask-link.ts';
import { guarded, mayAsk } from '../../../../src/cli/online/may-ask.ts';

test.each([
  'https://10.0.0.1/',
  'https://[::1]/',
  'https://127.0.0.1/',
  'https://169.254.169.254/',
  'https://localhost/',
  'https://printer.local/',
  'https://intranet/',
])('nobody is sent to %s', async (address) => {
  expect(await mayAsk(new URL(address))).toBe(false);
});

test('a public address may be asked', async () => {
  expect(await mayAsk(new URL('https://93.184.215.14/'))).toBe(true);
});

test('a name that leads here after all, once it was let through, is not connected to', async () => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('binnen')).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  await expect(fetch(address, await guarded())).rejects.toThrow();
  expect(connections).toBe(0);
  // The same way, where the address may be asked.
  const dispatcher = new Agent({ connect: { lookup: guardedLookup({ permitsAddress: (one) => one === '127.0.0.1' }) }, pipelining: 0 });
  expect(await (await fetch(address, { dispatcher } as unknown as RequestInit)).text()).toBe('binnen');
});
