import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/channels/pleio/plain-text.ts';
import { toTiptap } from '../../../../src/channels/pleio/tiptap.ts';
import type { Inline, RichText } from '../../../../src/core/rich-text.ts';
import { readMarkdown } from '../../../../src/pipeline/markdown.ts';
import { someMedia } from '../../../support/builders.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const contentOf = (blocks: RichText) => toTiptap(blocks).content;
const inline = (...children: Inline[]) => contentOf([{ type: 'paragraph', children }])?.[0]?.content;
const read = async (markdown: string) => toTiptap((await readMarkdown(markdown)).richText);

/** Every type of node and mark in a document. */
const typesIn = (node: unknown): string[] => [...JSON.stringify(node).matchAll(/"type":"(\w+)"/g)].map(([, type]) => type ?? '');

describe('a body as a Pleio document', () => {
  it('keeps bold, italic and links, also within each other', () => {
    expect(inline(text('Een '), { type: 'strong', children: [text('vet '), { type: 'emphasis', children: [text('woord')] }] })).toEqual([
      { type: 'text', text: 'Een ' },
      { type: 'text', marks: [{ type: 'bold' }], text: 'vet ' },
      { type: 'text', marks: [{ type: 'bold' }, { type: 'italic' }], text: 'woord' },
    ]);
    expect(inline({ type: 'link', href: 'https://example.nl/', title: 'Uitleg', children: [text('lees')] })).toEqual([
      { type: 'text', marks: [{ type: 'link', attrs: { href: 'https://example.nl/', title: 'Uitleg' } }], text: 'lees' },
    ]);
  });

  it('shows words in another language as words, for there is no mark of it', () => {
    expect(inline(text('a '), { type: 'language', language: 'en', children: [text('b')] })).toEqual([{ type: 'text', text: 'a b' }]);
  });

  it('shows inline code and deleted words as plain words', () => {
    expect(inline(text('Typ '), { type: 'code', text: 'a < b' }, { type: 'deleted', children: [text(' oud')] })).toEqual([
      { type: 'text', text: 'Typ a < b oud' },
    ]);
  });

  it('lets headings begin below the title of the page', () => {
    const levels = (...wanted: number[]) =>
      contentOf(wanted.map((level) => ({ type: 'heading', level, children: [text('Kop')] })))?.map(({ attrs }) => attrs?.level);
    expect(levels(1, 2, 3, 6)).toEqual([2, 3, 4, 5]);
    expect(levels(2, 3)).toEqual([2, 3]);
  });

  it('makes a block of code into lines, without marks of Markdown', () => {
    expect(contentOf([{ type: 'code', text: '# a < b\n\nend\n', language: 'r' }])).toEqual([
      {
        type: 'paragraph',
        content: [{ type: 'text', text: '# a < b' }, { type: 'hardBreak' }, { type: 'hardBreak' }, { type: 'text', text: 'end' }],
      },
    ]);
  });

  it('shows the indentation of code, which a page would drop', () => {
    expect(contentOf([{ type: 'code', text: 'if a:\n  b = 1  # c' }])?.[0]?.content?.at(-1)).toEqual({
      type: 'text',
      text: '\u00a0\u00a0b = 1  # c',
    });
  });

  it('indents what stands within an item of a list', async () => {
    expect(plainText(await read('1. een\n   - a\n   - b\n2. twee'))).toBe('1. een\n  • a\n  • b\n2. twee');
  });

  it('drops horizontal rules and empty blocks, but is never empty', () => {
    expect(contentOf([{ type: 'rule' }, { type: 'paragraph', children: [] }])).toEqual([{ type: 'paragraph' }]);
  });

  it('shows the boxes of a list of tasks', async () => {
    expect(plainText(await read('- [x] klaar\n- [ ] nog niet'))).toBe('• ☑ klaar\n• ☐ nog niet');
  });

  it('keeps nested lists and the number with which a list begins', async () => {
    expect((await read('3. drie\n   - a\n4. vier')).content).toEqual([
      {
        type: 'orderedList',
        attrs: { order: 3 },
        content: [
          {
            type: 'listItem',
            content: [
              { type: 'paragraph', content: [{ type: 'text', text: 'drie' }] },
              {
                type: 'bulletList',
                content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] }],
              },
            ],
          },
          { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'vier' }] }] },
        ],
      },
    ]);
  });

  it('begins every item of a list with a paragraph', () => {
    const item = { children: [{ type: 'quote', children: [{ type: 'paragraph', children: [text('citaat')] }] }] } as const;
    expect(
      contentOf([{ type: 'list', ordered: false, start: 1, items: [item] }])?.[0]?.content?.[0]?.content?.map(({ type }) => type),
    ).toEqual(['paragraph', 'blockquote']);
  });

  it('makes a table of rows with header cells first', async () => {
    const cell = (type: string, words: string) => ({ type, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] });
    expect((await read('| Taak | Wie |\n|---|---|\n| Zorg | Gemeente |')).content).toEqual([
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('tableHeader', 'Taak'), cell('tableHeader', 'Wie')] },
          { type: 'tableRow', content: [cell('tableCell', 'Zorg'), cell('tableCell', 'Gemeente')] },
        ],
      },
    ]);
  });

  it('numbers footnotes in the text and lists them at the end', async () => {
    const document = await read('Zo staat het in de wet.[^wet]\n\n[^wet]: Artikel 2.3.');
    expect(plainText(document)).toBe('Zo staat het in de wet.[1]\n\n1. Artikel 2.3.');
    expect(document.content?.[1]?.type).toBe('orderedList');
  });

  it('leaves a place for the address of a picture of the project', () => {
    const media = someMedia({ hash: 'h1', role: 'inline' });
    expect(inline({ type: 'image', source: media.path, alt: 'De raadzaal', media })).toEqual([
      { type: 'image', attrs: { src: 'omk-media:h1', alt: 'De raadzaal' } },
    ]);
  });

  it('links to a picture that stands elsewhere', () => {
    const marks = [{ type: 'link', attrs: { href: 'https://example.nl/a.png' } }];
    expect(inline({ type: 'image', source: 'https://example.nl/a.png', alt: 'Kaart' })).toEqual([{ type: 'text', marks, text: 'Kaart' }]);
    expect(inline({ type: 'image', source: 'https://example.nl/a.png', alt: '' })).toEqual([
      { type: 'text', marks, text: 'https://example.nl/a.png' },
    ]);
  });

  it('gives a link around nothing but a picture words of its own', () => {
    const image: Inline = { type: 'image', source: 'a.png', alt: 'Kaart', media: someMedia({ hash: 'h1' }) };
    expect(inline({ type: 'link', href: 'https://example.nl/', children: [image] })?.map(({ type, text: words }) => words ?? type)).toEqual(
      ['image', 'https://example.nl/'],
    );
  });

  it('uses nothing but what Pleio knows, whatever Markdown says', async () => {
    const known =
      'doc paragraph heading blockquote bulletList orderedList listItem table tableRow tableHeader tableCell image hardBreak text bold italic link'.split(
        ' ',
      );
    const document = await read(
      '# Kop\n\n**a *b* ~~c~~ `d`** [e](https://example.nl)\n\n> citaat\n>\n> - x\n\n---\n\n```js\nlet a = 1;\n\nb\n```\n\n1. een\n\n   twee\n\n- [ ] taak\n\n| a | b |\n|:-:|--|\n| `c` | ![d](https://example.nl/d.png) |\n\nNoot[^1]\\\nregel\n\n<div onclick="x()">html</div>\n\n[^1]: tekst',
    );
    expect(typesIn(document).filter((type) => !known.includes(type))).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/```|~~|\*\*|onclick/);
  });
});
