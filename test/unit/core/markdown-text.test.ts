import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../../src/core/markdown-text.ts';
import { type Block, type Inline, inlineText, type RichText } from '../../../src/core/rich-text.ts';
import { readMarkdown } from '../../../src/pipeline/markdown.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const read = async (markdown: string) => (await readMarkdown(markdown)).richText;
const there = (...blocks: Block[]) => markdownOf(blocks);
const back = (blocks: RichText) => read(markdownOf(blocks));

/** What a reader would see of inline content: the words, with their breaks, blanks that nobody sees left out. */
const wordsOf = (children: readonly Inline[]): string =>
  inlineText(children)
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

/** Blocks, lists and cells with their words, without what holds for some of the words. */
function shapeOf(blocks: RichText): unknown[] {
  return blocks.flatMap((block): unknown[] => {
    switch (block.type) {
      case 'paragraph':
        return wordsOf(block.children) === '' ? [] : [wordsOf(block.children)];
      case 'heading':
        return wordsOf(block.children) === '' ? [] : [{ heading: block.level, words: wordsOf(block.children) }];
      case 'list': {
        const items = block.items
          .map(({ children, checked }) => ({ checked, inside: shapeOf(children) }))
          .filter(({ inside }) => inside.length > 0);
        return items.length > 0 ? [{ list: block.ordered, start: block.start, items }] : [];
      }
      case 'quote':
        return shapeOf(block.children).length > 0 ? [{ quote: shapeOf(block.children) }] : [];
      case 'code':
        return [{ code: block.text }];
      case 'table':
        return [{ table: [block.header, ...block.rows].map((row) => row.map(({ children }) => wordsOf(children))) }];
      default:
        return [block.type];
    }
  });
}

describe('rich text as Markdown', () => {
  it.each([
    ['5 * 3 * 2', '5 * 3 * 2'],
    ['snake_case en _zo_', 'snake_case en \\_zo\\_'],
    ['# geen kop', '\\# geen kop'],
    ['1. geen lijst', '1\\. geen lijst'],
    ['2) ook niet', '2\\) ook niet'],
    ['- geen lijst', '\\- geen lijst'],
    ['+ geen lijst', '\\+ geen lijst'],
    ['---', '\\---'],
    ['a < b', 'a < b'],
    ['<script>alert(1)</script>', '\\<script>alert(1)\\</script>'],
    ['[a](b)', '\\[a\\](b)'],
    ['`code`', '\\`code\\`'],
    ['Jip & Janneke &amp; meer', 'Jip & Janneke \\&amp; meer'],
    ['> geen citaat', '\\> geen citaat'],
    ['a | b', 'a | b'],
    ['C:\\map', 'C:\\map'],
    ['مرحبا 👨‍👩‍👧‍👦 a\u200bb', 'مرحبا 👨‍👩‍👧‍👦 a\u200bb'],
    ['zie https://example.nl/a_b_c?x=1&y=2.', 'zie <https://example.nl/a_b_c?x=1&y=2>.'],
  ])('writes %j with a backslash only where it is needed', async (words, markdown) => {
    expect(there(paragraph(text(words)))).toBe(markdown);
    expect((await back([paragraph(text(words))])).map((block) => block.type === 'paragraph' && wordsOf(block.children))).toEqual([words]);
  });

  it('nests what holds for words, and keeps blanks outside', () => {
    const strong = (...children: Inline[]): Inline => ({ type: 'strong', children });
    const emphasis = (...children: Inline[]): Inline => ({ type: 'emphasis', children });
    expect(there(paragraph(text('een '), strong(text('vet '), emphasis(text('woord')), text(' hier')), text(' eind')))).toBe(
      'een **vet *woord* hier** eind',
    );
    expect(there(paragraph(text('a'), strong(text(' b ')), text('c')))).toBe('a **b** c');
    expect(there(paragraph(strong(text('b')), emphasis(text('c'))))).toBe('b*c*');
    expect(there(paragraph(strong(emphasis(text('b')))))).toBe('**_b_**');
    expect(there(paragraph({ type: 'deleted', children: [text('oud')] }, text(' nieuw')))).toBe('~~oud~~ nieuw');
    expect(there(paragraph({ type: 'link', href: 'https://a.nl/(x)', title: 'Zo "is" het', children: [strong(text('lees'))] }))).toBe(
      '[**lees**](https://a.nl/%28x%29 "Zo \\"is\\" het")',
    );
  });

  it('writes a rule that parts no thread, and keeps two lists apart', () => {
    const list = (words: string, ordered = false): Block => ({
      type: 'list',
      ordered,
      start: 1,
      items: [{ children: [paragraph(text(words))] }],
    });
    expect(there(list('a'), list('b'), { type: 'rule' }, list('c', true), list('d', true))).toBe('- a\n\n* b\n\n***\n\n1. c\n\n1) d');
  });

  const signs = fc.constantFrom(
    ...'*_`~#+-=.:|<>&![](){}\\/^@"\' 1x9é'.split(''),
    ...[
      '**',
      '__',
      '~~',
      '```',
      '---',
      '***',
      '1. ',
      '- ',
      '# ',
      '&amp;',
      '&#35;',
      '<b>',
      '</a>',
      '<!--',
      '-->',
      '](',
      '[^1]',
      '[x] ',
      'https://a.nl/_b*',
      'www.a.nl',
      'a@b.nl',
      '\u00a0',
      '\u200b',
      '👩‍👧',
      'م',
      '\u2028',
      '\ud800',
      'woord ',
      '{lang=en}',
      '| --- |',
      ':--',
    ],
  );
  const nasty = fc.array(signs, { minLength: 1, maxLength: 14 }).map((all) => all.join(''));
  const leaf: fc.Arbitrary<Inline> = fc.oneof(
    { weight: 6, arbitrary: nasty.map(text) },
    { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
    { weight: 1, arbitrary: nasty.map((words): Inline => ({ type: 'code', text: words.replace(/[\u2028\ud800]/g, '') })) },
  );
  const { inlines } = fc.letrec<{ inlines: Inline[] }>((tie) => ({
    inlines: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc
          .tuple(fc.constantFrom('strong' as const, 'emphasis' as const, 'deleted' as const), tie('inlines'))
          .map(([type, children]): Inline => ({ type, children })),
        fc
          .tuple(fc.webUrl({ withQueryParameters: true, withFragments: true }), tie('inlines'))
          .map(([href, children]): Inline => ({ type: 'link', href, children: [text('x'), ...children] })),
      ),
      { maxLength: 4 },
    ),
  }));
  /** As they come out of a text: no half characters, no line separators. */
  const expected = (words: string) =>
    words
      .replace(/\u2028/g, ' ')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/ {2,}/g, ' ');
  const settings = { numRuns: 600, seed: 20261126 };

  it('reads back every word, whatever it looks like', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (words) => {
        const wanted = wordsOf([text(expected(words))]);
        const found = await back([paragraph(text(words))]);
        expect(shapeOf(found)).toEqual(wanted === '' ? [] : [wanted]);
      }),
      settings,
    );
  });

  it('reads back every word of marked and linked content', async () => {
    await fc.assert(
      fc.asyncProperty(inlines, async (children) => {
        const wanted = expected(wordsOf(children)).replace(/\p{Surrogate}/gu, '\ufffd');
        expect(shapeOf(await back([paragraph(...children)]))).toEqual(wordsOf([text(wanted)]) === '' ? [] : [wordsOf([text(wanted)])]);
      }),
      settings,
    );
  });

  const word = fc.stringMatching(/^[a-zéü]{1,6}$/);
  const simple = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => paragraph(text(words.join(' '))));
  const nastyParagraph = nasty.map((words) => paragraph(text(`a${words}`)));
  const { blocks } = fc.letrec<{ blocks: Block[] }>((tie) => ({
    blocks: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 3, arbitrary: simple },
        { weight: 2, arbitrary: nastyParagraph },
        fc
          .tuple(fc.integer({ min: 1, max: 6 }), word)
          .map(([level, words]): Block => ({ type: 'heading', level, children: [text(words)] })),
        fc.tuple(fc.constantFrom('a = `b`', '```\n  x\n```', '# geen kop\n\n- x')).map(([code]): Block => ({ type: 'code', text: code })),
        fc
          .tuple(fc.boolean(), fc.integer({ min: 1, max: 99 }), fc.array(fc.tuple(simple, tie('blocks')), { minLength: 1, maxLength: 3 }))
          .map(
            ([ordered, start, items]): Block => ({
              type: 'list',
              ordered,
              start: ordered ? start : 1,
              items: items.map(([first, rest]) => ({ children: [first, ...rest] })),
            }),
          ),
        fc.tuple(simple, tie('blocks')).map(([first, rest]): Block => ({ type: 'quote', children: [first, ...rest] })),
        fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 3 }).map(
          (rows): Block => ({
            type: 'table',
            header: [{ children: [text('a')] }, { children: [text('b')] }],
            rows: rows.map((row) => row.map((words) => ({ children: [text(`x${words}x`)] }))),
          }),
        ),
      ),
      { maxLength: 3 },
    ),
  }));

  it('reads back every block: lists in lists, quotes, code, tables', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async (tree) => {
        const plain = JSON.parse(JSON.stringify(shapeOf(tree)).replace(/\\u2028/g, ' ')) as unknown;
        expect(comparable(shapeOf(await back(tree)))).toEqual(comparable(plain));
      }),
      settings,
    );
  });
});

/** Half characters and blanks aside. */
const comparable = (shape: unknown): unknown =>
  JSON.parse(
    JSON.stringify(shape)
      .replace(/\\ud800|\ufffd/gi, '?')
      .replace(/\u2028/g, ' ')
      .replace(/ +/g, ' '),
  );
