/** Bytes, moments and HTML: whatever a stranger writes becomes text, quickly, and text stays text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Inline } from '../../../../src/core/rich-text.ts';
import { readMarkdown } from '../../../../src/pipeline/markdown.ts';
import { parsePost } from '../../../../src/pipeline/parse.ts';
import { momentOf } from '../../../../src/sources/feed/dates.ts';
import { decodeText } from '../../../../src/sources/feed/decoding.ts';
import { plainText } from '../../../../src/sources/feed/plain.ts';
import { markdownOf } from '../../../../src/sources/feed/to-markdown.ts';
import { xmlTree } from '../../../../src/sources/feed/xml-tree.ts';

const base = 'https://a.example/b/';
const markdown = (html: string) => markdownOf({ html }, base);

/** The words that omk reads out of it again. */
async function wordsOf(text: string): Promise<string> {
  const { richText, problems } = await readMarkdown(text);
  expect(problems).toEqual([]);
  const within = (node: Block | Inline | { readonly children?: unknown; readonly text?: unknown }): string => {
    const { text: own, children, items, type } = node as { text?: string; children?: Inline[]; items?: Inline[]; type?: string };
    return type === 'break' ? ' ' : (own ?? [...(children ?? []), ...(items ?? [])].map(within).join(''));
  };
  return richText.map(within).join(' ').replace(/\s+/g, ' ').trim();
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('a text', () => {
  const odd = fc.string({ unit: fc.constantFrom(...'*_[](){}<>#+-=`~!|\\/&;:.,1 2\nabcé😀م^@$"\''.split('')), maxLength: 60 });

  test('that looks like Markdown stays the text that it is', async () => {
    await fc.assert(
      fc.asyncProperty(odd, async (text) => {
        const expected = text.normalize('NFC').replace(/\s+/g, ' ').trim();
        expect(await wordsOf(markdown(`<p>${escaped(text)}</p>`))).toBe(expected);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    '# geen kop',
    '1. geen lijst',
    '- geen lijst',
    '> geen citaat',
    '[^1]: geen noot',
    '[a]{lang=en}',
    '---',
    '|a|b|',
    '    geen code',
  ])('is no mark-up: %s', async (text) => {
    expect(await wordsOf(markdown(`<p>${escaped(text)}</p>`))).toBe(text.trim());
  });

  test('of any HTML is accepted as a post, pictures apart', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'<p>|</p>|<b>|</b>|<a href="/x">|</a>|<ul>|<li>|</ul>|<table>|<tr>|<td>|</table>|<h1>|</h1>|<pre>|<code>|</pre>|<br>|<blockquote>|<!--|-->|<img src=x alt=y>|<script>|</script>|<a href="javascript:x">'.split(
          '|',
        ),
      ),
      fc.string({ maxLength: 8 }),
    );
    const project = { language: 'nl', timezone: 'Europe/Amsterdam', channels: ['x'], kinds: [], channelOptions: {} };
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const body = markdown(pieces.join(''));
        const { problems } = parsePost({ text: `---\ntitle: A\n---\n${body}\n`, file: 'a.md', project });
        expect(problems.map(({ code }) => code).filter((code) => code !== 'content-image-remote' && code !== 'content-empty')).toEqual([]);
        expect(body).not.toMatch(/\]\(\s*<?javascript:/i);
        expect((await readMarkdown(body)).problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('HTML that is meant to do harm', () => {
  const most = 1_000_000;
  const many = (text: string): string => text.repeat(Math.floor(most / text.length));

  test.each(
    [
      '<b>',
      '<div><p>x',
      '<a href=x>y',
      '<a href=x>y</a>',
      '<ul><li>',
      '<table><tr><td>',
      '<td colspan=9999999>',
      '<br>',
      '<em> a </em>',
      '&amp;<',
      '<!--',
      '<script>',
      '<',
      '*',
      '[',
      '_a ',
      'a\n\n',
    ].map((piece) => [piece] as const),
  )('takes no longer than its length, a megabyte of %j', (piece) => {
    const begin = performance.now();
    markdown(many(piece));
    expect(performance.now() - begin).toBeLessThan(8000);
  });

  test('keeps its words, also where it is too tangled to be read', () => {
    expect(markdown(`${'<b>'.repeat(500)}vet &amp; <script>weg</script>meer`)).toBe('vet & meer');
  });

  test('leads nowhere but to the web, to mail and to a telephone', () => {
    const hrefs = [
      'javascript:x',
      'java\nscript:x',
      ' data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'mailto:a@b.nl',
      'tel:112',
      '../c',
    ];
    const links = hrefs.map((href) => `<a href="${href}">a</a>`).join(' ');
    expect(markdown(links)).toBe('a a a a a [a](mailto:a@b.nl) [a](tel:112) [a](https://a.example/c)');
  });

  test('shows no picture that has no words, counts, or comes from nowhere', () => {
    const pictures = [
      'src="/a.png" alt="A"',
      'src="/b.png"',
      'src="/c.png" alt=""',
      'src="/d.png" alt="D" width="1"',
      'src="data:image/png,x" alt="E"',
    ];
    expect(markdown(pictures.map((one) => `<img ${one}>`).join(''))).toBe('![A](https://a.example/a.png)');
  });

  test('holds no characters that no text has', () => {
    for (const one of [{ html: '<p>a\u0007b&#1;c</p>' }, { html: 'a\u0007b\u0001c' }, { text: 'a\u0007b\u0001c' }])
      expect(markdownOf(one, base)).toBe('abc');
  });

  test('leaves a way to a film from elsewhere', () => {
    expect(markdown('<iframe src="https://film.example/1" title="De raad in beeld">x</iframe>')).toBe(
      '[De raad in beeld](https://film.example/1)',
    );
  });
});

describe('XML that is meant to do harm', () => {
  test.each(['<a>', '</b>', '<a/>', '<![CDATA[', '<!--', '&amp;<', '<!DOCTYPE [', '<a xmlns:b="c"/>'])(
    'takes no longer than its length: %s',
    (piece) => {
      const begin = performance.now();
      xmlTree(`<rss><channel>${piece.repeat(2_000_000 / piece.length)}`);
      expect(performance.now() - begin).toBeLessThan(8000);
    },
  );
});

describe('a moment', () => {
  test.each([
    ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00.000Z'],
    ['2026-11-20T12:00:00.123+01:00', '2026-11-20T11:00:00.000Z'],
    ['2026-11-20 12:00', '2026-11-20T12:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['Fri, 20 Nov 2026 12:00:00 GMT', '2026-11-20T12:00:00.000Z'],
    ['20 Nov 26 12:00 EST', '2026-11-20T17:00:00.000Z'],
    ['vr, 20 nov. 2026 12:00:00 +0100', '2026-11-20T11:00:00.000Z'],
    ['vrijdag 6 maart 2026 9:05 CET', '2026-03-06T08:05:00.000Z'],
    ['Za, 02 mei 2026 12:00:00 CEST', '2026-05-02T10:00:00.000Z'],
    ['Fri, 20 Oct 2026 12:00:00 GMT+0200', '2026-10-20T10:00:00.000Z'],
    ['Fri, 20 Nov 2026 12:00:00 XYZ', '2026-11-20T12:00:00.000Z'],
  ])('written as %s', (written, expected) => {
    expect(momentOf(written)?.toISOString()).toBe(expected);
  });

  test.each([
    '',
    'gisteren',
    '0000-00-00',
    '2026-02-30',
    '2026-13-01',
    '31 apr 2026',
    '1970-01-01T00:00:00Z',
    '20 foo 2026',
    '9'.repeat(5000),
  ])('that is none: %.20s', (written) => {
    expect(momentOf(written)).toBeUndefined();
  });
});

describe('bytes', () => {
  const accented = Buffer.from('é€', 'utf8');
  const old = Buffer.from([0xe9, 0x80]);

  test.each([
    ['UTF-8, said by nobody', accented, ''],
    ['windows-1252, said by nobody', old, ''],
    ['said by the server', old, 'text/xml; charset=ISO-8859-1'],
    [
      'a mark before them, whatever the server says',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), accented]),
      'text/xml; charset=iso-8859-1',
    ],
    ['UTF-16 with a mark', Buffer.from('\ufeffé€', 'utf16le'), ''],
    ['a name that nobody knows', accented, 'text/xml; charset=klingon'],
  ])('are read: %s', (_, bytes, type) => {
    expect(decodeText(bytes, type)).toBe('é€');
  });

  test('are read as the document says of itself', () => {
    const start = "<?xml version='1.0' encoding='windows-1252'?>";
    expect(decodeText(Buffer.concat([Buffer.from(start), old]), 'application/xml')).toBe(`${start}é€`);
  });
});

describe('a title', () => {
  test.each([
    ['<b>Vet</b> &amp; <i>scheef</i>', 'Vet & scheef'],
    ['3 < 4 en 5 > 2', '3 < 4 en 5 > 2'],
    ['Gebruik &lt;template&gt;', 'Gebruik <template>'],
    ['De tag <mijn-tag></mijn-tag>', 'De tag <mijn-tag></mijn-tag>'],
    ['Een<br>twee<p>drie</p>', 'Een twee drie'],
    ['<script>x</script>y\u202e', 'y'],
    ['a\n\t b', 'a b'],
  ])('%s', (html, expected) => {
    expect(plainText({ html })).toBe(expected);
  });
});
