import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeCredentials, readCredentials, withCredentials } from '../../../../src/cli/login/credentials.ts';
import type { Credential } from '../../../../src/core/login.ts';
import { aFolder } from '../../../support/project-fixture.ts';

const credential: Credential = {
  account: 'Zoë Voorbeeld مرحبا',
  settings: { token: 'geheim' },
  obtainedAt: new Date('2026-11-26T10:00:00Z'),
  renewedAt: new Date('2026-11-26T11:00:00Z'),
  expiresAt: new Date('2026-11-26T12:00:00Z'),
  refreshToken: 'vernieuw',
  refreshExpiresAt: new Date('2027-02-26T12:00:00Z'),
};

const aStore = () => ({ root: aFolder(), mode: 'live' as const });

describe('what logins left behind', () => {
  it('is nothing at first', () => {
    expect(readCredentials(aStore())).toEqual({ stored: {} });
  });

  it('comes back as it was kept, for its owner alone, in a folder that git ignores', async () => {
    const store = aStore();
    const estimate: Credential = {
      account: 'a',
      settings: { cookie: 'c' },
      obtainedAt: new Date(0),
      expiresAt: new Date(1),
      isEstimate: true,
    };
    await changeCredentials(store, () => ({ yammer: credential, pleio: estimate }));
    expect(readCredentials(store)).toEqual({ stored: { yammer: credential, pleio: estimate } });
    const folder = join(store.root, '.omk');
    expect([statSync(folder).mode & 0o777, statSync(join(folder, 'credentials')).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('keeps what belongs to channels that this omk does not know', async () => {
    const store = aStore();
    await changeCredentials(store, () => ({ mastodon: credential }));
    await changeCredentials(store, (stored) => ({ ...stored, x: credential }));
    expect(Object.keys(readCredentials(store).stored)).toEqual(['mastodon', 'x']);
  });

  it('is replaced as a whole: what a killed process left half-way is no obstacle', async () => {
    const store = aStore();
    await changeCredentials(store, () => ({ x: credential }));
    writeFileSync(join(store.root, '.omk/credentials.new'), '{"version":1,"chan');
    await changeCredentials(store, (stored) => ({ ...stored, yammer: credential }));
    expect(Object.keys(readCredentials(store).stored)).toEqual(['x', 'yammer']);
    expect(readdirSync(join(store.root, '.omk')).sort()).toEqual(['.gitignore', 'credentials', 'credentials.lock']);
  });

  it('is changed by one at a time, in this process too', async () => {
    const store = aStore();
    let inside = 0;
    const add = (id: string) =>
      withCredentials(store, async ({ stored, write }) => {
        inside += 1;
        expect(inside).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        write({ ...stored, [id]: credential });
        inside -= 1;
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect(Object.keys(readCredentials(store).stored).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not used when others can read it', async () => {
    const store = aStore();
    await changeCredentials(store, () => ({ x: credential }));
    chmodSync(join(store.root, '.omk/credentials'), 0o640);
    const { stored, problem } = readCredentials(store);
    expect([stored, problem?.code]).toEqual([{}, 'credentials-open']);
  });

  it.each([
    ['{"version":1}', 'channels'],
    ['{"version":1,"channels":[]}', 'channels'],
    ['{"version":"1","channels":{}}', 'version'],
    ['{"version":1,"channels":{"x":null}}', 'channels.x'],
    ['{"version":1,"channels":{"x":{"account":"a","settings":{"token":5},"obtainedAt":"2026-11-26"}}}', 'channels.x.settings.token'],
    ['{"version":1,"channels":{"x":{"account":"a","settings":{},"obtainedAt":"gisteren"}}}', 'channels.x.obtainedAt'],
    ['geheim', 'JSON'],
  ])('names the place where %s is broken, and changes nothing', async (text, place) => {
    const store = { root: aFolder({ '.omk/credentials': text }), mode: 'live' as const };
    const file = join(store.root, '.omk/credentials');
    chmodSync(file, 0o600);
    expect(readCredentials(store).problem).toMatchObject({ code: 'credentials-broken', params: { detail: place } });
    await expect(changeCredentials(store, () => ({}))).rejects.toThrow('credentials-broken');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('of practising is kept apart', async () => {
    const root = aFolder();
    await changeCredentials({ root, mode: 'sandbox' }, () => ({ x: credential }));
    expect([existsSync(join(root, '.omk/sandbox/credentials')), existsSync(join(root, '.omk/credentials'))]).toEqual([true, false]);
    expect(readCredentials({ root, mode: 'live' })).toEqual({ stored: {} });
  });
});
