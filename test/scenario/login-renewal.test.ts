/** A login that was kept is used, renewed before it ends, and never lost to two processes at once. */
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { type Outside, openOutside } from '../support/doubles.ts';
import { clientId, type EntraDouble, openEntraDouble, tenant } from '../support/doubles-entra.ts';
import { anAddressOfNobody } from '../support/doubles-http.ts';
import { aProject, post, settings } from '../support/project.ts';

const alive = 'geheim-token-yammer';
const hourMs = 3_600_000;

interface World {
  readonly root: string;
  readonly outside: Outside;
  readonly entra: EntraDouble;
  readonly env: Readonly<Record<string, string>>;
}

interface Kept {
  readonly token?: string;
  readonly refreshToken?: string;
  readonly expiresInMs?: number;
}

/** Yammer alone, with a login whose access token ended an hour ago unless it is said otherwise. */
async function aWorld(kept: Kept = {}, files: Readonly<Record<string, string>> = {}): Promise<World> {
  const outside = await openOutside();
  const entra = await openEntraDouble(outside.timeline as never, alive);
  const posts = { 'bericht.md': post(['link: https://example.nl/', 'channels: [yammer]']), ...files };
  const root = aProject({ 'omk.yaml': settings('hub: none'), ...posts });
  keep(root, kept);
  const { YAMMER_ACCESS_TOKEN: _none, ...others } = outside.env;
  const env = { ...others, YAMMER_CLIENT_ID: clientId, YAMMER_TENANT_ID: tenant, YAMMER_LOGIN_URL: entra.address };
  return { root, outside, entra, env };
}

function keep(root: string, { token = 'oud-token-yammer', refreshToken = 'geheim-vernieuw-0', expiresInMs = -hourMs }: Kept): void {
  const obtainedAt = new Date(Date.now() - 2 * hourMs).toISOString();
  const expiresAt = new Date(Date.now() + expiresInMs).toISOString();
  const yammer = { account: 'Ada Example', settings: { token }, obtainedAt, expiresAt, ...(refreshToken && { refreshToken }) };
  mkdirSync(join(root, '.omk'), { mode: 0o700 });
  writeFileSync(join(root, '.omk/credentials'), JSON.stringify({ version: 1, channels: { yammer } }), { mode: 0o600 });
}

const stored = (root: string) =>
  (JSON.parse(readFileSync(join(root, '.omk/credentials'), 'utf8')) as { channels: { yammer: Record<string, never> } }).channels.yammer;
const publish = ({ root, env }: World, file = 'bericht.md') => runJson(['publish', file], { cwd: root, env });
const problemOf = ({ report }: Awaited<ReturnType<typeof publish>>) => report.posts[0]?.deliveries[0]?.problem?.code;

describe('a login that can be renewed', () => {
  test('is renewed before it is used, kept for its owner alone, and shown nowhere', async () => {
    const world = await aWorld();
    const ran = await publish(world);
    expect([ran.code, statesOf(ran.report)]).toEqual([0, { yammer: 'sent' }]);
    expect(world.entra.traded()).toEqual({ good: 1, bad: 0 });
    expect(stored(world.root)).toMatchObject({ settings: { token: alive }, refreshToken: 'geheim-vernieuw-1', account: 'Ada Example' });
    expect(statSync(join(world.root, '.omk/credentials')).mode & 0o777).toBe(0o600);
    for (const secret of [alive, 'geheim-vernieuw', 'oud-token']) expect(ran.stdout + ran.stderr).not.toContain(secret);
  });

  test('is renewed once by eight processes at the same time, and all of them go on', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `bericht-${index}.md`);
    const files = names.map((name, index) => [name, post(['link: https://example.nl/', 'channels: [yammer]'], `Bericht ${index}.`)]);
    const world = await aWorld({}, Object.fromEntries(files));
    const all = await Promise.all(names.map((name) => publish(world, name)));
    expect(all.map(({ code }) => code)).toEqual(names.map(() => 0));
    expect(world.entra.traded()).toEqual({ good: 1, bad: 0 });
    expect(world.outside.yammer.messages).toHaveLength(8);
    expect(stored(world.root).refreshToken).toBe(world.entra.refreshToken());
  });

  test('is renewed once when the service refuses it before its time, and the post is there once', async () => {
    const world = await aWorld({ expiresInMs: hourMs });
    const ran = await publish(world);
    expect([ran.code, statesOf(ran.report)]).toEqual([0, { yammer: 'sent' }]);
    expect(world.entra.traded()).toEqual({ good: 1, bad: 0 });
    expect(world.outside.yammer.messages).toHaveLength(1);
  });

  test('is left alone while it is good', async () => {
    const world = await aWorld({ token: alive, expiresInMs: hourMs });
    expect((await publish(world)).code).toBe(0);
    expect(world.entra.traded()).toEqual({ good: 0, bad: 0 });
  });

  test('that nobody will renew any more says how to log in again: 1, and nothing is posted', async () => {
    const world = await aWorld({ refreshToken: 'geheim-vernieuw-oud' });
    const ran = await publish(world);
    expect([ran.code, problemOf(ran)]).toEqual([1, 'login-not-renewed']);
    expect(ran.stderr + ran.stdout).toContain('omk login yammer');
    expect(world.outside.yammer.messages).toEqual([]);
  });

  test('that cannot be renewed now is tried again later: 3', async () => {
    const world = await aWorld();
    const away = { ...world, env: { ...world.env, YAMMER_LOGIN_URL: await anAddressOfNobody() } };
    const ran = await publish(away);
    expect([ran.code, problemOf(ran)]).toEqual([3, 'login-renewal-away']);
    expect(stored(world.root).refreshToken).toBe('geheim-vernieuw-0');
  });

  test('whose service answers with a page is left as it was', async () => {
    const world = await aWorld();
    world.entra.always(
      () => true,
      () => ({ status: 503, body: '<h1>503</h1>', headers: { 'content-type': 'text/html' } }),
    );
    expect(problemOf(await publish(world))).toBe('login-renewal-away');
    expect(stored(world.root).refreshToken).toBe('geheim-vernieuw-0');
  });

  test('whose service does not answer is left as it was: 3', async () => {
    const world = await aWorld();
    world.entra.always(
      () => true,
      () => 'hang',
    );
    const ran = await publish(world);
    expect([ran.code, problemOf(ran)]).toEqual([3, 'login-renewal-away']);
    expect(ran.report.posts[0]?.deliveries[0]?.problem?.message).toContain('(3 s)');
    expect(stored(world.root).refreshToken).toBe('geheim-vernieuw-0');
  });

  test('whose process is killed between the answer and the disk has to be logged in to again, and says so', async () => {
    const world = await aWorld();
    const spent = new Promise<void>((resolve) => {
      world.entra.once(
        () => true,
        (_request, carryOut) => {
          carryOut();
          resolve();
          return 'hang';
        },
      );
    });
    const running = startOmk(['publish', 'bericht.md'], { cwd: world.root, env: world.env });
    await spent;
    running.process.kill('SIGKILL');
    await running.done;
    const after = await runJson(['run'], { cwd: world.root, env: world.env });
    expect(problemOf(after)).toBe('login-not-renewed');
    expect(world.outside.yammer.messages).toEqual([]);
  });
});

describe('a login that was kept', () => {
  test('is not used where the environment has a token', async () => {
    const world = await aWorld();
    const env = { ...world.env, YAMMER_ACCESS_TOKEN: alive };
    expect((await publish({ ...world, env })).code).toBe(0);
    expect(world.entra.traded()).toEqual({ good: 0, bad: 0 });
  });

  test('that is over and cannot be renewed stops before anything is sent: 2', async () => {
    const world = await aWorld({ refreshToken: '' });
    const { code, report } = await publish(world);
    expect([code, report.problems.map((found) => found.code)]).toEqual([2, ['login-ended']]);
    expect(world.outside.timeline).toEqual([]);
  });

  test('that ends within days is used, with a warning', async () => {
    const world = await aWorld({ token: alive, refreshToken: '', expiresInMs: 50 * hourMs });
    const ran = await publish(world);
    expect([ran.code, ran.report.problems.map(({ code }) => code)]).toEqual([0, ['login-ending']]);
    expect(ran.stderr).toContain('2 dagen');
  });

  test('that others can read is refused, with what to do: 2', async () => {
    const world = await aWorld();
    chmodSync(join(world.root, '.omk/credentials'), 0o644);
    const { code, report } = await publish(world);
    expect([code, report.problems.map((found) => found.code)]).toEqual([2, ['credentials-open']]);
    expect(report.problems[0]?.hint).toContain('chmod 600 .omk/credentials');
  });

  test.each([
    ['cut off', '{"version":1,"channels":{"yammer":{"account":"geheim'],
    ['of a newer omk', '{"version":2,"channels":{}}'],
    ['incomplete', '{"version":1,"channels":{"yammer":{"account":"Ada","settings":{"token":"geheim"}}}}'],
    ['empty', ''],
  ])('in a file that is %s is never thrown away, and no command breaks on it that does not need it', async (_name, text) => {
    const world = await aWorld();
    const file = join(world.root, '.omk/credentials');
    writeFileSync(file, text);
    const { code, report, stdout } = await publish(world);
    expect([code, report.problems.map((found) => found.code)]).toEqual([2, ['credentials-broken']]);
    expect(stdout).not.toContain('geheim');
    const login = await runOmk(['login', 'x', '--stdin'], { cwd: world.root, env: world.env });
    expect(login.code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await runOmk(['status'], { cwd: world.root, env: world.env })).code).toBe(0);
  });

  test('is not looked at in the sandbox', async () => {
    const world = await aWorld();
    chmodSync(join(world.root, '.omk/credentials'), 0o644);
    expect((await runOmk(['publish', 'bericht.md'], { cwd: world.root })).code).toBe(0);
  });

  test('is shown by omk doctor', async () => {
    const world = await aWorld({ token: alive, refreshToken: '', expiresInMs: 50 * hourMs });
    const ran = await runOmk(['doctor', '--channels', 'yammer', '--json'], { cwd: world.root, env: world.env });
    const { checks } = JSON.parse(ran.stdout) as { checks: { about: string; code: string; result: string }[] };
    expect(checks.find(({ about }) => about === 'login')).toMatchObject({ code: 'login-ending', result: 'warning' });
  });
});
