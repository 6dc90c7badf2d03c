import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RichText } from '../../../src/core/rich-text.ts';
import { toHtml } from '../../../src/pipeline/html.ts';
import { readMarkdown } from '../../../src/pipeline/markdown.ts';
import { someMedia } from '../../support/builders.ts';

const media = someMedia({ role: 'inline', hash: 'h1' });
const html = async (source: string): Promise<string> => toHtml((await readMarkdown(source, { media: [media] })).richText);
/** Without the styles, which only matter to the eye. */
const bare = async (source: string): Promise<string> => (await html(source)).replace(/ style="[^"]*"/g, '').replace(/\n/g, '');

describe('HTML for mails', () => {
  const cases: readonly [string, string, string][] = [
    ['headings below that of the mail', '# a\n\n### b\n\n###### c', '<h2>a</h2><h3>b</h3><h6>c</h6>'],
    [
      'words with their weight',
      '**a** *b* ~~c~~ `<d>`\\\ne',
      '<p><strong>a</strong> <em>b</em> <del>c</del> <code>&lt;d&gt;</code><br>e</p>',
    ],
    ['nested lists', '- a\n  1. b\n  2. c', '<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>'],
    ['a list that begins later', '3. a', '<ol start="3"><li>a</li></ol>'],
    ['items of more paragraphs', '- a\n\n  b', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['task lists', '- [x] a', '<ul><li>☑ a</li></ul>'],
    [
      'a table with heads of columns',
      '| a |\n|--|\n| b |',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    ],
    ['a quote', '> a', '<blockquote><p>a</p></blockquote>'],
    ['code', '```js\nif (a < b && "c")\n```', '<pre><code>if (a &lt; b &amp;&amp; &quot;c&quot;)</code></pre>'],
    ['a link', '[a](https://e.nl/?x=1&y="2" "T<")', '<p><a href="https://e.nl/?x=1&amp;y=%222%22" title="T&lt;">a</a></p>'],
    ['a picture of the project', '![a "b"](beeld/raad.png)', '<p><img src="cid:h1" alt="a &quot;b&quot;" width="560"></p>'],
    ['a picture elsewhere', '![a](https://e.nl/a.png)', '<p><img src="https://e.nl/a.png" alt="a"></p>'],
    ['a rule', '---', '<hr>'],
    [
      'notes that lead there and back',
      'a[^n] b[^n]\n\n[^n]: noot',
      '<p>a<sup><a id="fnref-1" href="#fn-1">[1]</a></sup> b<sup><a id="fnref-1-2" href="#fn-1">[1]</a></sup></p><hr><p id="fn-1"><a href="#fnref-1">[1]</a> noot</p>',
    ],
    ['words in another language', 'a [b *c*]{lang=en}.', '<p>a <span lang="en">b <em>c</em></span>.</p>'],
    ['words that run the other way', '[مرحبا]{lang="ar"}', '<p><span lang="ar" dir="rtl">مرحبا</span></p>'],
    ['a link in another language', '[[b](https://e.nl/)]{lang=en-gb}', '<p><span lang="en-GB"><a href="https://e.nl/">b</a></span></p>'],
    ['words of no language as they are', '[b]{lang=engels} [c]{.x}', '<p>b [c]{.x}</p>'],
    ['emoji, Arabic and accents whole', 'é 👨‍👩‍👧‍👦 مرحبا', '<p>é 👨‍👩‍👧‍👦 مرحبا</p>'],
  ];
  it.each(cases)('shows %s', async (_name, source, expected) => {
    expect(await bare(source)).toBe(expected);
  });

  it('keeps numbers and addresses whole in a text that runs from right to left, and turns its lists', async () => {
    const { richText } = await readMarkdown('اتصل 06 1234 5678 أو <https://e.nl/a> [read more]{lang=en}\n\n- 3\n\n> ق');
    const page = toHtml(richText, 'ar');
    const plain = page.replace(/ style="[^"]*"/g, '');
    expect(plain).toContain('<span dir="ltr">06 1234 5678</span>');
    expect(plain).toContain('<a href="https://e.nl/a"><span dir="ltr">https://e.nl/a</span></a>');
    expect(plain).toContain('<span lang="en" dir="ltr">read more</span>');
    expect(page).toContain('padding-right:28px');
    expect(page).toContain('border-right:4px');
    expect(page).not.toContain('left');
  });

  it('has its styles inline, links underlined, and no class', async () => {
    const page = await html('# a\n\n- [b](https://e.nl/)\n\n> c');
    expect(page).toMatch(/<a href="https:\/\/e.nl\/" style="[^"]*text-decoration:underline/);
    expect(page).not.toContain('class=');
  });
});

describe('nothing in a post', () => {
  const vectors = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JAVA\tSCRIPT:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '![x](javascript:alert(1))',
    '![" onerror="alert(1)](https://e.nl/a.png)',
    '[x](https://e.nl/"onmouseover="alert(1))',
    '[x](https://e.nl/ \'T" onmouseover="alert(1)\')',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '<<script>script>alert(1)<</script>/script>',
    '`<script>alert(1)</script>`',
    '```\n</code></pre><script>alert(1)</script>\n```',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<style>@import "https://kwaad.nl"</style>',
    '<form action="https://kwaad.nl"><input></form>',
    '| <script>alert(1)</script> |\n|--|\n| <img src=x onerror=alert(1)> |',
    '[^"><script>alert(1)</script>]: x\n\na[^"><script>alert(1)</script>]',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<!--><img src=x onerror=alert(1)>-->',
    '<base href="https://kwaad.nl/"><meta http-equiv=refresh content=0>',
  ];
  /** Every tag in the result is one of ours with attributes of ours. */
  const tags =
    /^(?:<(?:\/?(?:p|strong|em|del|code|pre|sup|ul|ol|li|blockquote|h[2-6]|table|thead|tbody|tr|th|td)|br|hr|a|\/a|img)(?: (?:style|href|id|src|alt|title|scope|start|width)="[^"<>]*")*>|[^<>])*$/;

  it.each(vectors)('becomes HTML that does something: %s', async (source) => {
    const page = await html(source);
    expect(page).toMatch(tags);
    expect(page).not.toMatch(/(?:href|src)="(?!https?:|cid:|mailto:|tel:|#fn)/);
  });

  it('whatever is written', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      'a',
      '[',
      ']',
      '(',
      ')',
      'javascript:',
      '<script>',
      '</',
      'onerror=',
      '\n',
      '`',
      '*',
      '|',
      '<a href=',
      '<!--',
      '\\',
      '&#60;',
      ' ',
      '=',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        expect(await html(pieces.join(''))).toMatch(tags);
      }),
      { numRuns: 300 },
    );
  });

  it('gets through a tree that was not made with care', () => {
    const tree: RichText = [
      { type: 'paragraph', children: [{ type: 'link', href: 'javascript:alert(1)', children: [{ type: 'text', text: 'x' }] }] },
      { type: 'paragraph', children: [{ type: 'image', source: 'javascript:alert(1)', alt: '<y>' }] },
    ];
    expect(toHtml(tree).replace(/ style="[^"]*"/g, '')).toBe('<p>x</p>\n<p>&lt;y&gt;</p>');
  });
});
