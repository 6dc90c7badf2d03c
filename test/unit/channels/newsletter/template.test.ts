import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { INTRO } from '../../../../src/core/intro.ts';
import type { Json } from '../../../../src/core/json.ts';
import { READER } from '../../../../src/core/message.ts';
import { renderTemplate } from '../../../../src/pipeline/template.ts';

test('the committed html is what the source gives', async () => {
  const script: string = '../../../../build/newsletter-template.js';
  const { compileNewsletter } = (await import(script)) as { compileNewsletter: (variant?: string) => Promise<string> };
  expect(await readFile('templates/newsletter.html', 'utf8')).toBe(await compileNewsletter());
  expect(await readFile('templates/newsletter.digest.html', 'utf8')).toBe(await compileNewsletter('digest'));
}, 60_000);

test.each(['newsletter', 'newsletter.digest'])(
  'the styles of %s stay below what mail programs take, and nothing is loaded from elsewhere',
  async (name) => {
    const html = await readFile(`templates/${name}.html`, 'utf8');
    const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css).join('');
    expect(styles.length).toBeLessThan(16_000);
    expect(html).not.toMatch(/<script|<link|@import|src="http|<form/);
  },
);

const nothing = {
  title: 'Titel & <b>',
  summary: null,
  body: null,
  text: null,
  link: null,
  language: 'nl',
  tags: [],
  hashtags: [],
  event: null,
  poll: null,
  preheader: null,
  points: [],
  corrects: null,
  image: null,
  project: 'Om het kind',
  thread: false,
  reader: { ...READER, preferences: null },
  web: null,
  intro: null,
  digest: null,
};
const everything = {
  ...nothing,
  summary: 'Kort gezegd',
  link: 'https://hub.pleio.nl/1?a=1&b=2',
  event: { start: 'dinsdag 1 december 2026, 19.30 uur', end: '21.00 uur', location: 'Buurthuis', signup: 'https://x.example/in' },
  poll: ['Eens', 'Oneens'],
  preheader: 'In drie minuten bijgepraat',
  corrects: { title: 'Inloop', link: 'https://hub.pleio.nl/0' },
  image: { src: 'cid:abc', alt: 'De raadzaal' },
};

async function render(format: 'html' | 'text', variables: Readonly<Record<string, Json>>, body = '', variant = ''): Promise<string> {
  const file = `newsletter${variant}.${format === 'html' ? 'html' : 'txt'}`;
  const template = { file, text: await readFile(`templates/${file}`, 'utf8') };
  const result = await renderTemplate(template, {
    format,
    variables: body && format === 'text' ? { ...variables, body } : variables,
    finished: body && format === 'html' ? { body } : {},
  });
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  return result.output;
}

test('an issue shows all that a post has, escaped', async () => {
  const html = await render('html', everything, '<p>De raad</p>');
  expect(html).toContain('<html lang="nl" dir="ltr"');
  expect(html).toMatch(/<h1[^>]*>Titel &amp; &lt;b&gt;<\/h1>/);
  for (const part of [
    '<p>De raad</p>',
    'In drie minuten bijgepraat',
    'src="cid:abc"',
    'alt="De raadzaal"',
    'Buurthuis',
    '>Oneens</li>',
    'Stem mee',
    'Dit is een rectificatie',
    READER.greeting,
  ])
    expect(html).toContain(part);
  expect(html).toContain('href="https://hub.pleio.nl/1?a=1&amp;b=2"');
  expect(html).toContain(`href="${READER.unsubscribe}"`);
});

test('the text part says the same, with every address in full', async () => {
  const text = await render('text', everything, 'De raad');
  for (const part of [
    'Titel & <b>',
    'De raad',
    '- Oneens',
    'Waar: Buurthuis',
    'https://x.example/in',
    'https://hub.pleio.nl/1?a=1&b=2',
    READER.greeting,
    READER.unsubscribe,
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/\n{4}/);
});

test('a bare post leaves no gaps and no signs of the template', async () => {
  for (const format of ['html', 'text'] as const) {
    const shown = await render(format, nothing);
    expect(shown).not.toMatch(/\{\{|\{%|null|undefined/);
    expect(shown).toContain(READER.unsubscribe);
  }
});

test('speaks English in an English post, and reads from the right in Arabic', async () => {
  expect(await render('html', { ...everything, language: 'en-GB' })).toMatch(
    /View in your browser[\s\S]*Vote[\s\S]*Unsubscribe from this newsletter/,
  );
  expect(await render('text', { ...everything, poll: null, language: 'en' })).toContain('Read more:');
  expect(await render('html', { ...everything, language: 'ar' })).toMatch(/<html lang="ar" dir="rtl"[\s\S]*text-align:right/);
});

const anItem = {
  title: 'Open & <b>',
  summary: 'Iedereen is welkom.',
  link: 'https://hub.pleio.nl/2?a=1&b=2',
  language: null,
  date: 'dinsdag 24 november 2026',
  event: null,
  corrects: null,
  corrected: null,
  correction: null,
};
const digest = {
  agenda: [
    {
      ...anItem,
      language: 'en',
      event: { start: 'dinsdag 1 december 2026, 19.30 uur', end: '21.00 uur', location: 'Buurthuis', signup: 'https://x.example/in' },
    },
  ],
  news: [
    { ...anItem, corrects: { title: 'Begroting', link: 'https://hub.pleio.nl/1' } },
    { ...anItem, summary: 'woord '.repeat(100), corrected: { title: 'Nieuwe cijfers', link: null }, correction: 'De zaal is nu 3.' },
  ],
  more: 7,
  moreLink: 'https://hub.pleio.nl/',
};
const inDigest = (format: 'html' | 'text', variables: Readonly<Record<string, Json>>) => render(format, variables, '', '.digest');

test('a digest has headings, says where and when, and leads to every post', async () => {
  const html = await inDigest('html', { ...everything, digest, intro: INTRO });
  expect([...html.matchAll(/<h([1-6])/g)].map(([, level]) => level)).toEqual(['1', '2', '3', '2', '3', '3']);
  for (const part of [
    INTRO,
    READER.greeting,
    'Buurthuis',
    '>Open &amp; &lt;b&gt;</a>',
    'lang="en"',
    'bekijk alle berichten',
    'De zaal is nu 3.',
  ])
    expect(html).toContain(part);
  expect(html).toContain('href="https://hub.pleio.nl/2?a=1&amp;b=2"');
  expect(html).toContain('href="https://x.example/in"');
  expect(html).toMatch(/Dit verbetert: <a href="https:\/\/hub\.pleio\.nl\/1"/);
  const text = await inDigest('text', { ...everything, digest, intro: INTRO });
  for (const part of [
    'AGENDA',
    'NIEUWS',
    'Open & <b>\n',
    'Buurthuis',
    'https://x.example/in',
    'En nog 7 berichten:\nhttps://hub.pleio.nl/\n',
    READER.unsubscribe,
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/\n{4}/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(281);
});

test('a digest of one bare post leaves no gaps and no signs of the template', async () => {
  const bare = { ...anItem, summary: null, link: null };
  for (const format of ['html', 'text'] as const) {
    const shown = await inDigest(format, { ...nothing, digest: { agenda: [], news: [bare], more: 0, moreLink: null } });
    expect(shown).not.toMatch(/\{\{|\{%|null|undefined|agenda|En nog/i);
    expect(shown).toContain(READER.unsubscribe);
  }
});

test('a digest of an English project is in English', async () => {
  const html = await inDigest('html', { ...everything, language: 'en', digest });
  expect(html).toMatch(
    /Coming up[\s\S]*Sign up for[\s\S]*News[\s\S]*This corrects:[\s\S]*This message was corrected:[\s\S]*And 7 more[\s\S]*Unsubscribe/,
  );
  expect(html).not.toMatch(/Agenda|Nieuws|Rectificatie|Meld u/);
});
