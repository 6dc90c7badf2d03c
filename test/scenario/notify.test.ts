/** `--notify`: a person hears of what needs one, once, by a real mail server and a real webhook, and the work itself never suffers. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { type Ran, runJson, runOmk } from '../support/binary.ts';
import { openOutside, secrets } from '../support/doubles.ts';
import { anAddressOfNobody, type HttpDouble, openHttpDouble, type Received } from '../support/doubles-http.ts';
import { isPost } from '../support/doubles-x.ts';
import { aProject, arrived, letTimePass, post, readers, settings, writeFiles } from '../support/project.ts';
import { runLineOf } from '../support/unattended.ts';

const path = '/services/T000/B000/zeer-geheim';
const only = (notify: string): string => `${settings('hub: none').trimEnd()}\nchannels: [x]\nnotify: ${notify}\n`;
const both = only('{ mail: [beheer@example.nl, wacht@example.nl], webhook: text }');

interface Hook {
  readonly double: HttpDouble;
  readonly calls: readonly Received[];
  readonly env: Readonly<Record<string, string>>;
}

async function aHook(): Promise<Hook> {
  const calls: Received[] = [];
  const double = await openHttpDouble({ service: 'hook', timeline: calls, answer: () => ({ status: 200, body: 'ok' }) });
  return { double, calls, env: { OMK_NOTIFY_WEBHOOK: `${double.address}${path}` } };
}

const textsAt = ({ calls }: Hook): readonly string[] => calls.map(({ body }) => (JSON.parse(body.toString()) as { text: string }).text);

const due = ['link: https://a.nl/', 'publish_at: 2099-01-01 09:00'];

/** A scheduled post whose moment has come, in the sandbox, where X refuses it. */
async function aRefusedPost(config: string): Promise<string> {
  const root = aProject({ 'omk.yaml': config, 'bericht.md': post(due) });
  expect((await runJson(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
  letTimePass(root, 'sandbox/omk.db', Date.parse('2099-01-01T08:00:00Z') - Date.now() + 1000);
  writeFiles(root, { '.omk/sandbox/faults.json': JSON.stringify({ x: { refuse: true } }) });
  return root;
}

/** Everything that was told becomes so much older. */
function remember(root: string, msAgo: number): void {
  const db = new DatabaseSync(join(root, '.omk/sandbox/omk.db'));
  const { value } = db.prepare("SELECT value FROM kept_values WHERE name = 'notified'").get() as { value: string };
  const older = value.replace(/"at":"([^"]+)"/g, (_, at: string) => `"at":"${new Date(Date.parse(at) - msAgo).toISOString()}"`);
  db.prepare("UPDATE kept_values SET value = ? WHERE name = 'notified'").run(older);
  db.close();
}

const hourMs = 3_600_000;

describe('in the sandbox', () => {
  test('a refusal is told once, again after a day, and that it is over', async () => {
    const hook = await aHook();
    const root = await aRefusedPost(both);
    const run = () => runOmk(['run', '--quiet', '--notify'], { cwd: root, env: hook.env });
    const first = await run();
    expect([first.code, runLineOf(first)]).toEqual([1, expect.objectContaining({ failed: '1', exit: '1', notify: 'mail:ok,webhook:ok' })]);
    const mails = () => arrived(root, 'newsletter', 'mail');
    expect(mails().map(({ to }) => to)).toEqual(['beheer@example.nl', 'wacht@example.nl']);
    expect(mails()[0]).toMatchObject({ from: 'nieuwsbrief@example.nl', subject: 'omk: er is iets te doen voor Om het kind' });
    for (const text of [String(mails()[0]?.text), ...textsAt(hook)]) {
      expect(text).toContain('Inloopavond → X');
      expect(text).toContain('omk retry bericht.md');
    }
    expect(hook.calls[0]).toMatchObject({ method: 'POST', target: path });

    for (const _ of [1, 2]) expect(runLineOf(await run()).notify).toBeUndefined();
    remember(root, 24 * hourMs);
    expect(runLineOf(await run()).notify).toBe('mail:ok,webhook:ok');
    expect(textsAt(hook)).toHaveLength(2);

    expect((await runOmk(['cancel', 'bericht.md'], { cwd: root })).code).toBe(0);
    remember(root, hourMs);
    const over = await run();
    expect([over.code, runLineOf(over).notify]).toEqual([0, 'mail:ok,webhook:ok']);
    expect(textsAt(hook).at(-1)).toMatch(/alles is weer goed[\s\S]*Inloopavond → X/);
    expect(runLineOf(await run()).notify).toBeUndefined();
  });

  test('nothing leaves the computer: a webhook elsewhere is told calmly, and the mail arrives all the same', async () => {
    const root = await aRefusedPost(both);
    const env = { OMK_NOTIFY_WEBHOOK: `https://hooks.example.nl${path}` };
    const ran = await runOmk(['run', '--notify'], { cwd: root, env });
    expect([ran.code, runLineOf(ran).notify]).toEqual([1, 'mail:ok,webhook:config-sandbox-outside']);
    expect(ran.stdout + ran.stderr).not.toContain('geheim');
    expect(arrived(root, 'newsletter', 'mail')).toHaveLength(2);
  });

  test('settings that are broken are told as far as they can be read, once', async () => {
    const hook = await aHook();
    const root = aProject({ 'omk.yaml': `${both}nmae: x\n` });
    const run = () => runOmk(['run', '--quiet', '--notify'], { cwd: root, env: hook.env });
    const [first, second] = [await run(), await run()];
    expect([first.code, runLineOf(first)]).toEqual([
      2,
      expect.objectContaining({ problem: 'config-unknown-key', notify: 'mail:ok,webhook:ok' }),
    ]);
    expect([second.code, runLineOf(second).notify]).toEqual([2, undefined]);
    expect(textsAt(hook)).toEqual([expect.stringMatching(/kon zijn werk niet doen[\s\S]*nmae/)]);
    writeFiles(root, { 'omk.yaml': `${both}foo: [\n` });
    expect(runLineOf(await run())).toMatchObject({ problem: 'config-syntax', notify: 'webhook:ok' });
  });

  test('a ledger that cannot be read is told, and not every five minutes', async () => {
    const hook = await aHook();
    const root = aProject({ 'omk.yaml': both, '.omk/sandbox/omk.db': 'dit is geen register, en lang genoeg om niet leeg te zijn' });
    const run = () => runOmk(['run', '--quiet', '--notify'], { cwd: root, env: hook.env });
    const [first, second] = [await run(), await run()];
    expect([first.code, runLineOf(first)]).toEqual([
      2,
      expect.objectContaining({ problem: 'ledger-damaged', notify: 'mail:ok,webhook:ok' }),
    ]);
    expect([second.code, runLineOf(second).notify]).toEqual([2, undefined]);
    expect(textsAt(hook)).toHaveLength(1);
  });

  test('publish tells as well, of a hand-off that a person has to finish; `on` narrows what is told', async () => {
    const hook = await aHook();
    const assisted = (notify: string) =>
      `${settings().replace('mode: auto', 'mode: assisted').trimEnd()}\nchannels: [linkedin]\nhub: none\nnotify: ${notify}\n`;
    const files = { 'bericht.md': post(['link: https://a.nl/']) };
    const told = aProject({ ...files, 'omk.yaml': assisted('{ webhook: teams }') });
    const narrowed = aProject({ ...files, 'omk.yaml': assisted('{ webhook: teams, on: failed }') });
    for (const root of [told, narrowed])
      expect((await runOmk(['publish', 'bericht.md', '--notify'], { cwd: root, env: hook.env })).code).toBe(4);
    expect(hook.calls).toHaveLength(1);
    expect(hook.calls[0]?.body.toString()).toContain('omk resolve bericht.md linkedin --published URL');
  });

  test.each([
    ['nobody is named', '{ on: failed }', {}, 'notify-nowhere'],
    ['the address is missing', '{ webhook: text }', {}, 'OMK_NOTIFY_WEBHOOK'],
  ])('%s: that is said, and the run is what it is', async (_, notify, env, says) => {
    const root = await aRefusedPost(only(notify));
    const ran = await runOmk(['run', '--notify', '--json'], { cwd: root, env });
    expect(ran.code).toBe(1);
    expect(says === 'notify-nowhere' ? ran.stderr.includes('--notify') : ran.stderr.includes(says)).toBe(true);
  });

  test.each([
    ['{ mail: "Beheer <beheer@example.nl>" }', 'config-wrong-type'],
    ['{ mail: [beheer] }', 'config-wrong-type'],
    ['{ webhook: https://hooks.example.nl/geheim }', 'config-bad-choice'],
    ['{ on: [alles] }', 'config-bad-choice'],
    ['{ again: soms }', 'config-wrong-type'],
    ['{ mial: a@example.nl }', 'config-unknown-key'],
  ])('notify: %s is refused with %s', async (notify, code) => {
    const { report } = await runJson(['run'], { cwd: aProject({ 'omk.yaml': only(notify) }) });
    expect([report.exitCode, report.problems.map((one) => one.code)]).toEqual([2, [code]]);
  });
});

describe('in live mode', () => {
  const liveProject = (notify = '{ mail: beheer@example.nl, webhook: text }') =>
    aProject({ 'omk.yaml': only(notify), 'bericht.md': post(['link: https://a.nl/']), 'lezers.csv': readers });

  test('by the mail server of the newsletter and a webhook; no secret and no reader is told', async () => {
    const [outside, hook] = [await openOutside(), await aHook()];
    outside.x.always(isPost, () => ({
      status: 403,
      body: { title: 'Forbidden', detail: `no ${outside.env.X_ACCESS_TOKEN}`, status: 403 },
    }));
    const root = liveProject();
    const ran = await runOmk(['publish', 'bericht.md', '--notify'], { cwd: root, env: { ...outside.env, ...hook.env } });
    expect(ran.code, ran.stderr).toBe(1);
    const [mail] = outside.smtp.mails;
    expect([outside.smtp.mails.length, mail?.to, mail?.parsed.subject]).toEqual([
      1,
      ['beheer@example.nl'],
      'omk: er is iets te doen voor Om het kind',
    ]);
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
    const said = [mail?.raw, mail?.parsed.text, ...textsAt(hook), ran.stdout, ran.stderr].join('\n');
    for (const secret of [...secrets, 'zeer-geheim', 'noor@example.nl']) expect(said).not.toContain(secret);
  });

  const troubled: readonly (readonly [string, (hook: Hook) => Promise<string>, string])[] = [
    [
      'refuses',
      async ({ double }) => {
        double.always(
          () => true,
          () => ({ status: 404 }),
        );
        return double.address;
      },
      'webhook-refused',
    ],
    [
      'sends elsewhere',
      async ({ double }) => {
        double.always(
          () => true,
          () => ({ status: 302, headers: { location: 'https://a.nl/' } }),
        );
        return double.address;
      },
      'webhook-refused',
    ],
    [
      'is silent',
      async ({ double }) => {
        double.always(
          () => true,
          () => 'hang',
        );
        return double.address;
      },
      'webhook-away',
    ],
    [
      'breaks off',
      async ({ double }) => {
        double.always(
          () => true,
          () => 'cut',
        );
        return double.address;
      },
      'webhook-away',
    ],
    ['is not there', () => anAddressOfNobody(), 'webhook-away'],
  ];

  test.each(troubled)('a webhook that %s changes no exit code; the next run tells it, for nobody knows yet', async (_, address, code) => {
    const [outside, hook] = [await openOutside(), await aHook()];
    outside.x.always(isPost, () => ({ status: 403, body: { title: 'Forbidden', detail: 'no', status: 403 } }));
    const root = liveProject('{ webhook: text }');
    const env = { ...outside.env, OMK_NOTIFY_WEBHOOK: `${await address(hook)}${path}` };
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root, env })).code).toBe(1);
    const ran = await runOmk(['run', '--quiet', '--notify'], { cwd: root, env });
    expect([ran.code, runLineOf(ran).notify], ran.stderr).toEqual([0, `webhook:${code}`]);
    expect(ran.stderr).not.toContain('zeer-geheim');
    const next = await aHook();
    expect(runLineOf(await runOmk(['run', '--quiet', '--notify'], { cwd: root, env: { ...env, ...next.env } })).notify).toBe('webhook:ok');
    expect(textsAt(next)[0]).toContain('Inloopavond → X');
  });

  test('a webhook without encryption is never called, unless it is on this computer', async () => {
    const outside = await openOutside();
    outside.x.always(isPost, () => ({ status: 403, body: { title: 'Forbidden', detail: 'no', status: 403 } }));
    const env = { ...outside.env, OMK_NOTIFY_WEBHOOK: `http://hooks.example.nl${path}` };
    const ran = await runOmk(['publish', 'bericht.md', '--notify'], { cwd: liveProject('{ webhook: text }'), env });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('hooks.example.nl');
    expect(ran.stderr).not.toContain('geheim');
  });

  test('a sign of life after each run that did its work, and none after one that could not', async () => {
    const [outside, hook] = [await openOutside(), await aHook()];
    const root = liveProject('{ mail: beheer@example.nl }');
    const env = { ...outside.env, OMK_NOTIFY_HEARTBEAT: `${hook.double.address}/ping/0b7a-geheim` };
    const run = (): Promise<Ran> => runOmk(['run', '--quiet', '--notify'], { cwd: root, env });
    expect(runLineOf(await run()).notify).toBe('heartbeat:ok');
    expect(hook.calls.map(({ method, target }) => [method, target])).toEqual([['GET', '/ping/0b7a-geheim']]);
    writeFiles(root, { 'omk.yaml': 'nmae: x\n' });
    expect((await run()).code).toBe(2);
    expect(hook.calls).toHaveLength(1);
  });
});
