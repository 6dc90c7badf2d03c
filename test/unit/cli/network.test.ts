import { createServer, request, type Server } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetwork, proxyFor } from '../../../src/cli/network.ts';

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Writes down who asks to be connected where, and refuses. */
async function aProxy(): Promise<{ readonly address: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (message, socket) => {
    asked.push(`${message.url} ${message.headers['proxy-authorization'] ?? ''}`.trim());
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  return { address: `http://jan:geheim@127.0.0.1:${await listening(server)}`, asked };
}

const basic = `Basic ${Buffer.from('jan:geheim').toString('base64')}`;

describe('the network', () => {
  const live = createNetwork({ sandbox: false, env: {} });
  const sandbox = createNetwork({ sandbox: true, env: {} });

  it.each(['https://api.example.com', 'https://127.0.0.1', 'http://localhost:80', 'http://[::1]:80', 'http://127.9.9.9'])(
    'lets live mode go to %s',
    (url) => {
      expect(() => live.permit(url)).not.toThrow();
    },
  );

  it.each([
    'http://api.example.com',
    'ftp://api.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'smtp://mail.example.com',
  ])('does not let live mode go to %s', (url) => {
    expect(() => live.permit(url)).toThrow('config-insecure');
  });

  it.each(['http://localhost:1', 'http://127.0.0.1:1', 'https://[::1]'])('lets the sandbox go to %s', (url) => {
    expect(() => sandbox.permit(url)).not.toThrow();
  });

  it.each(['https://api.example.com', 'http://10.0.0.1', 'https://127.0.0.1.example.com', 'http://0.0.0.0'])(
    'does not let the sandbox go to %s',
    async (url) => {
      expect(() => sandbox.permit(url)).toThrow('config-sandbox-outside');
      await expect(sandbox.fetch(url)).rejects.toThrow('config-sandbox-outside');
      await expect(sandbox.agent(url)).rejects.toThrow('config-sandbox-outside');
    },
  );

  it('follows no redirect, whatever is asked', async () => {
    const port = await listening(createServer((_request, response) => response.writeHead(302, { location: 'https://example.com/' }).end()));
    const response = await live.fetch(`http://127.0.0.1:${port}/`, { redirect: 'follow' });
    expect(response.status).toBe(302);
  });

  it('gives client libraries a pool for plain and for TLS', async () => {
    const port = await listening(createServer((_request, response) => response.end('hallo')));
    const agent = await live.agent(`http://127.0.0.1:${port}`);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, agent }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    expect(await live.agent('https://api.example.com')).toBeInstanceOf(TlsAgent);
  });

  it('goes through a proxy where one is set', async () => {
    const { address, asked } = await aProxy();
    const network = createNetwork({ sandbox: false, env: { HTTPS_PROXY: address } });
    await expect(network.fetch('https://api.example.com/2/tweets')).rejects.toThrow();
    const { get } = await import('node:https');
    const agent = await network.agent('https://files.example.com');
    await new Promise((resolve) => get('https://files.example.com/', { agent }, resolve).on('error', resolve));
    expect(asked).toEqual([`api.example.com:443 ${basic}`, `files.example.com:443 ${basic}`]);
  });

  it('leaves TLS to the other side of the proxy', async () => {
    const target = await listening(createServer((_request, response) => response.end('hallo')));
    const { connect } = await import('node:net');
    const proxy = createServer();
    proxy.on('connect', (_message, socket) => {
      const through = connect(target, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
      socket.pipe(through).pipe(socket);
    });
    const network = createNetwork({ sandbox: false, env: { https_proxy: `127.0.0.1:${await listening(proxy)}` } });
    // The other side speaks no TLS, so the handshake fails: but it fails there, behind the proxy.
    await expect(network.fetch('https://api.example.com/')).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/SSL|EPROTO|ECONNRESET/) },
    });
  });

  it('reaches this computer without the proxy', async () => {
    const { address, asked } = await aProxy();
    const port = await listening(createServer((_request, response) => response.end('hallo')));
    const network = createNetwork({ sandbox: true, env: { HTTPS_PROXY: address, HTTP_PROXY: address } });
    expect(await (await network.fetch(`http://127.0.0.1:${port}/`)).text()).toBe('hallo');
    expect(asked).toEqual([]);
  });
});

describe('a proxy', () => {
  it.each([
    ['https://api.example.com', '', true],
    ['https://api.example.com', 'example.org', true],
    ['https://api.example.com', 'example.com', false],
    ['https://api.example.com', '.example.com', false],
    ['https://api.example.com', '*.example.com', false],
    ['https://api.example.com', 'ample.com', true],
    ['https://api.example.com', 'example.org, API.example.com', false],
    ['https://api.example.com', 'api.example.com:443', false],
    ['https://api.example.com:8443', 'api.example.com:443', true],
    ['https://api.example.com', '*', false],
    ['https://localhost', '', false],
    ['https://127.0.0.1', '', false],
    ['https://[::1]', '', false],
    ['http://api.example.com', '', false],
  ])('for %s with NO_PROXY "%s": %s', (url, noProxy, expected) => {
    const found = proxyFor(new URL(url), { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy });
    expect(found).toBe(expected ? 'http://proxy:3128' : undefined);
  });
});
