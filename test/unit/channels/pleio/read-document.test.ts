import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/channels/pleio/plain-text.ts';
import { readBody } from '../../../../src/channels/pleio/read-body.ts';
import { type TiptapNode, toTiptap } from '../../../../src/channels/pleio/tiptap.ts';
import { readMarkdown } from '../../../../src/pipeline/markdown.ts';
import { tokensOf } from '../../../../src/pipeline/markdown-tokens.ts';

const site = 'https://omhetkind.pleio.nl';
const text = (words: string, ...marks: (string | object)[]) => ({
  type: 'text',
  text: words,
  marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)),
});
const link = (href: string) => ({ type: 'link', attrs: { href } });
const node = (type: string, content: readonly object[] = [], attrs: object = {}) => ({ type, attrs, content });
const p = (...content: readonly object[]) => node('paragraph', content);
const markdownOf = (...content: readonly object[]) => readBody(JSON.stringify({ type: 'doc', content }), site).markdown;

describe('a document of Pleio as Markdown', () => {
  it('keeps what holds for words; an underline is none of Markdown', () => {
    expect(markdownOf(p(text('een '), text('vet', 'bold'), text(' '), text('schuin', 'italic'), text(' '), text('oud', 'strike')))).toBe(
      'een **vet** *schuin* ~~oud~~',
    );
    expect(markdownOf(p(text('onder', 'underline'), text(' '), text('a = 1', 'code'), text(' x', 'nieuw')))).toBe('onder `a = 1` x');
  });

  it('makes links of the site whole, and leaves out addresses that nobody may be led to', () => {
    expect(markdownOf(p(text('lees', link('/blog/view/1/x')), text(' '), text('mail', link('mailto:a@b.nl'))))).toBe(
      `[lees](${site}/blog/view/1/x) [mail](mailto:a@b.nl)`,
    );
    const bad = ['javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'https://naam:geheim@a.nl/', '', 'http://['];
    for (const href of bad) expect(markdownOf(p(text('woord', link(href))))).toBe('woord');
  });

  it('begins headings below the title, and skips none', () => {
    const headings = (...levels: number[]) =>
      markdownOf(...levels.map((level) => node('heading', [text(`k${level}`)], { level })))
        .split('\n\n')
        .join(' ');
    expect(headings(1, 2, 3)).toBe('## k1 ### k2 #### k3');
    expect(headings(3, 5, 3)).toBe('## k3 ### k5 ## k3');
    expect(headings(2, 3, 3, 2)).toBe('## k2 ### k3 ### k3 ## k2');
  });

  it('keeps lists, tasks, quotes, code and tables', () => {
    const item = (...content: object[]) => node('listItem', content);
    expect(
      markdownOf(node('orderedList', [item(p(text('a')), node('bulletList', [item(p(text('b')))])), item(p(text('c')))], { order: 3 })),
    ).toBe('3. a\n   - b\n4. c');
    expect(markdownOf(node('taskList', [node('taskItem', [p(text('a'))], { checked: true }), node('taskItem', [p(text('b'))])]))).toBe(
      '- [x] a\n- [ ] b',
    );
    expect(markdownOf(node('bulletList', [item(p(text('☐ a'))), item(p(text('☑ '), text('b', 'bold')))]))).toBe('- [ ] a\n- [x] **b**');
    expect(markdownOf(node('blockquote', [p(text('a')), p(text('b'))]))).toBe('> a\n>\n> b');
    expect(markdownOf(node('codeBlock', [text('a\n```\nb')], { language: 'js' }))).toBe('````js\na\n```\nb\n````');
    expect(markdownOf(p(text('a')), node('horizontalRule'), p(text('b'), node('hardBreak'), text('- c')))).toBe('a\n\n***\n\nb\\\n\\- c');
    const cell = (type: string, ...content: object[]) => node(type, content);
    expect(
      markdownOf(
        node('table', [
          node('tableRow', [cell('tableHeader', p(text('A'))), cell('tableHeader', p(text('B')))]),
          node('tableRow', [cell('tableCell', p(text('x | y')), p(text('z'))), cell('tableCell')]),
        ]),
      ),
    ).toBe('| A | B |\n| --- | --- |\n| x \\| y<br>z |  |');
  });

  it('shows pictures, files and videos by their names, and drops what has no words', () => {
    expect(markdownOf(p(node('image', [], { src: '/attachment/entity/1', alt: 'Een plein' })))).toBe(
      `[Een plein](${site}/attachment/entity/1)`,
    );
    expect(markdownOf(p(node('image', [], { src: '/attachment/entity/1', alt: '' })))).toBe('');
    expect(markdownOf(node('figure', [], { src: '/a/1', alt: 'Plein', caption: 'Foto: Eva' }))).toBe(`[Plein](${site}/a/1)\n\nFoto: Eva`);
    expect(markdownOf(node('file', [], { url: '/files/1', name: 'Brief.pdf' }))).toBe(`[Brief.pdf](${site}/files/1)`);
    expect(markdownOf(node('video', [], { guid: 'aB_3', platform: 'youtube', title: 'Uitleg' }))).toBe(
      '[Uitleg](https://www.youtube.com/watch?v=aB_3)',
    );
    expect(markdownOf(p(node('mention', [], { id: '1', label: 'Eva' }), text(' zei dit')))).toBe('Eva zei dit');
  });

  it('never loses the words of what it does not know', () => {
    expect(markdownOf(node('callout', [p(text('Let op'))]), node('accordion', [p(text('meer'))], { title: 'Vraag' }))).toBe(
      'Let op\n\nVraag\n\nmeer',
    );
    expect(markdownOf(p(node('sparkle', [text('glans')])), text('los'))).toBe('glans\n\nlos');
    expect(readBody('Gewone tekst\n\n# geen kop', site).markdown).toBe('Gewone tekst\n\n\\# geen kop');
    expect(readBody('<p>Oude <b>HTML</b> &amp; meer</p><script>x()</script><p>a<br>b</p>', site).markdown).toBe(
      'Oude HTML & meer\n\na\\\nb',
    );
    for (const stored of ['', '[]', '12', 'null', '{}', '{"type":"doc","content":null}', '{"type":"doc","content":[null,3,{"type":7}]}'])
      expect(typeof readBody(stored, site).markdown).toBe('string');
  });

  it('stays within what a post may be: deep, and long', () => {
    const levels = 20_000;
    const opening = '{"type":"bulletList","content":[{"type":"listItem","content":['.repeat(levels);
    const deep = `{"type":"doc","content":[${opening}{"type":"text","text":"diep"}${']}]}'.repeat(levels)}]}`;
    const found = readBody(deep, site).markdown;
    expect([found.includes('diep'), tokensOf(found) !== undefined]).toEqual([true, true]);
    const long = markdownOf(...Array.from({ length: 40_000 }, (_, index) => p(text(`alinea ${index}`))));
    expect([Buffer.byteLength(long) < 220_000, long.endsWith('\n\n…')]).toEqual([true, true]);
  });

  const posts = readdirSync('content').filter((name) => name.endsWith('.md'));
  it.each(posts)('keeps the meaning of %s on the way there and back', async (name) => {
    const body = readFileSync(`content/${name}`, 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    const there = toTiptap((await readMarkdown(body)).richText);
    const back = readBody(JSON.stringify(there), site).markdown;
    const again = toTiptap((await readMarkdown(back)).richText);
    const words = (document: TiptapNode) => plainText(document).replace(/ +/g, ' ');
    expect(words(again)).toBe(words(there));
    // Code came there as words already, and its addresses are linked from then on.
    if (!body.includes('```')) expect(again).toEqual(there);
  });
});
