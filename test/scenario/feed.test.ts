/** `omk feed`: the programme's page out of what stands where everybody may read it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { aProject, post, settings } from '../support/project.ts';

const yaml = settings().replace(
  /^name: .*$/m,
  'name: Om het kind\nsite: { web: "https://example.nl/kind", description: Alles van het programma }',
);

test('lists what was published, leaves out what was taken back or is closed, and writes only what changed', async () => {
  const closed = post(['channels: [pleio]', 'pleio: { access: group }']).replace('Inloopavond', 'Alleen voor ons');
  const root = aProject({ 'omk.yaml': yaml, 'dicht.md': closed });
  const feed = async () => {
    const { code, stdout } = await runOmk(['feed', '--json'], { cwd: root });
    return [code, JSON.parse(stdout)] as const;
  };
  expect(await feed()).toMatchObject([0, { folder: 'public', posts: 0, written: ['index.html', 'feed.xml', 'feed.json'] }]);
  for (const file of ['bericht.md', 'dicht.md'])
    expect((await runOmk(['publish', file, '--channels', 'pleio'], { cwd: root })).code).toBe(0);
  writeFileSync(join(root, 'public', 'eigen.html'), 'van de redactie');
  expect(await feed()).toMatchObject([0, { posts: 1, written: ['index.html', 'feed.xml', 'feed.json'], removed: [], problems: [] }]);
  expect(await feed()).toMatchObject([0, { posts: 1, written: [] }]);
  const page = readFileSync(join(root, 'public', 'index.html'), 'utf8');
  expect(page).toContain('Inloopavond');
  expect(page).not.toContain('Alleen voor ons');
  expect(readFileSync(join(root, 'public', 'feed.xml'), 'utf8')).toContain('href="https://example.nl/kind/feed.xml"');
  expect((await runOmk(['retract', 'bericht.md', '--reason', 'fout', '--yes'], { cwd: root })).code).toBe(0);
  expect(await feed()).toMatchObject([0, { posts: 0 }]);
  expect(existsSync(join(root, 'public', 'eigen.html'))).toBe(true);
  expect(readdirSync(join(root, 'public')).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a place that cannot be written to is told', async () => {
  const root = aProject({ 'omk.yaml': yaml, bezet: 'een bestand' });
  const { code, stderr } = await runOmk(['feed', '-o', 'bezet'], { cwd: root });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/Het bestand bezet is niet door omk gemaakt/)]);
});

test('files that omk did not make stay as they are, all of them are named, and nothing is written beside them', async () => {
  const root = aProject({ 'omk.yaml': yaml, 'public/index.html': '<h1>Onze site</h1>', 'public/feed.json': '{}' });
  const { code, stderr } = await runOmk(['feed'], { cwd: root });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/public\/index\.html[\s\S]*public\/feed\.json/)]);
  expect(readFileSync(join(root, 'public', 'index.html'), 'utf8')).toBe('<h1>Onze site</h1>');
  expect(readdirSync(join(root, 'public')).toSorted()).toEqual(['feed.json', 'index.html']);
});

test('an edit shows in the page and the feeds, and what a killed run left half written is cleared away', async () => {
  const root = aProject({ 'omk.yaml': yaml });
  const omk = (...words: string[]) => runOmk(words, { cwd: root });
  expect((await omk('publish', 'bericht.md', '--channels', 'pleio')).code).toBe(0);
  expect((await omk('feed')).code).toBe(0);
  const first = readFileSync(join(root, 'public', 'feed.xml'), 'utf8');
  writeFileSync(join(root, 'bericht.md'), readFileSync(join(root, 'bericht.md'), 'utf8').replace('Inloopavond', 'Open avond'));
  expect((await omk('update', 'bericht.md', '--channels', 'pleio', '--yes')).code).toBe(0);
  const none = 2 ** 22 + 1;
  const strangers = ['index.html.part', 'eigen.html.1.part'];
  for (const name of [`index.html.${none}.part`, ...strangers]) writeFileSync(join(root, 'public', name), 'half');
  expect(JSON.parse((await omk('feed', '--json')).stdout)).toMatchObject({ posts: 1, written: ['index.html', 'feed.xml', 'feed.json'] });
  const second = readFileSync(join(root, 'public', 'feed.xml'), 'utf8');
  const [published, updated] = ['published', 'updated'].map(
    (name) => new RegExp(`<entry[^]*<${name}>(.*)</${name}>`).exec(second)?.[1] ?? '',
  );
  expect(second).toContain('Open avond');
  expect(first).toContain(`<published>${published}</published>`);
  expect(Date.parse(updated ?? '')).toBeGreaterThan(Date.parse(published ?? ''));
  expect(
    readdirSync(join(root, 'public'))
      .filter((name) => name.endsWith('.part'))
      .toSorted(),
  ).toEqual(strangers.toSorted());
});
