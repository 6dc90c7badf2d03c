/** `omk new` without a terminal: every question is a flag. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ProblemDocument, runJson, runOmk } from '../support/binary.ts';
import { aProject, arrived, post, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

interface NewDocument {
  readonly file: string;
  readonly type: string;
  readonly problems: readonly ProblemDocument[];
  readonly exitCode: number;
}

async function newPost(root: string, args: readonly string[]): Promise<NewDocument> {
  const ran = await runOmk(['new', ...args, '--date', '2026-11-26', '--json'], { cwd: root });
  return JSON.parse(ran.stdout) as NewDocument;
}

const types: readonly (readonly [string, readonly string[], string])[] = [
  ['news', [], ''],
  [
    'story',
    ['--who', 'moeder in het verhaal', '--consent-date', '2026-10-20', '--reference', 'dossier 12'],
    'consent: { who: moeder in het verhaal, date: 2026-10-20, reference: dossier 12 }',
  ],
  [
    'event',
    ['--start', '2026-12-01 19:30', '--location', 'Buurthuis: zaal 3'],
    'event: { start: 2026-12-01 19:30, location: "Buurthuis: zaal 3" }',
  ],
  ['statement', ['--choices', 'Eens, Oneens, "Anders"'], 'poll: [Eens, Oneens, \'"Anders"\']'],
  ['correction', ['--corrects', 'bericht.md'], 'corrects: ../bericht.md'],
];

describe('omk new', () => {
  test.each(types)('begins a post of type %s that can be checked at once', async (type, flags, line) => {
    const root = aProject();
    const made = await newPost(root, [`Een: ${type}`, '--type', type, ...flags, '--folder', 'content', '--yes']);
    expect(made).toMatchObject({ file: `content/2026-11-26-een-${type}.md`, type, problems: [], exitCode: 0 });
    expect(readFileSync(join(root, made.file), 'utf8')).toContain(line);
    const { code, report } = await runJson(['check', made.file], { cwd: root });
    expect([code, report.problems]).toEqual([0, []]);
  });

  test('what explains is never published, and an unfinished post neither', async () => {
    const root = aProject({ 'omk.yaml': 'channels: [pleio, x, linkedin, yammer, newsletter]\nnewsletter: { subscribers: lezers.csv }\n' });
    const { file } = await newPost(root, ['Bericht', '--yes']);
    const text = readFileSync(join(root, file), 'utf8');
    expect((await runJson(['publish', file], { cwd: root })).report.posts[0]?.deliveries.map(({ state }) => state)).toEqual(
      Array(5).fill('skipped'),
    );
    const ready = text.replace(/^draft.*\n/m, '');
    writeFiles(root, { [file]: ready });
    const { code, report } = await runJson(['publish', file], { cwd: root });
    expect([code, report.problems.map((one) => one.code)]).toEqual([2, ['content-empty']]);
    writeFiles(root, { [file]: `${ready}\nDe echte tekst.\n` });
    await runJson(['publish', file], { cwd: root });
    const out = ['pleio', 'x', 'yammer', 'newsletter'].map((id) => JSON.stringify(everything(root, id)));
    expect(out.map((shown) => shown.includes('De echte tekst.'))).toEqual([true, true, true, true]);
    expect(out.filter((shown) => /ziet geen lezer|Schrijf hier|summary:/.test(shown))).toEqual([]);
  });

  test('never writes over a post: the next one of the same name has a number', async () => {
    const root = aProject();
    const files = [];
    for (const title of ['Één café', 'Een cafe', 'Één café'.normalize('NFD')]) files.push((await newPost(root, [title, '--yes'])).file);
    expect(files).toEqual(['2026-11-26-een-cafe.md', '2026-11-26-een-cafe-2.md', '2026-11-26-een-cafe-3.md']);
  });

  test.each([
    ['مرحبا بالعالم', '2026-11-26-مرحبا-بالعالم.md'],
    ['👋🏽🎈', '2026-11-26-bericht.md'],
    ['../../elders', '2026-11-26-elders.md'],
  ])('the title %s gives the file %s', async (title, file) => {
    const root = aProject();
    expect((await newPost(root, [title, '--yes'])).file).toBe(file);
    expect((await runOmk(['check', file], { cwd: root })).code).toBe(0);
  });

  test('goes where the posts are', async () => {
    const root = aProject({ 'nieuws/a.md': post(), 'nieuws/b.md': post(['id: b']) });
    expect((await newPost(root, ['Nieuw', '--yes'])).file).toBe('nieuws/2026-11-26-nieuw.md');
  });

  test('without a terminal everything that is wrong or missing is told at once, and nothing is written', async () => {
    const root = aProject();
    const before = snapshot(root);
    const ran = await runJson(['new', 'Inloop', '--type', 'event', '--start', 'dinsdag', '--signup', 'example'], { cwd: root });
    expect(ran.code).toBe(2);
    expect(ran.report.problems.map(({ code }) => code)).toEqual(['content-bad-date', 'content-wrong-type', 'answers-needed']);
    expect(ran.report.problems[2]?.message).toContain('--end en --location');
    const story = await runOmk(['new', 'Verhaal', '--type', 'story', '--yes'], { cwd: root });
    expect(story.code).toBe(2);
    expect(story.stderr).toContain('--who, --consent-date en --reference');
    expect(snapshot(root)).toEqual(before);
  });

  test.each([
    [['--type', 'verhaal'], 'usage-bad-value'],
    [['--date', '2026-02-30'], 'usage-bad-value'],
    [['--folder', '../elders'], 'content-outside-project'],
    [['--type', 'correction', '--corrects', 'weg.md'], 'content-corrects-unknown'],
    [['--type', 'story', '--who', ' ', '--consent-date', 'gisteren', '--reference', 'x'], 'answer-empty'],
  ])('refuses %j', async (flags, code) => {
    const root = aProject();
    const before = snapshot(root);
    const ran = await runJson(['new', 'Titel', '--yes', ...flags], { cwd: root });
    expect([ran.code, ran.report.problems[0]?.code]).toEqual([2, code]);
    expect(snapshot(root)).toEqual(before);
  });

  test('in an empty folder it makes the folder for posts, and a project without posts has nothing to correct', async () => {
    const root = temporaryFolder();
    expect((await newPost(root, ['Eerste', '--yes'])).file).toBe('content/2026-11-26-eerste.md');
    expect(readdirSync(root)).toEqual(['content']);
  });
});

function everything(root: string, channel: string): unknown {
  return ['post', 'mail', 'entity', 'message'].flatMap((kind) => arrived(root, channel, kind));
}
