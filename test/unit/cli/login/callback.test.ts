import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openCallback } from '../../../../src/cli/login/callback.ts';
import { loginWords } from '../../../../src/cli/messages/login-words.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { failed } from '../../../../src/core/login.ts';
import { problem } from '../../../../src/core/problem.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';

const { page } = loginWords.en;

async function aCallback(redirectUrl = 'http://127.0.0.1:0/callback') {
  const foreign: string[] = [];
  let own = '';
  const callback = await openCallback({
    redirectUrl,
    page,
    begin: (address) => {
      own = address;
      return {
        address: 'https://service.example/authorize?state=mine',
        isOurs: (answer) => answer.get('state') === 'mine',
        finish: async () => failed(problem('login-stopped', {})),
      };
    },
    onForeign: () => void foreign.push('told'),
  });
  onTestFinished(() => callback.close());
  const wait = (signal = new AbortController().signal) => callback.answer({ clock: systemClock, waitMs: 60_000, signal });
  return { callback, own, foreign, wait };
}

it('leads from its front page to the service', async () => {
  const { callback } = await aCallback();
  const lead = await fetch(callback.startUrl, { redirect: 'manual' });
  expect([lead.status, lead.headers.get('location')]).toEqual([302, 'https://service.example/authorize?state=mine']);
});

it('takes the first answer that is ours, and tells its browser how it ended', async () => {
  const { callback, own, wait } = await aCallback();
  const browser = fetch(`${own}?state=mine&code=abc`);
  expect((await wait())?.get('code')).toBe('abc');
  callback.end(true);
  expect(await (await browser).text()).toContain(page.good);
});

it('gives a second answer nothing to do', async () => {
  const { callback, own, wait } = await aCallback();
  const browser = fetch(`${own}?state=mine&code=first`);
  const answer = await wait();
  expect(await (await fetch(`${own}?state=mine&code=second`)).text()).toContain(page.over);
  expect(answer?.get('code')).toBe('first');
  callback.end(false);
  expect(await (await browser).text()).toContain(page.bad);
});

it('passes over what belongs to another login, and shows nothing of it', async () => {
  const { own, foreign } = await aCallback();
  const answer = await fetch(`${own}?state=theirs&code=<script>alert(1)</script>`);
  const text = await answer.text();
  expect([answer.status, foreign, text.includes('alert')]).toEqual([400, ['told'], false]);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it.each([
  ['another path', '/elsewhere?state=mine', 404],
  ['an icon', '/favicon.ico', 404],
])('has no answer to %s', async (_what, path, status) => {
  const { own } = await aCallback();
  expect((await fetch(new URL(path, own))).status).toBe(status);
});

it('is not reached by another name, as a hostile site could try', async () => {
  const { own } = await aCallback();
  const { port } = new URL(own);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/callback?state=mine&code=x', headers: { host: `hostile.example:${port}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

it('gives up in time', async () => {
  const { callback } = await aCallback();
  expect(await callback.answer({ clock: fixedClock(), waitMs: 600_000, signal: new AbortController().signal })).toBeUndefined();
});

it('gives up when told to stop', async () => {
  const { wait } = await aCallback();
  const stop = new AbortController();
  const waiting = wait(stop.signal);
  stop.abort();
  expect(await waiting).toBeUndefined();
});

it('says so when its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(aCallback(`http://127.0.0.1:${port}/callback`)).rejects.toMatchObject({
    problems: [{ code: 'cannot-listen', params: { address: `127.0.0.1:${port}`, reason: 'taken' } }],
  });
});

it.each(['//', '//:x', 'http://['])('answers %s, which is no address, and goes on waiting', async (path) => {
  const { callback, own, wait } = await aCallback();
  const { port, host } = new URL(own);
  const status = await new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host } }, ({ statusCode }) => resolve(statusCode));
    asked.on('error', reject).end();
  });
  expect(status).toBe(400);
  const browser = fetch(`${own}?state=mine&code=abc`);
  expect((await wait())?.get('code')).toBe('abc');
  callback.end(true);
  await browser;
});
