import { Resolver } from 'node:dns/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { faultSwitches, openSwitches } from '../../../src/sandbox/faults.ts';
import { startSimulators } from '../../../src/sandbox/simulators.ts';
import { aPlace } from './a-place.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function started(
  options: { channels?: Parameters<typeof startSimulators>[0]['channels']; folder?: string; portOf?: () => number } = {},
) {
  const { folder = temporaryFolder(), channels = [aPlace()], ...rest } = options;
  const simulators = await startSimulators({ folder, channels, clock: systemClock, ...rest });
  onTestFinished(() => simulators.close());
  const address = simulators.addresses[channels[0]?.id ?? '']?.http ?? '';
  const count = async () => (await (await simulators.instance(channels[0]?.id ?? '')).feed()).length;
  return { simulators, address, count, switches: openSwitches(folder), folder };
}

const post = (address: string, init: RequestInit = {}) =>
  fetch(`${address}/posts`, { method: 'POST', body: 'hallo', redirect: 'manual', signal: AbortSignal.timeout(250), ...init });
const outcome = (address: string) =>
  post(address).then(
    async (response) => `${response.status} ${(await response.text().catch(() => 'broken')).slice(0, 15)}`,
    () => 'no answer',
  );

describe('the simulators of a sandbox', () => {
  it('gives each channel an address of its own, with its paths at the root', async () => {
    const { simulators } = await started({ channels: [aPlace({ id: 'one' }), aPlace({ id: 'two' })] });
    const { one, two } = simulators.addresses;
    expect(one?.http).not.toBe(two?.http);
    expect(await (await fetch(`${one?.http}/2/tweets?a=b`)).json()).toMatchObject({ path: '/2/tweets?a=b' });
  });

  it('loads a simulator only when it is called', async () => {
    let opened = 0;
    const { address } = await started({ channels: [aPlace({ opened: () => void opened++ })] });
    expect(opened).toBe(0);
    await Promise.all([fetch(address), fetch(address)]);
    expect(opened).toBe(1);
  });

  it('receives mail for a channel whose settings lead to a mail server', async () => {
    const { simulators } = await started({ channels: [aPlace({ reach: 'smtp' })] });
    const { http, smtp } = simulators.addresses['place'] ?? {};
    expect([http, smtp]).toEqual(['', expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/)]);
    const transport = createTransport(smtp);
    await transport.sendMail({ from: 'van@example.nl', to: 'aan@example.nl', subject: 'Dag', text: 'Hallo' });
    transport.close();
    expect(await (await simulators.instance('place')).feed()).toMatchObject([{ to: 'aan@example.nl' }]);
  });

  it('answers questions about names for a channel whose settings lead to them', async () => {
    const { simulators } = await started({ channels: [aPlace({ reach: 'names' })] });
    const { http, smtp, dns = '' } = simulators.addresses['place'] ?? {};
    expect([http, smtp, dns]).toEqual(['', '', expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
    const resolver = new Resolver();
    resolver.setServers([dns]);
    expect(await resolver.resolve4('place.example')).toEqual(['127.0.0.1']);
  });

  it('prefers its fixed ports and takes others when they are in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    const port = await new Promise<number>((resolve) => taken.once('listening', () => resolve((taken.address() as { port: number }).port)));
    const { address } = await started({ portOf: () => port });
    expect(new URL(address).port).not.toBe(String(port));
  });

  it('keeps what arrived for the next run', async () => {
    const folder = temporaryFolder();
    const first = await startSimulators({ folder, channels: [aPlace()], clock: systemClock });
    await post(first.addresses['place']?.http ?? '');
    await first.close();
    expect(await (await started({ folder })).count()).toBe(1);
  });
});

describe('the switches', () => {
  it.each([
    ['auth', '401 auth', 0],
    ['refuse', '403 no', 0],
    ['later', '429 later', 0],
    ['error-500', '500 <!doctype html>', 0],
    ['hang', 'no answer', 0],
    ['redirect', '302 ', 0],
    ['accept-and-drop', 'no answer', 1],
    ['accept-and-hang', 'no answer', 1],
    ['accept-and-cut', '201 broken', 1],
    ['accept-and-500', '500 {"error":"inter', 1],
    ['accept-and-html-503', '503 <!doctype html>', 1],
    ['accept-and-empty-201', '201 ', 1],
  ] as const)('%s: answers "%s", and %i is stored', async (name, answer, stored) => {
    const { switches, address, count } = await started();
    switches.set('place', name, true);
    expect(await outcome(address)).toBe(answer);
    expect(await count()).toBe(stored);
  });

  it('are all described in both languages', () => {
    for (const { help } of Object.values(faultSwitches)) expect(help.nl && help.en).toBeTruthy();
  });

  it('leave reading alone when they are about writing', async () => {
    const { switches, address } = await started();
    switches.set('place', 'refuse', true);
    expect((await fetch(address)).status).toBe(200);
    const query = (body: string) => fetch(`${address}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect((await query(JSON.stringify({ query: 'query { viewer }' }))).status).toBe(200);
    expect((await query(JSON.stringify({ variables: {}, query: '\n mutation { add }' }))).status).toBe(403);
  });

  it('lose only the answer to what readers can see', async () => {
    const { switches, address, count } = await started();
    switches.set('place', 'accept-and-drop', 1);
    const lookedAt = await fetch(`${address}/graphql`, { method: 'POST', body: 'preparation, stores nothing' });
    expect(lookedAt.status).toBe(200);
    expect(await outcome(address)).toBe('no answer');
    expect(await count()).toBe(1);
  });

  it('work as many times as asked', async () => {
    const { switches, address } = await started();
    switches.set('place', 'later', 2);
    expect([await outcome(address), await outcome(address), await outcome(address)]).toEqual(['429 later', '429 later', '201 {"id":"1"}']);
    expect(switches.isOn('place', 'later')).toBe(false);
  });

  it('belong to one channel', async () => {
    const { switches, simulators } = await started({ channels: [aPlace({ id: 'one' }), aPlace({ id: 'two' })] });
    switches.set('one', 'refuse', true);
    expect(await outcome(simulators.addresses['two']?.http ?? '')).toMatch(/^201/);
  });

  it('reach the simulator when they are its own', async () => {
    const { switches, address } = await started();
    switches.set('place', 'quiet', true);
    expect(await (await fetch(address)).json()).toMatchObject({ quiet: true });
    switches.set('place', 'quiet', false);
    expect(await (await fetch(address)).json()).toMatchObject({ quiet: false });
  });

  it('refuse, delay and lose mail as well', async () => {
    const { simulators, switches, count } = await started({ channels: [aPlace({ reach: 'smtp' })] });
    const transport = createTransport({ url: simulators.addresses['place']?.smtp, socketTimeout: 250 } as { url: string });
    onTestFinished(() => transport.close());
    const send = () => transport.sendMail({ from: 'van@example.nl', to: 'aan@example.nl', subject: 'Dag', text: 'Hallo' });
    switches.set('place', 'refuse', 1);
    await expect(send()).rejects.toThrow();
    expect(await count()).toBe(0);
    switches.set('place', 'accept-and-drop', 1);
    await expect(send()).rejects.toThrow();
    expect(await count()).toBe(1);
    await send();
    expect(await count()).toBe(2);
  });

  it('stand in a file that a person may write, and what makes no sense there is left out', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'faults.json');
    const switches = openSwitches(folder);
    expect(switches.all()).toEqual({});
    writeFileSync(file, '{ "x": { "later": 2, "slow": true, "hang": "yes", "drop": 0 }, "y": 3 }');
    expect(switches.all()).toEqual({ x: { later: 2, slow: true }, y: {} });
    switches.set('x', 'slow', false);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ x: { later: 2 }, y: {} });
    writeFileSync(file, '{ "x": ');
    expect(switches.all()).toEqual({});
  });
});
