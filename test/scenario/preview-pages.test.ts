/** The pages of omk preview in a browser, as a writer and a reader with a screen reader meet them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { runOmk, startOmk } from '../support/binary.ts';
import { post, sampleProject } from '../support/project.ts';

const executablePath = '/usr/bin/chromium';
const axe = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const arabic = [
  '---',
  'title: أمسية مفتوحة لفرق الآباء والأطفال',
  'summary: تعالوا واطرحوا أسئلتكم.',
  'language: ar',
  'preheader: الثلاثاء',
  '---',
  'مرحبا بكم جميعا.\n\n- القهوة والشاي\n- كل الفرق حاضرة\n\n> اقتباس\n',
].join('\n');

const broken = post(
  [
    'titel: fout',
    `summary: "${'lang '.repeat(100)}"`,
    'x: { thread: true, maxCost: 9 }',
    'newsletter: { intro: { ouders: "Voor **ouders**", "*": "Voor allen" } }',
  ],
  `## Kop\n\n| a | b |\n| - | - |\n| ${'heellangwoord'.repeat(8)} | 2 |\n\n${'Een alinea met woorden. '.repeat(60)}`,
);

const edited = '2026-11-05-inloopavond-ouder-en-kindteams.md';
const pages = [
  'index.html',
  'arabisch.html',
  'fout.html',
  edited.replace('.md', '.html'),
  '2026-11-24-fotos-van-de-kinderdag.html',
  '2026-12-10-alleen-voor-de-klankbordgroep.html',
];

describe.skipIf(!existsSync(executablePath))(`previews in a browser${existsSync(executablePath) ? '' : ' (skipped: no chromium)'}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
  }, 30_000);
  afterAll(() => browser?.close());

  const made = async (): Promise<string> => {
    const root = sampleProject({ 'arabisch.md': arabic, 'fout.md': broken });
    await runOmk(['publish', edited], { cwd: root });
    writeFileSync(join(root, edited), readFileSync(join(root, edited), 'utf8').replace('Slaapt uw kind slecht?', 'Slaapt uw kind goed?'));
    await runOmk(['preview', '.', '--html'], { cwd: root });
    return join(root, '.omk/preview');
  };

  const open = async (
    { width, colorScheme }: { readonly width: number; readonly colorScheme: 'light' | 'dark' | null },
    bypassCSP = true,
  ) => {
    // The check itself is a script, which the page's policy rightly forbids.
    const context = await browser.newContext({ bypassCSP, viewport: { width, height: 900 }, colorScheme });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    const told: string[] = [];
    page.on('console', (message) => void told.push(message.text()));
    return { page, asked, told };
  };

  const faultsOf = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(axe());
    const { violations } = (await page.evaluate('axe.run(document, { iframes: false })')) as { violations: readonly Violation[] };
    return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' ')}`);
  };

  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

  it('have no fault that axe can find, and nothing runs off them: light and dark, phone and desktop', async () => {
    const folder = await made();
    const looks = [
      { width: 320, colorScheme: 'dark' },
      { width: 400, colorScheme: 'light' },
      { width: 1280, colorScheme: 'dark' },
      { width: 1280, colorScheme: 'light' },
    ] as const;
    for (const look of looks) {
      const { page } = await open(look);
      for (const name of pages) {
        await page.goto(pathToFileURL(join(folder, name)).href);
        expect(await faultsOf(page)).toEqual([]);
        expect([name, look.width, await page.evaluate(sideways)]).toEqual([name, look.width, 0]);
      }
    }
  }, 240_000);

  it('ask nothing of anybody, not even where a post or a mail would, and break none of their own rules', async () => {
    const folder = await made();
    const { page, asked, told } = await open({ width: 1280, colorScheme: 'light' }, false);
    for (const name of pages) {
      await page.goto(pathToFileURL(join(folder, name)).href);
      for (const frame of await page.locator('iframe').all()) await frame.scrollIntoViewIfNeeded();
    }
    expect(asked.filter((url) => !/^(?:file|data|about):/.test(url))).toEqual([]);
    expect(told).toEqual([]);
  }, 60_000);

  it('change width and colours without a script, the mail too', async () => {
    const folder = await made();
    // What a browser pretends to prefer it pretends in every frame; here it prefers nothing.
    const { page } = await open({ width: 1280, colorScheme: null }, false);
    await page.goto(pathToFileURL(join(folder, edited.replace('.md', '.html'))).href);
    const isDark = (index: number) => page.frames()[index]?.evaluate('matchMedia("(prefers-color-scheme: dark)").matches');
    const paper = () => page.frames()[1]?.evaluate('getComputedStyle(document.querySelector(".page")).backgroundColor');
    const widthOf = async () => (await page.locator('.item').first().boundingBox())?.width ?? 0;
    await page.locator('iframe').scrollIntoViewIfNeeded();
    const [light, wide] = [await paper(), await widthOf()];
    expect([await isDark(0), await isDark(1)]).toEqual([false, false]);
    await page.getByRole('radio', { name: 'Donker' }).check();
    await expect.poll(() => isDark(1)).toBe(true);
    expect(await paper()).not.toBe(light);
    await page.getByRole('radio', { name: 'Telefoon' }).check();
    expect(await widthOf()).toBeLessThan(wide);
    expect(await widthOf()).toBeLessThanOrEqual(390);
  }, 60_000);

  it('are walked through with the keyboard, the way past the top first', async () => {
    const folder = await made();
    const { page } = await open({ width: 400, colorScheme: 'dark' });
    await page.goto(pathToFileURL(join(folder, 'fout.html')).href);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  }, 60_000);

  it('reload by themselves while somebody writes, and keep what was chosen', async () => {
    const root = sampleProject();
    const { process: child, done } = startOmk(['preview', edited, '--html', '--watch'], { cwd: root });
    onTestFinished(() => void child.kill('SIGKILL'));
    const address = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (text: string) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
        if (found) resolve(found);
      });
    });
    const { page, told } = await open({ width: 1280, colorScheme: 'light' }, false);
    await page.goto(address);
    await page.getByRole('radio', { name: 'Donker' }).check();
    writeFileSync(join(root, edited), readFileSync(join(root, edited), 'utf8').replace('Slaapt uw kind slecht?', 'Slaapt uw kind goed?'));
    await page.getByText('Slaapt uw kind goed?').first().waitFor();
    expect(await page.getByRole('radio', { name: 'Donker' }).isChecked()).toBe(true);
    expect(told).toEqual([]);
    child.kill('SIGINT');
    expect((await done).code).toBe(0);
    await page.getByText('ververst niet meer').waitFor();
  }, 60_000);
});
