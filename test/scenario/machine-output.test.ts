/** omk as a script and a first-time user meet it: one document on stdout, talk on stderr, help that helps, exit codes that tell the truth. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type JsonRan, runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { counts, openOutside } from '../support/doubles.ts';
import type { Received } from '../support/doubles-http.ts';
import { isPost } from '../support/doubles-x.ts';
import { aProject, arrived, post, settings, snapshot } from '../support/project.ts';

const all = ['pleio', 'x', 'linkedin', 'yammer', 'newsletter'];
const every = (state: string) => Object.fromEntries(all.map((channel) => [channel, state]));
const deliveryKeys = ['attempts', 'channel', 'destination', 'problem', 'remoteId', 'state', 'url'];

describe('for a script', () => {
  test('publish, status, run, retry, cancel and resolve give the documented document', async () => {
    const root = aProject({ 'omk.yaml': settings().replace('mode: auto', 'mode: assisted') });
    const url = 'https://www.linkedin.com/feed/update/urn:li:groupPost:4510-7398000000000000001/';
    const commands: readonly (readonly [args: readonly string[], code: number])[] = [
      [['publish', 'bericht.md', '--dry-run'], 0],
      [['publish', 'bericht.md'], 4],
      [['publish', 'bericht.md'], 4],
      [['status'], 0],
      [['status', 'bericht.md'], 0],
      [['run'], 0],
      [['retry', 'bericht.md'], 0],
      [['resolve', 'bericht.md', 'linkedin', '--published', url], 0],
      [['cancel', 'bericht.md'], 0],
      [['check', 'bericht.md'], 0],
    ];
    for (const [args, code] of commands) {
      const ran = await runJson(args, { cwd: root });
      expect([args, ran.code, ran.report.exitCode], ran.stderr).toEqual([args, code, code]);
      expectDocument(ran);
    }
  });

  function expectDocument({ report }: JsonRan): void {
    expect(Array.isArray(report.problems)).toBe(true);
    for (const { post: file, title, deliveries } of report.posts) {
      expect([file, title]).toEqual(['bericht.md', 'Inloopavond']);
      for (const delivery of deliveries) {
        expect(Object.keys(delivery)).toEqual(expect.arrayContaining(deliveryKeys));
        expect(delivery.url === null || URL.canParse(delivery.url)).toBe(true);
      }
    }
  }

  test('a dry run shows each message and its cost, and writes nothing', async () => {
    const root = aProject();
    const before = snapshot(root);
    const { report, code } = await runJson(['publish', 'bericht.md', '--dry-run'], { cwd: root });
    expect([code, statesOf(report)]).toEqual([
      0,
      { pleio: 'scheduled', x: 'waiting', linkedin: 'waiting', yammer: 'waiting', newsletter: 'waiting' },
    ]);
    const deliveries = report.posts[0]?.deliveries ?? [];
    expect(deliveries.every((delivery) => 'message' in delivery)).toBe(true);
    expect(deliveries.find(({ channel }) => channel === 'x')).toMatchObject({ cost: 0.2 });
    expect(snapshot(root)).toEqual(before);
  });

  test('a dry run in live mode needs no credential and calls nobody', async () => {
    const root = aProject();
    const { code, report } = await runJson(['publish', 'bericht.md', '--dry-run'], { cwd: root, env: { OMK_MODE: 'live' } });
    expect([code, report.posts.length]).toEqual([0, 1]);
    expect(existsSync(join(root, '.omk'))).toBe(false);
  });

  test('the newsletter counts its readers', async () => {
    const { report } = await runJson(['publish', 'bericht.md'], { cwd: aProject() });
    const newsletter = report.posts[0]?.deliveries.find(({ channel }) => channel === 'newsletter');
    expect(newsletter?.recipients).toEqual({ sent: 2, refused: 0, suppressed: 0, unconfirmed: 0, waiting: 0 });
  });

  test('log gives one event a line, newest first', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x]']) });
    await runJson(['publish', 'bericht.md'], { cwd: root });
    const { code, stdout } = await runOmk(['log', '--json'], { cwd: root });
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; kind: string; post: string });
    expect(code).toBe(0);
    expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).sort((a, b) => b - a));
    expect(new Set(events.map((event) => event.post))).toEqual(new Set(['bericht.md']));
    const limited = await runOmk(['log', '--json', '--limit', '1', '--channel', 'x'], { cwd: root });
    expect(limited.stdout.trim().split('\n')).toHaveLength(1);
  });

  test('without a ledger, status and log have nothing to say and make none', async () => {
    const root = aProject();
    const status = await runJson(['status'], { cwd: root });
    expect([status.code, status.report.posts]).toEqual([0, []]);
    const log = await runOmk(['log', '--json'], { cwd: root });
    expect([log.code, log.stdout]).toEqual([0, '']);
    expect(existsSync(join(root, '.omk'))).toBe(false);
  });

  test('quiet says nothing on stderr while all is well, and still says what is wrong', async () => {
    const root = aProject();
    const well = await runOmk(['publish', 'bericht.md', '--quiet'], { cwd: root });
    expect([well.code, well.stderr]).toEqual([0, '']);
    const wrong = await runOmk(['publish', 'weg.md', '--quiet'], { cwd: root });
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('"weg.md" bestaat niet');
  });

  test('colour is left out with NO_COLOR and wherever nobody looks', async () => {
    const root = aProject();
    for (const env of [{ NO_COLOR: '1' }, {}] as Record<string, string>[]) {
      const { stdout, stderr } = await runOmk(['publish', 'bericht.md'], { cwd: root, env });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the beginning of a colour is one
      expect(stdout + stderr).not.toMatch(/\u001b\[/);
    }
  });

  test('English is one setting away', async () => {
    const { stdout, stderr } = await runOmk(['publish', 'bericht.md'], { cwd: aProject(), env: { OMK_LANGUAGE: 'en' } });
    expect(stdout).toContain('Pleio');
    expect(stdout + stderr).not.toMatch(/geplaatst|zandbak/);
  });

  test('a pipe that is closed early is no bug', async () => {
    const root = aProject();
    await runOmk(['publish', 'bericht.md'], { cwd: root });
    for (const args of [
      ['log', '--json'],
      ['status'],
      ['--help'],
      ['publish', '--help'],
      ['publish', 'bericht.md', '--again', 'yammer', '--yes'],
    ]) {
      const { process: child, done } = startOmk(args, { cwd: root });
      child.stdout?.destroy();
      const { code, stderr } = await done;
      expect([args, code], stderr).toEqual([args, 0]);
      expect(stderr).not.toContain('EPIPE');
    }
    expect(arrived(root, 'yammer', 'message'), 'work goes on when nobody looks').toHaveLength(2);
  });
});

describe('the first ten minutes', () => {
  test('help is a success, with examples, and every option it names exists', async () => {
    const root = aProject();
    for (const args of [[], ['--help'], ['help']]) {
      const { code, stdout } = await runOmk(args, { cwd: root });
      expect([args, code]).toEqual([args, 0]);
      expect(stdout).toContain('publish');
    }
    for (const command of ['publish', 'run', 'check', 'status', 'log', 'resolve', 'retry', 'cancel', 'sandbox']) {
      const { code, stdout, stderr } = await runOmk([command, '--help'], { cwd: root });
      expect([command, code, stderr]).toEqual([command, 0, '']);
      expect(stdout).toContain(`omk ${command}`);
      for (const option of ['--json', '--project', '--quiet', '--verbose', '--no-input']) expect(stdout).toContain(option);
    }
  });

  test('the version is a number', async () => {
    expect((await runOmk(['--version'], { cwd: aProject() })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('a folder without omk.yaml is a project with the defaults', async () => {
    const root = aProject();
    const { code, report } = await runJson(['publish', join(root, 'bericht.md'), '--channels', 'pleio,x', '--dry-run'], { cwd: '/' });
    expect([code, statesOf(report)]).toEqual([0, { pleio: 'scheduled', x: 'waiting' }]);
  });

  test('the project is found from a folder below it, and by its name', async () => {
    const root = aProject({ 'berichten/diep/bericht.md': post(['channels: [pleio]']) });
    const below = await runJson(['publish', 'bericht.md'], { cwd: join(root, 'berichten/diep') });
    expect(below.report.posts[0]?.post).toBe('berichten/diep/bericht.md');
    const named = await runJson(['status', '--project', root], { cwd: '/' });
    expect(named.report.posts[0]?.post).toBe('berichten/diep/bericht.md');
  });
});

describe('one channel has trouble', () => {
  test('each channel is told by its name, with what the service said, and without its web page', async () => {
    const outside = await openOutside();
    const isMutation = ({ service, body }: Received) => service === 'x' && body.includes('text');
    outside.x.always(isMutation, () => ({
      status: 503,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><html><head><title>Service Unavailable</title></head><body>Fail Whale</body></html>',
    }));
    const { stdout, stderr, code } = await runOmk(['publish', 'bericht.md'], { cwd: aProject(), env: outside.env });
    expect(code, 'a 503 may have posted').toBe(4);
    expect(stdout).toMatch(/X +onzeker/);
    expect(stdout.match(/geplaatst/g)).toHaveLength(4);
    expect(stdout + stderr).not.toMatch(/<html|doctype|Fail Whale/);
  });

  test('who stops omk while a channel is silent is told what stands out there already', async () => {
    const outside = await openOutside();
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x]']) });
    const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
    outside.x.once(isPost, (_request, carryOut) => {
      carryOut();
      child.kill('SIGINT');
      return 'hang';
    });
    const { stdout, code } = await done;
    expect(stdout).toMatch(/Pleio +geplaatst/);
    expect(stdout).toMatch(/X +onzeker/);
    expect(code).toBe(4);
    const { report } = await runJson(['run'], { cwd: root, env: outside.env });
    expect(statesOf(report).x).toBe('sent');
    expect(counts(outside)).toMatchObject({ pleio: 1, x: 1 });
  });
});

test('a file from Windows and one from a Mac publish the same', async () => {
  const root = aProject({ 'bericht.md': post(['channels: [pleio]']) });
  await runJson(['publish', 'bericht.md'], { cwd: root });
  const other = aProject({ 'bericht.md': `\uFEFF${post(['channels: [pleio]']).replaceAll('\n', '\r\n')}` });
  await runJson(['publish', 'bericht.md'], { cwd: other });
  const [first, second] = [root, other].map((folder) => arrived(folder, 'pleio', 'post')[0]?.richDescription);
  expect(first).toBe(second);
});

test('publishing all channels is the default', async () => {
  const { report } = await runJson(['publish', 'bericht.md'], { cwd: aProject() });
  expect(statesOf(report)).toEqual(every('sent'));
});
