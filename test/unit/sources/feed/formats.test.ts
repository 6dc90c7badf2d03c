/** Feeds as websites write them: what becomes of each. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SourceItem } from '../../../../src/core/source.ts';
import { itemOf } from '../../../../src/sources/feed/item.ts';
import { readFeed } from '../../../../src/sources/feed/reading.ts';
import { now } from './serving.ts';

const read = (bytes: Uint8Array, url = 'https://feeds.example/feed') => readFeed({ bytes, type: '', url: new URL(url) });
const items = (bytes: Uint8Array | string): Promise<SourceItem[]> =>
  Promise.all(read(Buffer.from(bytes)).entries.map((entry) => itemOf(entry, new Date(now))));
const corpus = (name: string) => readFileSync(new URL(`../../../fixtures/feeds/${name}`, import.meta.url));
const rss = (item: string, channel = '') =>
  `<rss version="2.0"><channel><link>https://a.example/</link>${channel}<item>${item}</item></channel></rss>`;
const one = async (text: string) => (await items(text))[0];

describe('a feed of', () => {
  test('WordPress: its full text, the picture that its body describes, without pixels, scripts and signature', async () => {
    const [cafe, market] = await items(corpus('wordpress.xml'));
    expect(cafe).toEqual({
      id: 'https://debrug.example/?p=4711',
      url: 'https://debrug.example/2026/11/cafe-weer-open/',
      title: 'Café ‘De Brug’ & de buurtkamer weer open',
      summary: 'Vanaf maandag is iedereen weer welkom. Er is koffie, en er is taart…',
      body: [
        'Vanaf **maandag** is iedereen weer welkom.\u00a0Er is koffie, en er is taart 🎂.',
        '![Een taart met kaarsjes](https://debrug.example/wp-content/uploads/taart.jpg)',
        '## Openingstijden',
        '- maandag 9–17 uur\n- dinsdag: _gesloten_',
        'Meer weten? [Bel ons](https://debrug.example/contact/) of kom langs.',
      ].join('\n\n'),
      publishedAt: new Date('2026-11-24T08:15:00Z'),
      author: { name: 'Sanne de Wit' },
      tags: ['Wonen & wijk', 'Ontmoeten'],
      kind: 'item',
      state: 'published',
      access: 'public',
      image: { url: 'https://debrug.example/wp-content/uploads/taart.jpg', alt: 'Een taart met kaarsjes' },
      language: 'nl-NL',
    });
    expect(market).toMatchObject({ id: 'https://debrug.example/?p=4690', body: 'Zaterdag op het plein.' });
    expect(market).not.toHaveProperty('summary');
  });

  test('Drupal: a table, a relative link, and no mail address of whoever wrote it', async () => {
    const [item] = await items(corpus('drupal.xml'));
    expect(item).not.toHaveProperty('author');
    expect(item?.body).toContain('De raad stelde [de regeling](https://gemeente.example/regelingen/12) vast.');
    expect(item?.body).toContain('| Jaar | Bedrag |\n| - | - |\n| 2027 | € 10.000 |');
    expect(item?.publishedAt).toEqual(new Date('2026-11-18T13:02:11Z'));
  });

  test('Hugo: code stays code, and stars and underscores of a text stay what they are', async () => {
    const [item] = await items(corpus('hugo.xml'));
    expect(item).toMatchObject({ title: 'Reading XML < 1 s', language: 'en-US' });
    expect(item?.body).toBe('Use `a*b*c`:\n\n```go\npackage main\n\nfunc main() {}\n```\n\nFigures: 2\\*3\\*4 and snake_case_word.');
  });

  test('SIMsite: Dutch months, plain text, no guid, a picture without words that is left out, an item without date', async () => {
    const [evening, undated] = await items(corpus('simsite.xml'));
    expect(evening).toMatchObject({
      id: 'https://www.dorpsraad.example/actueel/agenda_44213/item/avond_7781.html',
      title: 'Agenda: avond over "wonen"',
      body: 'Kom naar de avond over wonen.\n\nU bent welkom vanaf 19.00 uur.',
      publishedAt: new Date('2026-11-16T08:30:00Z'),
    });
    expect(evening).not.toHaveProperty('image');
    expect(undated).toMatchObject({
      url: 'https://www.dorpsraad.example/actueel/zonder_1.html',
      body: '',
      isUndated: true,
      publishedAt: new Date(now),
    });
  });

  test('a forge, in Atom: titles by their type, headings below the title, languages and addresses of each entry', async () => {
    const [second, first] = await items(corpus('github.atom'));
    expect(second).toMatchObject({
      title: 'v2.0.0: <template> & friends',
      author: { name: 'anna' },
      language: 'en-US',
      publishedAt: new Date('2026-11-20T12:00:00Z'),
      body: '## Changes\n\n- Faster `run` ([#9](https://forge.example/om/het-kind/pull/9))\n\n### Thanks\n\n~~nobody~~ everybody',
    });
    expect(second).not.toHaveProperty('image');
    expect(first).toMatchObject({
      url: 'https://forge.example/om/het-kind/v1',
      title: 'Première version',
      summary: 'Un résumé.',
      language: 'fr',
      publishedAt: new Date('2026-01-02T02:04:05Z'),
      updatedAt: new Date('2026-06-01T00:00:00Z'),
      body: 'Voir [la page](https://forge.example/om/docs/).\\\nMerci & à bientôt.',
    });
  });

  test('JSON Feed: ids that are numbers, a text that is no HTML, a message without title', async () => {
    const [twelve, eleven] = await items(corpus('example.json'));
    expect(twelve).toMatchObject({
      id: '12',
      url: 'https://lab.example/stukken/12',
      title: 'Twaalf <ambachten>',
      summary: 'Kort gezegd.',
      body: 'Een "goed" stuk.',
      tags: ['werk', '#leren'],
      author: { name: 'Het lab' },
      updatedAt: new Date('2026-11-13T09:00:00Z'),
    });
    expect(eleven).toMatchObject({
      title: 'Zonder titel, maar met *sterretjes* en een [haak]. Tweede alinea.',
      body: 'Zonder titel, maar met \\*sterretjes\\* en een \\[haak].\n\nTweede alinea.',
      url: 'https://lab.example/',
    });
    expect(read(corpus('example.json')).next).toBe('https://lab.example/feed.json?page=2');
  });

  test('RSS 1.0 in ISO-8859-1: letters right, entities of its own neither expanded nor loaded', async () => {
    expect(await items(corpus('rss10.rdf'))).toMatchObject([
      {
        id: 'http://oud.example/1',
        url: 'https://oud.example/1',
        title: 'Beïnvloed café &b;&file;',
        author: { name: 'Oma' },
        tags: ['vroeger'],
      },
    ]);
  });

  test('Arabic: what it says, and of two entries with one id the newest', async () => {
    expect(await items(corpus('arabic.xml'))).toMatchObject([
      {
        id: '1',
        url: 'https://hayy.example/%D9%84?a=1&b=2',
        title: 'ليلة مفتوحة في "الجسر"',
        body: 'تعالوا يوم **الثلاثاء** 👩‍👩‍👧‍👦',
        language: 'ar',
      },
    ]);
  });
});

describe('an entry', () => {
  test('without guid is known by its link, without both by its title and date, whatever its text becomes', async () => {
    expect(await one(rss('<title>A</title><link>https://a.example/1</link>'))).toMatchObject({ id: 'https://a.example/1' });
    const ids = await Promise.all(
      ['<title>A</title><description>x</description>', '<title>A</title><description>y</description>', '<title>B</title>'].map(
        async (text) => (await one(rss(text)))?.id,
      ),
    );
    expect(ids[0]).toMatch(/^sha256:[\da-f]{64}$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  test('is read at its guid only where that is an address to go to', async () => {
    expect(await one(rss('<guid>https://a.example/g</guid><title>A</title>'))).toMatchObject({ url: 'https://a.example/g' });
    expect(await one(rss('<guid isPermaLink="false">https://a.example/g</guid><title>A</title>'))).toMatchObject({
      url: 'https://a.example/',
    });
    expect(await one(rss('<link>javascript:alert(1)</link><title>A</title>'))).toMatchObject({ url: 'https://a.example/' });
  });

  test.each(['', '<pubDate>morgen</pubDate>', '<pubDate>Mon, 99 Nov 2026</pubDate>', '<pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate>'])(
    'was seen now when its date is %j',
    async (date) => {
      expect(await one(rss(`<title>A</title>${date}`))).toMatchObject({ publishedAt: new Date(now), isUndated: true });
    },
  );

  test('has a moment, whatever word stands where its zone should', async () => {
    const date = '<pubDate>Thu, 26 Nov 2026 08:00:00 constructor</pubDate>';
    expect(await one(rss(`<title>A</title>${date}`))).toMatchObject({ publishedAt: new Date('2026-11-26T08:00:00Z') });
  });

  test('has the picture whose words the feed gives', async () => {
    const media = 'xmlns:media="http://search.yahoo.com/mrss/"';
    const picture = `<media:group ${media}><media:content url="http://a.example/p.jpg" type="image/jpeg"><media:description>Een brug</media:description></media:content></media:group>`;
    expect(await one(rss(`<title>A</title>${picture}`))).toMatchObject({ image: { url: 'https://a.example/p.jpg', alt: 'Een brug' } });
  });

  test('has a name, never a mail address, as its author', async () => {
    expect(await one(rss('<title>A</title><author>jan@a.example (Jan Smit)</author>'))).toMatchObject({ author: { name: 'Jan Smit' } });
    expect(await one(rss('<title>A</title><author>jan@a.example</author>'))).not.toHaveProperty('author');
  });

  test('that is not well-formed is read for what it says', async () => {
    const text =
      'x<title>Brood & spelen &eacute;</title><link>https://a.example/1</link><description><p>los<br>zand</p> <b>hier</description>';
    expect(await one(rss(text))).toMatchObject({ title: 'Brood & spelen é', body: 'los\\\nzand\n\n**hier**' });
  });

  test('of Atom without a namespace, or with a prefix, is read as well', async () => {
    expect(await one('<feed><entry><id>1</id><title>A</title><link href="/x"/></entry></feed>')).toMatchObject({
      id: '1',
      url: 'https://feeds.example/x',
    });
    const prefixed = '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id><a:title>A</a:title></a:entry></a:feed>';
    expect(await one(prefixed)).toMatchObject({ id: '1', title: 'A' });
  });
});

test('an empty feed has no items', async () => {
  expect(await items('<rss version="2.0"><channel><title>Leeg</title></channel></rss>')).toEqual([]);
  expect(await items('<feed xmlns="http://www.w3.org/2005/Atom"/>')).toEqual([]);
  expect(await items('{"version":"https://jsonfeed.org/version/1.1","items":[]}')).toEqual([]);
});
