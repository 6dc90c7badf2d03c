import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { call } from '../../../../src/channels/shared/http.ts';
import { createNetwork } from '../../../../src/cli/network.ts';

it('gives up an answer that goes on and on, so that it does not fill the memory', async () => {
  const server = createServer((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('é'.repeat(100_000)));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answer = await call(createNetwork({ sandbox: true, env: {} }), { url, deadlineMs: 60_000, signal: new AbortController().signal });
  expect(answer).toEqual({ kind: 'no-answer', detail: 'too-long' });
}, 30_000);
