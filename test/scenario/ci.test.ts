/** The workflows of GitHub and GitLab: their shell lines as the files hold them, real git around them, services of our own in live mode. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Ran, runJson, runOmk, statesOf } from '../support/binary.ts';
import { type Outside, openOutside, secrets } from '../support/doubles.ts';
import { aPath, aRepository, clone, git, githubLines, gitlabLines, type Repository, runLines } from '../support/git-story.ts';
import { type Files, letTimePass, snapshot, temporaryFolder } from '../support/project.ts';

const text = (title: string, body: string, ...lines: readonly string[]): string =>
  ['---', `title: ${title}`, ...lines, '---', body, ''].join('\n');
const inloop = text('Inloop', 'Kom langs in het buurthuis en praat mee over opvoeden.');
const besluit = text('Besluit', 'De gemeenteraad heeft het koersbesluit dinsdagavond unaniem aangenomen.');

const allFiles = (root: string): Files =>
  Object.fromEntries(
    Object.keys(snapshot(root))
      .filter((name) => !name.endsWith('/') && !name.startsWith('.omk/'))
      .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
  );

/** What `omk init` makes, with a post from before. */
async function aProjectInGit(...more: readonly string[]): Promise<Repository> {
  const root = temporaryFolder();
  const set = ['--set', 'pleio.url=https://omhetkind.pleio.nl', '--set', 'pleio.group=Om het kind'];
  const args = ['init', '--channels', 'pleio,x', ...set, '--ci', 'github,gitlab', '--no-post', '--no-sandbox', '--yes', ...more];
  expect((await runOmk(args, { cwd: root })).code).toBe(0);
  const { '.env': _secret, ...files } = allFiles(root);
  return aRepository({ ...files, 'content/oud.md': text('Oud', 'Dit stond er al voor omk kwam.') });
}

interface Pipeline {
  readonly service: 'github' | 'gitlab';
  readonly repository: Repository;
  readonly outside: Outside;
  /** The state before the push, as the service names it. */
  readonly before?: string;
  readonly path?: string;
  readonly folder?: string;
}

/** The job that publishes, in a clone of its own. */
function publish({ service, repository, outside, before = '', path = aPath(), folder = clone(repository) }: Pipeline): Promise<Ran> {
  const common = { ...outside.env, PATH: path };
  return service === 'github'
    ? runLines(githubLines(folder, 'publish'), folder, { ...common, GITHUB_ACTIONS: 'true', BEFORE: before, SINCE: '' })
    : runLines(gitlabLines(folder, 'omk-publish'), folder, {
        ...common,
        CI_DEFAULT_BRANCH: 'main',
        CI_COMMIT_BEFORE_SHA: before || '0'.repeat(40),
      });
}

const stands = ({ pleio, x }: Outside) => ({ pleio: pleio.posts.map(({ input }) => input.title), x: x.posts.length });
const branches = ({ origin }: Repository) => git(origin, ['for-each-ref', '--format=%(refname:short)', 'refs/heads']).split('\n');
const mark = ({ origin }: Repository) => git(origin, ['show', 'omk-ledger:revision']);

/** Runs that end before the ledger is kept, as a runner that is switched off. */
const killing = () =>
  aPath({
    npx: `#!/bin/sh\nif [ "$4 $5" = "ledger export" ]; then kill -9 $PPID; fi\nshift 3\nexec '${process.execPath}' '${join(process.cwd(), 'bin/omk.js')}' "$@"\n`,
  });

/** As if the run that has the turn began an hour ago. */
function letTurnPass({ origin }: Repository): void {
  const date = `${Math.floor(Date.now() / 1000) - 3600} +0000`;
  const tree = git(origin, ['rev-parse', 'omk-busy^{tree}']);
  const older = git(origin, ['commit-tree', tree, '-m', 'omk'], { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date });
  git(origin, ['update-ref', 'refs/heads/omk-busy', older]);
}

/** What is scheduled on the branch is due so much earlier. */
async function letLedgerAge(repository: Repository, ms: number): Promise<void> {
  const folder = clone(repository);
  git(folder, ['checkout', '-q', '--orphan', 'ouder', 'origin/omk-ledger']);
  const place = { cwd: folder, env: { OMK_MODE: 'live' } };
  expect((await runOmk(['ledger', 'import', 'ledger.jsonl'], place)).code).toBe(0);
  letTimePass(folder, 'omk.db', ms);
  expect((await runOmk(['ledger', 'export', '-o', 'ledger.jsonl'], place)).code).toBe(0);
  git(folder, ['commit', '-q', '-m', 'ouder', 'ledger.jsonl', 'revision']);
  git(folder, ['push', '-q', '-f', 'origin', 'HEAD:omk-ledger']);
}

describe.each(['github', 'gitlab'] as const)('after a merge, at %s', (service) => {
  test('every post goes out once; the ledger lives on in a fresh clone; once more is nothing', { timeout: 180_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    const begun = await publish({ service, repository, outside });
    expect([begun.code, stands(outside), mark(repository)], begun.stderr).toEqual([0, { pleio: [], x: 0 }, repository.head()]);
    const before = repository.head();
    repository.change({ 'content/één "twee" $(drie).md': inloop });
    repository.change({ 'content/-vier.md': besluit, 'foto.txt': 'geen bericht' });
    const first = await publish({ service, repository, outside, before });
    expect([first.code, stands(outside)], first.stderr + first.stdout).toEqual([0, { pleio: ['Besluit', 'Inloop'], x: 2 }]);
    const again = await publish({ service, repository, outside, before });
    expect([again.code, stands(outside).x], again.stderr).toEqual([0, 2]);
    expect(branches(repository).sort()).toEqual(['main', 'omk-ledger']);
    expect(
      secrets.filter((secret) =>
        (first.stdout + first.stderr + git(repository.origin, ['show', 'omk-ledger:ledger.jsonl'])).includes(secret),
      ),
    ).toEqual([]);

    const fresh = clone(repository);
    git(fresh, ['show', 'origin/omk-ledger:ledger.jsonl']);
    const lines = git(fresh, ['show', 'origin/omk-ledger:ledger.jsonl']);
    const place = { cwd: fresh, env: { OMK_MODE: 'live' } };
    expect((await runOmk(['ledger', 'import', '-'], { ...place, input: Buffer.from(lines) })).code).toBe(0);
    expect((await runJson(['status'], place)).report.posts.flatMap(({ deliveries }) => deliveries.map(({ state }) => state))).toEqual(
      Array(4).fill('sent'),
    );
  });

  test('a run that was killed before it kept the ledger is caught: the next one looks first', { timeout: 180_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    repository.change({ 'content/inloop.md': inloop });
    const killed = await publish({ service, repository, outside, path: killing() });
    expect([killed.code ?? 137, stands(outside)]).toEqual([137, { pleio: ['Inloop'], x: 1 }]);
    const early = await publish({ service, repository, outside });
    expect([early.code, stands(outside).x]).toEqual([1, 1]);
    expect(early.stdout).toContain('Een andere pipeline is bezig');
    letTurnPass(repository);
    const next = await publish({ service, repository, outside });
    expect([next.code, stands(outside)], next.stdout + next.stderr).toEqual([0, { pleio: ['Inloop'], x: 1 }]);
    expect(branches(repository)).not.toContain('omk-busy');
    const states = git(repository.origin, ['show', 'omk-ledger:ledger.jsonl'])
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; row: { state: string } })
      .flatMap(({ table, row }) => (table === 'deliveries' ? [row.state] : []));
    expect(states).toEqual(['sent', 'sent']);
  });

  test('two at the same time send nothing twice', { timeout: 180_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    repository.change({ 'content/inloop.md': inloop, 'content/besluit.md': besluit });
    const both = await Promise.all([1, 2].map(() => publish({ service, repository, outside })));
    expect(stands(outside), both.map(({ stdout, stderr }) => stdout + stderr).join('\n')).toEqual({ pleio: ['Besluit', 'Inloop'], x: 2 });
    expect(both.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
    expect((await publish({ service, repository, outside })).code).toBe(0);
    expect([stands(outside).x, mark(repository)]).toEqual([2, repository.head()]);
  });
});

describe('what else happens to a branch', () => {
  const service = 'github';

  test('what is scheduled goes out at its time, and a killed run that sent it sends it no second time', { timeout: 180_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    const at = new Date(Date.now() + 3_600_000).toISOString();
    repository.change({ 'content/later.md': text('Later', 'Dit komt straks pas in het nieuws.', `publish_at: ${at}`) });
    await publish({ service, repository, outside });
    expect(stands(outside)).toEqual({ pleio: [], x: 0 });
    await letLedgerAge(repository, 3_700_000);
    const killed = await publish({ service, repository, outside, path: killing() });
    expect([killed.code ?? 137, stands(outside)]).toEqual([137, { pleio: ['Later'], x: 1 }]);
    letTurnPass(repository);
    const next = await publish({ service, repository, outside });
    expect([next.code, stands(outside)], next.stdout + next.stderr).toEqual([0, { pleio: ['Later'], x: 1 }]);
  });

  test('a post with a mistake stops that push, and goes out with the next one that mends it', { timeout: 120_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    const start = mark(repository);
    repository.change({ 'content/goed.md': inloop, 'content/fout.md': '---\ntitel: x\n---\nTekst\n' });
    expect([(await publish({ service, repository, outside })).code, stands(outside).x, mark(repository)]).toEqual([2, 0, start]);
    const before = repository.head();
    repository.change({ 'content/fout.md': besluit });
    const mended = await publish({ service, repository, outside, before });
    expect([mended.code, stands(outside)], mended.stderr).toEqual([0, { pleio: ['Besluit', 'Inloop'], x: 2 }]);
  });

  test('a run of an older state leaves it to the newer one; a push in between is not skipped', { timeout: 120_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    repository.change({ 'content/inloop.md': inloop });
    const older = clone(repository);
    const before = repository.head();
    repository.change({ 'content/besluit.md': besluit });
    const late = await publish({ service, repository, outside, folder: older });
    expect([late.code, stands(outside).x]).toEqual([0, 0]);
    expect(late.stdout).toContain('De tak is verder dan dit');
    await publish({ service, repository, outside, before });
    expect(stands(outside)).toEqual({ pleio: ['Besluit', 'Inloop'], x: 2 });
  });

  test('a moment that would be an option or a command of git is none', { timeout: 120_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    const folder = clone(repository);
    const proof = join(folder, 'uitgevoerd');
    git(folder, ['checkout', '-q', 'omk-ledger']);
    writeFileSync(join(folder, 'revision'), `--upload-pack=touch ${proof}; false\n`);
    git(folder, ['commit', '-q', '-m', 'omk', 'revision']);
    git(folder, ['push', '-q', 'origin', 'omk-ledger']);
    repository.change({ 'content/inloop.md': inloop });
    const { code, stdout } = await publish({ service, repository, outside });
    expect([code, existsSync(proof), stands(outside).x, branches(repository)]).toEqual([2, false, 0, ['main', 'omk-ledger']]);
    expect(stdout).toContain('geen moment dat git kent');
  });

  test('moved by force, the moment before is fetched by its number; a rename sends nothing, a deletion asks', {
    timeout: 180_000,
  }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    await publish({ service, repository, outside });
    const start = repository.head();
    repository.change({ 'content/inloop.md': inloop, 'content/besluit.md': besluit });
    await publish({ service, repository, outside });
    git(repository.desk, ['reset', '-q', '--hard', start]);
    repository.change({ 'content/2026/inloop.md': inloop });
    const forced = await publish({ service, repository, outside });
    expect([forced.code, stands(outside).x], forced.stdout + forced.stderr).toEqual([4, 2]);
    expect(forced.stderr).toContain('omk retract content/besluit.md --reason');
    expect(forced.stderr).toContain('Dit heette content/inloop.md');
    expect(mark(repository)).toBe(repository.head());
  });

  test('a person uses the same ledger and waits for the same turn', { timeout: 180_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    const folder = clone(repository);
    const byHand = (line: string) => runLines([line], folder, { ...outside.env, PATH: aPath() });
    const early = await byHand('sh omk-ci.sh omk status');
    expect([early.code, early.stdout.includes('nog geen register')]).toEqual([1, true]);
    await publish({ service, repository, outside });
    repository.change({ 'content/inloop.md': inloop });
    await publish({ service, repository, outside });
    const taken = await byHand('sh omk-ci.sh omk retract content/inloop.md --reason "gaat niet door" --yes');
    expect(taken.code, taken.stdout + taken.stderr).toBe(0);
    repository.change({ 'content/inloop.md': null });
    const gone = await publish({ service, repository, outside });
    expect([gone.code, branches(repository)], gone.stdout + gone.stderr).toEqual([0, ['main', 'omk-ledger']]);
    expect((await byHand('sh omk-ci.sh')).code).toBe(2);
  });

  test('where nobody may write, nothing goes out', { timeout: 60_000 }, async () => {
    const [repository, outside] = [await aProjectInGit(), await openOutside()];
    repository.change({ 'content/inloop.md': inloop });
    git(repository.origin, ['config', 'receive.denyCurrentBranch', 'refuse']);
    const folder = clone(repository);
    git(folder, ['remote', 'set-url', '--push', 'origin', 'file:///nergens']);
    const ran = await publish({ service, repository, outside, folder, before: 'HEAD~1' });
    expect([ran.code, stands(outside).x]).toEqual([1, 0]);
    expect(ran.stdout).toContain('omk kan niet naar deze opslagplaats schrijven');
  });
});

describe('on a proposal', () => {
  const evil = ['"::error::oeps $', '{{ secrets.X }} `id`"'].join('');

  /** As GitHub checks it out: merged already. */
  async function aProposal(files: Readonly<Record<string, string>>): Promise<Repository> {
    const repository = await aProjectInGit();
    git(repository.desk, ['checkout', '-q', '-b', 'voorstel']);
    repository.change(files);
    git(repository.desk, ['checkout', '-q', 'main']);
    git(repository.desk, ['merge', '-q', '--no-ff', '-m', 'samen', 'voorstel']);
    git(repository.desk, ['push', '-q', 'origin', 'main']);
    return repository;
  }

  test('GitHub: remarks beside the lines, the preview, and the plan as a summary; no key is needed', { timeout: 120_000 }, async () => {
    const repository = await aProposal({ 'content/inloop.md': text(evil, '::stop-commands::x\n\n::error::ook dit') });
    const folder = clone(repository);
    const summary = join(temporaryFolder(), 'summary.md');
    const ran = await runLines(githubLines(folder, 'check'), folder, {
      PATH: aPath(),
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(ran.code, ran.stdout + ran.stderr).toBe(0);
    expect(existsSync(join(folder, '_omk/plan.json'))).toBe(true);
    expect(readFileSync(summary, 'utf8')).toBe(readFileSync(join(folder, '_omk/comment.md'), 'utf8'));
    expect(readFileSync(summary, 'utf8')).toMatch(/sha256:[0-9a-f]{64}/);
    expect(readFileSync(join(folder, '_omk/preview', readPreview(folder)), 'utf8')).toContain('<!doctype html>');
    const [, token = 'geen'] = /^::stop-commands::(omk-[0-9a-f]{32})$/m.exec(ran.stdout) ?? [];
    const heard = ran.stdout.replace(new RegExp(`^::stop-commands::${token}$[\\s\\S]*?^::${token}::$`, 'gm'), '');
    expect(heard.split('\n').filter((line) => line.startsWith('::') && !/^::(?:warning|error) file=/.test(line))).toEqual([]);
  });

  test('GitHub: what is wrong stops it, stands beside its line and in the summary', { timeout: 120_000 }, async () => {
    const repository = await aProposal({ 'content/fout.md': '---\ntitel: x\n---\nTekst\n' });
    const folder = clone(repository);
    const [, check = '', review = ''] = githubLines(folder, 'check');
    const env = { PATH: aPath(), GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, '../samen.md') };
    const checked = await runLines([check], folder, env);
    expect(checked.code).toBe(2);
    expect(checked.stdout).toMatch(/^::error file=content\/fout\.md,line=2,title=content-unknown-key::/m);
    expect((await runLines([review], folder, env)).code).toBe(2);
    expect(readFileSync(join(folder, '../samen.md'), 'utf8')).toContain('`content/fout.md:2`');
  });

  test('GitHub: the comment is made once and then changed, by a job without a checkout', { timeout: 60_000 }, async () => {
    const { desk } = await aProjectInGit();
    const calls = join(temporaryFolder(), 'gh.txt');
    const gh = `#!/bin/sh\nprintf '<%s>' "$@" >> ${calls}; echo >> ${calls}\ncase "$*" in *--paginate*) printf "$KNOWN";; esac\n`;
    const env = { PATH: aPath({ gh }), REPOSITORY: 'omhetkind/nieuws', NUMBER: '7', GH_TOKEN: 'x' };
    for (const KNOWN of ['', '41\\n']) expect((await runLines(githubLines(desk, 'comment'), desk, { ...env, KNOWN })).code).toBe(0);
    const made = readFileSync(calls, 'utf8')
      .split('\n')
      .filter((line) => line.includes('body=@'));
    expect(made).toEqual([
      '<api><--silent><repos/omhetkind/nieuws/issues/7/comments><-F><body=@_omk/comment.md>',
      '<api><--silent><-X><PATCH><repos/omhetkind/nieuws/issues/comments/41><-F><body=@_omk/comment.md>',
    ]);
  });

  test('GitLab: a report of quality, the preview and the plan', { timeout: 120_000 }, async () => {
    const repository = await aProposal({ 'content/inloop.md': inloop, 'content/fout.md': '---\ntitel: x\n---\nTekst\n' });
    const folder = clone(repository);
    const env = { PATH: aPath(), CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folder, ['rev-parse', 'HEAD^1']) };
    const ran = await runLines(gitlabLines(folder, 'omk-check'), folder, env);
    expect(ran.code, ran.stdout + ran.stderr).toBe(2);
    const report = JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8')) as { location: { path: string } }[];
    expect(report.map(({ location }) => location.path)).toContain('content/fout.md');
    expect(readFileSync(join(folder, '_omk/comment.md'), 'utf8')).toContain('#### Eerst verbeteren');
    expect(existsSync(join(folder, '_omk/preview/index.html'))).toBe(true);
  });

  const readPreview = (folder: string): string =>
    Object.keys(snapshot(join(folder, '_omk/preview'))).find((name) => name.endsWith('.html')) ?? 'geen';
});

test('the workflow gives a proposal no key and no right, and lets no name become a command', async () => {
  const { desk } = await aProjectInGit();
  const file = readFileSync(join(desk, '.github/workflows/omk.yml'), 'utf8');
  const { on, permissions, jobs } = parse(file) as {
    on: object;
    permissions: object;
    jobs: Record<string, { permissions?: object; steps: { run?: string; uses?: string; with?: object }[] }>;
  };
  expect([Object.keys(on).includes('pull_request_target'), permissions, jobs['check']?.permissions]).toEqual([
    false,
    { contents: 'read' },
    undefined,
  ]);
  expect(JSON.stringify(jobs['check'])).not.toContain('secrets.');
  expect([jobs['comment']?.permissions, jobs['comment']?.steps.some(({ uses }) => uses?.includes('checkout'))]).toEqual([
    { 'pull-requests': 'write' },
    false,
  ]);
  for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps)) expect(run ?? '').not.toContain('${{');
});

test('a newsletter needs a secret that stays, and gets its readers from one', { timeout: 120_000 }, async () => {
  const options = {
    from: 'Om het kind <nieuwsbrief@example.nl>',
    subscribers: 'subscribers.csv',
    listId: 'nieuwsbrief.example.nl',
    unsubscribe: 'https://example.nl/afmelden/{token}',
    replyTo: 'redactie@example.nl',
  };
  const set = Object.entries(options).flatMap(([key, value]) => ['--set', `newsletter.${key}=${value}`]);
  const repository = await aProjectInGit('--channels', 'pleio,newsletter', '--hub', 'pleio', ...set);
  const outside = await openOutside();
  const env = { ...outside.env, PATH: aPath(), GITHUB_ACTIONS: 'true', BEFORE: '', SINCE: '' };
  const folder = clone(repository);
  const without = await runLines(githubLines(folder, 'publish'), folder, { ...env, OMK_SECRET: '' });
  expect([without.code, without.stdout.includes('OMK_SECRET')]).toEqual([2, true]);
  const list = 'email,name,consent_at,consent_source\nnoor@example.nl,Noor,2026-05-12,formulier\n';
  const readersOf = async () => {
    const place = clone(repository);
    const ran = await runLines(githubLines(place, 'publish'), place, { ...env, OMK_SUBSCRIBERS: list });
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([0, expect.not.stringContaining('noor@')]);
  };
  await readersOf();
  repository.change({ 'content/inloop.md': inloop });
  await readersOf();
  expect(outside.smtp.mails.map(({ to }) => to)).toEqual([['noor@example.nl']]);
  expect(git(repository.origin, ['show', 'omk-ledger:ledger.jsonl'])).not.toContain('noor@');
});

test('the story of a sandbox: practising with a pipeline works the same', { timeout: 60_000 }, async () => {
  const repository = await aProjectInGit();
  const folder = clone(repository);
  const lines = githubLines(folder, 'publish');
  const env = { PATH: aPath(), GITHUB_ACTIONS: 'true', BEFORE: '', SINCE: '' };
  expect((await runLines(lines, folder, env)).code).toBe(0);
  repository.change({ 'content/inloop.md': inloop });
  const second = clone(repository);
  const ran = await runLines(lines, second, env);
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  expect(statesOf((await runJson(['status'], { cwd: second })).report)).toEqual({ pleio: 'sent', x: 'sent' });
});
