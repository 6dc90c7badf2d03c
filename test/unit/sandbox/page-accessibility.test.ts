import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, serve } from '../../../src/sandbox/serve.ts';
import { aPage, fullFeeds, fullReport, someSwitches } from './pages.ts';

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

describe.skipIf(!existsSync(executablePath))(`the page in a browser${existsSync(executablePath) ? '' : ' (skipped: no chromium)'}`, () => {
  let browser: Browser;
  let server: RunningServer;
  beforeAll(async () => {
    const switches = someSwitches({ bird: { later: 2, closed: true } });
    server = await serve(aPage({ feeds: fullFeeds, deliveries: fullReport, switches }));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (path: string, look: { width: number; colorScheme: 'light' | 'dark' }) => {
    // The check itself is a script, which the page's policy rightly forbids.
    const context = await browser.newContext({
      bypassCSP: true,
      viewport: { width: look.width, height: 900 },
      colorScheme: look.colorScheme,
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(`${server.address}${path}`);
    return { page, asked, close: () => context.close() };
  };

  const looks = [1200, 400].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

  it.each(looks)(
    'has no fault that axe can find, and nothing runs off it: $width wide, $colorScheme',
    async (look) => {
      const { page, close } = await open('/', look);
      for (const path of ['/', '/channel/hub', '/channel/bird', '/channel/letters', '/nowhere']) {
        await page.goto(`${server.address}${path}`);
        for (const form of await page.locator('details').all()) await form.locator('summary').click();
        await page.evaluate(axe());
        const { violations } = (await page.evaluate('axe.run(document, { iframes: false })')) as { violations: readonly Violation[] };
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
      await close();
    },
    60_000,
  );

  it('asks nothing outside this computer', async () => {
    const { asked, close } = await open('/channel/letters', { width: 1200, colorScheme: 'light' });
    expect(asked.filter((url) => !url.startsWith(server.address) && !url.startsWith('data:'))).toEqual([]);
    await close();
  });

  it('is walked through with the keyboard, the way past the menu first', async () => {
    const { page, close } = await open('/', { width: 1200, colorScheme: 'light' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await close();
  });

  it('switches a fault on and all of them off with the keyboard alone, and moves the focus to what is on', async () => {
    const { page, close } = await open('/channel/hub', { width: 400, colorScheme: 'dark' });
    const note = page.locator('#faults');
    const submit = async (name: string) => {
      await page.getByRole('button', { name }).focus();
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    };
    const unfold = async () => {
      await page.locator('summary').focus();
      await page.keyboard.press('Enter');
    };
    await unfold();
    await page.getByRole('checkbox', { name: 'later opnieuw' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('radio', { name: 'Tot u het uitvinkt' }).focus();
    await page.keyboard.press('ArrowDown');
    await submit('Vastleggen');
    expect(await note.textContent()).toContain('later (nog 1 keer)');
    expect(await page.evaluate('document.activeElement.id')).toBe('faults');
    await unfold();
    expect(await page.getByRole('checkbox', { name: 'later opnieuw' }).isChecked()).toBe(true);
    await submit('Alles uitzetten');
    expect(await note.textContent()).toBe('Er staan geen storingen aan.');
    await close();
  });
});
