/** A calamity: everything stands still at once, whoever is busy; one message may go; then a person chooses. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSmtp } from '../../src/sandbox/smtp.ts';
import { type ReportDocument, runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { aProject, arrived, letTimePass, post, readers, settings } from '../support/project.ts';

const channels = 'channels: [pleio, x]';
const later = 'publish_at: 2099-12-01 09:00';
const ledger = 'sandbox/omk.db';

const titled = (title: string, ...lines: readonly string[]): string =>
  post([channels, ...lines]).replace('title: Inloopavond', `title: ${title}`);

const project = () =>
  aProject({
    'nu.md': titled('Rooster'),
    'crisis.md': titled('Brand'),
    'later.md': titled('Feest', later),
    'omk.yaml': settings(),
    'lezers.csv': readers,
  });

interface PauseDocument extends ReportDocument {
  readonly pause: { readonly since: string; readonly until: string | null; readonly reason: string | null } | null;
  readonly held: readonly { readonly channel: string; readonly post: string; readonly dueAt: string }[];
}

const paused = async (root: string, ...args: readonly string[]) => {
  const ran = await runJson(['pause', ...args], { cwd: root });
  return { ...ran, report: ran.report as PauseDocument };
};

const codes = ({ posts }: ReportDocument) => posts.flatMap(({ deliveries }) => deliveries.map(({ problem }) => problem?.code));

describe('`omk pause` without a post', () => {
  it('stops everything and shows what would have gone, when and where', { timeout: 60_000 }, async () => {
    const root = project();
    await runOmk(['publish', 'later.md'], { cwd: root });
    const { code, report } = await paused(root, '--reason', 'brand');
    expect(code).toBe(0);
    expect(report).toMatchObject({ pause: { until: null, reason: 'brand' }, exitCode: 0 });
    expect(report.held.map(({ channel, post: file, dueAt }) => [channel, file, dueAt])).toEqual([
      ['pleio', 'later.md', '2099-12-01T08:00:00.000Z'],
      ['x', 'later.md', '2099-12-01T08:00:00.000Z'],
    ]);
    const told = await runOmk(['pause'], { cwd: root });
    expect(told).toMatchObject({ code: 0 });
    expect(told.stdout).toContain('brand.');
    expect(told.stdout).toMatch(/Pleio +Feest/);
    expect(told.stderr).toContain('Alles stond al stil.');
  });

  it('lets `publish` schedule and `run` pass by, calmly, and shows itself wherever things stand', { timeout: 60_000 }, async () => {
    const root = project();
    await paused(root, '--reason', 'brand');
    const published = await runJson(['publish', 'nu.md'], { cwd: root });
    expect(published).toMatchObject({ code: 0 });
    expect(statesOf(published.report)).toEqual({ pleio: 'scheduled', x: 'waiting' });
    expect(codes(published.report)).toEqual(['everything-paused', 'everything-paused']);
    const run = await runOmk(['run'], { cwd: root });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr.trim()).toMatch(/^Alles staat stil sinds [^\n]*: brand\.\n\S+ omk run [^\n]* exit=0 paused=1$/);
    const quiet = await runOmk(['run', '--quiet'], { cwd: root });
    expect([quiet.code, quiet.stdout]).toEqual([0, '']);
    expect(quiet.stderr).toMatch(/^\S+ omk run [^\n]* exit=0 paused=1\n$/);
    for (const command of ['status', 'schedule', 'doctor'])
      expect((await runOmk([command], { cwd: root })).stdout, command).toMatch(/^Alles staat stil sinds/m);
    for (const command of ['status', 'schedule', 'doctor', 'run'])
      expect(await runJson([command], { cwd: root }), command).toMatchObject({ report: { pause: { reason: 'brand' } } });
    expect(arrived(root, 'pleio', 'entity')).toEqual([]);
  });

  it('raises no alarm about what has become too late meanwhile', { timeout: 60_000 }, async () => {
    const root = project();
    await paused(root);
    await runOmk(['publish', 'nu.md'], { cwd: root });
    letTimePass(root, ledger, 3 * 86_400_000);
    const run = await runJson(['run'], { cwd: root });
    expect(run).toMatchObject({ code: 0, report: { problems: [], posts: [] } });
  });

  it('stops a mailing that another process is sending, between two readers; nobody gets it twice', { timeout: 60_000 }, async () => {
    const got: string[] = [];
    const server = await startSmtp({
      onMail: async ({ to }) => void got.push(to[0] ?? ''),
      fault: ({ step }) => (step === 'message' ? { kind: 'slow', ms: 40 } : undefined),
    });
    onTestFinished(() => server.close());
    const many = Array.from({ length: 120 }, (_, index) => `lezer${index}@example.org,Lezer,2026-05-12,formulier`);
    const omkYaml = `mode: live
hub: none
channels: [newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", subscribers: lezers.csv, listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/u/{token}" }
`;
    const root = aProject({ 'omk.yaml': omkYaml, 'lezers.csv': ['email,name,consent_at,consent_source', ...many, ''].join('\n') });
    const place = { cwd: root, env: { SMTP_URL: server.address } };
    const running = startOmk(['publish', 'bericht.md'], place);
    while (got.length < 20 && running.process.exitCode === null) await wait(5);
    expect((await runOmk(['pause'], place)).code).toBe(0);
    expect((await running.done).code).toBe(0);
    const before = got.length;
    expect(before).toBeLessThan(many.length);
    const { report } = await runJson(['status'], place);
    expect(report.posts[0]?.deliveries[0]).toMatchObject({
      state: 'scheduled',
      recipients: { sent: before, waiting: many.length - before, unconfirmed: 0 },
    });
    expect((await runOmk(['resume', '--all'], place)).code).toBe(0);
    expect(got).toHaveLength(many.length);
    expect(new Set(got).size).toBe(many.length);
  });

  it('takes back all the same', { timeout: 60_000 }, async () => {
    const root = project();
    await runOmk(['publish', 'nu.md'], { cwd: root });
    await paused(root);
    const retracted = await runJson(['retract', 'nu.md', '--reason', 'onjuist', '--yes'], { cwd: root });
    expect(retracted).toMatchObject({ code: 0 });
    expect(retracted.report.posts[0]?.deliveries.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it.each([
    [['--until', '2020-01-01 09:00'], 'moment-past'],
    [['--until', 'morgen'], 'usage-bad-value'],
    [['--until', '2099-03-29 02:30'], 'moment-skipped'],
    [['--channels', 'x'], 'flag-needs-file'],
    [['nu.md', '--until', '2099-01-01'], 'flag-not-with-file'],
  ])('refuses %j and pauses nothing', async (args, code) => {
    const root = project();
    const { report, ...ran } = await paused(root, ...args);
    expect(ran.code).toBe(2);
    expect(report.problems.map((one) => one.code)).toEqual([code]);
    expect((await runJson(['status'], { cwd: root })).report).not.toHaveProperty('pause');
  });

  it('tells which of two moments it takes when the clock goes back', async () => {
    const { code, report } = await paused(project(), '--until', '2099-10-25 02:30');
    expect(code).toBe(0);
    expect(report.pause?.until).toBe('2099-10-25T00:30:00.000Z');
    expect(report.problems.map((one) => one.code)).toEqual(['moment-doubled']);
  });
});

describe('`omk resume FILE` while everything is paused', () => {
  it('lets that post go with its spokes, and nothing else', { timeout: 60_000 }, async () => {
    const root = project();
    await paused(root);
    await runOmk(['publish', 'nu.md', 'crisis.md'], { cwd: root });
    const resumed = await runJson(['resume', 'crisis.md'], { cwd: root });
    expect(resumed).toMatchObject({ code: 0 });
    expect(statesOf(resumed.report)).toEqual({ pleio: 'sent', x: 'sent' });
    expect(statesOf((await runJson(['status', 'nu.md'], { cwd: root })).report)).toEqual({ pleio: 'scheduled', x: 'waiting' });
    expect((await runJson(['resume', 'nu.md', '--all'], { cwd: root })).report.problems[0]?.code).toBe('flag-not-with-file');
  });
});

describe('`omk resume` without a post', () => {
  const everything = async () => {
    const root = project();
    await paused(root, '--reason', 'brand');
    await runOmk(['publish', 'nu.md', 'later.md'], { cwd: root });
    return root;
  };
  const states = async (root: string, file: string) => statesOf((await runJson(['status', file], { cwd: root })).report);

  it('needs a choice where nobody can be asked', { timeout: 60_000 }, async () => {
    const root = await everything();
    const { code, report } = await runJson(['resume'], { cwd: root });
    expect(code).toBe(2);
    expect(report.problems[0]).toMatchObject({ code: 'resume-needs-choice', hint: expect.stringMatching(/--all.*--none/) });
    expect((await runJson(['resume', '--all', '--none'], { cwd: root })).report.problems[0]?.code).toBe('flags-exclude');
    expect((await runJson(['status'], { cwd: root })).report).toHaveProperty('pause');
  });

  it('lets everything go that is due, and the rest at its own moment, with --all', { timeout: 60_000 }, async () => {
    const root = await everything();
    expect((await runJson(['resume', '--all'], { cwd: root })).code).toBe(0);
    expect(await states(root, 'nu.md')).toEqual({ pleio: 'sent', x: 'sent' });
    expect(await states(root, 'later.md')).toEqual({ pleio: 'scheduled', x: 'waiting' });
  });

  it('leaves what is too late with --all, says so, and is not silent after it', { timeout: 60_000 }, async () => {
    const root = await everything();
    letTimePass(root, ledger, 3 * 86_400_000);
    const { code, report } = await runJson(['resume', '--all'], { cwd: root });
    expect(code).toBe(4);
    expect(report.problems.map((one) => one.code)).toEqual(['held']);
    expect((await runJson(['run'], { cwd: root })).report.problems.map((one) => one.code)).toEqual(['held']);
  });

  it('keeps what came due on hold with --none, each to be resumed by itself', { timeout: 60_000 }, async () => {
    const root = await everything();
    expect((await runJson(['resume', '--none'], { cwd: root })).code).toBe(0);
    expect((await runJson(['status', 'nu.md'], { cwd: root })).report.posts[0]?.deliveries[0]).toMatchObject({
      state: 'scheduled',
      onHold: true,
      problem: { code: 'paused', message: expect.stringContaining('brand') },
    });
    expect((await runJson(['run'], { cwd: root })).code).toBe(0);
    expect((await runJson(['resume', 'nu.md'], { cwd: root })).code).toBe(0);
    expect(await states(root, 'nu.md')).toEqual({ pleio: 'sent', x: 'sent' });
  });

  it('keeps the choice when it is killed right after it, and loses nothing when it is killed right before', {
    timeout: 60_000,
  }, async () => {
    const root = await everything();
    await runOmk(['resume', '--all'], { cwd: root, env: { OMK_CRASH_AT: 'before-endPause' } });
    expect((await runJson(['status'], { cwd: root })).report).toHaveProperty('pause');
    await runOmk(['resume', '--all'], { cwd: root, env: { OMK_CRASH_AT: 'after-endPause' } });
    expect(await states(root, 'nu.md')).toEqual({ pleio: 'scheduled', x: 'waiting' });
    expect((await runOmk(['run'], { cwd: root })).code).toBe(0);
    expect(await states(root, 'nu.md')).toEqual({ pleio: 'sent', x: 'sent' });
    expect(await states(root, 'later.md')).toEqual({ pleio: 'scheduled', x: 'waiting' });
  });

  it('says that nothing is paused, also where nothing was ever published', async () => {
    const { code, stderr } = await runOmk(['resume'], { cwd: project() });
    expect(code).toBe(0);
    expect(stderr).toContain('omk staat niet stil');
  });
});
