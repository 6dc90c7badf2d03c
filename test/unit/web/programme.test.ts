/** The programme's page and its feeds: valid, accessible, without anything that runs or loads. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { itemOf } from '../../../src/sources/feed/item.ts';
import { readFeed } from '../../../src/sources/feed/reading.ts';
import { childrenOf, xmlTree } from '../../../src/sources/feed/xml-tree.ts';
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

describe('an edit', () => {
  const edited = item(2, { updatedAt: new Date('2026-11-25T20:00:00Z') });
  const files = programmeFiles(programme([item(1), edited]));

  test('moves what a feed says about when it changed, not when it was published', () => {
    const text = files.get('feed.xml') ?? '';
    expect([...text.matchAll(/<(published|updated)>(.*)</g)].map(([, name, at]) => [name, at])).toEqual([
      ['updated', '2026-11-25T20:00:00.000Z'],
      ['published', '2026-11-24T23:00:00.000Z'],
      ['updated', '2026-11-24T23:00:00.000Z'],
      ['published', '2026-11-24T22:00:00.000Z'],
      ['updated', '2026-11-25T20:00:00.000Z'],
    ]);
    const { items } = JSON.parse(files.get('feed.json') ?? '') as { items: { date_modified?: string }[] };
    expect(items.map(({ date_modified: at }) => at)).toEqual([undefined, '2026-11-25T20:00:00.000Z']);
  });
});

test('nobody is asked to sign up for what has ended', () => {
  const past = { start: '2026-11-25T08:00:00.000Z', end: '2026-11-26T08:00:00.000Z', signup: 'https://example.nl/meedoen' };
  expect(programmeFiles(programme([item(1, { event: past })])).get('index.html')).not.toContain('meedoen');
  expect(programmeFiles(programme([item(1, { event: { ...past, end: '2026-11-26T10:00:00.000Z' } })])).get('index.html')).toContain(
    'meedoen',
  );
});

test('a project in a language that the page does not speak is named in its own', () => {
  const page = programmeFiles(programme([item(1, { language: 'ckb' })], { title: 'من أجل الطفل', language: 'ar' })).get('index.html');
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('<h1 lang="ar" dir="rtl">');
  expect(page).toContain('<li lang="ckb" dir="rtl">');
});

test('among words of another language the date keeps its own, and its direction', () => {
  const page = programmeFiles(programme(varied)).get('index.html') ?? '';
  expect(page).toContain('<bdi lang="nl">24 november 2026</bdi>');
  expect(page).toMatch(/<li lang="ar" dir="rtl"><a [^>]*>[^<]*<\/a><time [^>]*><bdi lang="nl">/);
});

/** Read by omk's own reader of feeds of others, which knows nothing of this writer. */
describe('read as any other feed', () => {
  const edited = item(5, { updatedAt: new Date('2026-11-25T20:00:00Z') });
  const files = programmeFiles(programme([...varied, edited]));
  const url = new URL('https://example.nl/feed');

  test.each(['feed.xml', 'feed.json'])('%s says all that was published', async (name) => {
    const { entries } = readFeed({ bytes: Buffer.from(files.get(name) ?? ''), type: '', url });
    const items = await Promise.all(entries.map((entry) => itemOf(entry, now)));
    expect(items).toHaveLength(5);
    for (const [at, { post, title, language, link, publishedAt }] of [...varied, edited].entries())
      expect(items[at]).toMatchObject({ id: itemId(post), title, language, url: link, publishedAt });
    expect(items[4]).toMatchObject({ updatedAt: new Date('2026-11-25T20:00:00Z') });
    expect(items[0]?.body).toBe('Wat de raad besloot, en wat het betekent: “élk kind” 🎈.');
  });

  test('JSON Feed 1.1 holds what it must, and nothing that it does not know', () => {
    const feed = JSON.parse(files.get('feed.json') ?? '') as Record<string, unknown> & { items: Record<string, unknown>[] };
    const { items, ...top } = feed;
    expect(top).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      _omk: { generator: 'omk' },
      title: 'Om het kind',
      home_page_url: 'https://example.nl/',
      feed_url: 'https://example.nl/feed.json',
      language: 'nl',
      authors: [{ name: 'Om het kind' }],
    });
    const known = ['id', 'url', 'title', 'content_text', 'date_published', 'date_modified', 'language'];
    for (const one of items) {
      expect(Object.keys(one).filter((key) => !known.includes(key))).toEqual([]);
      expect([typeof one['id'], typeof one['content_text']]).toEqual(['string', 'string']);
      expect(one['date_published']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  test('Atom holds what RFC 4287 demands, also without an address and without posts', () => {
    const { web: _, ...settings } = programme([]).settings;
    for (const items of [[], [item(1)], varied, varied.map(({ link: _link, summary: _summary, ...rest }) => rest)])
      for (const one of [programme(items), { ...programme(items), settings }]) {
        const feed = xmlTree(programmeFiles(one).get('feed.xml') ?? '');
        const [id, title, updated, author] = ['id', 'title', 'updated', 'author'].map((name) => childrenOf(feed, `atom:${name}`));
        expect([id, title, updated, author].map((found) => found?.length)).toEqual([1, 1, 1, 1]);
        expect(childrenOf(feed, 'atom:link').map(({ attributes }) => attributes['rel'])).toEqual(
          one.settings === settings ? [] : ['self', 'alternate'],
        );
        const entries = childrenOf(feed, 'atom:entry');
        for (const entry of entries) {
          expect(['id', 'title', 'updated'].map((name) => childrenOf(entry, `atom:${name}`).length)).toEqual([1, 1, 1]);
          const hasLink = childrenOf(entry, 'atom:link').some(({ attributes }) => attributes['rel'] === 'alternate');
          expect(hasLink || childrenOf(entry, 'atom:content', 'atom:summary').length > 0).toBe(true);
        }
        const ids = entries.map((entry) => childrenOf(entry, 'atom:id')[0]?.text);
        expect(new Set(ids).size).toBe(items.length);
      }
  });
});

const browser = '/usr/bin/chromium';
const skipped = existsSync(browser) ? '' : ' (skipped: no chromium)';

describe.skipIf(skipped !== '')(`in a browser${skipped}`, () => {
  test.each([320, 400, 1280].flatMap((width) => [[width, 'light'] as const, [width, 'dark'] as const]))(
    'axe finds nothing, nothing runs off the page and nothing is asked: %i wide, %s',
    async (width, colorScheme) => {
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
    },
  );

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
