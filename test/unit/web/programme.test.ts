/** The programme's page and its feeds: valid, accessible, without anything that runs or loads. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { programmeFiles } from '../../../src/web/programme/files.ts';
import type { Programme, ProgrammeItem } from '../../../src/web/programme/programme.ts';
import { itemId } from '../../../src/web/programme/programme.ts';

const now = new Date('2026-11-26T09:00:00Z');
const item = (number: number, more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({
  post: `content/bericht-${number}.md`,
  title: `Bericht ${number} & <meer>`,
  summary: 'Wat de raad besloot\u0007, en wat het betekent: “élk kind” 🎈.',
  link: `https://omhetkind.pleio.nl/blog/view/${number}/?a=1&b=2`,
  language: 'nl',
  publishedAt: new Date(Date.UTC(2026, 10, 25) - number * 3_600_000),
  ...more,
});

const programme = (items: readonly ProgrammeItem[], more: Partial<Programme['settings']> = {}): Programme => ({
  settings: { title: 'Om het kind', web: 'https://example.nl/', language: 'nl', timezone: 'Europe/Amsterdam', feedItems: 50, ...more },
  items,
  now,
});

const event = {
  start: '2026-12-01T18:30:00.000Z',
  end: '2026-12-01T20:00:00.000Z',
  location: 'Buurthuis',
  signup: 'https://example.nl/meedoen',
};
const varied = [
  item(1, { event }),
  item(2, { language: 'ar', title: 'ليلة مفتوحة', summary: 'تعالوا يوم الثلاثاء' }),
  item(3, { corrects: { title: 'Bericht 4', link: 'https://example.nl/4' } }),
  item(4, { correctedBy: { title: 'Bericht 3' }, correction: 'De zaal is nu 3.' }),
];

describe('the files', () => {
  test('hold each post once, on pages of thirty, and the newest in the feeds', () => {
    const items = Array.from({ length: 65 }, (_, index) => item(index));
    const files = programmeFiles(programme(items));
    expect([...files.keys()]).toEqual(['index.html', 'pagina-2.html', 'pagina-3.html', 'feed.xml', 'feed.json']);
    const pages = [...files].filter(([name]) => name.endsWith('.html')).map(([, text]) => text);
    for (const { link = '' } of items)
      expect(pages.filter((page) => page.includes(`href="${link.replace('&', '&amp;')}"`))).toHaveLength(1);
    expect(files.get('feed.xml')?.match(/<entry /g)).toHaveLength(50);
    expect((JSON.parse(files.get('feed.json') ?? '') as { items: unknown[] }).items).toHaveLength(50);
  });

  test('are the same when nothing changed, also without any post', () => {
    for (const items of [[], varied])
      expect(programmeFiles(programme(items))).toEqual(programmeFiles({ ...programme(items), now: new Date(now.getTime() + 60_000) }));
  });

  test('lead to the web only, whatever a service gave as the address of a post', () => {
    const link = 'javascript:alert(1)';
    const files = programmeFiles(programme([item(1, { link, corrects: { title: 'x', link }, correctedBy: { title: 'y', link } })]));
    for (const [name, text] of files) expect(text, name).not.toContain('javascript:');
    expect(files.get('index.html')).toContain('Bericht 1');
  });

  test('name an item the same whatever its title or address', () => {
    expect(itemId('a.md')).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    const ids = (more: Partial<ProgrammeItem>) =>
      /<id>(.*)<\/id>\n<title>(?!Om)/.exec(programmeFiles(programme([item(1, more)])).get('feed.xml') ?? '')?.[1];
    expect(ids({ title: 'Anders', link: 'https://example.nl/anders' })).toBe(ids({}));
  });

  test('announce an event until it has ended, the nearest first', () => {
    const later = item(5, { event: { start: '2026-12-24T18:30:00.000Z' } });
    const past = item(6, { event: { start: '2026-11-20T18:30:00.000Z' } });
    const index = programmeFiles(programme([later, past, ...varied])).get('index.html') ?? '';
    const soon = /<section aria-labelledby="soon">[\s\S]*?<\/section>/.exec(index)?.[0] ?? '';
    expect([...soon.matchAll(/Bericht (\d)/g)].map(([, number]) => number).filter((one, at, all) => all.indexOf(one) === at)).toEqual([
      '1',
      '5',
    ]);
  });
});

const browser = '/usr/bin/chromium';
const skipped = existsSync(browser) ? '' : ' (skipped: no chromium)';

describe.skipIf(skipped !== '')(`in a browser${skipped}`, () => {
  test.each([
    [1000, 'light'],
    [320, 'dark'],
  ] as const)('axe finds nothing, nothing runs off the page and nothing is asked: %i wide, %s', async (width, colorScheme) => {
    const { default: axe } = await import('axe-core');
    const open = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
    try {
      const page = await open.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(programmeFiles(programme(varied, { description: 'Alles van het programma.' })).get('index.html') ?? '');
      await page.addScriptTag({ content: axe.source });
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
    } finally {
      await open.close();
    }
  });

  test('the Atom feed is well-formed XML with what RFC 4287 asks for', async () => {
    const open = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
    try {
      const page = await open.newPage();
      const text = programmeFiles(programme(varied)).get('feed.xml') ?? '';
      const read = `(() => { const xml = new DOMParser().parseFromString(${JSON.stringify(text)}, 'application/xml');
        const entries = [...xml.getElementsByTagName('entry')];
        return { error: xml.getElementsByTagName('parsererror').length, entries: entries.map((one) => ['id', 'title', 'updated', 'link'].every((name) => one.getElementsByTagName(name).length === 1)) }; })()`;
      expect(await page.evaluate(read)).toEqual({ error: 0, entries: [true, true, true, true] });
    } finally {
      await open.close();
    }
  });
});
