/** `omk init` without a terminal: every question is a flag, and nothing that is there gets lost. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ProblemDocument, type ReportDocument, runJson, runOmk, statesOf } from '../support/binary.ts';
import { post, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

interface InitDocument {
  readonly root: string;
  readonly files: readonly { readonly path: string; readonly state: string }[];
  readonly rehearsal: ReportDocument | null;
  readonly problems: readonly ProblemDocument[];
  readonly exitCode: number;
}

async function init(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<InitDocument> {
  const { stdout, stderr } = await runOmk(['init', ...args, '--json'], { cwd, env });
  expect(stdout, stderr).toMatch(/^\{/);
  return JSON.parse(stdout) as InitDocument;
}

const statesIn = ({ files }: InitDocument) => Object.fromEntries(files.map(({ path, state }) => [path, state]));
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** Without what omk itself keeps there. */
const written = (root: string) => Object.fromEntries(Object.entries(snapshot(root)).filter(([path]) => !path.startsWith('.omk')));

const bare = ['--no-post', '--no-sandbox', '--yes'];

describe('omk init', () => {
  test('--yes makes a project and publishes its first post in the sandbox', async () => {
    const root = temporaryFolder();
    const made = await init(root, ['--yes']);
    const [firstPost = ''] = made.files.map(({ path }) => path).filter((path) => path.startsWith('content/'));
    expect(firstPost).toMatch(/^content\/\d{4}-\d\d-\d\d-ons-eerste-bericht\.md$/);
    expect(statesIn(made)).toEqual(
      Object.fromEntries(['.gitignore', 'omk.yaml', '.env', '.env.example', firstPost].map((path) => [path, 'written'])),
    );
    expect(made).toMatchObject({ root, exitCode: 0, problems: [] });
    expect(made.rehearsal && statesOf(made.rehearsal)).toEqual({
      pleio: 'sent',
      x: 'sent',
      linkedin: 'handed-off',
      yammer: 'sent',
      newsletter: 'skipped',
    });
    expect(statSync(join(root, '.env')).mode & 0o777).toBe(0o600);
    expect((await runOmk(['check', 'content'], { cwd: root })).code).toBe(0);
  });

  test.each([
    ['nl', ['--language', 'nl'], /ons-eerste-bericht/],
    ['en', [], /our-first-post/],
  ])('omk may speak English: the files of a project in %s are in its own language', async (language, args, name) => {
    const root = temporaryFolder();
    const env = { OMK_LANGUAGE: 'en' };
    const { files } = await init(root, [...args, '--yes', '--no-sandbox'], env);
    expect(files.map(({ path }) => path).at(-1)).toMatch(name);
    expect(parse(read(root, 'omk.yaml'))).toMatchObject({ language });
    const { report } = await runJson(['check', 'content'], { cwd: root, env });
    expect(report.problems).toEqual([]);
  });

  test('twice is harmless: everything was right already, and nothing is posted again', async () => {
    const root = temporaryFolder();
    await init(root, ['--yes', '--ci', 'github,gitlab', '--cron', '--templates']);
    const before = written(root);
    const again = await init(root, ['--yes', '--post', '--ci', 'github,gitlab', '--cron', '--templates']);
    expect(new Set(Object.values(statesIn(again)))).toEqual(new Set(['unchanged']));
    expect(again.rehearsal && statesOf(again.rehearsal)).toMatchObject({ pleio: 'unchanged', x: 'unchanged' });
    expect(written(root)).toEqual(before);
  });

  test('a project that is there gets what was asked for, and no first post beside its own', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'omk.yaml': 'name: Om het kind\nchannels: [x]\nhub: none\n', 'nieuws/een.md': post([]) });
    const made = await init(root, ['--cron', '--ci', 'github', '--yes']);
    expect(Object.keys(statesIn(made)).filter((path) => path.startsWith('content/'))).toEqual([]);
    expect(statesIn(made)).toMatchObject({ 'omk.crontab': 'written', 'omk.yaml': 'unchanged' });
    expect([made.rehearsal, made.exitCode]).toEqual([null, 0]);
  });

  test('the next step can be pasted into a shell, whatever the name of the folder', async () => {
    const { stderr } = await runOmk(['init', "jeugd en 'gezin'", ...bare], { cwd: temporaryFolder() });
    expect(stderr).toContain(`cd 'jeugd en '\\''gezin'\\'''`);
  });

  test('what was answered stands in omk.yaml, and nothing else that counts', async () => {
    const root = temporaryFolder();
    const name = `Jeugd: "samen" – 'één' plan 👨‍👩‍👧‍👦 #1`;
    const set = ['--set', 'pleio.group=Om het kind: samen', '--set', 'pleio.url=https://omhetkind.pleio.nl', '--set', 'x.maxCost=0.5'];
    await init(root, ['--name', name, '--channels', 'pleio,x', '--hub', 'pleio', ...set, ...bare]);
    expect(parse(read(root, 'omk.yaml'))).toEqual({
      mode: 'sandbox',
      name,
      language: 'nl',
      timezone: 'Europe/Amsterdam',
      channels: ['pleio', 'x'],
      hub: 'pleio',
      pleio: { url: 'https://omhetkind.pleio.nl', group: 'Om het kind: samen' },
      x: { maxCost: 0.5 },
    });
    expect(read(root, '.env')).toMatch(/^X_APP_KEY=$/m);
    expect(read(root, '.env')).not.toMatch(/YAMMER|SMTP/);
  });

  test('what the channels cannot do without is told in live mode, whatever the sandbox practised with', async () => {
    const root = temporaryFolder();
    await init(root, ['--yes', '--no-sandbox']);
    const { code, report } = await runJson(['publish', 'content'], { cwd: root, env: { OMK_MODE: 'live' } });
    expect(code).toBe(2);
    const keys = report.problems.filter((one) => one.code === 'config-missing-key').map(({ where }) => where?.channel);
    expect(new Set(keys)).toEqual(new Set(['pleio', 'linkedin', 'yammer', 'newsletter']));
  });

  test('without a terminal and without --yes it stops at once and names every flag', async () => {
    const root = temporaryFolder();
    const ran = await runOmk(['init', '--channels', 'yammer', '--name', 'A'], { cwd: root });
    expect(ran.code).toBe(2);
    for (const flag of ['--language', '--timezone', '--hub', '--set yammer.community=…', '--templates', '--post', '--ci', '--cron'])
      expect(ran.stderr).toContain(flag);
    expect(ran.stderr).not.toContain('--name');
    expect(snapshot(root)).toEqual({});
  });

  test.each([
    [['--timezone', 'Mars'], 'config-wrong-type'],
    [['--language', 'dutch'], 'config-wrong-type'],
    [['--name', ' '], 'answer-empty'],
    [['--channels', 'twitter'], 'config-bad-choice'],
    [['--channels', 'x', '--hub', 'pleio'], 'config-bad-choice'],
    [['--set', 'groep'], 'set-unreadable'],
    [['--set', 'pleio.groep=a'], 'config-unknown-key'],
    [['--set', 'twitter.group=a'], 'config-unknown-key'],
    [['--set', 'newsletter.subject=a'], 'config-unknown-key'],
    [['--set', 'pleio.url=http://example.nl'], 'config-insecure'],
    [['--set', 'x.maxCost=veel'], 'config-wrong-type'],
    [['--ci', 'jenkins'], 'usage-bad-value'],
  ])('refuses %j and writes nothing', async (flags, code) => {
    const root = temporaryFolder();
    const made = await init(root, [...flags, '--yes']);
    expect([made.exitCode, made.problems.map((one) => one.code)]).toEqual([2, [code]]);
    expect(snapshot(root)).toEqual({});
  });

  test('files that are there stay and are named; --overwrite replaces them, but never a line of .env or .gitignore', async () => {
    const root = temporaryFolder();
    writeFiles(root, { '.env': 'X_APP_KEY=geheim\n', '.gitignore': 'eigen\n', '.gitlab-ci.yml': 'mijn: {}\n', 'templates/x.txt': 'eigen' });
    const args = ['--channels', 'x', '--ci', 'gitlab', '--templates', ...bare];
    const made = await init(root, args);
    const kept = ['.env', 'templates/x.txt', '.gitlab-ci.yml'];
    expect(made.exitCode).toBe(0);
    expect(made.problems.map(({ code, message }) => [code, kept.some((path) => message.startsWith(path))])).toEqual(
      kept.map(() => ['file-kept', true]),
    );
    expect([read(root, '.env'), read(root, 'templates/x.txt'), read(root, '.gitlab-ci.yml')]).toEqual([
      'X_APP_KEY=geheim\n',
      'eigen',
      'mijn: {}\n',
    ]);
    expect(read(root, '.gitignore')).toBe('eigen\n.omk/\n.env\nsubscribers.csv\nnode_modules/\n');
    const again = await init(root, [...args, '--overwrite']);
    expect(statesIn(again)).toMatchObject({ '.env': 'changed', 'templates/x.txt': 'changed', '.gitlab-ci.yml': 'changed' });
    expect(read(root, '.env')).toMatch(/^X_APP_KEY=geheim\n[\s\S]*X_APP_SECRET=\n/);
    expect(statSync(join(root, '.env')).mode & 0o777).toBe(0o600);
    expect(read(root, 'templates/x.txt')).not.toBe('eigen');
  });

  test('a project in live mode practises in the sandbox all the same', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'omk.yaml': 'mode: live # echt\nname: Echt\nhub: none\nchannels: [x]\n' });
    const made = await init(root, ['--post', '--yes'], { OMK_MODE: 'live' });
    expect(made.rehearsal && statesOf(made.rehearsal)).toEqual({ x: 'sent' });
    expect(existsSync(join(root, '.omk', 'omk.db'))).toBe(false);
    expect(read(root, 'omk.yaml')).toMatch(/^mode: live # echt\nname: Echt\n/);
  });

  test('an omk.yaml that cannot be read is told, and everything stays', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'omk.yaml': 'nmae: Fout\n' });
    const before = snapshot(root);
    const made = await init(root, ['--yes']);
    expect([made.exitCode, made.problems[0]?.code]).toEqual([2, 'config-unknown-key']);
    expect(snapshot(root)).toEqual(before);
  });

  test('the folder is made; a link that leads out of the project is not followed; a file is no folder', async () => {
    const root = temporaryFolder();
    const made = await init(root, ['nieuw/project', '--name', 'A', ...bare]);
    expect(made.root).toBe(join(root, 'nieuw/project'));
    expect(existsSync(join(root, 'nieuw/project/omk.yaml'))).toBe(true);
    mkdirSync(join(root, 'gelinkt'));
    mkdirSync(join(root, 'elders'));
    symlinkSync(join(root, 'elders'), join(root, 'gelinkt/content'));
    const linked = await init(root, ['gelinkt', '--yes']);
    expect([linked.exitCode, linked.problems[0]?.code]).toEqual([2, 'content-outside-project']);
    expect(Object.keys(snapshot(join(root, 'elders')))).toEqual([]);
    writeFileSync(join(root, 'bestand'), '');
    expect((await init(root, ['bestand', '--yes'])).problems[0]?.code).toBe('file-unwritable');
  });

  test('posts that are there are left alone: nothing is published but the post that omk made', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'content/2026-11-01-eigen.md': post() });
    const made = await init(root, ['--yes', '--channels', 'x']);
    expect([made.rehearsal, made.files.some(({ path }) => path.startsWith('content/'))]).toEqual([null, false]);
  });

  test('the files for CI and cron can be read by their programs', async () => {
    const root = join(temporaryFolder(), "100% 'eigen' map");
    mkdirSync(root);
    await init(root, ['--channels', 'x,yammer', '--ci', 'github,gitlab', '--cron', ...bare]);
    const github = parse(read(root, '.github/workflows/omk.yml')) as {
      jobs: Record<string, { env?: Record<string, string>; steps: object[] }>;
    };
    expect(Object.keys(github.jobs)).toEqual(['check', 'comment', 'publish']);
    expect([github.jobs.check?.env, github.jobs.comment?.env]).toEqual([undefined, undefined]);
    expect(github.jobs.publish?.env).toMatchObject({
      X_APP_KEY: `$\{{ secrets.X_APP_KEY }}`,
      YAMMER_ACCESS_TOKEN: `$\{{ secrets.YAMMER_ACCESS_TOKEN }}`,
    });
    expect(parse(read(root, '.gitlab-ci.yml'))).toMatchObject({ 'omk-check': {}, 'omk-publish': {} });
    execFileSync('sh', ['-n', join(root, 'omk-ci.sh')]);
    const line = read(root, 'omk.crontab').trim().split('\n').at(-1) ?? '';
    const command = line.replace(/^\*\/5 \* \* \* \* /, '').replaceAll('\\%', '%');
    execFileSync('sh', ['-c', command], { env: {} });
    expect(read(root, '.omk/run.log')).toMatch(/^\S+ omk run mode=sandbox sent=0 .* exit=0\n$/);
  });
});
