/** What was planned goes out as it is, or nothing does. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { aProject, post, samplePicture, settings, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

const picture = { 'beeld/raad.png': samplePicture('raadzaal.png') };
const illustrated = post(['channels: [pleio, x]', 'image: { src: beeld/raad.png, alt: De raadzaal }']);

async function planned(root: string, ...args: readonly string[]): Promise<void> {
  const ran = await runOmk(['plan', 'bericht.md', '-o', 'plan.json', ...args], { cwd: root });
  expect(ran.code, ran.stderr).toBe(0);
}

const send = (root: string, ...args: readonly string[]) => runJson(['publish', '--plan', 'plan.json', ...args], { cwd: root });
const codesOf = ({ report }: Awaited<ReturnType<typeof send>>) =>
  report.problems.map(({ code, where }) => [code, where?.channel ?? where?.file]);
const edit = (root: string, file: string, change: (text: string) => string) =>
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));

describe('omk plan', () => {
  test('gives the same bytes for the same input, writes nothing else and needs no ledger', async () => {
    const root = aProject({ 'bericht.md': illustrated, ...picture });
    const before = snapshot(root);
    const [one, other] = [await runOmk(['plan', 'bericht.md'], { cwd: root }), await runOmk(['plan', 'bericht.md'], { cwd: root })];
    expect([one.code, one.stdout]).toEqual([0, other.stdout]);
    expect(snapshot(root)).toEqual(before);
    await planned(root);
    expect(readFileSync(join(root, 'plan.json'), 'utf8')).toBe(one.stdout);
    const { digest, posts } = JSON.parse(one.stdout) as { digest: string; posts: { deliveries: { channel: string }[] }[] };
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(posts.map(({ deliveries }) => deliveries.map(({ channel }) => channel))).toEqual([['pleio', 'x']]);
  });

  test('is the same after the post was published: the ledger plays no part in it', async () => {
    const root = aProject();
    const before = await runOmk(['plan', 'bericht.md'], { cwd: root });
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    expect((await runOmk(['plan', 'bericht.md'], { cwd: root })).stdout).toBe(before.stdout);
  });

  test('counts readers and names none of them', async () => {
    const { stdout } = await runOmk(['plan', 'bericht.md'], { cwd: aProject() });
    expect(stdout).toContain('"readers": 2');
    expect(stdout).not.toMatch(/noor@|daan@|Noor|Daan/);
  });

  test('writes no file while something is wrong, and says all of it', async () => {
    const root = aProject({ 'bericht.md': post(['titel: x', 'tags: 3']) });
    const { code, report } = await runJson(['plan', 'bericht.md', '-o', 'plan.json'], { cwd: root });
    expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['content-unknown-key', 'content-wrong-type']]);
    expect(snapshot(root)['plan.json']).toBeUndefined();
  });

  test('replaces an earlier plan, never a post or a folder', async () => {
    const root = aProject();
    await planned(root);
    await planned(root, '--channels', 'x,pleio');
    const text = readFileSync(join(root, 'bericht.md'), 'utf8');
    mkdirSync(join(root, 'map'));
    for (const target of ['bericht.md', 'map', 'weg/plan.json']) {
      const { code, report } = await runJson(['plan', 'bericht.md', '-o', target], { cwd: root });
      expect([target, code, report.problems[0]?.code]).toEqual([
        target,
        2,
        target === 'weg/plan.json' ? 'file-unwritable' : 'plan-in-the-way',
      ]);
    }
    expect(readFileSync(join(root, 'bericht.md'), 'utf8')).toBe(text);
  });

  test('tells a script its digest', async () => {
    const root = aProject();
    const { stdout } = await runOmk(['plan', 'bericht.md', '-o', 'plan.json', '--json'], { cwd: root });
    const { digest } = JSON.parse(readFileSync(join(root, 'plan.json'), 'utf8')) as { digest: string };
    expect(JSON.parse(stdout)).toEqual({ plan: 'plan.json', digest, problems: [], exitCode: 0 });
  });
});

describe('omk publish --plan', () => {
  test('sends what was planned; a second run changes nothing', async () => {
    const root = aProject({ 'bericht.md': illustrated, ...picture });
    await planned(root);
    const shown = await send(root, '--dry-run');
    expect([shown.code, statesOf(shown.report)]).toEqual([0, { pleio: 'scheduled', x: 'waiting' }]);
    expect(snapshot(root)['.omk/']).toBeUndefined();
    const first = await send(root);
    expect([first.code, statesOf(first.report)]).toEqual([0, { pleio: 'sent', x: 'sent' }]);
    const second = await send(root);
    expect([second.code, statesOf(second.report)]).toEqual([0, { pleio: 'unchanged', x: 'unchanged' }]);
    const { stdout } = await runOmk(['log', '--json'], { cwd: root });
    const { digest } = JSON.parse(readFileSync(join(root, 'plan.json'), 'utf8')) as { digest: string };
    const noted = stdout.split('\n').filter((line) => line.includes('"by-plan"'));
    expect(noted.map((line) => (JSON.parse(line) as { data: { plan: string } }).data.plan)).toEqual([digest, digest]);
    expect((await runOmk(['ledger', 'verify'], { cwd: root })).code).toBe(0);
  });

  test('names everything that is different, all at once, and sends nothing', async () => {
    const root = aProject({ 'bericht.md': illustrated, 'templates/x.txt': '{{ title }}\n{{ link }}\n', ...picture });
    await planned(root);
    edit(root, 'bericht.md', (text) =>
      text
        .replace('Kom langs', 'Kom gerust langs')
        .replace('[pleio, x]', '[pleio, x, yammer]')
        .replace('title', 'publish_at: 2036-01-01 09:00\ntitle'),
    );
    edit(root, 'templates/x.txt', (text) => `Nieuw: ${text}`);
    edit(root, 'omk.yaml', (text) =>
      text.replace('group: Om het kind', 'group: Anders').replace('Om het kind\n', 'Om het kind\nlanguage: en\n'),
    );
    writeFileSync(join(root, 'beeld/raad.png'), samplePicture('inloopavond.png'));
    const ran = await send(root);
    expect([ran.code, codesOf(ran).filter(([code]) => code?.startsWith('plan-'))]).toEqual([
      2,
      [
        ['plan-setting-changed', undefined],
        ['plan-setting-changed', undefined],
        ['plan-text-changed', 'bericht.md'],
        ['plan-image-changed', 'bericht.md'],
        ['plan-place-changed', 'pleio'],
        ['plan-time-changed', 'pleio'],
        ['plan-template-changed', 'x'],
        ['plan-time-changed', 'x'],
        ['plan-channel-added', 'yammer'],
      ],
    ]);
    expect(snapshot(root)['.omk/']).toBeUndefined();
  });

  test('tells of a post that is gone, and of a channel that is', async () => {
    const root = aProject();
    await planned(root);
    edit(root, 'bericht.md', (text) => text.replace('title', 'channels: [pleio, x]\nlinkedin: false\ntitle'));
    expect(
      codesOf(await send(root))
        .filter(([code]) => code === 'plan-channel-gone')
        .map(([, channel]) => channel),
    ).toEqual(['linkedin', 'yammer', 'newsletter']);
    rmSync(join(root, 'bericht.md'));
    expect(codesOf(await send(root))[0]?.[0]).toBe('content-not-found');
  });

  test('goes on with what was left half done', async () => {
    const root = aProject({ '.omk/sandbox/faults.json': '{"x":{"refuse":true}}' });
    await planned(root);
    const first = await send(root);
    writeFiles(root, { '.omk/sandbox/faults.json': '{}' });
    const second = await send(root);
    expect(statesOf(first.report)).toMatchObject({ pleio: 'sent' });
    expect([second.code, statesOf(second.report)]).toMatchObject([0, { pleio: 'unchanged' }]);
  });

  test('leaves a post alone that was published otherwise meanwhile', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [x]', 'link: https://example.nl/']), 'omk.yaml': settings('hub: none') });
    await planned(root);
    const [old, edited] = [
      readFileSync(join(root, 'bericht.md'), 'utf8'),
      post(['channels: [x]', 'link: https://example.nl/'], 'Iets anders.'),
    ];
    writeFiles(root, { 'bericht.md': edited.replace('Inloopavond', 'Andere avond') });
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    writeFiles(root, { 'bericht.md': old });
    const stood = snapshot(root)['.omk/sandbox/x.jsonl'];
    const { code, report } = await send(root);
    expect([code, report.posts[0]?.deliveries[0]?.problem?.code]).toEqual([0, 'edited']);
    expect([stood === undefined, snapshot(root)['.omk/sandbox/x.jsonl']]).toEqual([false, stood]);
  });

  test('keeps the moment of a scheduled post', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x]', 'publish_at: 2036-01-01 09:00']) });
    await planned(root);
    const { code, report } = await send(root);
    expect([code, statesOf(report)]).toEqual([0, { pleio: 'scheduled', x: 'waiting' }]);
    expect(report.posts[0]?.deliveries[0]).toMatchObject({ dueAt: '2036-01-01T08:00:00.000Z' });
  });

  test('publishes once more when the plan says so, once for each plan', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [pleio]']) });
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    await planned(root, '--again', 'pleio');
    expect(statesOf((await send(root)).report)).toEqual({ pleio: 'sent' });
    expect(statesOf((await send(root)).report)).toEqual({ pleio: 'unchanged' });
  });

  test('brings an edit, and a correction where an edit cannot be brought', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x]']) });
    expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    edit(root, 'bericht.md', (text) => text.replaceAll('Inloopavond', 'Inloopochtend'));
    await planned(root, '--update', '--correction', 'Het is een ochtend.');
    const shown = await runOmk(['publish', '--plan', 'plan.json', '--dry-run'], { cwd: root });
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('Het is een ochtend.')]);
    const { code, report } = await send(root);
    expect([code, report.posts[0]?.deliveries.map(({ state }) => state)]).toEqual([0, ['sent', 'sent']]);
    expect(statesOf((await send(root)).report)).toEqual({ pleio: 'unchanged', x: 'unchanged' });
  });

  test.each([
    [['bericht.md'], 'bericht.md'],
    [['--channels', 'x'], '--channels'],
    [['--again', 'x', '--yes'], '--again'],
    [['--to', 'ik@example.nl'], '--to'],
  ])('refuses %j beside it', async (args, flag) => {
    const root = aProject();
    await planned(root);
    const { code, report } = await send(root, ...args);
    expect([code, report.problems.map((one) => one.code), report.problems[0]?.message]).toEqual([
      2,
      ['plan-flag'],
      expect.stringContaining(flag),
    ]);
  });

  test('refuses a file that is no plan, was edited, is cut off, huge, of another version or gone', async () => {
    const root = aProject();
    await planned(root);
    const text = readFileSync(join(root, 'plan.json'), 'utf8');
    const codeFor = async (name: string, content: string) => {
      writeFiles(root, { [name]: content });
      const { code, report } = await runJson(['publish', '--plan', name], { cwd: root });
      return [code, ...report.problems.map((one) => one.code)];
    };
    expect(await codeFor('a.json', text.replace('Kom langs', 'Kom nooit'))).toEqual([2, 'plan-edited']);
    expect(await codeFor('a.json', text.slice(0, -100))).toEqual([2, 'plan-broken']);
    expect(await codeFor('a.json', '\u0000')).toEqual([2, 'plan-broken']);
    expect(await codeFor('a.json', text.replace('"omkPlan": 1', '"omkPlan": 2'))).toEqual([2, 'plan-version']);
    truncateSync(join(root, 'a.json'), 100 * 1024 * 1024);
    const run = async (path: string) => (await runJson(['publish', '--plan', path], { cwd: root })).report.problems.map(({ code }) => code);
    expect(await run('a.json')).toEqual(['plan-too-big']);
    expect(await run('weg.json')).toEqual(['plan-unreadable']);
    expect(await run('.')).toEqual(['plan-unreadable']);
  });

  test('may be a link, and has turned line ends, and is refused in another project', async () => {
    const root = aProject({ 'bericht.md': post(['channels: [pleio]']) });
    await planned(root);
    symlinkSync(join(root, 'plan.json'), join(root, 'link.json'));
    expect((await runJson(['publish', '--plan', 'link.json', '--dry-run'], { cwd: root })).code).toBe(0);
    edit(root, 'plan.json', (text) => text.replaceAll('\n', '\r\n'));
    expect((await send(root, '--dry-run')).code).toBe(0);
    const other = aProject({ 'omk.yaml': settings().replace('name: Om het kind', 'name: Jeugdzorg') });
    const elsewhere = await runJson(['publish', '--plan', join(root, 'plan.json'), '--project', other], { cwd: temporaryFolder() });
    expect([elsewhere.code, elsewhere.report.problems.map(({ code }) => code)]).toEqual([2, ['plan-other-project']]);
  });

  test('needs a plan or a file', async () => {
    const root = aProject();
    expect((await runJson(['publish'], { cwd: root })).report.problems.map(({ code }) => code)).toEqual(['usage-missing-argument']);
    expect(
      (await runJson(['publish', 'bericht.md', '--signature', 'a.sig'], { cwd: root })).report.problems.map(({ code }) => code),
    ).toEqual(['usage-needs-flag']);
  });
});
