import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { serveSite } from '../../../src/web/server.ts';
import type { SiteSettings } from '../../../src/web/site.ts';
import { someMedia } from '../../support/builders.ts';
import { aSite } from './a-site.ts';

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

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

describe.skipIf(!existsSync(executablePath))(`the pages in a browser${existsSync(executablePath) ? '' : ' (skipped: no chromium)'}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
  }, 30_000);
  afterAll(() => browser?.close());

  const open = async (look: Look, settings: Partial<SiteSettings> = {}) => {
    const site = await aSite({ languages: ['nl', 'en'], ...settings });
    const server = await serveSite(site.options, { host: '127.0.0.1', port: 0, trustProxy: false });
    // The check itself is a script, which the policy of the pages rightly forbids.
    const context = await browser.newContext({
      bypassCSP: true,
      viewport: { width: look.width, height: 900 },
      colorScheme: look.colorScheme,
      locale: 'nl-NL',
      baseURL: server.address,
    });
    onTestFinished(async () => {
      await context.close();
      await server.close();
    });
    return { ...site, page: await context.newPage(), context, address: server.address };
  };

  const faultsOf = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(axe());
    const { violations } = (await page.evaluate('axe.run(document)')) as { violations: readonly Violation[] };
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    return [
      ...violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ...(over === 0 ? [] : [`${page.url()} runs off by ${String(over)}`]),
    ];
  };

  const submit = async (page: Page, name: string) => {
    await page.getByRole('button', { name }).focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  };

  it.each([1000, 320].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme }))))(
    'have no fault that axe can find, and nothing runs off them: $width wide, $colorScheme',
    async (look) => {
      const { page, reader, token, issue } = await open(look);
      const id = await reader('noor', { name: 'Noor' });
      const { stem } = await issue('Een nummer met een heel lange titel over de jeugdhulpverleningsorganisaties', {
        details: { language: 'nl', preheader: 'Kort gezegd' },
      });
      const until = new Date('2026-11-25T09:00:00Z');
      const [preferences, unsubscribe, confirm] = [token('preferences', id), token('unsubscribe', id), token('confirm', id, { until })];
      const paths = ['', 'aanmelden', 'archief', 'afmelden', 'nergens', `nieuwsbrief/${stem}`, `voorkeuren/${preferences}`];
      const own = [`voorkeuren/${preferences}/wissen`, `afmelden/${unsubscribe}`, `afmelden/${unsubscribe}x`, `bevestigen/${confirm}`];
      for (const path of [...paths, ...own]) {
        await page.goto(`/${path}`);
        expect(await faultsOf(page)).toEqual([]);
      }
      await page.goto('/aanmelden');
      await page.fill('#email', 'noor@');
      await submit(page, 'Meld mij aan');
      expect(await faultsOf(page)).toEqual([]);
      await page.goto(`/voorkeuren/${preferences}`);
      await submit(page, 'Bewaar mijn keuzes');
      expect(await faultsOf(page)).toEqual([]);
    },
    90_000,
  );

  it('are used with the keyboard alone: the field that is wrong, then the answer', async () => {
    const { page, notices } = await open({ width: 400, colorScheme: 'light' });
    await page.goto('/aanmelden');
    await page.locator('#email').focus();
    await page.keyboard.type('noor@');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('email');
    await page.keyboard.press('End');
    await page.keyboard.type('example.nl');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.textContent('h1')).toBe('Kijk in uw mailbox');
    expect(notices).toHaveLength(1);
    // What only programs see is not met on the way.
    await page.goto('/aanmelden');
    for (let stop = 0; stop < 20; stop++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.name ?? ""')).not.toBe('website');
    }
  }, 30_000);

  it('work with the policy that they are served with, and ask nobody else', async () => {
    const { reader, token, issue, ledger, address } = await open({ width: 1000, colorScheme: 'light' });
    const id = await reader('noor');
    const { stem } = await issue('Inloop', { media: [someMedia({ hash: 'ab'.repeat(32) })] });
    const context = await browser.newContext({ locale: 'nl-NL', baseURL: address });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const [asked, complaints] = [[] as string[], [] as string[]];
    const pictures: number[] = [];
    page.on('response', (response) => void (response.url().includes('abab') && pictures.push(response.status())));
    page.on('request', (request) => void asked.push(request.url()));
    page.on('console', (message) => void complaints.push(message.text()));
    for (const path of ['/', '/aanmelden', `/nieuwsbrief/${stem}`]) await page.goto(path);
    await page.getByRole('link', { name: 'Alle nummers' }).click();
    expect(await page.textContent('h1')).toBe('Alle nummers');
    await page.goto(`/voorkeuren/${token('preferences', id)}`);
    await page.getByLabel('De raad').check();
    await submit(page, 'Bewaar mijn keuzes');
    await page.getByRole('link', { name: 'Afmelden' }).click();
    await submit(page, 'Meld mij af');
    expect(await page.textContent('h1')).toBe('U bent afgemeld');
    expect(await ledger.subscriber({ id })).toMatchObject({ audience: ['raad'], status: 'removed' });
    expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(pictures).toEqual([200]);
  }, 30_000);

  it('have a feed that is well-formed', async () => {
    const { page, issue } = await open({ width: 1000, colorScheme: 'light' });
    await issue('Vraag & <antwoord> \u0007 "nu"', { link: 'https://hub.example/?a=1&b=2' });
    const feed = await (await page.request.get('/feed.xml')).text();
    await page.goto('/');
    const read = `(() => { const feed = new DOMParser().parseFromString(${JSON.stringify(feed)}, 'application/xml');
      return [feed.querySelector('parsererror')?.textContent ?? null, feed.documentElement.namespaceURI, feed.querySelector('entry title').textContent,
        feed.querySelector('entry link[rel=related]').getAttribute('href')] })()`;
    expect(await page.evaluate(read)).toEqual([
      null,
      'http://www.w3.org/2005/Atom',
      'Vraag & <antwoord>  "nu"',
      'https://hub.example/?a=1&b=2',
    ]);
  }, 30_000);
});
