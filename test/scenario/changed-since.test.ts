/** `omk publish --changed-since`: real git histories, told to the sandbox. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aTeam, commit, daan, sign } from '../support/approval.ts';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { aRepository, clone, git, type Repository } from '../support/git-story.ts';
import { arrived, letTimePass, post, settings } from '../support/project.ts';

const config = settings('channels: [pleio, x]');
const start = { 'omk.yaml': config, 'content/oud.md': post(['title: Oud'].slice(1), 'Dit stond er al voor omk kwam.') };

/** A post that is like no other. */
const text = (title: string, body: string, ...lines: readonly string[]): string =>
  ['---', `title: ${title}`, ...lines, '---', body, ''].join('\n');
const inloop = text('Inloop', 'Kom langs in het buurthuis en praat mee over opvoeden.');
const besluit = text('Besluit', 'De gemeenteraad heeft het koersbesluit dinsdagavond unaniem aangenomen.');

const since = (root: string, revision: string, ...more: readonly string[]) =>
  runJson(['publish', '--changed-since', revision, ...more], { cwd: root });

const titles = (root: string): readonly unknown[] => arrived(root, 'pleio', 'post').map((record) => record['title']);
const codes = ({ report }: Awaited<ReturnType<typeof since>>): readonly string[] => report.problems.map(({ code }) => code);

/** Published already: Inloop and Besluit; the revision of before that. */
async function published(): Promise<Repository & { readonly base: string }> {
  const repository = aRepository(start);
  const base = repository.head();
  repository.change({ 'content/inloop.md': inloop, 'content/besluit.md': besluit });
  const { code, stderr } = await since(repository.desk, base);
  expect([code, titles(repository.desk)], stderr).toEqual([0, ['Besluit', 'Inloop']]);
  return { ...repository, base };
}

describe('what was added or changed', () => {
  test.each([
    ['spaces and accents', 'content/één twee drie.md'],
    ['an emoji', 'content/👨‍👩‍👧‍👦 gezin.md'],
    ['Arabic', 'content/مرحبا.md'],
    ['a line break', 'content/een\ntwee.md'],
    ['quotes and a dollar', `content/"een" $(twee) 'drie'.md`],
    ['a dash at its beginning', '-een.md'],
  ])('goes out, and nothing else: a name with %s', async (_what, name) => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    change({ [name]: inloop, 'README.md': 'Geen bericht', '_later.md': besluit });
    const first = await since(desk, base);
    expect([first.code, statesOf(first.report)], first.stderr).toEqual([0, { pleio: 'sent', x: 'sent' }]);
    const again = await since(desk, base);
    expect(statesOf(again.report)).toEqual({ pleio: 'unchanged', x: 'unchanged' });
    expect(titles(desk)).toEqual(['Inloop']);
  });

  test('a project in a folder of the repository has its own names, and nothing of its neighbours', async () => {
    const { desk, head, change } = aRepository({ 'nieuws/omk.yaml': config, 'lees.md': 'x' });
    const base = head();
    change({ 'nieuws/content/inloop.md': inloop, 'elders/ander.md': besluit });
    const { report, stderr } = await since(join(desk, 'nieuws'), base);
    expect(
      report.posts.map((one) => one.post),
      stderr,
    ).toEqual(['content/inloop.md']);
  });

  test('files and folders narrow it, also those that are gone', async () => {
    const { desk, base, change } = await published();
    change({ 'content/inloop.md': null, 'los/derde.md': text('Derde', 'Nog een ander verhaal over de wijk.') });
    const narrowed = await since(desk, base, 'los');
    expect([narrowed.report.posts.map((one) => one.post), codes(narrowed)]).toEqual([['los/derde.md'], []]);
    expect(codes(await since(desk, 'HEAD~1', 'content/*.md'))).toEqual(['changed-deleted']);
    expect((await since(desk, base, '../elders')).code).toBe(2);
  });

  test.each(['merge', 'squash', 'rebase'] as const)('goes out once by a %s, and once more nothing', async (way) => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    git(desk, ['checkout', '-q', '-b', 'voorstel']);
    change({ 'content/inloop.md': inloop });
    change({ 'content/besluit.md': besluit });
    change({ 'content/inloop.md': inloop.replace('Kom', 'Kom gerust') });
    git(desk, ['checkout', '-q', 'main']);
    change({ 'omk.yaml': `${config}# later\n` }, 'intussen');
    const before = head();
    if (way === 'merge') git(desk, ['merge', '-q', '--no-ff', '-m', 'samen', 'voorstel']);
    if (way === 'squash') {
      git(desk, ['merge', '-q', '--squash', 'voorstel']);
      git(desk, ['commit', '-q', '-m', 'samen']);
    }
    if (way === 'rebase') {
      git(desk, ['rebase', '-q', 'main', 'voorstel']);
      git(desk, ['checkout', '-q', 'main']);
      git(desk, ['merge', '-q', '--ff-only', 'voorstel']);
    }
    const { code, stderr } = await since(desk, before);
    expect([code, titles(desk)], stderr).toEqual([0, ['Besluit', 'Inloop']]);
    await since(desk, base);
    expect(titles(desk)).toHaveLength(2);
  });

  test('nothing at all is an answer, and so is a branch that is new', async () => {
    const { desk } = aRepository(start);
    const nothing = await runOmk(['publish', '--changed-since', 'HEAD'], { cwd: desk });
    expect([nothing.code, nothing.stdout]).toEqual([0, '']);
    expect(nothing.stderr).toContain('Sinds HEAD is er geen bericht bij gekomen of veranderd.');
    const fresh = await since(desk, '0'.repeat(40));
    expect([fresh.code, codes(fresh), titles(desk)]).toEqual([0, ['changed-no-before'], []]);
  });

  test.each(['', '-x', '--output=oeps', 'bestaat-niet', 'f'.repeat(40)])(
    'nothing goes out since a moment that is none: %j',
    async (revision) => {
      const { desk } = aRepository(start);
      const ran = await runJson(['publish', `--changed-since=${revision}`], { cwd: desk });
      expect([ran.code, titles(desk)]).toEqual([2, []]);
    },
  );

  test('a clone that holds part of the history says what to fetch', async () => {
    const repository = await published();
    const { code, report } = await since(clone(repository, '--depth', '1'), repository.base);
    expect([code, report.problems[0]?.code]).toEqual([2, 'changed-unknown']);
    expect(report.problems[0]?.hint).toContain('fetch-depth: 0');
  });

  test('without git, or without a commit, it says so', async () => {
    const { desk } = aRepository(start);
    const bare = await runJson(['publish', '--changed-since', 'HEAD'], { cwd: desk, env: { PATH: '/nergens' } });
    expect([bare.code, bare.report.problems[0]?.code]).toEqual([2, 'changed-no-git']);
  });

  test('what is not committed is told, and not taken', async () => {
    const { desk, change, head } = aRepository(start);
    const base = head();
    change({ 'content/inloop.md': inloop });
    const { writeFiles } = await import('../support/project.ts');
    writeFiles(desk, { 'content/los.md': besluit });
    const told = await since(desk, base, '--dry-run');
    expect([told.code, codes(told), told.report.posts.map((one) => one.post)]).toEqual([0, ['changed-untracked'], ['content/inloop.md']]);
    writeFiles(desk, { 'content/inloop.md': inloop.replace('Kom', 'Loop') });
    const refused = await since(desk, base);
    expect([refused.code, codes(refused).includes('changed-uncommitted'), titles(desk)]).toEqual([2, true, []]);
  });
});

describe('what was taken back', () => {
  test('an edit is told, and so is an edit that was undone; nothing goes out twice', async () => {
    const { desk, change } = await published();
    change({ 'content/inloop.md': inloop.replace('langs', 'allemaal langs') });
    const edited = await since(desk, 'HEAD~1');
    expect(edited.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toEqual(['edited', 'edited']);
    git(desk, ['revert', '--no-edit', 'HEAD']);
    const undone = await since(desk, 'HEAD~1');
    expect(statesOf(undone.report)).toEqual({ pleio: 'unchanged', x: 'unchanged' });
    expect(titles(desk)).toHaveLength(2);
  });

  test('a deleted post asks for a retraction and gets none by itself; when it comes back, it stands there already', async () => {
    const { desk } = await published();
    git(desk, ['revert', '--no-edit', 'HEAD']);
    const gone = await since(desk, 'HEAD~1');
    expect([gone.code, codes(gone)]).toEqual([4, ['changed-deleted', 'changed-deleted']]);
    expect(gone.report.problems.map(({ hint }) => hint).join()).toContain('omk retract content/inloop.md --reason');
    expect(
      (await runJson(['status'], { cwd: desk })).report.posts.flatMap(({ deliveries }) => deliveries.map(({ state }) => state)),
    ).toEqual(Array(4).fill('sent'));
    git(desk, ['revert', '--no-edit', 'HEAD']);
    const back = await since(desk, 'HEAD~1');
    expect([back.code, statesOf(back.report), titles(desk).length]).toEqual([0, { pleio: 'unchanged', x: 'unchanged' }, 2]);
  });

  test('a post that was taken back by a person and deleted asks nothing more', async () => {
    const { desk, change } = await published();
    const ran = await runOmk(['retract', 'content/inloop.md', '--reason', 'vergissing', '--yes'], { cwd: desk });
    expect(ran.code, ran.stderr).toBe(0);
    change({ 'content/inloop.md': null });
    const { code, report } = await since(desk, 'HEAD~1');
    expect([code, report.problems]).toEqual([0, []]);
  });

  test('what is only scheduled does not go out once its file is gone, and is scheduled again when it comes back', async () => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    const later = text('Later', 'Dit komt volgend jaar in het nieuws.', 'publish_at: 2090-01-01 09:00');
    change({ 'content/later.md': later });
    expect(statesOf((await since(desk, base)).report)).toEqual({ pleio: 'scheduled', x: 'waiting' });
    change({ 'content/later.md': null });
    const gone = await since(desk, 'HEAD~1');
    expect([gone.code, codes(gone)]).toEqual([0, ['changed-withdrawn']]);
    letTimePass(desk, 'sandbox/omk.db', 70 * 365 * 86_400_000);
    await runOmk(['run'], { cwd: desk });
    expect(titles(desk)).toEqual([]);
    git(desk, ['revert', '--no-edit', 'HEAD']);
    expect(statesOf((await since(desk, 'HEAD~1')).report)).toEqual({ pleio: 'scheduled', x: 'waiting' });
  });

  test('nor does what became a draft, or no longer names the channel', async () => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    const at = 'publish_at: 2090-01-01 09:00';
    change({
      'een.md': text('Een', 'Een eerste verhaal over de buurt.', at),
      'twee.md': text('Twee', 'Een heel ander bericht, over sport.', at),
    });
    await since(desk, base);
    change({
      'een.md': text('Een', 'Een eerste verhaal over de buurt.', at, 'draft: true'),
      'twee.md': text('Twee', 'Een heel ander bericht, over sport.', at, 'x: false'),
    });
    const { report, stderr } = await since(desk, 'HEAD~1');
    expect(
      report.problems.map(({ code, where }) => [code, where?.file]),
      stderr,
    ).toEqual([
      ['changed-withdrawn', 'een.md'],
      ['changed-withdrawn', 'twee.md'],
    ]);
    const { report: status } = await runJson(['status'], { cwd: desk });
    expect(status.posts.map(({ deliveries }) => deliveries.map(({ state }) => state))).toEqual([
      ['cancelled', 'cancelled'],
      ['scheduled', 'cancelled'],
    ]);
  });
});

describe('another name', () => {
  test('is the same post when its text is the same: nothing goes out, and it is known by its new name', async () => {
    const { desk } = await published();
    git(desk, ['mv', 'content/inloop.md', 'content/2026 inloop.md']);
    git(desk, ['commit', '-q', '-m', 'naam']);
    const trial = await since(desk, 'HEAD~1', '--dry-run');
    expect([trial.code, codes(trial), trial.report.posts]).toEqual([0, ['changed-carried'], []]);
    const renamed = await since(desk, 'HEAD~1');
    expect([renamed.code, codes(renamed), statesOf(renamed.report)]).toEqual([
      0,
      ['changed-carried'],
      { pleio: 'unchanged', x: 'unchanged' },
    ]);
    expect(statesOf((await since(desk, 'HEAD~1')).report)).toEqual({ pleio: 'unchanged', x: 'unchanged' });
    const log = await runOmk(['log', '--post', 'content/2026 inloop.md'], { cwd: desk });
    expect(log.stdout).toContain('content/inloop.md');
    expect((await runOmk(['ledger', 'verify'], { cwd: desk })).code).toBe(0);
    expect(titles(desk)).toHaveLength(2);
  });

  test('and another text is for a person to say: an id of the old name, or one of its own', async () => {
    const { desk, change } = await published();
    git(desk, ['mv', 'content/inloop.md', 'content/nieuw.md']);
    const edited = inloop.replace('Kom langs', 'Kom ook langs');
    change({ 'content/nieuw.md': edited });
    const asked = await since(desk, 'HEAD~1');
    expect([asked.code, codes(asked)]).toEqual([2, ['changed-renamed']]);
    expect(asked.report.problems[0]?.hint).toContain('id: "content/inloop.md"');
    change({ 'content/nieuw.md': edited.replace('---\n', '---\nid: "content/inloop.md"\n') });
    const same = await since(desk, 'HEAD~2');
    expect(same.report.posts[0]?.deliveries.map(({ problem }) => problem?.code)).toEqual(['edited', 'edited']);
    expect(titles(desk)).toHaveLength(2);
    change({ 'content/nieuw.md': null });
    expect(codes(await since(desk, 'HEAD~1')), 'it is known by the file that it has now').toEqual(['changed-deleted']);
  });

  test.each([
    ['a word', (body: string) => body.replace('Kom langs', 'Kom ook langs')],
    ['all of it', (body: string) => body.replace(/Kom[\s\S]*/, 'Iets heel anders staat hier nu, van voren af aan geschreven.\n')],
  ])('and other words are for a person to say, whether it was %s', async (_what, edit) => {
    const { desk, change } = await published();
    git(desk, ['mv', 'content/inloop.md', 'content/nieuw.md']);
    change({ 'content/nieuw.md': edit(inloop) });
    const asked = await since(desk, 'HEAD~1');
    expect([asked.code, codes(asked).includes('changed-renamed'), titles(desk).length]).toEqual([2, true, 2]);
  });

  test('with an id of its own it is a new post, and the old one is gone', async () => {
    const { desk, change } = await published();
    git(desk, ['mv', 'content/inloop.md', 'content/nieuw.md']);
    change({ 'content/nieuw.md': inloop.replace('---\n', '---\nid: inloop-2\n').replace('Kom langs', 'Kom weer langs') });
    const { code, report } = await since(desk, 'HEAD~1');
    expect([code, report.problems.map((one) => one.code), titles(desk)]).toEqual([4, ['changed-deleted'], ['Besluit', 'Inloop', 'Inloop']]);
  });

  test('a file that is named as an old one was, is another post', async () => {
    const { desk, change } = await published();
    git(desk, ['mv', 'content/inloop.md', 'content/weg.md']);
    git(desk, ['commit', '-q', '-m', 'naam']);
    await since(desk, 'HEAD~1');
    change({ 'content/inloop.md': text('Ander', 'Hier staat een heel ander verhaal, over sport in de wijk.') });
    const { code, stderr } = await since(desk, 'HEAD~1');
    expect([code, titles(desk)], stderr).toEqual([0, ['Besluit', 'Inloop', 'Ander']]);
  });

  test('a copy that kept the id of the first is told of, and does not pass for it', async () => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    change({ 'een.md': inloop.replace('---\n', '---\nid: vast\n') });
    await since(desk, base);
    change({ 'twee.md': besluit.replace('---\n', '---\nid: vast\n') });
    const { code, report } = await since(desk, 'HEAD~1');
    expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['changed-same-id']]);
  });
});

test('a branch that was moved by force: what is there now counts, and what was there is asked about', async () => {
  const { desk, base, change, head } = await published();
  const before = head();
  git(desk, ['reset', '-q', '--hard', base]);
  change({ 'content/besluit.md': besluit, 'content/derde.md': text('Derde', 'Nog een ander verhaal over de wijk.') });
  const { code, report } = await since(desk, before);
  expect([code, report.problems.map(({ where }) => where?.file), titles(desk)]).toEqual([
    4,
    ['content/inloop.md'],
    ['Besluit', 'Inloop', 'Derde'],
  ]);
});

test('a template that was changed changes what is still to go, and sends nothing again', async () => {
  const { desk, change, base } = await published();
  change({ 'later.md': text('Later', 'Dit komt volgend jaar in het nieuws.', 'publish_at: 2090-01-01 09:00') });
  await since(desk, base);
  change({ 'templates/x.txt': 'NIEUW {{ title }} {{ link }}\n' });
  const { code, report, stderr } = await since(desk, 'HEAD~1');
  expect([code, report.posts.map((one) => one.post)], stderr).toEqual([0, ['later.md']]);
  letTimePass(desk, 'sandbox/omk.db', 70 * 365 * 86_400_000);
  await runOmk(['publish', 'later.md'], { cwd: desk });
  await runOmk(['run'], { cwd: desk });
  expect(titles(desk)).toHaveLength(2);
});

test('with approval the plan decides, and everything that was changed has to be in it', async () => {
  const team = aTeam({}, '');
  const { root } = team;
  const place = { cwd: root };
  const { writeFiles } = await import('../support/project.ts');
  writeFiles(root, { 'tweede.md': text('Tweede', 'Een ander verhaal over de wijk.', 'channels: [pleio, x]') });
  commit(root, daan);
  const bare = await runJson(['publish', '--changed-since', 'HEAD~1'], place);
  expect([bare.code, bare.report.problems.map(({ code }) => code)]).toEqual([2, ['approval-needed']]);
  await runOmk(['plan', 'bericht.md', '-o', 'plan.json'], place);
  const other = await runJson(['publish', '--changed-since', 'HEAD~1', '--plan', 'plan.json'], place);
  expect([other.code, other.report.problems.map(({ code }) => code)]).toEqual([2, ['changed-unplanned']]);
  await runOmk(['plan', '--changed-since', 'HEAD~1', '-o', 'plan.json'], place);
  sign(root, team.eva);
  const sent = await runJson(['publish', '--changed-since', 'HEAD~1', '--plan', 'plan.json'], place);
  expect([sent.code, statesOf(sent.report)], sent.stderr).toEqual([0, { pleio: 'sent', x: 'sent' }]);
});

describe('omk plan --comment', () => {
  const evil = '"`code`** <b onclick=1>@iedereen #1 ![x](http://127.0.0.1/a.png) [l](javascript:1)\\n::error::oeps"';

  test('shows what goes where, with the digest; what a writer typed stays text', async () => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    change({ 'evil.md': text(evil, 'Kom langs in het buurthuis en praat mee.') });
    const ran = await runOmk(['plan', '--changed-since', base, '-o', '_plan.json', '--comment', '_comment.md'], { cwd: desk });
    expect(ran.code, ran.stderr).toBe(0);
    const { readFileSync } = await import('node:fs');
    const comment = readFileSync(join(desk, '_comment.md'), 'utf8');
    expect(comment).toMatch(
      /^<!-- omk plan -->\n\n### omk: 1 bericht, 2 plaatsingen na het samenvoegen\n\nKenmerk van het plan: `sha256:[0-9a-f]{64}`\n/,
    );
    expect(comment).not.toMatch(/^::/m);
    const { marked } = await import('marked');
    const html = await marked.parse(comment, { gfm: true });
    expect(html).not.toMatch(/<(?:a|img|b|script)\b/);
    expect(html.replace(/<code>[\s\S]*?<\/code>/g, '')).not.toMatch(/@iedereen|#1|javascript/);
  });

  test('also says what has to be mended, and replaces no other file', async () => {
    const { desk, head, change } = aRepository(start);
    const base = head();
    change({ 'fout.md': '---\ntitel: x\n---\nTekst\n' });
    const ran = await runOmk(['plan', '--changed-since', base, '--comment', '_comment.md'], { cwd: desk });
    expect(ran.code).toBe(2);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(join(desk, '_comment.md'), 'utf8')).toContain('#### Eerst verbeteren');
    expect((await runOmk(['plan', '--changed-since', base, '--comment', 'fout.md'], { cwd: desk })).code).toBe(2);
    expect(readFileSync(join(desk, 'fout.md'), 'utf8')).toContain('titel: x');
    change({ 'fout.md': null });
    expect((await runOmk(['plan', '--changed-since', 'HEAD', '--comment', '_comment.md'], { cwd: desk })).code).toBe(0);
    expect(readFileSync(join(desk, '_comment.md'), 'utf8')).toContain('hier gaat niets door uit');
  });
});
