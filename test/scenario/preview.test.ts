/** omk preview, as a writer uses it before anything goes out. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ProblemDocument, runJson, runOmk } from '../support/binary.ts';
import { aProject, post, samplePicture, sampleProject, settings, snapshot } from '../support/project.ts';

interface PreviewDocument {
  readonly posts: readonly {
    readonly post: string;
    readonly deliveries: readonly {
      readonly channel: string;
      readonly state: string;
      readonly message?: { readonly text: string; readonly parts?: readonly object[] };
      readonly lengths: readonly number[];
      readonly maxLength: number;
      readonly readers?: number;
      readonly changes: { readonly isSame: boolean; readonly added: number; readonly removed: number } | null;
      readonly problems: readonly ProblemDocument[];
    }[];
  }[];
  readonly page?: string;
}

async function previewed(args: readonly string[], cwd: string) {
  const ran = await runJson(['preview', ...args], { cwd });
  return { ...ran, posts: (ran.report as unknown as PreviewDocument).posts, page: (ran.report as unknown as PreviewDocument).page };
}

const preview = (args: readonly string[], cwd: string, env = {}) => runOmk(['preview', ...args], { cwd, env });

describe('in the terminal', () => {
  test('shows each message with its length, cost and readers, and writes nothing', async () => {
    const root = aProject();
    const before = snapshot(root);
    const { code, stdout, stderr } = await preview(['bericht.md'], root);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Pleio — Om het kind \(gepland\)$/m);
    expect(stdout).toMatch(/^X — account 7001 \(wacht op hub, \d+ van 280 tekens, kost \$0\.20\)$/m);
    expect(stdout).toMatch(/^Nieuwsbrief — nieuwsbrief\.example\.nl \(wacht op hub, 2 lezers, [\d,]+ van 100 kB\)$/m);
    expect(stdout).toContain('Afzender: Om het kind <nieuwsbrief@example.nl>');
    expect(stdout).toContain('<Link>');
    expect(stdout.trimEnd()).toMatch(/Geen problemen gevonden\.$/);
    expect(snapshot(root)).toEqual(before);
  });

  test('shows the same messages as a dry run', async () => {
    const root = aProject();
    const [shown, tried] = await Promise.all([
      previewed(['bericht.md'], root),
      runJson(['publish', 'bericht.md', '--dry-run'], { cwd: root }),
    ]);
    const messages = (posts: unknown) =>
      (posts as PreviewDocument['posts']).flatMap(({ deliveries }) => deliveries.map(({ message }) => message));
    expect(messages(shown.posts)).toEqual(messages(tried.report.posts));
  });

  test('narrows to channels', async () => {
    const { stdout } = await preview(['bericht.md', '--channels', 'pleio,x'], aProject());
    expect([...stdout.matchAll(/^(\S+) — /gm)].map(([, label]) => label)).toEqual(['Pleio', 'X']);
  });

  test('shows a post with mistakes as far as it goes, each mistake with its line, and ends with 2', async () => {
    const root = aProject({
      'bericht.md': post(['tags: [jeugd]', 'titel: Inloop', `x: { text: "${'woord '.repeat(60)}" }`, `summary: "${'a'.repeat(400)}"`]),
    });
    const { code, stdout } = await preview(['bericht.md'], root);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Pleio — [\s\S]*?^ {2}✗ summary: .*\n {4}regel 6: summary: "aaa/m);
    expect(stdout).toMatch(/^Pleio — /m);
    expect(stdout).toContain('regel 4: titel: Inloop');
    expect(stdout).toMatch(/^X — .*384 van 280 tekens[\s\S]*?^ {2}✗ De tekst telt 384 tekens/m);
    expect(stdout).toMatch(/^\d+ problemen|^\d+ fouten/m);
  });

  test('tells what is wrong with a file that is no post at all', async () => {
    const root = aProject({ 'bericht.md': '---\ntitle: "Open\ntags: [a\n---\nTekst\n' });
    const { code, stdout } = await preview(['bericht.md'], root);
    expect(code).toBe(2);
    expect(stdout).toMatch(/✗ .*\n.*regel \d+: /);
  });

  test('shows a draft, says that it stays here, and a warning leaves 0', async () => {
    const root = aProject({ 'bericht.md': post(['draft: true', 'consent: { who: moeder, date: 2026-10-20, reference: dossier }']) });
    const { code, stdout } = await preview(['bericht.md'], root);
    expect(code).toBe(0);
    expect(stdout).toContain('Dit is een concept');
    expect(stdout).toMatch(/^X — /m);
  });

  test('says that a post goes nowhere', async () => {
    const { stdout } = await preview(['bericht.md'], aProject({ 'bericht.md': post(['channels: []']) }));
    expect(stdout).toContain('Dit bericht gaat naar geen enkel kanaal.');
  });

  test('numbers all parts of a long thread', async () => {
    const body = Array.from({ length: 25 }, (_, index) => `Alinea ${index + 1}. ${'Woorden over de jeugdhulp. '.repeat(8)}`).join('\n\n');
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x]', 'x: { thread: true, maxCost: 10 }'], body) });
    const { posts } = await previewed(['bericht.md', '--channels', 'x'], root);
    const [x] = posts[0]?.deliveries.filter(({ channel }) => channel === 'x') ?? [];
    const parts = x?.lengths.length ?? 0;
    expect(parts).toBeGreaterThan(20);
    expect(Math.max(...(x?.lengths ?? []))).toBeLessThanOrEqual(280);
    const { stdout } = await preview(['bericht.md', '--channels', 'x'], root);
    expect(stdout.match(/^ {2}\[deel \d+ van \d+, \d+ van 280 tekens\]$/gm)).toHaveLength(parts);
  });

  test('refuses what it does not know', async () => {
    const root = aProject();
    expect((await preview(['bericht.md', '--channels', 'mastodon'], root)).stderr).toContain('mastodon');
    const missing = await preview(['er-niet.md'], root);
    expect([missing.code, missing.stdout]).toEqual([2, expect.stringContaining('er-niet.md')]);
  });

  test('speaks English where that was asked for', async () => {
    const { stdout } = await preview(['bericht.md', '--channels', 'pleio,x'], aProject(), { OMK_LANGUAGE: 'en' });
    expect(stdout).toMatch(/^X — account 7001 \(awaits hub, \d+ of 280 characters, costs \$0\.20\)$/m);
    expect(stdout).toContain('Who may read it: everybody');
  });
});

describe('what changed', () => {
  test('since it was published is told word by word, also after an update', async () => {
    const root = aProject({ 'bericht.md': post([], 'Kom dinsdag langs.') });
    expect((await runJson(['publish', 'bericht.md'], { cwd: root })).code).toBe(0);
    expect((await preview(['bericht.md'], root)).stdout).toMatch(/Staat er al precies zo, sinds /);
    writeFileSync(join(root, 'bericht.md'), post([], 'Kom woensdag langs.'));
    const { code, stdout } = await preview(['bericht.md', '--channels', 'pleio'], root);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Gewijzigd sinds .*: 1 woord erbij, 1 woord eruit/);
    expect(stdout).toMatch(/Kom \[-dinsdag-\]\{\+woensdag\+\} langs\./);
    expect(stdout).toContain('omk update');
    const { posts } = await previewed(['bericht.md', '--channels', 'pleio'], root);
    expect(posts[0]?.deliveries[0]?.changes).toMatchObject({ isSame: false, added: 1, removed: 1 });
    expect((await runOmk(['update', 'bericht.md', '--channels', 'pleio', '--yes'], { cwd: root })).code).toBe(0);
    expect((await preview(['bericht.md', '--channels', 'pleio'], root)).stdout).toMatch(/Staat er al precies zo/);
  });

  test('never counts the link that came with the publication', async () => {
    const root = aProject();
    await runJson(['publish', 'bericht.md'], { cwd: root });
    writeFileSync(join(root, 'bericht.md'), post(['tags: [jeugd]']));
    const { posts } = await previewed(['bericht.md', '--channels', 'x'], root);
    const [x] = posts[0]?.deliveries ?? [];
    expect(x?.message?.text).toMatch(/http:\/\/127\.0\.0\.1/);
    expect(x?.changes).toMatchObject({ removed: 0, added: 1 });
  });
});

describe('as a page', () => {
  test('is one file in .omk/preview that asks nothing of anybody, with its pictures in it', async () => {
    const root = aProject({
      'nieuws/bericht.md': post(['image: { src: ../beeld.png, alt: "De raadzaal" }']),
      'beeld.png': samplePicture('raadzaal.png'),
    });
    const before = snapshot(root);
    const { code, stdout } = await preview(['nieuws/bericht.md', '--html'], root);
    expect([code, stdout]).toEqual([0, expect.stringContaining('.omk/preview/nieuws/bericht.html')]);
    const page = readFileSync(join(root, '.omk/preview/nieuws/bericht.html'), 'utf8');
    expect(page).toContain('data:image/png;base64,');
    expect(page).not.toMatch(/<script|\ssrc="(?!data:)/);
    const after = Object.keys(snapshot(root)).filter((name) => !(name in before));
    expect(after.sort()).toEqual(['.omk/', '.omk/.gitignore', '.omk/preview/', '.omk/preview/nieuws/', '.omk/preview/nieuws/bericht.html']);
  });

  test('goes where it is told to go', async () => {
    const root = aProject();
    expect((await previewed(['bericht.md', '-o', 'uit/voorbeeld.html'], root)).page).toBe(join(root, 'uit/voorbeeld.html'));
    expect(existsSync(join(root, '.omk'))).toBe(false);
    mkdirSync(join(root, 'map.html'));
    const refused = await preview(['bericht.md', '-o', 'map.html'], root);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('map.html')]);
  });

  test('of several posts is a page for each and one that leads to them', async () => {
    const root = aProject({ 'a/bericht.md': post(['titel: fout']) });
    const { code, stdout } = await preview(['.', '--html', '-o', 'uit'], root);
    expect([code, stdout]).toEqual([2, expect.stringContaining(`3 pagina's; begin bij uit/index.html`)]);
    const index = readFileSync(join(root, 'uit/index.html'), 'utf8');
    expect([...index.matchAll(/<li><p><a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['a/bericht.html', 'bericht.html']);
    const refused = await preview(['.', '-o', 'alles.html'], root);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('alles.html')]);
  });

  test('of a hundred posts is made as well', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p/${index}.md`, post([], `Bericht ${index}.`)]));
    const root = aProject(files);
    const { code, stdout } = await preview(['p', '--html'], root);
    expect([code, stdout]).toEqual([0, expect.stringContaining("101 pagina's")]);
  }, 60_000);

  test('is opened in the browser, or its address is told', async () => {
    const root = aProject();
    const tools = join(root, 'bin');
    mkdirSync(tools);
    writeFileSync(join(tools, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > "${root}/geopend"\n`);
    chmodSync(join(tools, 'xdg-open'), 0o755);
    const path = `${tools}:/usr/bin:/bin`;
    const opened = await preview(['bericht.md', '--open'], root, { PATH: path });
    expect([opened.code, opened.stderr]).toEqual([0, '']);
    expect(readFileSync(join(root, 'geopend'), 'utf8')).toBe(`file://${root}/.omk/preview/bericht.html`);
    const alone = await preview(['bericht.md', '--open'], root, { PATH: join(root, 'leeg') });
    expect([alone.code, alone.stderr]).toEqual([0, expect.stringContaining(`Open zelf: file://${root}/.omk/preview/bericht.html`)]);
  });
});

test('every sample post can be previewed', async () => {
  const root = sampleProject();
  const { code, posts } = await previewed(['.'], root);
  // The letter that was pasted by accident holds a number that must never go out.
  expect([code, posts.length]).toEqual([2, 16]);
  for (const { deliveries } of posts) for (const { message } of deliveries) expect(message?.text).toMatch(/\p{L}/u);
});

test('a setting that is missing is told with its channel', async () => {
  const lines = settings()
    .split('\n')
    .filter((line) => !line.startsWith('linkedin'));
  const { code, stdout } = await preview(['bericht.md'], aProject({ 'omk.yaml': lines.join('\n') }), { OMK_MODE: 'live' });
  expect(code).toBe(2);
  expect(stdout).toContain('linkedin.group');
});

describe('what privacy refuses', () => {
  const secrets = ['123456782', '12345678', 'jan.jansen@gmail.com'];
  const root = () =>
    aProject({
      'geheim.md': post(
        ['summary: Bel 06-12345678 of mail jan.jansen@gmail.com.', 'tags: [omhetkind]'],
        'Klik [hier](https://example.nl/?utm_source=x) op maandag 1 december 2026. BSN 123456782, mail jan.jansen@gmail.com.',
      ),
    });

  test('is shown nowhere: not in a message, not on a quoted line, not in the document', async () => {
    const cwd = root();
    for (const args of [['geheim.md'], ['geheim.md', '--plain'], ['geheim.md', '--json']]) {
      const { code, stdout, stderr } = await preview(args, cwd);
      expect(code).toBe(2);
      expect(stdout).toContain('▒▒▒');
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    }
  });

  test('is not on the page either, and the page stays whole', async () => {
    const cwd = root();
    await preview(['geheim.md', '--html', '-o', 'uit.html'], cwd);
    const page = readFileSync(join(cwd, 'uit.html'), 'utf8');
    for (const secret of secrets) expect(page).not.toContain(secret);
    expect(page).toContain('href="#source"');
  });

  test('a number that is only warned of is shown, as readers will see it', async () => {
    const root = aProject({ 'kantoor.md': post([], 'Bel 010-1234567.') });
    const { stdout } = await preview(['kantoor.md', '--channels', 'pleio'], root);
    expect(stdout).toContain('Bel 010-1234567.');
  });
});

test('findings in one line show that line once, in the preview and in the check', async () => {
  const root = aProject({ 'zin.md': post([], 'De vigerende regels gelden te allen tijde, omtrent en inzake alles.') });
  for (const command of ['preview', 'check']) {
    const { stdout, stderr } = await runOmk([command, 'zin.md', '--channels', 'pleio'], { cwd: root });
    const quotes = `${stdout}${stderr}`.split('\n').filter((line) => /(?:regel \d+:|│) De vigerende/.test(line));
    expect(quotes).toHaveLength(1);
    expect(`${stdout}${stderr}`.match(/ambtelijke taal/g)?.length).toBeGreaterThan(2);
  }
});

test('what a person has yet to place is not said to be there', async () => {
  const root = aProject({ 'omk.yaml': settings().replace('mode: auto', 'mode: assisted') });
  await runOmk(['publish', 'bericht.md', '--channels', 'pleio,linkedin'], { cwd: root });
  const { stdout } = await preview(['bericht.md', '--channels', 'linkedin'], root);
  expect(stdout).toMatch(/^LinkedIn — .*\(aan u/m);
  expect(stdout).not.toContain('Staat er al');
});

test('never takes the place of a file that omk did not make, such as the post itself', async () => {
  const root = aProject({ 'bericht.md': post() });
  const before = readFileSync(join(root, 'bericht.md'), 'utf8');
  const { code, stderr } = await runOmk(['preview', 'bericht.md', '-o', 'bericht.md'], { cwd: root });
  expect([code, stderr]).toEqual([2, expect.stringContaining('bericht.md')]);
  expect(readFileSync(join(root, 'bericht.md'), 'utf8')).toBe(before);
  for (const _ of [1, 2]) expect((await runOmk(['preview', 'bericht.md', '-o', 'uit.html'], { cwd: root })).code).toBe(0);
});
