/** `omk forward`: what is new elsewhere goes to the other channels, once, whatever happens on the way. */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentOf, runJson, runOmk, startOmk } from '../support/binary.ts';
import { pathOf, readPage } from '../support/pages.ts';
import { aProject, arrived, snapshot, writeFiles } from '../support/project.ts';
import { readCronLine } from '../support/unattended.ts';
import { aWebsite, begun, texts, yaml } from '../support/website.ts';

/** As cron performs it; the website of the test answers meanwhile. */
const cron = (command: string): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', command], { cwd: '/', env: { PATH: '/usr/bin:/bin', SHELL: '/bin/sh' }, stdio: 'ignore' });
    child.on('close', resolve);
  });

test('the first time nothing goes, then what is new goes once, and every channel links to it', async () => {
  const { site, root } = await begun();
  site.show({ id: 'oud', title: 'Stond er al' }, { id: 'twee', title: 'Tweede' }, { id: 'een', title: 'Eerste', hoursAgo: 1 });
  const before = snapshot(root);
  const trial = await runJson(['forward', '--dry-run'], { cwd: root });
  expect([trial.code, trial.report.posts.map(({ title }) => title)]).toEqual([0, ['Eerste', 'Tweede']]);
  expect(snapshot(root)).toEqual(before);
  const { code, report } = await runJson(['forward'], { cwd: root });
  expect([code, report.posts.flatMap(({ deliveries }) => deliveries.map(({ state }) => state))]).toEqual([
    0,
    ['sent', 'sent', 'sent', 'sent'],
  ]);
  expect((await runJson(['forward'], { cwd: root })).report.posts).toEqual([]);
  expect(texts(root)).toEqual(['Eerste', 'Tweede']);
  expect(String(arrived(root, 'x', 'post')[0]?.text)).toContain(site.feed.replace('feed.json', 'een'));
  const since = await runJson(['forward', '--since', '2020-01-01'], { cwd: root });
  expect([since.code, since.report.posts.map(({ title }) => title)]).toEqual([0, ['Stond er al']]);
});

test('an edit is told once and brought on request, and what the checks refuse stays here and is told once', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Inloopavond' });
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  const [edited, bad] = [
    { id: 'a', title: 'Inloopmiddag' },
    { id: 'b', title: 'Nummer', text: 'Het bsn is 123456782.' },
  ];
  site.show(edited, bad, { id: 'c', title: 'Goed' });
  const told = await runJson(['forward'], { cwd: root });
  expect(told.code).toBe(4);
  expect(told.report.problems.map(({ code }) => code)).toEqual(['privacy-bsn', 'forward-refused']);
  expect(told.stdout).not.toContain('123456782');
  expect(told.report.posts[0]?.deliveries[0]).toMatchObject({ state: 'sent', problem: { code: 'edited' } });
  expect(texts(root)).toEqual(['Inloopavond', 'Goed']);
  const quiet = await runJson(['forward'], { cwd: root });
  expect([quiet.code, quiet.report.posts, quiet.report.problems]).toEqual([0, [], []]);
  const update = await runJson(['forward', '--update', '--yes'], { cwd: root });
  expect(update.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toContain('cannot-update');
  site.show(edited, { ...bad, text: 'Het nummer staat er niet meer.' });
  expect((await runJson(['forward'], { cwd: root })).code).toBe(0);
  expect(texts(root)).toEqual(['Inloopavond', 'Goed', 'Nummer']);
});

test('for a person it becomes a file, which is published as any post and never comes back once it was thrown away', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Eén avond' }, { id: 'b', title: 'Weg ermee' });
  expect((await runOmk(['forward', '--review'], { cwd: root })).code).toBe(0);
  const folder = join(root, 'te-beoordelen');
  const [kept = '', thrown = ''] = readdirSync(folder).toSorted();
  expect([kept, thrown]).toEqual([expect.stringMatching(/-een-avond\.md$/), expect.stringMatching(/-weg-ermee\.md$/)]);
  rmSync(join(folder, thrown));
  expect((await runJson(['publish', 'te-beoordelen'], { cwd: root })).report.posts[0]?.deliveries[0]?.state).toBe('skipped');
  writeFileSync(join(folder, kept), readFileSync(join(folder, kept), 'utf8').replace('draft: true\n', '').replace('Kom langs', 'Kom ook'));
  expect((await runOmk(['publish', `te-beoordelen/${kept}`], { cwd: root })).code).toBe(0);
  site.show({ id: 'a', title: 'Een andere avond' }, { id: 'b', title: 'Toch weer' });
  const again = await runJson(['forward', '--review'], { cwd: root });
  expect(again.report.problems.map(({ code }) => code)).toEqual(['forward-review-edited']);
  expect(readdirSync(folder)).toEqual([kept]);
  expect(readFileSync(join(folder, kept), 'utf8')).toContain('Kom ook');
  expect(texts(root)).toEqual(['Eén avond']);
});

test('a file that a person left alone follows its source, until it is out; and where approval is asked it is the one road', async () => {
  const { site, root } = await begun();
  const folder = join(root, 'te-beoordelen');
  site.show({ id: 'a', title: 'Inloop' });
  const first = await runOmk(['forward', '--review'], { cwd: root });
  expect([first.code, first.stderr.includes('te-beoordelen/')]).toEqual([0, true]);
  const [file = ''] = readdirSync(folder);
  site.show({ id: 'a', title: 'Inloop', text: 'Een nieuwe tekst.' });
  expect((await runOmk(['forward', '--review'], { cwd: root })).code).toBe(0);
  expect(readFileSync(join(folder, file), 'utf8')).toContain('Een nieuwe tekst.');
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  expect(texts(root)).toEqual([]);
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace('draft: true\n', ''));
  const published = await runJson(['publish', `te-beoordelen/${file}`], { cwd: root });
  expect([published.code, texts(root)], published.stderr).toEqual([0, ['Inloop']]);
  // Sent by a person's hand: the source's next word is for that person.
  site.show({ id: 'a', title: 'Inloop', text: 'Nog een tekst.' });
  const again = await runJson(['forward'], { cwd: root });
  expect([again.code, again.report.posts, texts(root)]).toEqual([0, [], ['Inloop']]);
});

test.each([
  'before-forwardItem',
  'after-forwardItem',
  'before-claimDue',
  'after-beginCall',
  'before-settle',
  'before-saveReading:2',
  'after-saveReading',
])(
  'killed %s, the next run ends it: nothing twice and nothing lost',
  async (point) => {
    const { site, root } = await begun();
    site.show({ id: 'b', title: 'Tweede' }, { id: 'a', title: 'Eerste', hoursAgo: 1 });
    await runOmk(['forward'], { cwd: root, env: { OMK_CRASH_AT: point } });
    for (let times = 0; times < 4; times += 1) await runOmk(['forward'], { cwd: root });
    const { report } = await runJson(['status'], { cwd: root });
    const rows = report.posts.flatMap(({ deliveries }) => deliveries);
    const doubtful = rows.filter(({ state }) => state === 'unconfirmed');
    // Where the call had begun and nobody can look it up, a person is asked instead of sending it again.
    expect(doubtful.length).toBeLessThanOrEqual(point === 'after-beginCall' ? 2 : 0);
    expect(rows.map(({ state }) => state).filter((state) => state !== 'unconfirmed' && state !== 'sent')).toEqual([]);
    const there = [...texts(root), ...arrived(root, 'yammer', 'message')];
    expect(new Set(texts(root)).size).toBe(texts(root).length);
    expect([rows.length, there.length]).toEqual([4, 4 - doubtful.length]);
  },
  60_000,
);

test('a website that cannot be reached is for later, and then nothing is missed', async () => {
  const { site, root } = await begun();
  await site.close();
  const { code, report } = await runJson(['forward'], { cwd: root });
  expect([code, report.exitCode]).toEqual([3, 3]);
});

test('where somebody has to approve, nothing goes by itself', async () => {
  const site = await aWebsite();
  const approver =
    'approvers: [{ name: Eva, email: eva@example.nl, key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH" }]';
  const root = aProject({ 'omk.yaml': `${yaml(site.feed)}approval: required\n${approver}\n` });
  const { code, report } = await runJson(['forward'], { cwd: root });
  expect([code, report.problems.map((found) => found.code)]).toEqual([2, ['forward-approval']]);
});

test('what colleagues place on Pleio goes to the others with its own address, and never what is for members alone', async () => {
  const root = aProject();
  writeFiles(root, {
    'omk.yaml': [
      'source: pleio',
      'pleio: { url: https://omhetkind.pleio.nl, group: Om het kind }',
      'channels: [pleio, x]',
      'forward: { delay: 0 }',
      '',
    ].join('\n'),
    'bericht.md': '---\ntitle: Zelf geplaatst\n---\nVan omk zelf.\n',
  });
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  expect((await runOmk(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
  writeFiles(root, { '.omk/sandbox/faults.json': JSON.stringify({ pleio: { colleagues: true } }) });
  const { code } = await runJson(['forward'], { cwd: root });
  expect(code).toBe(0);
  expect(texts(root).toSorted()).toEqual(['Werkbezoek aan de proeftuin', 'Wijkteams delen wat werkt', 'Zelf geplaatst']);
  const { report } = await runJson(['status'], { cwd: root });
  const forwarded = report.posts.filter(({ post }) => post.startsWith('http'));
  expect(forwarded).toHaveLength(2);
  for (const { post, deliveries } of forwarded) expect(deliveries[0]).toMatchObject({ channel: 'pleio', state: 'sent', url: post });
  const retracted = await runJson(['retract', forwarded[0]?.post ?? '', '--reason', 'fout', '--yes'], { cwd: root });
  expect(retracted.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toContain('forward-stays');
  expect(arrived(root, 'pleio', 'delete')).toEqual([]);
});

test('the line for cron that the documentation shows does the work', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Vanuit cron' });
  const line = readPage('docs/forward.md')
    .split('\n')
    .find((one) => one.startsWith('*/10 '));
  const { fields, command, input } = readCronLine(line ?? '');
  expect([fields, input]).toEqual(['*/10 * * * *', '']);
  const here = command.replace('/srv/omk', `"${root}"`).replace('npx omk', `"${process.execPath}" "${pathOf('bin/omk.js')}"`);
  expect([await cron(here), await cron(here), texts(root)]).toEqual([0, 0, ['Vanuit cron']]);
});

test('a pipeline that carries the ledger along forwards each item once, wherever it runs', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Eerste' });
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  const elsewhere = aProject({ 'omk.yaml': yaml(site.feed) });
  expect((await runOmk(['ledger', 'export', '-o', join(elsewhere, 'grootboek.jsonl')], { cwd: root })).code).toBe(0);
  expect((await runOmk(['ledger', 'import', 'grootboek.jsonl'], { cwd: elsewhere })).code).toBe(0);
  site.show({ id: 'a', title: 'Eerste' }, { id: 'b', title: 'Tweede' });
  const { code, report } = await runJson(['forward', '--channels', 'x'], { cwd: elsewhere });
  expect([code, report.posts.map(({ title }) => title), texts(elsewhere)]).toEqual([0, ['Tweede'], ['Tweede']]);
});

test('stopped while it reads, it says that it was not finished, and misses nothing', async () => {
  const { site, root } = await begun();
  site.show({ id: 'a', title: 'Straks' });
  site.hang(true);
  const running = startOmk(['forward', '--json'], { cwd: root });
  await site.lookedAt();
  running.process.kill('SIGINT');
  const ran = await running.done;
  expect([ran.code, documentOf(ran).posts], ran.stderr).toEqual([3, []]);
  site.hang(false);
  expect((await runOmk(['forward'], { cwd: root })).code).toBe(0);
  expect(texts(root)).toEqual(['Straks']);
});
