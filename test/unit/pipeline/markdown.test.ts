import { describe, expect, it } from 'vitest';
import type { RichText } from '../../../src/core/rich-text.ts';
import { readMarkdown } from '../../../src/pipeline/markdown.ts';
import { someMedia } from '../../support/builders.ts';

const tree = async (source: string): Promise<RichText> => (await readMarkdown(source)).richText;
const text = (value: string) => ({ type: 'text', text: value }) as const;
const paragraph = (...children: readonly unknown[]) => ({ type: 'paragraph', children });

describe('the tree of a post', () => {
  const cases: readonly [string, string, readonly unknown[]][] = [
    [
      'a heading',
      '## Wat *nu*?',
      [{ type: 'heading', level: 2, children: [text('Wat '), { type: 'emphasis', children: [text('nu')] }, text('?')] }],
    ],
    ['a soft line break as a space', 'een\ntwee', [paragraph(text('een twee'))]],
    [
      'a hard line break',
      'een  \ntwee\\\ndrie',
      [paragraph(text('een'), { type: 'break' }, text('twee'), { type: 'break' }, text('drie'))],
    ],
    [
      'strong, deleted and code',
      '**a** ~~b~~ `<c> &lt;`',
      [
        paragraph({ type: 'strong', children: [text('a')] }, text(' '), { type: 'deleted', children: [text('b')] }, text(' '), {
          type: 'code',
          text: '<c> &lt;',
        }),
      ],
    ],
    [
      'nested lists',
      '3. a\n   - b\n4. c',
      [
        {
          type: 'list',
          ordered: true,
          start: 3,
          items: [
            { children: [paragraph(text('a')), { type: 'list', ordered: false, start: 1, items: [{ children: [paragraph(text('b'))] }] }] },
            { children: [paragraph(text('c'))] },
          ],
        },
      ],
    ],
    [
      'a task list',
      '- [ ] a\n- [x] b',
      [
        {
          type: 'list',
          ordered: false,
          start: 1,
          items: [
            { checked: false, children: [paragraph(text('a'))] },
            { checked: true, children: [paragraph(text('b'))] },
          ],
        },
      ],
    ],
    [
      'a quote in a quote',
      '> a\n>> b',
      [{ type: 'quote', children: [paragraph(text('a')), { type: 'quote', children: [paragraph(text('b'))] }] }],
    ],
    ['code with its language', '```js regels\na < b\n```', [{ type: 'code', text: 'a < b', language: 'js' }]],
    ['indented code', '    a # b', [{ type: 'code', text: 'a # b' }]],
    [
      'a table',
      '| a | b |\n|---|:-:|\n| `x\\|y` | 2 |',
      [
        {
          type: 'table',
          header: [{ children: [text('a')] }, { children: [text('b')] }],
          rows: [[{ children: [{ type: 'code', text: 'x|y' }] }, { children: [text('2')] }]],
        },
      ],
    ],
    ['a rule', '---', [{ type: 'rule' }]],
    ['an escaped sign as itself', '\\*niet vet\\*', [paragraph(text('*niet vet*'))]],
    [
      'entities as their characters',
      'caf&eacute; &#233; &#xe9; &amp; &lt;b&gt; &bestaatniet;',
      [paragraph(text('café é é & <b> &bestaatniet;'))],
    ],
    [
      'a link with a title',
      '[a](https://e.nl/?x=1&amp;y=2 "T")',
      [paragraph({ type: 'link', href: 'https://e.nl/?x=1&y=2', title: 'T', children: [text('a')] })],
    ],
    ['a link by reference', '[a][r]\n\n[r]: https://e.nl/', [paragraph({ type: 'link', href: 'https://e.nl/', children: [text('a')] })]],
    [
      'a bare address',
      'Zie https://e.nl/a_b_c.',
      [paragraph(text('Zie '), { type: 'link', href: 'https://e.nl/a_b_c', children: [text('https://e.nl/a_b_c')] }, text('.'))],
    ],
    ['a link without words', '[](https://e.nl/)', [paragraph({ type: 'link', href: 'https://e.nl/', children: [text('https://e.nl/')] })]],
    ['a mail address', 'a@e.nl', [paragraph({ type: 'link', href: 'mailto:a@e.nl', children: [text('a@e.nl')] })]],
    ['a picture elsewhere', '![x *y*](https://e.nl/a.png)', [paragraph({ type: 'image', source: 'https://e.nl/a.png', alt: 'x y' })]],
    ['an alert with its sign', '> [!WARNING]\n> Pas op', [{ type: 'quote', children: [paragraph(text('⚠️ Pas op'))] }]],
    [
      'parameters as they are',
      '<https://e.nl/?source=x&a=%20>',
      [paragraph({ type: 'link', href: 'https://e.nl/?source=x&a=%20', children: [text('https://e.nl/?source=x&a=%20')] })],
    ],
    ['a decomposed é as one character', 'e\u0301e\u0301n', [paragraph(text('één'))]],
    ['nothing', ' \n', []],
  ];
  it.each(cases)('reads %s', async (_name, source, expected) => {
    expect(await tree(source)).toEqual(expected);
  });
});

describe('footnotes', () => {
  it('are numbered in the order in which they are referred to', async () => {
    const source = 'A[^z] b[^Eerst] c[^z]\n\n[^eerst]: Noot **een**\nen verder\n\n    en nog wat\n[^z]: Noot twee';
    expect(await tree(source)).toEqual([
      paragraph(text('A'), { type: 'footnote-reference', label: '1' }, text(' b'), { type: 'footnote-reference', label: '2' }, text(' c'), {
        type: 'footnote-reference',
        label: '1',
      }),
      {
        type: 'footnotes',
        items: [
          { label: '1', children: [paragraph(text('Noot twee'))] },
          {
            label: '2',
            children: [
              paragraph(text('Noot '), { type: 'strong', children: [text('een')] }, text(' en verder')),
              paragraph(text('en nog wat')),
            ],
          },
        ],
      },
    ]);
  });

  it('may follow a paragraph without an empty line', async () => {
    expect(await tree('A[^1]\n[^1]: Noot')).toEqual([
      paragraph(text('A'), { type: 'footnote-reference', label: '1' }),
      { type: 'footnotes', items: [{ label: '1', children: [paragraph(text('Noot'))] }] },
    ]);
  });

  it('end where the next block begins', async () => {
    expect(await tree('A[^1]\n\n[^1]: Noot\n\n## Kop')).toMatchObject([
      { type: 'paragraph' },
      { type: 'heading' },
      { type: 'footnotes', items: [{ label: '1' }] },
    ]);
  });

  it('refer to each other, and to themselves, without end', async () => {
    expect(await tree('A[^1]\n\n[^1]: zie [^2] en [^1]\n[^2]: twee')).toMatchObject([
      {},
      { type: 'footnotes', items: [{ label: '1' }, { label: '2' }] },
    ]);
  });

  it('leave a reference to nothing as it was written', async () => {
    expect(await tree('A[^weg] `[^1]`')).toEqual([paragraph(text('A[^weg] '), { type: 'code', text: '[^1]' })]);
  });
});

describe('raw HTML', () => {
  const cases: readonly [string, string, readonly unknown[]][] = [
    ['drops tags and keeps words', 'a <b>vet</b> <span onclick="x()">c</span>', [paragraph(text('a vet c'))]],
    ['takes br for a break', 'a<br>b<br/>c', [paragraph(text('a'), { type: 'break' }, text('b'), { type: 'break' }, text('c'))]],
    [
      'drops what scripts and styles hold',
      'a <script>alert(1)</script>b\n\n<style>p{}</style>\n\n<div>c<script>alert(2)</script></div>',
      [paragraph(text('a b')), paragraph(text('c'))],
    ],
    ['drops comments', 'a <!-- geheim --> b\n\n<!-- ook\n\ngeheim -->', [paragraph(text('a b'))]],
    [
      'keeps the address of a link',
      '<a href="https://e.nl/?a&amp;b">x <b>y</b></a>',
      [paragraph({ type: 'link', href: 'https://e.nl/?a&b', children: [text('x y')] })],
    ],
    [
      'keeps the address of a link within a block',
      '<div>\n<p>een</p><p>twee <a href="https://e.nl/">x</a></p></div>',
      [paragraph(text('een')), paragraph(text('twee '), { type: 'link', href: 'https://e.nl/', children: [text('x')] })],
    ],
    ['keeps cells apart', '<table><tr><td>a</td><td>b</td></tr></table>', [paragraph(text('a b'))]],
    ['decodes entities in a block', '<div>caf&eacute; &lt;x&gt;</div>', [paragraph(text('café <x>'))]],
    [
      'shows a picture',
      '<img src="https://e.nl/a.png" alt="x" onerror="y()">',
      [paragraph({ type: 'image', source: 'https://e.nl/a.png', alt: 'x' })],
    ],
  ];
  it.each(cases)('%s', async (_name, source, expected) => {
    expect(await tree(source)).toEqual(expected);
  });
});

describe('unsafe links', () => {
  const unsafe = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//kwaad.nl',
    'pagina.md',
    '#kop',
    'https:',
  ];
  it.each(unsafe)('shows the words of %s as plain text, and warns', async (href) => {
    const { richText, problems } = await readMarkdown(`Zie [dit](${href}) nu`);
    expect(richText).toEqual([paragraph(text('Zie dit nu'))]);
    expect(problems).toMatchObject([{ code: 'content-unsafe-link' }]);
  });

  it('names file and line', async () => {
    const { problems } = await readMarkdown('Een\n\n[dit](javascript:x)', { where: { file: 'post.md', line: 5 } });
    expect(problems).toEqual([{ code: 'content-unsafe-link', params: { href: 'javascript:x' }, where: { file: 'post.md', line: 7 } }]);
  });

  it('are found in raw HTML too, control characters or not', async () => {
    const { richText, problems } = await readMarkdown('<a href="java&#10;script:alert(1)">x</a>');
    expect(richText).toEqual([paragraph(text('x'))]);
    expect(problems).toHaveLength(1);
  });

  it('never show a picture by an address that is none', async () => {
    const { richText, problems } = await readMarkdown('![x](data:image/png;base64,AA)');
    expect(richText).toEqual([paragraph(text('x'))]);
    expect(problems).toHaveLength(1);
  });
});

describe('pictures of the project', () => {
  it('are found by their source as written', async () => {
    const media = someMedia({ source: 'beeld/foto één.png', role: 'inline', alt: 'Een foto' });
    const { richText } = await readMarkdown('![Kinderen](<beeld/foto één.png> "T") ![](beeld/foto%20%C3%A9%C3%A9n.png)', {
      media: [media],
    });
    expect(richText).toEqual([
      paragraph({ type: 'image', source: media.source, alt: 'Kinderen', title: 'T', media }, text(' '), {
        type: 'image',
        source: media.source,
        alt: 'Een foto',
        media,
      }),
    ]);
  });

  it('have no words where they are decoration', async () => {
    const media = someMedia({ decorative: true, alt: 'lijn', role: 'inline' });
    const { richText } = await readMarkdown('![lijn](beeld/raad.png)', { media: [media] });
    expect(richText).toMatchObject([{ children: [{ type: 'image', alt: '' }] }]);
  });

  it('leave their words where the file is not known', async () => {
    expect(await tree('![x](weg.png)')).toEqual([paragraph(text('x'))]);
  });
});

describe('texts that are made to break it', { timeout: 60_000 }, () => {
  const deep: readonly [string, string][] = [
    ['quotes', `${'> '.repeat(3000)}a`],
    ['lists', Array.from({ length: 200 }, (_, level) => `${' '.repeat(level * 2)}- a`).join('\n')],
    ['lists on one line', `${'- '.repeat(3000)}a`],
    ['emphasis', '*a **b '.repeat(3000) + '** c*'.repeat(3000)],
  ];
  it.each(deep)('refuses %s that are nested too deep', async (_name, source) => {
    const { problems } = await readMarkdown(source, { where: { file: 'post.md' } });
    expect(problems).toEqual([{ code: 'content-too-deep', params: { levels: 100 }, where: { file: 'post.md' } }]);
  });

  it('reads 90 levels', async () => {
    expect((await readMarkdown(`${'> '.repeat(90)}a`)).problems).toEqual([]);
  });

  const long: readonly [string, string][] = [
    ['paragraphs', 'Een zin met é, **vet** en [een link](https://e.nl/).\n\n'.repeat(5000)],
    ['short paragraphs', 'a\n\n'.repeat(20_000)],
    ['words in one paragraph', 'woord [^1] *x* '.repeat(8000)],
    ['footnotes', Array.from({ length: 2000 }, (_, index) => `a[^${index}]\n\n[^${index}]: noot\n\n`).join('')],
    ['list items', '- punt\n'.repeat(10_000)],
    ['open brackets', '['.repeat(20_000)],
    ['open tags', '<a '.repeat(20_000)],
    ['stars', '*a '.repeat(20_000)],
  ];
  it.each(long)('reads very many %s', async (_name, source) => {
    const { richText } = await readMarkdown(source);
    expect(Array.isArray(richText)).toBe(true);
  });

  it('gives the same tree twice', async () => {
    const source = 'A[^1] [x](https://e.nl/)\n\n[^1]: n';
    expect(await readMarkdown(source)).toEqual(await readMarkdown(source));
  });
});
