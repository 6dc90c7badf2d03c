/** Nothing goes out but by a plan that was signed by somebody who may, and who did not write it. Real git, real ssh-keygen. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  approverLines,
  aTeam,
  commit,
  daan,
  eva,
  git,
  hasPrograms,
  keysOf,
  type Person,
  sign,
  type Team,
  titled,
} from '../support/approval.ts';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { letTimePass, post, settings, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

const noor: Person = ['Noor', 'noor@example.nl'];

async function plan(root: string, ...files: readonly string[]): Promise<void> {
  const ran = await runOmk(['plan', ...(files.length > 0 ? files : ['bericht.md']), '-o', 'plan.json'], { cwd: root });
  expect(ran.code, ran.stderr).toBe(0);
}

const send = (root: string, ...args: readonly string[]) => runJson(['publish', '--plan', 'plan.json', ...args], { cwd: root });

/** Nothing was sent: no channel was called, no delivery made. */
async function refusal(root: string, ...args: readonly string[]): Promise<readonly string[]> {
  const ran = await send(root, ...args);
  expect([ran.code, snapshot(root)['.omk/sandbox/pleio.jsonl']], ran.stderr).toEqual([2, undefined]);
  return ran.report.problems.map(({ code }) => code);
}

async function sent(root: string, ...args: readonly string[]): Promise<void> {
  const ran = await send(root, ...args);
  expect([ran.code, statesOf(ran.report)], ran.stderr).toEqual([0, { pleio: 'sent', x: 'sent' }]);
}

const edit = (root: string, file: string, change: (text: string) => string) =>
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));

async function signedPlan(team: Team, by: 'eva' | 'daan' = 'eva'): Promise<string> {
  await plan(team.root);
  sign(team.root, team[by]);
  return team.root;
}

describe.skipIf(!hasPrograms)(titled('approval of a plan'), { timeout: 60_000 }, () => {
  test('lets it out, and is written down with name, key and digest', async () => {
    const root = await signedPlan(aTeam());
    await sent(root);
    const { digest } = JSON.parse(readFileSync(join(root, 'plan.json'), 'utf8')) as { digest: string };
    const { report } = await runJson(['status'], { cwd: root });
    const by = [{ name: 'Eva', key: expect.stringMatching(/^SHA256:/) }];
    const at = expect.stringMatching(/^20/);
    expect(report.posts[0]?.deliveries).toMatchObject([{ approval: { plan: digest, by, at } }, { approval: { plan: digest, by, at } }]);
    expect((await runOmk(['status'], { cwd: root })).stdout).toMatch(/goedgekeurd door Eva\s+\(SHA256:/);
    expect((await runOmk(['log'], { cwd: root })).stdout).toContain(digest);
    expect((await runOmk(['ledger', 'export', '-o', 'register.jsonl'], { cwd: root })).code).toBe(0);
    const other = aTeam().root;
    copyFileSync(join(root, 'register.jsonl'), join(other, 'register.jsonl'));
    expect((await runOmk(['ledger', 'import', 'register.jsonl'], { cwd: other })).code).toBe(0);
    expect((await runOmk(['ledger', 'verify'], { cwd: other })).code).toBe(0);
    expect((await runJson(['status'], { cwd: other })).report.posts[0]?.deliveries[0]).toMatchObject({ approval: { by } });
  });

  test('is needed, and the command for it is told', async () => {
    const { root } = aTeam();
    await plan(root);
    const { code, stderr } = await runOmk(['publish', '--plan', 'plan.json'], { cwd: root });
    expect([code, stderr]).toEqual([2, expect.stringContaining('ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n omk-plan plan.json')]);
    expect(await refusal(root)).toEqual(['approval-unsigned']);
    expect((await send(root, '--dry-run')).code).toBe(0);
  });

  test('by the last author counts for nothing, under whatever name or address git has', async () => {
    const team = aTeam();
    const root = await signedPlan(team, 'daan');
    expect(await refusal(root)).toEqual(['approval-own-post']);
    for (const author of [
      ['DAAN', 'elders@example.nl'],
      ['D. de Vries', 'Daan@Example.NL'],
    ] as const) {
      edit(root, 'bericht.md', (text) => `${text}\nEn meer.\n`);
      commit(root, author);
      await signedPlan(team, 'daan');
      expect(await refusal(root)).toEqual(['approval-own-post']);
    }
    writeFiles(root, { '.mailmap': 'Daan <daan@example.nl> <prive@example.org>\n' });
    edit(root, 'bericht.md', (text) => `${text}\nEn nog meer.\n`);
    commit(root, ['dv', 'prive@example.org']);
    await signedPlan(team, 'daan');
    expect(await refusal(root)).toEqual(['approval-own-post']);
    await signedPlan(team, 'eva');
    await sent(root);
  });

  test('cannot be had by giving oneself another name in .mailmap', async () => {
    const team = aTeam();
    writeFiles(team.root, { '.mailmap': 'Iemand Anders <ander@example.nl> <daan@example.nl>\n' });
    commit(team.root, daan);
    expect(await refusal(await signedPlan(team, 'daan'))).toEqual(['approval-own-post']);
  });

  test('goes by the author, not by who took the change in', async () => {
    const team = aTeam();
    edit(team.root, 'bericht.md', (text) => `${text}\nVan Noor.\n`);
    commit(team.root, daan, '--author', 'Noor <noor@example.nl>');
    await signedPlan(team, 'daan');
    await sent(team.root);
  });

  test('by somebody unknown, for another purpose, of another plan or by nobody is told apart', async () => {
    const team = aTeam();
    const { root } = team;
    const stranger = keysOf(noor);
    await plan(root);
    sign(root, stranger);
    expect(await refusal(root)).toEqual(['approval-unknown-signer']);
    sign(root, team.eva, 'plan.json', 'file');
    expect(await refusal(root)).toEqual(['approval-namespace']);
    sign(root, team.eva, 'bericht.md');
    expect(await refusal(root, '--signature', 'bericht.md.sig')).toEqual(['approval-signature-other']);
    writeFiles(root, { 'plan.json.sig': 'geen handtekening' });
    expect(await refusal(root)).toEqual(['approval-signature-broken']);
    expect(await refusal(root, '--signature', 'weg.sig')).toEqual(['approval-signature-broken']);
    sign(root, team.eva);
    renameSync(join(root, 'plan.json.sig'), join(root, '--eva van ons.sig'));
    await sent(root, '--signature', 'weg.sig', '--signature', './--eva van ons.sig');
  });

  test('does not outlive a change of the text, of the settings, or of who may approve', async () => {
    const team = aTeam();
    const root = await signedPlan(team);
    const before = readFileSync(join(root, 'omk.yaml'), 'utf8');
    edit(root, 'bericht.md', (text) => text.replace('Kom langs', 'Blijf weg'));
    expect(await refusal(root)).toEqual(['plan-text-changed', 'approval-uncommitted']);
    git(root, 'checkout', '-q', '.');
    edit(root, 'omk.yaml', (text) => text.replace('group: Om het kind', 'group: Anders'));
    expect(await refusal(root)).toEqual(['plan-setting-changed', 'plan-place-changed', 'approval-uncommitted']);
    writeFileSync(join(root, 'omk.yaml'), before.replace(/.*name: Eva.*\n/, ''));
    commit(root, daan);
    expect(await refusal(root)).toEqual(['plan-setting-changed', 'approval-unknown-signer']);
  });

  test('needs what was committed: not a change on disk, not a file that git does not know, not one that git was told to overlook', async () => {
    const team = aTeam();
    const { root } = team;
    edit(root, 'bericht.md', (text) => `${text}\nNog niet vastgelegd.\n`);
    expect(await refusal(await signedPlan(team))).toEqual(['approval-uncommitted']);
    git(root, 'update-index', '--assume-unchanged', 'bericht.md');
    expect(await refusal(root)).toEqual(['approval-uncommitted']);
    writeFiles(root, { 'nieuw.md': post(['channels: [pleio]']) });
    await plan(root, 'nieuw.md');
    sign(root, team.eva);
    expect(await refusal(root)).toEqual(['approval-uncommitted']);
  });

  test("cannot be had by putting a second key of one's own on the list", async () => {
    const team = aTeam();
    const { root } = team;
    const second = keysOf(['Ella', 'ella@example.nl']);
    edit(root, 'omk.yaml', (text) =>
      text.replace('approvers:\n', `approvers:\n  - { name: Ella, email: ella@example.nl, key: ${second.line} }\n`),
    );
    await plan(root);
    sign(root, second);
    expect(await refusal(root)).toEqual(['approval-uncommitted']);
    commit(root, daan);
    expect(await refusal(root)).toEqual(['approval-own-approver']);
    edit(root, 'omk.yaml', (text) => text.replace('ella@example.nl, key', 'e.b@example.nl, key'));
    commit(root, eva);
    await plan(root);
    sign(root, second);
    await sent(root);
  });

  test("cannot be had by changing one's own line, so that it is no longer recognised", async () => {
    const team = aTeam();
    edit(team.root, 'omk.yaml', (text) =>
      text.replace('name: Daan, email: daan@example.nl', 'name: D., email: d@example.nl').replace(/ daan@example.nl }/, ' }'),
    );
    commit(team.root, daan);
    expect(await refusal(await signedPlan(team, 'daan'))).toEqual(['approval-own-approver']);
  });

  test('reads keys from files of the project, which must be committed too', async () => {
    const [ofEva, ofDaan] = [keysOf(eva, '-t', 'rsa', '-b', '3072'), keysOf(daan, '-t', 'ecdsa')];
    const { root } = aTeam({
      'omk.yaml': settings(
        'approval: required\napprovers: [{ name: Eva, key: sleutels/eva de eerste.pub }, { name: Daan, key: sleutels/daan.pub }]',
      ),
      'sleutels/eva de eerste.pub': `${ofEva.line}\n`,
      'sleutels/daan.pub': `${ofDaan.line}\n`,
    });
    await plan(root);
    sign(root, ofEva);
    await sent(root);
    writeFiles(root, { 'sleutels/eva de eerste.pub': `${ofDaan.line}\n` });
    expect((await send(root)).report.problems.map(({ code }) => code)).toEqual(['config-approver-twice']);
    writeFiles(root, { 'sleutels/eva de eerste.pub': `${keysOf(noor).line}\n` });
    expect((await send(root)).report.problems.map(({ code }) => code)).toContain('approval-uncommitted');
  });

  test('of several posts asks for somebody who did not write it, for each of them', async () => {
    const team = aTeam({
      'twee.md': post(['channels: [pleio, x]', 'id: twee'], 'Eva nodigt alle ouders uit om mee te praten over het nieuwe buurthuis.'),
    });
    const { root } = team;
    edit(root, 'twee.md', (text) => `${text}\nVan Eva.\n`);
    commit(root, eva);
    await plan(root, 'bericht.md', 'twee.md');
    sign(root, team.eva);
    expect(await refusal(root)).toEqual(['approval-own-post']);
    renameSync(join(root, 'plan.json.sig'), join(root, 'eva.sig'));
    sign(root, team.daan);
    const { code, report } = await send(root, '--signature', 'eva.sig', '--signature', 'plan.json.sig');
    expect([code, report.posts.map(({ deliveries }) => deliveries.map(({ state }) => state))]).toEqual([
      0,
      [
        ['sent', 'sent'],
        ['sent', 'sent'],
      ],
    ]);
    const { report: status } = await runJson(['status'], { cwd: root });
    const names = status.posts.map(({ deliveries }) =>
      (deliveries[0] as unknown as { approval: { by: { name: string }[] } }).approval.by.map(({ name }) => name),
    );
    expect(names).toEqual([['Eva'], ['Daan']]);
  });

  test('asks for the history: a shallow clone does not know who wrote what', async () => {
    const team = aTeam();
    edit(team.root, 'omk.yaml', (text) => `${text}# later\n`);
    commit(team.root, noor);
    const clone = join(temporaryFolder(), 'kloon');
    git(team.root, 'clone', '-q', '--depth', '1', `file://${team.root}`, clone);
    copyFileSync(join(team.root, 'lezers.csv'), join(clone, 'lezers.csv'));
    await plan(clone);
    sign(clone, team.eva);
    expect(await refusal(clone)).toEqual(['approval-no-history']);
    git(clone, 'fetch', '-q', '--unshallow');
    await sent(clone);
  });

  test('asks for git and a repository, and for ssh-keygen', async () => {
    const team = aTeam();
    const root = await signedPlan(team);
    const programs = temporaryFolder();
    const only = async (...names: readonly string[]) => {
      const folder = join(programs, names.join('-') || 'none');
      mkdirSync(folder);
      for (const name of names) symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(folder, name));
      const { code, report } = await runJson(['publish', '--plan', 'plan.json'], { cwd: root, env: { PATH: folder } });
      return [code, ...report.problems.map((one) => one.code)];
    };
    expect(await only('git')).toEqual([2, 'approval-no-ssh-keygen']);
    expect(await only('ssh-keygen')).toEqual([2, 'approval-no-git']);
    const old = join(programs, 'old');
    mkdirSync(old);
    symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(old, 'git'));
    writeFileSync(join(old, 'ssh-keygen'), '#!/bin/sh\necho "ssh-keygen: illegal option -- Y" >&2\nexit 1\n', { mode: 0o755 });
    const aged = await runJson(['publish', '--plan', 'plan.json'], { cwd: root, env: { PATH: [old, '/bin'].join(delimiter) } });
    expect(aged.report.problems.map(({ code }) => code)).toEqual(['approval-no-ssh-keygen']);
    renameSync(join(root, '.git'), join(root, 'was-git'));
    expect(await refusal(root)).toEqual(['approval-no-git']);
  });

  test('is not led astray by the environment of git', async () => {
    const team = aTeam();
    const root = await signedPlan(team, 'daan');
    const other = aTeam().root;
    edit(other, 'bericht.md', (text) => text);
    git(other, '-c', 'user.name=Noor', '-c', 'user.email=noor@example.nl', 'commit', '-q', '--amend', '--no-edit', '--reset-author');
    const env = {
      GIT_DIR: join(other, '.git'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.pager',
      GIT_CONFIG_VALUE_0: 'false',
      GIT_GLOB_PATHSPECS: '1',
    };
    const { code, report } = await runJson(['publish', '--plan', 'plan.json'], { cwd: root, env });
    expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['approval-own-post']]);
  });

  test('is found for posts with odd names, none of which is a command, an option or a pattern', async () => {
    const odd = [
      '--help.md',
      '-L1.md',
      ':(exclude)x.md',
      "met spatie en 'aanhaling'.md",
      'regel\neinde.md',
      'é👩‍👧.md',
      '$(touch gehackt).md',
    ];
    const files = odd.map((name, index) => [`map/${name}`, post(['channels: [pleio]', `id: vreemd-${index}`], `Bericht ${index}.`)]);
    const team = aTeam(Object.fromEntries(files));
    const { root } = team;
    await plan(root, 'map');
    sign(root, team.daan);
    expect(await refusal(root)).toEqual(odd.map(() => 'approval-own-post'));
    sign(root, team.eva);
    const { code, report } = await send(root);
    expect([code, report.posts.map(({ deliveries }) => deliveries[0]?.state)]).toEqual([0, odd.map(() => 'sent')]);
    expect(snapshot(root)['gehackt']).toBeUndefined();
  });

  test('works for a project in a folder of a repository, and for a plan with an odd name elsewhere', async () => {
    const team = aTeam();
    const whole = temporaryFolder();
    const root = join(whole, 'redactie');
    git(whole, 'init', '-q', '-b', 'main');
    execFileSync('cp', ['-r', team.root, root]);
    execFileSync('rm', ['-rf', join(root, '.git')]);
    commit(whole, daan);
    const path = join(whole, "-plan 'van' Daan.json");
    expect((await runOmk(['plan', 'bericht.md', '-o', path], { cwd: root })).code).toBe(0);
    sign(whole, team.eva, path);
    const { code, report } = await runJson(['publish', '--plan', path], { cwd: root });
    expect([code, statesOf(report)]).toEqual([0, { pleio: 'sent', x: 'sent' }]);
  });
});

describe.skipIf(!hasPrograms)(titled('where approval is required'), { timeout: 60_000 }, () => {
  const codeOf = async (root: string, ...args: readonly string[]) => {
    const { code, report } = await runJson(args, { cwd: root });
    return [code, ...report.problems.map((one) => one.code)];
  };

  test('publish, update and digest do not go around it; looking is free', async () => {
    const { root } = aTeam();
    expect(await codeOf(root, 'publish', 'bericht.md', '--yes')).toEqual([2, 'approval-needed']);
    expect(await codeOf(root, 'publish', 'bericht.md', '--again', 'x', '--yes')).toEqual([2, 'approval-needed']);
    expect(await codeOf(root, 'publish', 'bericht.md', '--adopt')).toEqual([2, 'approval-needed']);
    expect(await codeOf(root, 'update', 'bericht.md', '--correction', 'x', '--yes')).toEqual([2, 'approval-needed']);
    expect(await codeOf(root, 'digest', '--yes')).toEqual([2, 'approval-no-digest']);
    expect(await codeOf(root, 'publish', 'bericht.md', '--dry-run')).toEqual([0]);
    expect(await codeOf(root, 'check', 'bericht.md')).toEqual([0]);
    expect((await runOmk(['update', 'bericht.md', '--yes'], { cwd: root })).stderr).toContain(
      '`omk plan --update bericht.md -o plan.json`',
    );
  });

  test('an edit goes by an approved plan too, and taking back needs nobody', async () => {
    const team = aTeam();
    const root = await signedPlan(team);
    await sent(root);
    edit(root, 'bericht.md', (text) => text.replaceAll('Inloopavond', 'Inloopochtend'));
    commit(root, daan);
    expect(
      (await runOmk(['plan', 'bericht.md', '--update', '--correction', 'Het is een ochtend.', '-o', 'plan.json'], { cwd: root })).code,
    ).toBe(0);
    expect(await codeOf(root, 'publish', '--plan', 'plan.json')).toEqual([2, 'approval-signature-other']);
    sign(root, team.eva);
    const updated = await send(root);
    expect([updated.code, updated.report.posts[0]?.deliveries.map(({ state }) => state)]).toEqual([0, ['sent', 'sent']]);
    const retracted = await runJson(['retract', 'bericht.md', '--reason', 'Klopt niet', '--yes'], { cwd: root });
    expect([retracted.code, new Set(retracted.report.posts[0]?.deliveries.map(({ state }) => state))]).toEqual([0, new Set(['sent'])]);
  });

  test('what stood ready before waits for approval, can be cancelled, and goes on once it is approved', async () => {
    const team = aTeam({ 'bericht.md': post(['channels: [pleio, x]', 'publish_at: 2036-01-01 09:00']) });
    const { root } = team;
    const required = readFileSync(join(root, 'omk.yaml'), 'utf8');
    writeFileSync(join(root, 'omk.yaml'), required.replace('approval: required', 'approval: none'));
    expect(await codeOf(root, 'publish', 'bericht.md')).toEqual([0]);
    writeFileSync(join(root, 'omk.yaml'), required);
    expect(await codeOf(root, 'run')).toEqual([0]);
    letTimePass(root, 'sandbox/omk.db', Date.parse('2036-01-01T08:00:01Z') - Date.now());
    expect(await codeOf(root, 'run')).toEqual([4, 'approval-missing', 'approval-missing']);
    expect(await codeOf(root, 'pause', 'bericht.md')).toEqual([0]);
    expect(await codeOf(root, 'resume', 'bericht.md')).toEqual([2, 'approval-missing']);
    expect(await codeOf(root, 'cancel', 'bericht.md', '--channels', 'x')).toEqual([0]);
    await signedPlan(team);
    expect((await send(root)).code).toBe(4);
    expect(await codeOf(root, 'resume', 'bericht.md')).toEqual([0]);
  });

  test('what was approved goes out by run and by retry', async () => {
    const team = aTeam({
      '.omk/sandbox/faults.json': '{"x":{"refuse":true}}',
      'bericht.md': post(['channels: [x]', 'link: https://example.nl/']),
    });
    const root = await signedPlan(team);
    const first = await send(root);
    expect([first.code, statesOf(first.report)]).toEqual([1, { x: 'failed' }]);
    writeFiles(root, { '.omk/sandbox/faults.json': '{}' });
    const again = await runJson(['retry'], { cwd: root });
    expect([again.code, statesOf(again.report)]).toEqual([0, { x: 'sent' }]);
  });
});

describe('approvers in omk.yaml', () => {
  const problems = async (lines: string, files = {}) => {
    const root = temporaryFolder();
    writeFiles(root, { 'omk.yaml': settings(lines), 'lezers.csv': 'email\n', 'bericht.md': post(['channels: [pleio]']), ...files });
    const { report } = await runJson(['check', 'bericht.md'], { cwd: root });
    return report.problems.map(({ code, where }) => [code, where?.line]);
  };

  test('must be there when approval is required, each with a name and a key that is good', async () => {
    expect(await problems('approval: required')).toEqual([['approval-no-approvers', undefined]]);
    expect(await problems('approval: verplicht')).toEqual([['config-bad-choice', 8]]);
    expect(await problems('approvers:\n  - { name: Eva }\n  - { key: x, naam: y }')).toEqual([
      ['config-missing-key', 9],
      ['config-unknown-key', 10],
      ['config-missing-key', 10],
    ]);
    const wrong = ['ssh-ed25519 AAAA', 'ssh-dss AAAAB3NzaC1kc3M=', '../elders.pub', 'weg.pub'].map(
      (key) => `  - { name: Eva, key: "${key}" }`,
    );
    expect(await problems(['approvers:', ...wrong].join('\n'))).toEqual([9, 10, 11, 12].map((line) => ['config-approver-key', line]));
    expect(
      await problems('approvers: [{ name: Eva, key: geheim.pub }]', { 'geheim.pub': '-----BEGIN OPENSSH PRIVATE KEY-----\n' }),
    ).toEqual([['config-approver-key', 8]]);
  });

  test.skipIf(!hasPrograms)(titled('may be no one twice'), async () => {
    const keys = keysOf(eva);
    expect(await problems(approverLines([eva, keys], [daan, keys]))).toEqual([['config-approver-twice', 11]]);
  });
});
