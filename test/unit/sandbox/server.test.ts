import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { openSandbox, serveSandbox } from '../../../src/sandbox/server.ts';
import { aPlace } from './a-place.ts';
import { temporaryFolder } from './temporary-folder.ts';

const channels = [aPlace({ id: 'one' }), aPlace({ id: 'two' })];

async function serving(folder: string, options: { channels?: typeof channels } = {}) {
  const site = await serveSandbox({
    folder,
    channels,
    clock: systemClock,
    port: 0,
    language: 'nl',
    project: 'Om het kind',
    timezone: 'Europe/Amsterdam',
    report: async () => ({ posts: [], problems: [] }),
    describe: ({ code }) => code,
    ...options,
  });
  onTestFinished(() => site.close());
  return site;
}

async function opened(folder: string) {
  const sandbox = await openSandbox({ folder, channels, clock: systemClock });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const record = (folder: string) => join(folder, 'server.json');

describe('the sandbox of a publish', () => {
  it('runs within the process when no other runs', async () => {
    const sandbox = await opened(temporaryFolder());
    expect(sandbox.page).toBeUndefined();
    expect(sandbox.settings('one')).toEqual({ url: `${sandbox.addresses['one']?.http}/api`, token: 'sandbox-token' });
    expect(sandbox.settings('unknown')).toEqual({});
  });

  it('is the one that runs in this project, where there is one', async () => {
    const folder = temporaryFolder();
    const site = await serving(folder);
    const sandbox = await opened(folder);
    expect([sandbox.page, sandbox.addresses]).toEqual([site.page, site.addresses]);
    await fetch(`${sandbox.addresses['one']?.http}/posts`, { method: 'POST', body: 'hallo' });
    expect(await (await fetch(`${site.page}/channel/one`)).text()).toContain('<p>hallo</p>');
  });

  it('leaves the running one alone when it is done', async () => {
    const folder = temporaryFolder();
    const site = await serving(folder);
    await (await openSandbox({ folder, channels, clock: systemClock })).close();
    expect((await fetch(site.page)).status).toBe(200);
  });

  it('is its own when the running one lacks a channel', async () => {
    const folder = temporaryFolder();
    await serving(folder, { channels: [aPlace({ id: 'one' })] });
    expect((await opened(folder)).page).toBeUndefined();
  });

  it('is its own when the running one, of an older omk, answers no questions about names', async () => {
    const folder = temporaryFolder();
    const names = [aPlace({ id: 'one', reach: 'names' })];
    await serving(folder, { channels: names });
    const open = async () => {
      const sandbox = await openSandbox({ folder, channels: names, clock: systemClock });
      onTestFinished(() => sandbox.close());
      return sandbox;
    };
    expect((await open()).page).toBeDefined();
    const running = JSON.parse(readFileSync(record(folder), 'utf8')) as object;
    writeFileSync(record(folder), JSON.stringify({ ...running, channels: { one: { http: '', smtp: '' } } }));
    const own = await open();
    expect([own.page, own.settings('one')]).toEqual([undefined, { dns: expect.stringMatching(/^127/) }]);
  });

  it.each([
    ['nobody answers at its address', { page: 'http://127.0.0.1:1' }],
    ['somebody else answers there', { id: 'another' }],
    ['its process is gone', { pid: 2 ** 22 + 1 }],
    ['its address is not on this computer', { page: 'http://192.0.2.1:80' }],
    ['a simulator is not on this computer', { channels: { one: { http: 'http://example.org:80', smtp: '' } } }],
    ['its names are told elsewhere', { channels: { one: { http: '', smtp: '', dns: '192.0.2.53:53' } } }],
  ])('is its own when %s', async (_title, changed) => {
    const folder = temporaryFolder();
    await serving(folder);
    writeFileSync(record(folder), JSON.stringify({ ...(JSON.parse(readFileSync(record(folder), 'utf8')) as object), ...changed }));
    expect((await opened(folder)).page).toBeUndefined();
  });

  it('is its own when the record cannot be read', async () => {
    const folder = temporaryFolder();
    writeFileSync(record(folder), '{"pid":');
    expect((await opened(folder)).page).toBeUndefined();
  });
});

describe('omk sandbox', () => {
  it('is known while it runs and forgotten when it ends', async () => {
    const folder = temporaryFolder();
    const site = await serving(folder);
    expect(JSON.parse(readFileSync(record(folder), 'utf8'))).toMatchObject({ pid: process.pid, page: site.page, channels: site.addresses });
    await site.close();
    expect(existsSync(record(folder))).toBe(false);
  });

  it('says so when one runs already, and closing that answer ends nothing', async () => {
    const folder = temporaryFolder();
    const first = await serving(folder);
    const second = await serving(folder);
    expect([first.already, second.already, second.page]).toEqual([false, true, first.page]);
    await second.close();
    expect((await fetch(first.page)).status).toBe(200);
  });
});
