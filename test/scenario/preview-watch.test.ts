/** omk preview --watch, while somebody writes. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Place, type Running, startOmk } from '../support/binary.ts';
import { aProject, post, settings, snapshot } from '../support/project.ts';

interface Watching extends Running {
  /** Resolves with everything that was said since the last time, as soon as it holds this. */
  readonly says: (expected: RegExp) => Promise<string>;
  readonly stop: () => Promise<number | null>;
}

function watching(args: readonly string[], place: Place): Watching {
  const running = startOmk(['preview', '--watch', ...args], place);
  const { process: child, done } = running;
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  let heard = (): void => {};
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: string) => {
      said += text;
      heard();
    });
  const says = (expected: RegExp) =>
    new Promise<string>((resolve, reject) => {
      heard = () => {
        if (!expected.test(said)) return;
        resolve(said);
        said = '';
        heard = () => {};
      };
      void done.then(() => reject(new Error(`It ended before it said ${expected}:\n${said}`)));
      heard();
    });
  const stop = async () => {
    child.kill('SIGINT');
    return (await done).code;
  };
  return { ...running, says, stop };
}

const written = (body: string): string =>
  post(['channels: [pleio, x]'], `${body} Kom dinsdag langs met al uw vragen over opvoeden en opgroeien in onze wijk.`);

test('shows it again at every save, also one by rename, and ends with 0', async () => {
  const root = aProject({ 'bericht.md': written('Versie een.') });
  const before = snapshot(root);
  const { says, stop } = watching(['bericht.md'], { cwd: root });
  await says(/Versie een\.[\s\S]*Stop met Ctrl-C/);
  writeFileSync(join(root, 'bericht.md'), written('Versie twee.'));
  expect(await says(/Versie twee\.[\s\S]*Geen problemen/)).toMatch(/Opnieuw, \d+:\d+/);
  writeFileSync(join(root, '.bericht.md.swp'), written('Versie drie.'));
  renameSync(join(root, '.bericht.md.swp'), join(root, 'bericht.md'));
  await says(/Versie drie\./);
  writeFileSync(join(root, 'bericht.md'), written('Versie een.'));
  await says(/Versie een\./);
  expect(await stop()).toBe(0);
  expect(snapshot(root)).toEqual(before);
}, 120_000);

test('keeps watching when a post or the settings are broken half-way, and when the post goes and comes back', async () => {
  const root = aProject({ 'bericht.md': written('Versie een.') });
  const { says, stop } = watching(['bericht.md'], { cwd: root });
  await says(/Versie een\.[\s\S]*Stop met Ctrl-C/);
  writeFileSync(join(root, 'bericht.md'), '---\ntitle: "Inloop\ntags: [a\n---\nTekst\n');
  await says(/✗ [\s\S]*probleem/);
  writeFileSync(join(root, 'omk.yaml'), 'name: [Om het kind\n');
  await says(/omk\.yaml/);
  writeFileSync(join(root, 'omk.yaml'), settings());
  await says(/✗ /);
  rmSync(join(root, 'bericht.md'));
  await says(/bericht\.md/);
  writeFileSync(join(root, 'bericht.md'), written('Versie twee.'));
  await says(/Versie twee\./);
  expect(await stop()).toBe(0);
}, 120_000);

test('follows templates and pictures', async () => {
  const root = aProject({ 'bericht.md': post(['channels: [pleio, x]', 'image: { src: beeld.png, alt: "De raadzaal" }']) });
  const { says, stop } = watching(['bericht.md', '--channels', 'x,pleio'], { cwd: root });
  await says(/beeld\.png/);
  await says(/Stop met Ctrl-C/);
  writeFileSync(join(root, 'beeld.png'), 'geen plaatje');
  await says(/Opnieuw/);
  mkdirSync(join(root, 'templates'));
  writeFileSync(join(root, 'templates/x.txt'), 'EIGEN SJABLOON {{ title }} {{ link }}');
  await says(/EIGEN SJABLOON Inloopavond/);
  expect(await stop()).toBe(0);
}, 120_000);

test('serves a page that hears of each save, and shows there what is wrong', async () => {
  const root = aProject({ 'bericht.md': written('Versie een.') });
  const before = snapshot(root);
  const { says, stop } = watching(['bericht.md', '--html'], { cwd: root });
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(await says(/Stop met Ctrl-C/)) ?? [];
  const page = await (await fetch(address)).text();
  expect(page).toContain('Versie een.');
  const [, version] = /\/news\?version=(\d+)/.exec(page) ?? [];
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const news = await fetch(`${address}news?version=${version}`, { signal: closing.signal });
  writeFileSync(join(root, 'bericht.md'), written('Versie twee.'));
  let heard = '';
  for await (const bytes of news.body as unknown as AsyncIterable<Uint8Array>) {
    heard += new TextDecoder().decode(bytes);
    if (heard.includes('event: changed')) break;
  }
  expect(await (await fetch(address)).text()).toContain('Versie twee.');
  writeFileSync(join(root, 'omk.yaml'), 'naam: x\n');
  await says(/naam/);
  expect(await (await fetch(address)).text()).toContain('&quot;naam&quot;');
  expect(await stop()).toBe(0);
  writeFileSync(join(root, 'bericht.md'), written('Versie een.'));
  writeFileSync(join(root, 'omk.yaml'), settings());
  expect(snapshot(root)).toEqual(before);
}, 120_000);

test('gives scripts a document a line', async () => {
  const root = aProject({ 'bericht.md': written('Versie een.') });
  const { says, stop, done } = watching(['bericht.md', '--json'], { cwd: root });
  await says(/"exitCode":0\}\n/);
  writeFileSync(join(root, 'bericht.md'), written('Versie twee.'));
  await says(/Versie twee[\s\S]*"exitCode":0\}\n/);
  expect(await stop()).toBe(0);
  const lines = (await done).stdout.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { exitCode: number }).exitCode)).toEqual([0, 0]);
}, 120_000);

test('does not wait for a file that was never there', async () => {
  const { done } = watching(['berich.md'], { cwd: aProject() });
  expect(await done).toMatchObject({ code: 2, stderr: expect.stringContaining('berich.md') });
});
