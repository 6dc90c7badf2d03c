/** The files that let omk run by itself, carried out: a line for cron, units of systemd, a container, the care for the log. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ReportDocument, runJson, runOmk } from '../support/binary.ts';
import { pathOf, readPage } from '../support/pages.ts';
import { arrived, letTimePass, post, temporaryFolder, writeFiles } from '../support/project.ts';
import { asNobody, copyProductionPackages, hasProgram, performCron, readCronLine } from '../support/unattended.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** A folder with everything that a shell, cron and systemd read as something else. */
async function aServer(...flags: readonly string[]): Promise<string> {
  const root = join(temporaryFolder(), `100% "mijn" 'm$ap' & \`é\` \\n`);
  mkdirSync(root);
  const args = ['init', '--channels', 'x', '--hub', 'none', '--no-post', '--no-sandbox', '--yes', '--json', ...flags];
  const { code, stdout, stderr } = await runOmk(args, { cwd: root });
  expect(code, stdout + stderr).toBe(0);
  return root;
}

async function withDuePost(root: string): Promise<void> {
  writeFiles(root, { 'content/bericht.md': post(['publish_at: 2099-01-01 09:00', 'link: https://a.nl/']) });
  expect((await runJson(['publish', 'content'], { cwd: root })).code).toBe(0);
  letTimePass(root, 'sandbox/omk.db', Date.parse('2099-01-01T08:00:00Z') - Date.now());
}

describe('the line for cron', () => {
  test('cron runs it every five minutes, whatever the path; what is due goes out once, and the log says so', async () => {
    const root = await aServer('--cron');
    await withDuePost(root);
    const job = readCronLine(read(root, 'omk.crontab').trimEnd().split('\n').at(-1) ?? '');
    expect([job.fields, job.input]).toEqual(['*/5 * * * *', '']);
    expect([performCron(job), performCron(job)]).toEqual([0, 0]);
    expect(arrived(root, 'x', 'post')).toHaveLength(1);
    const lines = read(root, '.omk/run.log').trimEnd().split('\n');
    expect(lines.filter((line) => / omk run /.test(line)).map((line) => / sent=(\d+) .* exit=(\d)/.exec(line)?.slice(1))).toEqual([
      ['1', '0'],
      ['0', '0'],
    ]);
  });

  test('a percent sign that is not escaped would end the command', () => {
    expect(readCronLine(String.raw`0 9 * * 1 echo 10\% b%c%d`)).toEqual({ fields: '0 9 * * 1', command: 'echo 10% b', input: 'c\nd' });
  });
});

/** `Key=value` lines of a section; a key may stand several times. */
function unit(text: string, section: string): Readonly<Record<string, readonly string[]>> {
  const [, body = ''] = new RegExp(`^\\[${section}\\]\\n([^[]*)`, 'm').exec(text) ?? [];
  const pairs = [...body.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value] as const);
  return Object.fromEntries(pairs.map(([key]) => [key, pairs.filter(([one]) => one === key).map(([, value]) => value)]));
}

/** A command line of systemd.service(5), as its words. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) =>
    word.replace(/\\(.)/g, '$1').replaceAll('%%', '%').replaceAll('$$', '$'),
  );

describe('the units of systemd', () => {
  test('run omk as the line for cron does, shut off from all but its own folder, and catch up on missed runs', async () => {
    const root = await aServer('--server', 'systemd');
    const [service, timer] = [unit(read(root, 'omk.service'), 'Service'), unit(read(root, 'omk.timer'), 'Timer')];
    expect(service).toMatchObject({
      Type: ['oneshot'],
      SuccessExitStatus: ['3 4'],
      NoNewPrivileges: ['yes'],
      ProtectSystem: ['strict'],
      PrivateTmp: ['yes'],
      UMask: ['0077'],
    });
    expect(service.User?.[0]).not.toBe('root');
    // V8 makes code while it runs; and omk has to see whether a process that began a call still lives.
    expect(Object.keys(service)).not.toEqual(expect.arrayContaining(['MemoryDenyWriteExecute']));
    expect(Object.keys(service)).not.toEqual(expect.arrayContaining(['ProtectProc']));
    expect(words(service.ReadWritePaths?.[0] ?? '')).toEqual([join(root, '.omk')]);
    expect(timer).toMatchObject({ OnCalendar: ['*:0/5'], Persistent: ['true'] });

    await withDuePost(root);
    const [program = '', ...args] = words(service.ExecStart?.[0] ?? '');
    for (const _ of [1, 2]) expect(spawnSync(program, args, { cwd: '/', env: {} }).status).toBe(0);
    expect(arrived(root, 'x', 'post')).toHaveLength(1);
    if (!hasProgram('systemd-analyze')) return;
    const verified = spawnSync('systemd-analyze', ['verify', './omk.service', './omk.timer'], { cwd: root, encoding: 'utf8' });
    expect([verified.status, verified.stderr]).toEqual([0, '']);
  });
});

test('the care for the log is understood by logrotate, and needs no word to anybody', async () => {
  const root = await aServer('--server', 'logrotate');
  const text = read(root, 'omk.logrotate');
  for (const word of ['missingok', 'notifempty', 'nocreate', 'rotate 12']) expect(text).toContain(word);
  if (!hasProgram('logrotate')) return;
  const owned = join(root, 'gewoon.logrotate');
  writeFiles(root, { '.omk/run.log': 'regel\n', 'gewoon.logrotate': text.replace(/^ +su .*\n/m, '') });
  chmodSync(owned, 0o644);
  const looked = spawnSync('logrotate', ['-d', '-s', join(root, 'stand'), owned], { encoding: 'utf8' });
  expect(looked.stderr).not.toMatch(/^error/m);
  expect(looked.stderr).toContain(`considering log ${join(root, '.omk/run.log')}`);
});

test.each([
  [
    ['--server', 'systemd, docker'],
    ['omk.service', 'omk.timer', 'compose.yaml'],
  ],
  [['--server', 'none'], []],
  [[], []],
])('omk init %j writes %j beside the rest', async (flags, expected) => {
  const root = await aServer(...flags);
  const all = ['omk.service', 'omk.timer', 'compose.yaml', 'omk.logrotate'];
  expect(all.filter((name) => existsSync(join(root, name)))).toEqual(expected);
});

test('a server that omk does not know is told, and nothing is written', async () => {
  const root = temporaryFolder();
  const { code, stdout } = await runOmk(['init', '--server', 'windows', '--yes', '--json'], { cwd: root });
  const { problems } = JSON.parse(stdout) as ReportDocument;
  expect([code, problems[0]?.code, existsSync(join(root, 'omk.yaml'))]).toEqual([2, 'usage-bad-value', false]);
});

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const instructions = (text: string): readonly Instruction[] =>
  [...text.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, name = '', rest = '']) => ({ name, rest }));

/** Carries the copies of a Dockerfile out: `outside` stands for where they come from, `inside` for the root of the image. */
function performCopies(stage: readonly Instruction[], outside: (from: string) => string, inside: string): void {
  for (const { rest } of stage.filter(({ name }) => name === 'COPY')) {
    const [target = '', ...sources] = rest
      .replace(/^--from=\S+ /, '')
      .split(' ')
      .reverse();
    const folder = rest.startsWith('--from') || target.startsWith('/') ? target : join('/omk', target);
    for (const source of sources) {
      const to = target.endsWith('/') ? join(inside, folder, source) : join(inside, folder);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(outside(source), to, { recursive: true });
    }
  }
}

describe('the Dockerfile', () => {
  const all = instructions(readPage('Dockerfile'));
  const second = all.findLastIndex(({ name }) => name === 'FROM');
  const [build, final] = [all.slice(0, second), all.slice(second)];

  test('is not root in the end, copies nothing that could be secret, and begins with omk', () => {
    expect(final.filter(({ name }) => name === 'USER').at(-1)?.rest).toBe('node');
    expect(JSON.parse(final.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '')).toEqual(['omk']);
    expect(all.some(({ name }) => name === 'ADD' || name === 'ARG')).toBe(false);
    const copied = all
      .filter(({ name }) => name === 'COPY')
      .flatMap(({ rest }) => (rest.startsWith('--from') ? [] : rest.split(' ').slice(0, -1)));
    const ignored = readPage('.dockerignore').split('\n');
    expect(ignored).toContain('*');
    for (const source of copied) expect([source, existsSync(pathOf(source)), ignored.includes(`!${source}`)]).toEqual([source, true, true]);
    const kept = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(kept.toSorted()).toEqual([...new Set(copied)].toSorted());
  });

  test('what it puts together runs for a user without rights, with nothing but .omk to write in', async () => {
    const place = temporaryFolder();
    const [stage, image] = [join(place, 'stage'), join(place, 'image')];
    // Its own steps, without the network: the packages are those of the lock file in both cases.
    performCopies(build, pathOf, stage);
    symlinkSync(pathOf('node_modules'), join(stage, 'omk/node_modules'));
    const builds = build.find(({ rest }) => rest.startsWith('npm run build'));
    expect(builds?.rest).toBe('npm run build && npm prune --omit=dev --ignore-scripts');
    execFileSync('npm', ['run', 'build'], { cwd: join(stage, 'omk'), stdio: 'pipe' });
    performCopies(
      final.filter(({ rest }) => !rest.includes('node_modules')),
      (from) => (from.startsWith('/') ? join(stage, from) : pathOf(from)),
      image,
    );
    copyProductionPackages(join(image, 'omk'));
    execFileSync('chmod', ['-R', 'a+rX,a-w', image]);

    const work = join(place, 'work');
    writeFiles(work, { 'omk.yaml': 'hub: none\nchannels: [x]\n', 'bericht.md': post(['link: https://a.nl/']) });
    mkdirSync(join(work, '.omk'), { mode: 0o700 });
    const become = asNobody(join(work, '.omk'));
    chmodSync(place, 0o755);
    const omk = (...args: readonly string[]) => {
      const [program = '', ...rest] = [...become, process.execPath, join(image, 'omk/bin/omk.js'), ...args];
      const env = { PATH: process.env.PATH, HOME: '/nonexistent', TMPDIR: '/nonexistent', OMK_LANGUAGE: 'en' };
      return spawnSync(program, rest, { cwd: work, env, encoding: 'utf8' });
    };
    const published = omk('publish', 'bericht.md', '--json');
    expect(published.status, published.stdout + published.stderr).toBe(0);
    for (const args of [['run', '--quiet'], ['status'], ['doctor'], ['help', 'privacy-bsn'], ['preview', 'bericht.md', '--html']]) {
      const ran = omk(...args);
      expect(ran.status, `${args.join(' ')}\n${ran.stdout}${ran.stderr}`).toBe(0);
    }
    execFileSync('chmod', ['-R', 'u+w', image]);
  });

  test('the file for Compose keeps it so', async () => {
    const root = await aServer('--server', 'docker');
    const { services } = parse(read(root, 'compose.yaml')) as { services: Record<string, Record<string, unknown>> };
    expect(services.omk).toMatchObject({ read_only: true, init: true, cap_drop: ['ALL'], volumes: ['.:/work'], tmpfs: ['/tmp'] });
    expect(services.omk?.user).not.toMatch(/root|^0/);
    expect(read(root, 'compose.yaml')).not.toContain(root);
  });
});
