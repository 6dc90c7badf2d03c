import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { expect, onTestFinished, test } from 'vitest';
import type { NameRecord } from '../../../src/core/channel.ts';
import { startDns } from '../../../src/sandbox/dns.ts';

const names: Readonly<Record<string, readonly NameRecord[]>> = {
  'example.nl': [
    { type: 'TXT', data: 'v=spf1 -all' },
    { type: 'MX', exchange: 'mail.example.nl' },
    { type: 'A', data: '127.0.0.1' },
  ],
};

async function aResolver(port?: number) {
  const server = await startDns({ lookUp: async (name) => names[name], ...(port !== undefined && { port }) });
  onTestFinished(() => server.close());
  const resolver = new dns.Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([server.address]);
  return { resolver, address: server.address };
}

test('answers what a name holds, and tells a missing name from a missing kind', async () => {
  const { resolver } = await aResolver();
  expect(await resolver.resolveTxt('Example.NL')).toEqual([['v=spf1 -all']]);
  expect(await resolver.resolveMx('example.nl')).toEqual([{ priority: 10, exchange: 'mail.example.nl' }]);
  expect(await resolver.resolve4('example.nl')).toEqual(['127.0.0.1']);
  await expect(resolver.resolve6('example.nl')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(resolver.resolveTxt('weg.example.nl')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('takes any port where its own is taken, on this computer alone', async () => {
  const first = await aResolver();
  const second = await aResolver(Number(first.address.split(':')[1]));
  expect(second.address).not.toBe(first.address);
  expect(second.address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(await second.resolver.resolve4('example.nl')).toEqual(['127.0.0.1']);
});

test('outlives a packet that is no question', async () => {
  const { resolver, address } = await aResolver();
  const socket = createSocket('udp4');
  onTestFinished(() => new Promise<void>((resolve) => void socket.close(() => resolve())));
  for (const packet of ['', 'x', Buffer.alloc(12)]) socket.send(packet, Number(address.split(':')[1]), '127.0.0.1');
  expect(await resolver.resolve4('example.nl')).toEqual(['127.0.0.1']);
});
