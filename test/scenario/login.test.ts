/** omk login in the sandbox: the same code as for real, with pretended services and a person who is played here. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runOmk, startOmk } from '../support/binary.ts';
import { aProject } from '../support/project.ts';

const file = (root: string) => join(root, '.omk/sandbox/credentials');
const stored = (root: string) => (JSON.parse(readFileSync(file(root), 'utf8')) as { channels: Record<string, Kept> }).channels;

interface Kept {
  readonly account: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly expiresAt?: string;
  readonly refreshToken?: string;
}

/** Starts a login that a person has to finish elsewhere, and gives what it shows until then. */
async function begun(root: string, channel: string, lastWord: RegExp = /Ctrl-C/) {
  const running = startOmk(['login', channel, '--yes'], { cwd: root });
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const shown = await new Promise<string>((resolve, reject) => {
    let all = '';
    running.process.stderr?.on('data', (text: string) => {
      all += text;
      if (lastWord.test(all)) resolve(all);
    });
    running.process.once('close', () => reject(new Error(all)));
  });
  const [address = ''] = /http:\/\/\S+/.exec(shown.split('\n\n').slice(1).join('\n')) ?? [];
  return { ...running, shown, address };
}

/** The service's page that a browser comes to, and where its links lead. */
async function consent(address: string) {
  const lead = await fetch(address, { redirect: 'manual' });
  const page = await (await fetch(lead.headers.get('location') ?? '')).text();
  const link = (id: string) => (new RegExp(`id="${id}" href="([^"]+)"`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  return { allow: link('allow'), refuse: link('refuse') };
}

describe('LinkedIn', () => {
  test('is logged in to in the browser, which comes back; the token is kept for its owner alone and shown nowhere', async () => {
    const root = aProject({ 'omk.yaml': 'linkedin: { author: urn:li:person:ada-7001 }' });
    const login = await begun(root, 'linkedin');
    const { allow } = await consent(login.address);
    expect(await (await fetch(allow)).text()).toContain('Het inloggen is gelukt.');
    const { code, stdout, stderr } = await login.done;
    expect([code, stdout]).toEqual([0, expect.stringContaining('Ingelogd als Redactie Om het kind')]);
    const { linkedin } = stored(root);
    expect(Date.parse(linkedin?.expiresAt ?? '') - Date.now()).toBeGreaterThan(59 * 86_400_000);
    expect(statSync(file(root)).mode & 0o777).toBe(0o600);
    expect(stdout + stderr).not.toContain(linkedin?.settings.token ?? '');
    expect(stdout + stderr).not.toContain('state=');
  });

  test('is logged in to for a page as well, whose app may not ask who somebody is', async () => {
    const root = aProject();
    const login = await begun(root, 'linkedin');
    await fetch((await consent(login.address)).allow);
    expect(await login.done).toMatchObject({ code: 0, stdout: expect.stringContaining('Ingelogd als urn:li:organization:7001.') });
  });

  test('that is refused by the person leaves nothing behind: 1', async () => {
    const root = aProject();
    const login = await begun(root, 'linkedin');
    const { refuse } = await consent(login.address);
    expect(await (await fetch(refuse)).text()).toContain('niet gelukt');
    const { code, stderr } = await login.done;
    expect([code, existsSync(file(root)) && 'linkedin' in stored(root)]).toEqual([1, false]);
    expect(stderr).toContain('geen toestemming');
  });

  test('takes no answer that belongs to another login, and waits for its own', async () => {
    const root = aProject();
    const login = await begun(root, 'linkedin');
    const { allow } = await consent(login.address);
    const forged = new URL(allow);
    forged.searchParams.set('state', 'van-een-ander');
    forged.searchParams.set('code', 'code-van-een-ander');
    expect((await fetch(forged)).status).toBe(400);
    expect((await fetch(allow)).status).toBe(200);
    const { code, stderr } = await login.done;
    expect([code, stderr]).toEqual([0, expect.stringContaining('niet bij dit inloggen hoort')]);
  });

  test('that is stopped with Ctrl-C half-way leaves nothing behind', async () => {
    const root = aProject();
    const login = await begun(root, 'linkedin');
    login.process.kill('SIGINT');
    const { code, stderr } = await login.done;
    expect([code, stderr]).toEqual([2, expect.stringContaining('afgebroken; er is niets bewaard')]);
    expect(stored(root)).toEqual({});
  });
});

describe('Yammer', () => {
  const decide = (address: string, code: string, decision: 'yes' | 'no') =>
    fetch(address, { method: 'POST', body: new URLSearchParams({ code, decision }) });
  const codeIn = (shown: string) => /^ {2}([A-Z]{9})$/m.exec(shown)?.[1] ?? '';

  test('shows an address and a code, and goes on once the code was typed there', async () => {
    const root = aProject();
    const login = await begun(root, 'yammer');
    expect((await decide(login.address, codeIn(login.shown), 'yes')).status).toBe(200);
    const { code, stdout, stderr } = await login.done;
    expect([code, stdout]).toEqual([0, expect.stringContaining('Contoso.')]);
    const { yammer } = stored(root);
    expect(yammer?.refreshToken).toMatch(/^sandbox-refresh-/);
    expect(stdout + stderr).not.toMatch(/sandbox-(?:access|refresh)-/);
  });

  test('that is refused by the person leaves nothing behind: 1', async () => {
    const root = aProject();
    const login = await begun(root, 'yammer');
    await decide(login.address, codeIn(login.shown), 'no');
    const { code, stderr } = await login.done;
    expect([code, stderr]).toEqual([1, expect.stringContaining('geen toestemming')]);
    expect(stored(root)).toEqual({});
  });
});

const keys = {
  X_APP_KEY: 'sandbox-app-key',
  X_APP_SECRET: 'sandbox-app-secret',
  X_ACCESS_TOKEN: '7001-sandbox-access-token',
  X_ACCESS_SECRET: 'sandbox-access-secret',
};
const linesOf = (values: Readonly<Record<string, string>>) =>
  Buffer.from(
    Object.entries(values)
      .map(([name, value]) => `${name}="${value}"\r\n`)
      .join(''),
  );

describe('X', () => {
  const login = (root: string, values: Readonly<Record<string, string>>) =>
    runOmk(['login', 'x', '--stdin', '--json'], { cwd: root, input: linesOf(values) });

  test('takes its four keys from standard input, and keeps them once they work', async () => {
    const root = aProject();
    const { code, stdout, stderr } = await login(root, keys);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mode: 'sandbox', login: { channel: 'x', account: '@omhetkind', until: null }, exitCode: 0 });
    expect(stored(root).x?.settings).toEqual({
      appKey: keys.X_APP_KEY,
      appSecret: keys.X_APP_SECRET,
      accessToken: keys.X_ACCESS_TOKEN,
      accessSecret: keys.X_ACCESS_SECRET,
    });
    for (const secret of Object.values(keys)) expect(stdout + stderr).not.toContain(secret);
  });

  test('that does not know the keys leaves nothing behind: 1', async () => {
    const root = aProject();
    const { code, stdout } = await login(root, { ...keys, X_ACCESS_SECRET: 'een-andere-sleutel' });
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { login: null, problems: [{ code: 'login-refused' }] }]);
    expect(stored(root)).toEqual({});
  });

  test('that was copied wrongly says which ones, without showing them: 2', async () => {
    const root = aProject();
    const { code, stdout } = await login(root, { ...keys, X_ACCESS_TOKEN: 'zonder-nummer-é', X_APP_KEY: 'kort' });
    expect([code, (JSON.parse(stdout) as { problems: { code: string }[] }).problems.map((one) => one.code)]).toEqual([
      2,
      ['login-bad-entry', 'login-bad-entry'],
    ]);
    expect(stdout).not.toContain('zonder-nummer');
    const { X_APP_SECRET: _left, ...three } = keys;
    expect((await login(root, three)).stdout).toContain('X_APP_SECRET');
  });
});

describe('Pleio', () => {
  test('takes the cookie from among others, and keeps it once it works', async () => {
    const root = aProject();
    const input = Buffer.from('Cookie: _pk_id=1.2; sessionid=sandbox-redactie; csrftoken=sandbox-csrf; taal=nl\n');
    const { code, stdout } = await runOmk(['login', 'pleio', '--stdin'], { cwd: root, input });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Ingelogd als Redactie Om het kind.')]);
    expect(stored(root).pleio?.settings).toEqual({ cookie: 'sessionid=sandbox-redactie; csrftoken=sandbox-csrf' });
    expect(Date.parse(stored(root).pleio?.expiresAt ?? '') - Date.now()).toBeGreaterThan(13.9 * 86_400_000);
  });

  test('that answers as to a stranger leaves nothing behind: 1', async () => {
    const root = aProject();
    const { code, stderr } = await runOmk(['login', 'pleio', '--stdin'], { cwd: root, input: Buffer.from('van-een-onbekende') });
    expect([code, stderr]).toEqual([1, expect.stringContaining('herkent deze aanmelding niet')]);
    expect(stderr).not.toContain('onbekende');
  });
});

describe('omk login', () => {
  test.each([
    ['x', '--stdin', 'X_APP_KEY'],
    ['pleio', '--stdin', 'PLEIO_COOKIE'],
    ['linkedin', '--yes', 'LINKEDIN_ACCESS_TOKEN'],
    ['yammer', '--yes', 'YAMMER_ACCESS_TOKEN'],
  ])('asks nothing without a terminal: for %s it names %s and the environment', async (channel, flag, name) => {
    const { code, stderr } = await runOmk(['login', channel], { cwd: aProject() });
    expect([code, stderr.includes(flag), stderr.includes(name)]).toEqual([2, true, true]);
  });

  test('names the channels where there is something to log in to', async () => {
    const { code, stderr } = await runOmk(['login', 'newsletter'], { cwd: aProject() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('Kies pleio, x, linkedin of yammer.')]);
  });

  test('shows who is logged in and until when, and erases it on request', async () => {
    const root = aProject();
    const list = async () => (await runOmk(['login', '--list'], { cwd: root })).stdout;
    expect(await list()).toBe('Er is nergens ingelogd.\n');
    await runOmk(['login', 'x', '--stdin'], { cwd: root, input: linesOf(keys) });
    expect(await list()).toMatch(/^X +@omhetkind, sinds /m);
    expect((await runOmk(['login', 'x', '--logout'], { cwd: root })).code).toBe(0);
    expect((await runOmk(['login', 'x', '--logout'], { cwd: root })).code).toBe(2);
    expect(await list()).toBe('Er is nergens ingelogd.\n');
  });

  test('for real names every setting of the app that is missing: 2', async () => {
    const env = { OMK_MODE: 'live' };
    const { code, stderr } = await runOmk(['login', 'linkedin', '--yes'], { cwd: aProject(), env });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/LINKEDIN_CLIENT_ID[\s\S]*LINKEDIN_CLIENT_SECRET/)]);
  });

  test('that cannot reach the service says so: 3', async () => {
    const { anAddressOfNobody } = await import('../support/doubles-http.ts');
    const YAMMER_LOGIN_URL = await anAddressOfNobody();
    const env = { OMK_MODE: 'live', YAMMER_CLIENT_ID: 'app', YAMMER_TENANT_ID: 'contoso.example', YAMMER_LOGIN_URL };
    const { code, stderr } = await runOmk(['login', 'yammer', '--yes'], { cwd: aProject(), env });
    expect([code, stderr]).toEqual([3, expect.stringContaining('ECONNREFUSED')]);
  });
});
