/** omk login for real: the addresses lead to pretended services that run beside the test, and what is kept is published with. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import { openSwitches } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { openHttpDouble, type Received } from '../support/doubles-http.ts';
import { aProject, post, settings, temporaryFolder } from '../support/project.ts';

/** Pretended services, and an environment that leads to them: everything but the credentials themselves. */
async function someServices() {
  const folder = temporaryFolder();
  const sandbox = await startSandbox({ folder, channels, clock: systemClock });
  onTestFinished(() => sandbox.close());
  const given = (id: string, names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([name, key]) => [name, sandbox.settings(id)[key] ?? '']));
  const env = {
    OMK_MODE: 'live',
    ...given('x', { X_API_URL: 'apiUrl' }),
    ...given('pleio', { PLEIO_URL: 'url' }),
    ...given('linkedin', {
      LINKEDIN_API_URL: 'apiUrl',
      LINKEDIN_LOGIN_URL: 'loginUrl',
      LINKEDIN_CLIENT_ID: 'clientId',
      LINKEDIN_CLIENT_SECRET: 'clientSecret',
    }),
    ...given('yammer', {
      YAMMER_API_URL: 'apiUrl',
      YAMMER_FILES_URL: 'filesUrl',
      YAMMER_LOGIN_URL: 'loginUrl',
      YAMMER_CLIENT_ID: 'clientId',
      YAMMER_TENANT_ID: 'tenant',
    }),
    LINKEDIN_REDIRECT_URL: 'http://127.0.0.1:0/callback',
  };
  const keys = ['appKey', 'appSecret', 'accessToken', 'accessSecret'].map((key) => sandbox.settings('x')[key] ?? '');
  return { env, keys, switches: openSwitches(folder), cookie: sandbox.settings('pleio').cookie ?? '' };
}

type Services = Awaited<ReturnType<typeof someServices>>;

const project = () =>
  aProject({
    'omk.yaml': settings('hub: none'),
    'bericht.md': post(['link: https://example.nl/', 'channels: [x, pleio, linkedin, yammer]']),
  });

const stored = (root: string) =>
  (JSON.parse(readFileSync(join(root, '.omk/credentials'), 'utf8')) as { channels: Record<string, { refreshToken?: string }> }).channels;

const xLines = ([key, secret, token, tokenSecret]: readonly string[]) =>
  Buffer.from(`X_APP_KEY=${key}\nX_APP_SECRET=${secret}\nX_ACCESS_TOKEN=${token}\nX_ACCESS_SECRET=${tokenSecret}\n`);

/** What a person does elsewhere, once the login shows where. */
async function logIn(root: string, channel: string, { env }: Services, act: (shown: string) => Promise<unknown>) {
  const running = startOmk(['login', channel, '--yes'], { cwd: root, env });
  onTestFinished(() => void running.process.kill('SIGKILL'));
  let shown = '';
  running.process.stderr?.on('data', (text: string) => {
    const isNew = !/Ctrl-C/.test(shown);
    shown += text;
    if (isNew && /Ctrl-C/.test(shown)) void act(shown);
  });
  return running.done;
}

const addressIn = (shown: string) => /^ {2}(http\S+)$/m.exec(shown)?.[1] ?? '';

async function allowLinkedin(shown: string): Promise<void> {
  const lead = await fetch(addressIn(shown), { redirect: 'manual' });
  const page = await (await fetch(lead.headers.get('location') ?? '')).text();
  await fetch((/id="allow" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&'));
}

const allowYammer = (shown: string) =>
  fetch(addressIn(shown), {
    method: 'POST',
    body: new URLSearchParams({ code: /^ {2}([A-Z]{9})$/m.exec(shown)?.[1] ?? '', decision: 'yes' }),
  });

describe('logging in for real', () => {
  test('at all four channels is enough to publish, without any credential in the environment', async () => {
    const services = await someServices();
    services.switches.set('linkedin', 'partner', true);
    const root = project();
    const { env } = services;
    const before = await runJson(['publish', 'bericht.md'], { cwd: root, env });
    expect([before.code, before.report.problems.map(({ code }) => code)]).toEqual([2, Array.from({ length: 7 }, () => 'config-missing')]);
    expect(before.report.problems[0]?.hint).toContain('omk login');

    expect(await runOmk(['login', 'x', '--stdin'], { cwd: root, env, input: xLines(services.keys) })).toMatchObject({ code: 0 });
    expect(await runOmk(['login', 'pleio', '--stdin'], { cwd: root, env, input: Buffer.from(services.cookie) })).toMatchObject({ code: 0 });
    expect(await logIn(root, 'linkedin', services, allowLinkedin)).toMatchObject({ code: 0 });
    expect(await logIn(root, 'yammer', services, allowYammer)).toMatchObject({ code: 0 });
    expect(stored(root).linkedin?.refreshToken).toBeDefined();

    const { code, report } = await runJson(['publish', 'bericht.md'], { cwd: root, env });
    expect([code, statesOf(report)]).toEqual([0, { x: 'sent', pleio: 'sent', linkedin: 'sent', yammer: 'sent' }]);
  });

  test('warns when the environment has something else, which wins', async () => {
    const services = await someServices();
    const root = project();
    const env = { ...services.env, X_ACCESS_TOKEN: '7001-van-elders' };
    const { code, stderr } = await runOmk(['login', 'x', '--stdin'], { cwd: root, env, input: xLines(services.keys) });
    expect([code, stderr]).toEqual([0, expect.stringContaining('X_ACCESS_TOKEN staat ook in de omgeving')]);
    const { report } = await runJson(['publish', 'bericht.md', '--channels', 'x'], { cwd: root, env });
    expect(report.problems.map(({ message }) => message).join()).toMatch(/X_APP_KEY.*X_APP_SECRET.*X_ACCESS_SECRET/);
  });

  test('stops when the port that LinkedIn comes back to is taken, or is no port of this computer: 2', async () => {
    const services = await someServices();
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const root = project();
    const at = (LINKEDIN_REDIRECT_URL: string) =>
      runOmk(['login', 'linkedin', '--yes'], { cwd: root, env: { ...services.env, LINKEDIN_REDIRECT_URL } });
    expect(await at(`http://127.0.0.1:${port}/callback`)).toMatchObject({ code: 2, stderr: expect.stringContaining(String(port)) });
    expect(await at('https://elders.example/callback')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('LINKEDIN_REDIRECT_URL'),
    });
    expect(await at('http://127.0.0.1/callback')).toMatchObject({ code: 2 });
  });

  test('tells when the clock of this computer and that of the service differ, and a name that could steer the terminal does not', async () => {
    const timeline: Received[] = [];
    const user = { guid: 'g', name: 'Zoë\u001b[31m\u202e مرحبا' };
    const { address } = await openHttpDouble({
      service: 'pleio',
      timeline,
      answer: () => ({
        status: 200,
        headers: { date: new Date(Date.now() - 3_600_000).toUTCString() },
        body: { data: { viewer: { loggedIn: true, user } } },
      }),
    });
    const env = { OMK_MODE: 'live', PLEIO_URL: address };
    const ran = await runOmk(['login', 'pleio', '--stdin'], { cwd: project(), env, input: Buffer.from('abcdefgh12345678') });
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('scheelt ongeveer 60 minuten')]);
    expect(ran.stdout).toContain('Ingelogd als Zoë [31m مرحبا.');
    expect(timeline.map(({ headers }) => headers.cookie)).toEqual(['sessionid=abcdefgh12345678']);
  });

  test('with an app that the service does not know says so: 1', async () => {
    const { env } = await someServices();
    const root = project();
    const ran = await runOmk(['login', 'yammer', '--yes'], { cwd: root, env: { ...env, YAMMER_CLIENT_ID: 'een-ander' } });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('AADSTS700016') });
  });

  test.each([
    ['refuses', 'refuse', 1],
    ['asks to wait', 'later', 3],
    ['never answers', 'hang', 3],
    ['fails', 'error-500', 3],
    ['leads elsewhere', 'redirect', 1],
  ])('at a service that %s keeps nothing', async (_what, fault, code) => {
    const services = await someServices();
    services.switches.set('yammer', fault, true);
    const root = project();
    const ran = await runOmk(['login', 'yammer', '--yes'], { cwd: root, env: services.env });
    expect([ran.code, existsSync(join(root, '.omk/credentials')) && 'yammer' in stored(root)], ran.stderr).toEqual([code, false]);
    expect(ran.stderr).not.toContain('    at ');
  });
});
