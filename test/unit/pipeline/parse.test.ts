import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedPost } from '../../../src/core/post.ts';
import { isWarning } from '../../../src/core/problem.ts';
import { type ParseResult, parsePost } from '../../../src/pipeline/parse.ts';
import { aProject } from '../../support/project-fixture.ts';

const parse = (text: string, file = 'nieuws/post.md'): ParseResult => parsePost({ text, file, project: aProject() });

const post = (frontMatter: string, body = 'Kom langs.'): ParsedPost => {
  const { post: found, problems } = parse(`---\n${frontMatter}\n---\n${body}\n`);
  expect(problems.filter((one) => !isWarning(one))).toEqual([]);
  return found as ParsedPost;
};

/** Code, line and field of each problem. */
const brief = ({ problems }: ParseResult) =>
  problems.map(({ code, where }) => [code, where?.line, where?.field].filter((part) => part !== undefined).join(' '));

const full = `---
title: Koersbesluit
id: koersbesluit-2026
summary: Wat de raad besloot.
language: en-gb
publish_at: 2026-11-23 09:00
channels: [wire, forum]
link: https://example.nl/besluit
tags: [jeugdzorg, "#omhetkind"]
image: { src: ../beeld/raad.png, alt: "De raadzaal" }
audience: [professionals]
preheader: In drie minuten bijgepraat
event: { start: 2026-12-01 19:30, end: 2026-12-01 21:00, location: Buurthuis, signup: https://example.nl/x }
poll: [Eens, Oneens]
corrects: 2026-11-01-inloop.md
wire: { text: "Eigen tekst", thread: true, template: kort, publish_at: 2026-11-24 10:15, link: false, topic: raad }
forum: { group: 4510, access: 12 }
---

Een **besluit**.
`;

describe('a post', () => {
  it('is read with every key that it may have', () => {
    expect(parse(full)).toEqual({
      problems: [],
      post: {
        id: 'koersbesluit-2026',
        file: 'nieuws/post.md',
        title: 'Koersbesluit',
        summary: 'Wat de raad besloot.',
        language: 'en-GB',
        publishAt: new Date('2026-11-23T08:00:00Z'),
        link: 'https://example.nl/besluit',
        tags: ['jeugdzorg', 'omhetkind'],
        images: [{ path: 'beeld/raad.png', source: '../beeld/raad.png', alt: 'De raadzaal', decorative: false, role: 'cover', line: 10 }],
        audience: ['professionals'],
        preheader: 'In drie minuten bijgepraat',
        event: {
          start: new Date('2026-12-01T18:30:00Z'),
          end: new Date('2026-12-01T20:00:00Z'),
          location: 'Buurthuis',
          signup: 'https://example.nl/x',
        },
        poll: ['Eens', 'Oneens'],
        corrects: 'nieuws/2026-11-01-inloop.md',
        waive: [],
        head: expect.stringContaining('title: Koersbesluit\nid: koersbesluit-2026\n'),
        lines: expect.objectContaining({ title: 2, 'event.start': 13 }),
        draft: false,
        body: 'Een **besluit**.',
        bodyLine: 20,
        switchedOff: [],
        channels: [
          {
            channel: 'wire',
            text: 'Eigen tekst',
            template: 'kort',
            publishAt: new Date('2026-11-24T09:15:00Z'),
            link: false,
            options: { thread: true, maxCost: 0.25, pace: '8/30s', topic: 'raad' },
          },
          { channel: 'forum', link: true, options: { type: 'blog', access: 12, group: '4510' } },
        ],
      },
    });
  });

  it('takes over from its project what it does not say', () => {
    const project = aProject({ language: 'fy', channels: ['forum'], channelOptions: { forum: { group: 'Raad', access: 'group' } } });
    const found = parsePost({ text: '---\ntitle: A\n---\nB', file: 'a.md', project }).post;
    expect(found).toMatchObject({ id: 'a.md', language: 'fy', tags: [], draft: false });
    expect(found?.channels).toEqual([{ channel: 'forum', link: true, options: { type: 'blog', access: 'group', group: 'Raad' } }]);
  });

  it('leaves out a channel that it switches off', () => {
    const found = post('title: A\nwire: false');
    expect(found.channels.map(({ channel }) => channel)).toEqual(['forum']);
    expect(found.switchedOff).toEqual(['wire']);
  });

  it('keeps times and numbers as written: YAML 1.2', () => {
    expect(post('title: 12:30\nid: 010\nsummary: 2026-11-01\npreheader: no')).toMatchObject({
      title: '12:30',
      id: '010',
      summary: '2026-11-01',
      preheader: 'no',
    });
  });

  it('has a title on one line', () => {
    expect(post('title: >\n  Een lange\n  titel').title).toBe('Een lange titel');
    expect(post('title: "  Twee\\nregels "').title).toBe('Twee regels');
  });

  it('is the same with other line endings, a byte-order mark and without a last line break', () => {
    const variants = [
      full.replaceAll('\n', '\r\n'),
      full.replaceAll('\n', '\r'),
      `\uFEFF${full}`,
      full.trimEnd(),
      `\uFEFF${full.replaceAll('\n', '\r\n').trimEnd()}`,
    ];
    for (const variant of variants) expect(parse(variant)).toEqual(parse(full));
  });

  it('is the same in all these forms whatever its body', () => {
    const lines = fc.array(fc.stringMatching(/^[\w éñ*>#-]{0,20}$/), { maxLength: 8 });
    fc.assert(
      fc.property(lines, (body) => {
        const text = `---\ntitle: A\n---\nx\n${body.join('\n')}\ny`;
        expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`)).toEqual(parse(text));
      }),
      { numRuns: 50 },
    );
  });

  it('may have no body when every channel has its own text', () => {
    expect(post('title: A\nforum: { text: B }\nwire: { text: C }', '').body).toBe('');
  });

  it('that is a draft is read and checked too', () => {
    expect(post('title: A\ndraft: true').draft).toBe(true);
    expect(brief(parse('---\ntitle: A\ndraft: true\nsumary: B\n---\nC'))).toEqual(['content-unknown-key 4 sumary']);
  });

  it('knows its pictures and their lines', () => {
    const body =
      'Een\n\n![Fiets](../beeld/fiets%20rood.jpg)\n\n- lijst\n  > ![Boom](boom.png)\n\n```\n![code](x.png)\n```\n![Dak][d]\n\n[d]: dak.png';
    const found = post(
      'title: A\nimages:\n  - { src: a.png, alt: A }\n  - { src: lijn.png, decorative: true }',
      `${body}\n\n![](lijn.png)`,
    );
    expect(found.images.map(({ path, role, line, decorative }) => [path, role, line, decorative])).toEqual([
      ['nieuws/a.png', 'cover', 4, false],
      ['nieuws/lijn.png', 'cover', 5, true],
      ['beeld/fiets rood.jpg', 'inline', 9, false],
      ['nieuws/boom.png', 'inline', 12, false],
      ['nieuws/dak.png', 'inline', 17, false],
      ['nieuws/lijn.png', 'inline', 21, true],
    ]);
  });

  it('knows the pictures that it shows by HTML, in tables and in notes', () => {
    const body =
      '<p><img src="a.png" alt="A">\n<img alt=\'\' src=b.png></p>\n\n| A |\n| - |\n| ![C](c.png) |\n\nWoord[^1] <!-- <img src="nee.png"> -->\n\n[^1]: ![D](d.png)';
    expect(post('title: A', body).images.map(({ source, alt, decorative, line }) => [source, alt, decorative, line])).toEqual([
      ['a.png', 'A', false, 4],
      ['b.png', '', true, 5],
      ['c.png', 'C', false, 9],
      ['d.png', 'D', false, 13],
    ]);
    expect(brief(parse('---\ntitle: A\n---\nx <img src="a.png">'))).toEqual(['a11y-alt-missing 4 body']);
  });

  it('keeps consent and waivers', () => {
    const found = post(
      'title: A\nconsent: { who: moeder, date: 2026-10-20, reference: dossier, until: 2027-10-20 }\nwaive:\n  - { rule: a11y-alt-missing, reason: wet, by: Noor }',
    );
    const [date, until] = [new Date('2026-10-19T22:00:00Z'), new Date('2027-10-19T22:00:00Z')];
    expect(found.consent).toEqual({ who: 'moeder', date, reference: 'dossier', until });
    expect(found.waive).toEqual([{ rule: 'a11y-alt-missing', reason: 'wet', by: 'Noor', line: 5 }]);
  });

  it('takes no waiver without a known rule and a reason, and no consent without who and when', () => {
    const found = parse(
      '---\ntitle: A\nconsent: { who: moeder }\nwaive: [{ rule: a11y-alt, reason: wet }, { rule: a11y-alt-missing }]\n---\nB',
    );
    expect(brief(found)).toEqual(['content-missing 3 consent.date', 'content-bad-choice 4 waive.rule', 'content-missing 4 waive.reason']);
  });

  it('says that words for a channel it does not go to have no effect', () => {
    expect(brief(parse('---\ntitle: A\nchannels: [forum]\nwire: { thread: true }\n---\nB'))).toEqual(['content-no-effect 4 wire']);
  });
});

describe('a mistake is told with its line:', () => {
  const bad: readonly (readonly [what: string, text: string, ...problems: string[]])[] = [
    ['no front matter', 'Alleen tekst', 'content-front-matter-missing 1'],
    ['an empty file', '', 'content-front-matter-missing 1'],
    ['a block that is not closed', '---\ntitle: A\nTekst', 'content-front-matter-open 1'],
    ['a block closed by something else', '---\ntitle: A\n---draft\nTekst\n', 'content-front-matter-open 1'],
    ['JavaScript', '---js\n{ title: "A" }\n---\nB', 'content-front-matter-code 1'],
    ['JavaScript by its long name', '---javascript\n{ title: "A" }\n---\nB', 'content-front-matter-code 1'],
    ['CoffeeScript', '---coffee\ntitle: "A"\n---\nB', 'content-front-matter-code 1'],
    ['a name that every object has', '---constructor\ntitle: "A"\n---\nB', 'content-front-matter-code 1'],
    ['YAML that is none', '---\ntitle: "A\nsummary: B\n---\nB', 'content-front-matter 3'],
    ['a key twice', '---\ntitle: A\ntitle: B\n---\nC', 'content-front-matter 3'],
    ['a tag of a programming language', '---\ntitle: !!js/function "x"\n---\nC', 'content-front-matter 2'],
    ['a list as front matter', '---\n- title\n---\nC', 'content-wrong-type 1'],
    ['empty front matter', '---\n---\nC', 'content-missing 1 title'],
    ['comments only', '---\n# title: A\n---\nC', 'content-missing 1 title'],
    ['an empty title', '---\ntitle:\n---\nC', 'content-missing 1 title'],
    ['a title that is a list', '---\nid: x\ntitle: [A]\n---\nC', 'content-wrong-type 3 title'],
    ['a control character', '---\ntitle: "A\\u0007"\n---\nC', 'content-wrong-type 2 title'],
    ['no body', '---\ntitle: A\n---\n\n', 'content-empty 5 body'],
    ['a body of comments only', '---\ntitle: A\n---\n\n<!-- later\n -->\n', 'content-empty 5 body'],
    ['no body and text for one channel only', '---\ntitle: A\nwire: { text: B }\n---\n', 'content-empty 5 body'],
    ['an unknown channel', '---\ntitle: A\nchannels: [wire, forumm]\n---\nB', 'content-bad-choice 3 channels'],
    ['no channels', '---\ntitle: A\nchannels: []\n---\nB', 'content-no-channels 3 channels'],
    ['one channel instead of a list', '---\ntitle: A\nchannels: wire\n---\nB', 'content-wrong-type 3 channels'],
    ['an option of the project', '---\ntitle: A\nforum:\n  url: https://example.nl\n---\nB', 'content-unknown-key 4 forum.url'],
    ['a wrong choice', '---\ntitle: A\nforum: { type: blok }\n---\nB', 'content-bad-choice 3 forum.type'],
    ['a section that is no map', '---\ntitle: A\nforum: true\n---\nB', 'content-wrong-type 3 forum'],
    ['a template in another folder', '---\ntitle: A\nforum: { template: ../x }\n---\nB', 'content-wrong-type 3 forum.template'],
    ['yes instead of true', '---\ntitle: A\ndraft: yes\n---\nB', 'content-wrong-type 3 draft'],
    ['a language that is none', '---\ntitle: A\nlanguage: nederlands\n---\nB', 'content-wrong-type 3 language'],
    ['a link without a host', '---\ntitle: A\nlink: www.example.nl\n---\nB', 'content-wrong-type 3 link'],
    ['a link that runs code', '---\ntitle: A\nlink: "javascript:alert(1)"\n---\nB', 'content-wrong-type 3 link'],
    ['a date that is none', '---\ntitle: A\npublish_at: 2026-02-30 09:00\n---\nB', 'content-bad-date 3 publish_at'],
    ['a date in words', '---\ntitle: A\npublish_at: morgen\n---\nB', 'content-bad-date 3 publish_at'],
    ['a time that the clock skips', '---\ntitle: A\npublish_at: 2026-03-29 02:30\n---\nB', 'content-skipped-time 3 publish_at'],
    ['a time that the clock shows twice', '---\ntitle: A\npublish_at: 2026-10-25 02:30\n---\nB', 'content-doubled-time 3 publish_at'],
    ['an event without a start', '---\ntitle: A\nevent: { location: B }\n---\nB', 'content-missing 3 event.start'],
    [
      'an event that ends first',
      '---\ntitle: A\nevent:\n  start: 2026-12-01 20:00\n  end: 2026-12-01 19:00\n---\nB',
      'content-end-before-start 5 event.end',
    ],
    ['a picture without words', '---\ntitle: A\nimage: { src: a.png }\n---\nB', 'a11y-alt-missing 3 image'],
    ['a picture without a file', '---\ntitle: A\nimages:\n  - { alt: A }\n---\nB', 'content-missing 4 images.src'],
    ['a picture on the web in the body', '---\ntitle: A\n---\nB ![A](https://example.nl/a.png)', 'content-image-remote 4 body'],
    ['a picture outside the project', '---\ntitle: A\nimage: { src: ../../a.png, alt: A }\n---\nB', 'content-image-outside 3 image'],
    ['a picture on the web', '---\ntitle: A\nimage: { src: https://example.nl/a.png, alt: A }\n---\nB', 'content-image-remote 3 image'],
    ['a picture without words in the body', '---\ntitle: A\n---\nB\n\n![](a.png)', 'a11y-alt-missing 6 body'],
    ['a picture outside in the body', '---\ntitle: A\n---\nB ![A](/etc/a.png)', 'content-image-outside 4 body'],
    ['a picture inside the text', '---\ntitle: A\n---\nB ![A](data:image/png;base64,AA)', 'content-image-outside 4 body'],
    ['a correction outside the project', '---\ntitle: A\ncorrects: ../../a.md\n---\nB', 'content-outside-project 3 corrects'],
    ['deep front matter', `---\ntitle: ${'['.repeat(20_000)}\n---\nB`, 'content-front-matter 2'],
    ['a deep quote', `---\ntitle: A\n---\n${'> '.repeat(3000)}B`, 'content-too-deep 4 body'],
    [
      'a deep list',
      `---\ntitle: A\n---\n${Array.from({ length: 130 }, (_, level) => `${'  '.repeat(level)}- a`).join('\n')}`,
      'content-too-deep 4 body',
    ],
    ['too much', `---\ntitle: A\n---\n${'a'.repeat(300_000)}`, 'content-too-big'],
  ];
  it.each(bad)('%s', (_what, text, ...problems) => {
    expect(brief(parse(text))).toEqual(problems);
  });

  it('never runs the code of a front matter', () => {
    parse('---js\nglobalThis.wasRun = true, { title: "A" }\n---\nB');
    expect('wasRun' in globalThis).toBe(false);
  });

  it('all of them at once, those of the body included', () => {
    const found = parse('---\ntitel: A\nsummary: [B]\npublish_at: x\nwire: { thred: true }\n---\n![](a.png)');
    expect(brief(found)).toEqual([
      'content-missing 1 title',
      'content-unknown-key 2 titel',
      'content-wrong-type 3 summary',
      'content-bad-date 4 publish_at',
      'content-unknown-key 5 wire.thred',
      'a11y-alt-missing 7 body',
    ]);
  });

  it('with what was probably meant', () => {
    const { problems } = parse(
      '---\ntitle: A\npublishAt: x\nforum: { typ: x }\nwire: { maxcost: 1 }\nlanguage: nl_NL\nchannels: [frum]\n---\nB',
    );
    expect(problems.map(({ params }) => ('suggestion' in params ? params.suggestion : undefined))).toEqual([
      'publish_at',
      'type',
      'maxCost',
      'nl-NL',
      'forum',
    ]);
  });

  it('without a password that stands in a value', () => {
    const { problems } = parse('---\ntitle: A\nlink: ftp://jan:geheim@example.nl/\n---\nB');
    expect(JSON.stringify(problems)).not.toContain('geheim');
  });
});
