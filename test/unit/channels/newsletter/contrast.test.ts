/** Every word of a mail stands out from what is behind it, by day and by night (WCAG 2.1, 1.4.3). */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { READER, WEB_VERSION } from '../../../../src/core/message.ts';
import { toHtml } from '../../../../src/pipeline/html.ts';
import { readMarkdown } from '../../../../src/pipeline/markdown.ts';
import { renderTemplate } from '../../../../src/pipeline/template.ts';

const item = {
  title: 'Een',
  summary: 'Twee',
  link: 'https://hub.example.nl/2',
  language: 'en',
  correction: 'Drie',
  corrects: { title: 'Vier', link: 'https://hub.example.nl/4' },
  corrected: null,
  event: { start: 'dinsdag', end: '21.00 uur', location: 'Buurthuis', signup: 'https://x.example/in' },
};

const everything = {
  title: 'Titel',
  summary: 'Kort',
  body: null,
  text: null,
  link: 'https://hub.example.nl/1',
  language: 'nl',
  tags: [],
  hashtags: [],
  event: { start: 'dinsdag', end: '21.00 uur', location: 'Buurthuis', signup: 'https://x.example/in' },
  poll: ['Eens'],
  preheader: null,
  points: [],
  corrects: { title: 'Inloop', link: 'https://hub.example.nl/0' },
  image: null,
  project: 'Om het kind',
  thread: false,
  reader: { ...READER },
  web: { version: WEB_VERSION },
  intro: null,
  digest: { agenda: [item], news: [{ ...item, event: null }], more: 2, moreLink: 'https://hub.example.nl/' },
};

const markdown =
  '## Kop\n\nTekst met [link](https://e.nl/) en `code`.\n\n> citaat\n\n| a [b](https://e.nl) |\n|--|\n| c |\n\n```\ncode\n```';

async function mail(name: string): Promise<string> {
  const template = { file: name, text: await readFile(`templates/${name}`, 'utf8') };
  const body = toHtml((await readMarkdown(markdown)).richText);
  const result = await renderTemplate(template, { format: 'html', variables: everything, finished: { body } });
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  return result.output;
}

interface Element {
  readonly tag: string;
  readonly classes: readonly string[];
  readonly colour: string;
  readonly background: string;
  readonly hidden: boolean;
}

interface NightRule {
  readonly selector: readonly string[];
  readonly css: string;
}

const nightRules = (html: string): readonly NightRule[] => {
  const block = /@media \(prefers-color-scheme: dark\) \{\n([\s\S]*?\})\n\}/.exec(html)?.[1] ?? '';
  return [...block.matchAll(/([^{}]+)\{([^{}]+)\}/g)].flatMap(([, selectors = '', css = '']) =>
    selectors.split(',').map((each) => ({ selector: each.trim().split(/[\s>]+/), css })),
  );
};

const matches = (part: string, { tag, classes }: Pick<Element, 'tag' | 'classes'>): boolean =>
  part.startsWith('.') ? classes.includes(part.slice(1)) : part === tag;

const applies = (selector: readonly string[], element: Pick<Element, 'tag' | 'classes'>, around: readonly Element[]): boolean =>
  matches(selector.at(-1) ?? '', element) && selector.slice(0, -1).every((part) => around.some((each) => matches(part, each)));

const declared = (css: string, property: RegExp): string | undefined => property.exec(css)?.[1]?.toLowerCase();
const colourOf = (css: string) => declared(css, /(?:^|[;\s{])color:\s*(#[\da-f]{6})/i);
const backgroundOf = (css: string) => declared(css, /background(?:-color)?:\s*(#[\da-f]{6})/i);

/** Every piece of text with its colours, as a browser would find them. */
function texts(
  html: string,
  rules: readonly NightRule[],
): readonly { readonly text: string; readonly pair: string; readonly ratio: number }[] {
  const body = html.slice(html.indexOf('<body')).replace(/<!--[\s\S]*?-->/g, '');
  const open: Element[] = [];
  const found: { text: string; pair: string; ratio: number }[] = [];
  for (const [whole, slash, tag = '', attributes = ''] of body.matchAll(/<(\/?)([a-z][\w:-]*)([^>]*)>|[^<]+/gi)) {
    const parent = open.at(-1) ?? { tag: '', classes: [], colour: '#000000', background: '#ffffff', hidden: false };
    if (!tag) {
      if (whole.trim() && !parent.hidden)
        found.push({
          text: whole.trim(),
          pair: `${parent.colour} on ${parent.background}`,
          ratio: contrast(parent.colour, parent.background),
        });
    } else if (slash) {
      const at = open.findLastIndex((each) => each.tag === tag);
      if (at >= 0) open.length = at;
    } else if (!/^(?:br|hr|img|meta)$/.test(tag)) {
      const css = / style="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const bgcolor = / bgcolor="(#[\da-f]{6})"/i.exec(attributes)?.[1];
      const classes = (/ class="([^"]*)"/.exec(attributes)?.[1] ?? '').split(/\s+/);
      const night = rules.filter(({ selector }) => applies(selector, { tag, classes }, open)).map((rule) => rule.css);
      open.push({
        tag,
        classes,
        colour: night.map(colourOf).findLast(Boolean) ?? colourOf(css) ?? parent.colour,
        background: night.map(backgroundOf).findLast(Boolean) ?? backgroundOf(css) ?? bgcolor ?? parent.background,
        hidden: parent.hidden || /display:none/.test(css),
      });
    }
  }
  return found;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it('counts as the norm does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it.each(['newsletter.html', 'newsletter.digest.html'])('%s has at least 4.5 to 1, by day and by night', async (name) => {
  const html = await mail(name);
  const night = nightRules(html);
  expect(night.length).toBeGreaterThan(10);
  for (const rules of [[], night]) {
    const all = texts(html, rules);
    expect(all.length).toBeGreaterThan(8);
    expect(new Set(all.map(({ pair }) => pair)).size).toBeGreaterThan(3);
    expect(all.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  }
});
