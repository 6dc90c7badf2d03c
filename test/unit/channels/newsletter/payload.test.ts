import { describe, expect, test } from 'vitest';
import { rules } from '../../../../src/channels/newsletter/payload.ts';
import { greetingFor } from '../../../../src/channels/newsletter/personal.ts';
import { quotedPrintableLength } from '../../../../src/channels/newsletter/quoted-printable.ts';
import type { ComposeInput } from '../../../../src/core/channel.ts';
import { INTRO, introsOf } from '../../../../src/core/intro.ts';
import type { Json } from '../../../../src/core/json.ts';
import { fillPermalink, fillPictures, READER } from '../../../../src/core/message.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';

const html = (body: string) => `${body}<a href="${READER.unsubscribe}">Afmelden</a>`;
const compose = (overrides: Partial<ComposeInput> = {}) =>
  rules.compose({
    post: aPost(),
    request: aRequest({ channel: 'newsletter' }),
    rendered: { html: html('<h1>Inloopavond</h1>'), text: `Inloopavond\n${READER.unsubscribe}` },
    media: [],
    project: 'Om het kind',
    ...overrides,
  });
const image = (hash: string, alt = 'De raadzaal') => `<img src="cid:${hash}" alt="${alt}" width="560">`;

test('is the rendered text and html with the title as subject', () => {
  const { message, problems } = compose({ post: aPost({ audience: ['ouders'], preheader: 'Kort' }), link: 'https://hub.example/1' });
  expect(problems).toEqual([]);
  expect(message).toEqual({
    subject: 'Inloopavond',
    text: `Inloopavond\n${READER.unsubscribe}`,
    html: html('<h1>Inloopavond</h1>'),
    link: 'https://hub.example/1',
    media: [],
    details: { project: 'Om het kind', language: 'nl', preheader: 'Kort', audience: ['ouders'] },
  });
});

test('a subject of its own wins over the title, on one line', () => {
  expect(compose({ request: aRequest({ options: { subject: 'Kom\r\nBcc: x@example.nl' } }) }).message.subject).toBe(
    'Kom Bcc: x@example.nl',
  );
});

test('pictures travel along up to 200 KB together', () => {
  const media = [
    someMedia({ hash: 'a', bytes: 150_000 }),
    someMedia({ hash: 'b', bytes: 60_000 }),
    someMedia({ hash: 'c', bytes: 40_000 }),
  ];
  const { message } = compose({
    media,
    link: 'https://hub.example/1?a=1&b=2',
    rendered: { html: html(image('a') + image('b', 'Een &lt;kaart&gt;') + image('c')), text: READER.unsubscribe },
  });
  expect(message.media.map(({ hash }) => hash)).toEqual(['a', 'c']);
  expect(message.html).toContain('src="cid:a@newsletter"');
  expect(message.html).toContain('src="cid:c@newsletter"');
  expect(message.html).toContain(
    '<a href="https://hub.example/1?a=1&amp;b=2" style="color:#00547d;text-decoration:underline">Een &lt;kaart&gt;</a>',
  );
});

test('pictures are all fetched from the hub where the project wants it so', () => {
  const { message } = compose({
    media: [someMedia({ hash: 'a', bytes: 10 })],
    request: aRequest({ options: { images: 'hub' } }),
    rendered: { html: html(image('a')), text: READER.unsubscribe },
  });
  expect(message.media).toEqual([]);
  expect(fillPermalink(message, 'https://hub.nl/p', { a: 'https://hub.nl/a.png' }).html).toContain('src="https://hub.nl/a.png"');
});

describe('a picture that is too big to travel along', () => {
  const media = [someMedia({ hash: 'a', bytes: 300_000 })];
  const at = (alt: string) => compose({ media, rendered: { html: html(`[${image('a', alt)}]`), text: READER.unsubscribe } }).message;

  test('is shown from the hub, once the hub has told its public address', () => {
    const { html: filled = '' } = fillPermalink(at('De raadzaal'), 'https://hub.nl/p', { a: 'https://hub.nl/attachment/1?a&b' });
    expect(filled).toMatch(
      /\[<img [^>]*src="https:\/\/hub\.nl\/attachment\/1\?a&amp;b"[^>]*alt="De raadzaal"[^>]*>\]|\[<img [^>]*alt="De raadzaal"[^>]*src="https:\/\/hub\.nl\/attachment\/1\?a&amp;b"[^>]*>\]/,
    );
    expect(filled).not.toContain('<!--picture');
  });

  test('leaves its description where the hub shows it to nobody, and nothing where it only decorates', () => {
    expect(fillPermalink(at('De raadzaal'), 'https://hub.nl/p').html).toContain('[De raadzaal]');
    expect(fillPictures(at('De raadzaal').html ?? '')).toContain('[De raadzaal]');
    expect(fillPermalink(at(''), 'https://hub.nl/p').html).toContain('[]');
  });
});

test('warns of html above 80 KB and refuses it above 100 KB, as it is encoded', () => {
  const problemsOf = (length: number) => compose({ rendered: { html: html('x'.repeat(length)), text: READER.unsubscribe } }).problems;
  expect(problemsOf(60_000)).toEqual([]);
  expect(problemsOf(85_000)).toMatchObject([{ code: 'content-nearly-too-long', params: { what: 'html' } }]);
  expect(problemsOf(110_000)).toMatchObject([{ code: 'content-too-long', params: { what: 'html', max: 102_400 } }]);
  expect(compose({ rendered: { html: html('é'.repeat(20_000)), text: READER.unsubscribe } }).problems).toMatchObject([
    { code: 'content-too-long' },
  ]);
});

test('counts what quoted-printable makes of a text', () => {
  expect(quotedPrintableLength('abc')).toBe(6);
  expect(quotedPrintableLength('é=')).toBe(12);
});

test('refuses a template without a way to unsubscribe', () => {
  expect(compose({ rendered: { html: '<p>Hallo</p>', text: READER.unsubscribe } }).problems).toMatchObject([
    { code: 'template-lacks', params: { variable: 'reader.unsubscribe' } },
  ]);
});

test.each([
  [{ name: 'Noor' }, 'nl', 'Beste Noor,'],
  [{}, 'nl', 'Beste lezer,'],
  [{ name: '  ' }, 'nl', 'Beste lezer,'],
  [{ name: 'Grace', language: 'en' }, 'nl', 'Dear Grace,'],
  [{}, 'en-GB', 'Dear reader,'],
  [{ name: 'Noor\r\n\u0007 Vermeulen' }, 'nl', 'Beste Noor Vermeulen,'],
  [{ name: 'Ø'.repeat(300) }, 'nl', `Beste ${'Ø'.repeat(100)},`],
])('greets %j in a post in %s: %s', (reader, language, greeting) => {
  expect(greetingFor(reader, language)).toBe(greeting);
});

describe('words at the beginning for one segment or another', () => {
  const intro = (segment: string, html = '<p>Beste</p>') => ({ segment, html, text: 'Beste' });
  const rendered = { html: html(`<h1>Inloopavond</h1>${INTRO}`), text: `Inloopavond\n${INTRO}\n${READER.unsubscribe}` };

  test('are read from one text or from one for each segment', () => {
    const read = (value: Json) => rules.intros?.(aRequest({ options: { intro: value } }));
    expect(read('Beste')).toEqual([{ segment: '*', markdown: 'Beste' }]);
    expect(read({ ouders: 'O', '*': 'A' })).toEqual([
      { segment: 'ouders', markdown: 'O' },
      { segment: '*', markdown: 'A' },
    ]);
    expect(rules.intros?.(aRequest())).toEqual([]);
    expect(rules.variables?.(aRequest({ options: { intro: 'Beste' } }))).toMatchObject({ intro: INTRO });
    expect(rules.variables?.(aRequest())).toMatchObject({ intro: null });
  });

  test('stand in the order of the audience of the post, in what is compared later', () => {
    const { message, problems } = compose({
      post: aPost({ audience: ['Raad', 'ouders'] }),
      rendered,
      intros: [intro('*'), intro('ouders'), intro('raad')],
    });
    expect(problems).toEqual([]);
    expect(introsOf(message).map(({ segment }) => segment)).toEqual(['raad', 'ouders', '*']);
  });

  test('for a segment that the post does not go to are told', () => {
    const { problems } = compose({ post: aPost({ audience: ['raad'] }), rendered, intros: [intro('pers'), intro('*')] });
    expect(problems).toMatchObject([{ code: 'content-intro-unread', params: { segment: 'pers', audience: ['raad'] } }]);
  });

  test('need their place in the template, and the longest counts for the size', () => {
    expect(compose({ intros: [intro('*')] }).problems).toMatchObject([{ code: 'template-lacks', params: { variable: 'intro' } }]);
    const { problems } = compose({ rendered, intros: [intro('raad'), intro('ouders', 'x'.repeat(100 * 1024))] });
    expect(problems).toMatchObject([{ code: 'content-too-long' }]);
  });
});
