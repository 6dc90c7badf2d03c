import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/pipeline/markdown.ts';
import { firstParagraph, points, toPlainText } from '../../../src/pipeline/plain-text.ts';
import { someMedia } from '../../support/builders.ts';

const plain = async (source: string, footnotes = true): Promise<string> =>
  toPlainText((await readMarkdown(source, { media: [someMedia({ role: 'inline' })] })).richText, { footnotes });

describe('plain text', () => {
  const cases: readonly [string, string, string][] = [
    ['headings as lines', '# A\n\nB\n\n## C\nD', 'A\n\nB\n\nC\n\nD'],
    ['emphasis as words', '**a** *b* ***c*** ~~d~~ `e`', 'a b c d e'],
    ['words in another language as words', 'a [b c]{lang=en}.', 'a b c.'],
    ['a list with bullets', '- a\n- b\n\n  nog b\n- c', '• a\n• b\n  nog b\n• c'],
    ['a numbered list from its own start', '4. a\n5. b', '4. a\n5. b'],
    ['nested lists in line with their item', '1. a\n   - b\n     - c\n   - d\n10. e', '1. a\n   • b\n     • c\n   • d\n2. e'],
    ['a task list with boxes', '- [ ] a\n- [x] b', '• ☐ a\n• ☑ b'],
    ['a quote in quotation marks', '> a\n> b', '“a b”'],
    ['a quote in a quote in other marks', '> a\n>> b\n>\n> c', '“a\n\n‘b’\n\nc”'],
    ['a quote that has its marks once', '> “Ik ben geen dossier”', '“Ik ben geen dossier”'],
    ['a quote with a list by a line in front', '> a\n>\n> - b', '│ a\n\n│ • b'],
    ['code as it is', '```\n# a < b\n  c\n```', '# a < b\n  c'],
    [
      'a row a line',
      '| Taak | 2014 | 2015 |\n|--|--|--|\n| **Jeugdzorg** | provincie | gemeente |\n| Hulp | | wijk |',
      'Taak: Jeugdzorg; 2014: provincie; 2015: gemeente\nTaak: Hulp; 2015: wijk',
    ],
    ['a table without a name for its first column', '| | b |\n|--|--|\n| x | y |', 'x; b: y'],
    ['a table without rows', '| a | b |\n|--|--|', 'a; b'],
    ['a link with its address', '[de gids](https://e.nl/gids)', 'de gids (https://e.nl/gids)'],
    ['an address once', '<https://e.nl/> [https://e.nl](https://e.nl/) www.e.nl', 'https://e.nl/ https://e.nl/ http://www.e.nl'],
    [
      'a mail address and a telephone number',
      '[mail](mailto:a@e.nl), a@e.nl, [bel](tel:+31101234)',
      'mail (a@e.nl), a@e.nl, bel (+31101234)',
    ],
    ['a picture by its words', 'a ![De raadzaal](beeld/raad.png) b', 'a De raadzaal b'],
    ['a picture that is a link', '[![De raadzaal](beeld/raad.png)](https://e.nl/)', 'De raadzaal (https://e.nl/)'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['a hard break', 'a\\\nb', 'a\nb'],
    [
      'notes at the end',
      'A[^x] b[^y].\n\n[^x]: Noot *een*\n[^y]: Noot [twee](https://e.nl/)',
      'A[1] b[2].\n\n[1] Noot een\n[2] Noot twee (https://e.nl/)',
    ],
    ['escapes and entities as signs', '\\# a \\_b\\_ &amp; caf&eacute;', '# a _b_ & café'],
    ['emoji, Arabic and accents whole', 'é 👨‍👩‍👧‍👦 👋🏽 🇳🇱 مرحبا e\u0301', 'é 👨‍👩‍👧‍👦 👋🏽 🇳🇱 مرحبا é'],
    ['raw HTML as its words', 'a<br>b <b>c</b> <a href="https://e.nl/">d</a>', 'a\nb c d (https://e.nl/)'],
  ];
  it.each(cases)('shows %s', async (_name, source, expected) => {
    expect(await plain(source)).toBe(expected);
  });

  it('leaves notes out without a stray number', async () => {
    expect(await plain('A[^1] b[^2].\n\n[^1]: een\n[^2]: twee', false)).toBe('A b.');
  });

  it('keeps every word and the address of every link', async () => {
    const word = fc.stringMatching(/^[a-zé]{1,8}$/);
    const wrap = fc.constantFrom(
      'X',
      '**X**',
      '*X*',
      '~~X~~',
      '## X',
      '- X',
      '  - X',
      '1. X',
      '> X',
      '> - X',
      '| X | X |\n|--|--|\n| X | X |',
      '[X](https://e.nl/X)',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, wrap), { minLength: 1, maxLength: 12 }), async (parts) => {
        const text = await plain(parts.map(([name, pattern]) => pattern.replaceAll('X', name)).join('\n\n'));
        for (const [name, pattern] of parts) expect(text).toContain(pattern.includes('e.nl') ? `https://e.nl/${name}` : name);
        expect(text).not.toMatch(/\*|~~|^#|^>|\]\(|\|-|^- /m);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the points of a post', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['are its headings', '## Wat *nu*?[^1]\n\na\n\n### [Wie](https://e.nl/)\n\n- b\n\n[^1]: n', ['Wat nu?', 'Wie']],
    ['else the items of its first list', '## Kop\n\n1. **A.** b\n   - c\n2. d', ['A. b', 'd']],
    ['else its only heading', '## Kop\n\na', ['Kop']],
    ['else nothing', 'a', []],
  ];
  it.each(cases)('%s', async (_name, source, expected) => {
    expect(points((await readMarkdown(source)).richText)).toEqual(expected);
  });
});

describe('the first paragraph', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['skips headings and pictures', '# Kop\n\n![x](https://e.nl/a.png)\n\nEen **twee**[^1]\\\ndrie.\n\n[^1]: n', 'Een twee drie.'],
    ['is found in a quote or list', '> - a\n>\n> - b', 'a'],
    ['may be absent', '## Kop', undefined],
  ];
  it.each(cases)('%s', async (_name, source, expected) => {
    expect(firstParagraph((await readMarkdown(source)).richText)).toBe(expected);
  });

  it('keeps the addresses of its links where that is asked', async () => {
    const { richText } = await readMarkdown('Lees [de brochure](https://example.nl/b).');
    expect(firstParagraph(richText)).toBe('Lees de brochure.');
    expect(firstParagraph(richText, { addresses: true })).toBe('Lees de brochure (https://example.nl/b).');
  });
});
