import { describe, expect, it } from 'vitest';
import type { ComposeInput, Rules, TemplateFormat } from '../../../src/core/channel.ts';
import { fillPermalink, PERMALINK } from '../../../src/core/message.ts';
import type { ChannelRequest, Post } from '../../../src/core/post.ts';
import { problem } from '../../../src/core/problem.ts';
import { type RenderInput, renderMessage } from '../../../src/pipeline/render.ts';
import { aPost, aRequest, someMedia } from '../../support/builders.ts';

const everything = `{{ title }}|{{ summary }}|{{ body }}|{{ text }}|{{ link }}|{{ language }}|{{ tags | join: ',' }}|{{ hashtags | join: ' ' }}|{% if event %}{{ event.start }}/{{ event.end }}/{{ event.location }}/{{ event.signup }}{% endif %}|{{ poll | join: ',' }}|{{ preheader }}|{{ points | join: ',' }}|{% if corrects %}{{ corrects.title }} {{ corrects.link }}{% endif %}|{% if image %}{{ image.alt }} {{ image.src }}{% endif %}|{{ project }}|{{ thread }}|{{ reader.greeting }} {{ reader.unsubscribe }}`;

interface Given extends Partial<Omit<RenderInput, 'post' | 'request' | 'templates' | 'rules'>> {
  readonly post?: Partial<Post>;
  readonly request?: Partial<ChannelRequest>;
  readonly formats?: readonly TemplateFormat[];
  readonly templates?: Readonly<Record<string, string>>;
  readonly max?: number;
  readonly rules?: Partial<Rules>;
}

/** Renders for a channel `x` whose message tells what it was given. */
async function render({
  post,
  request,
  formats = ['text'],
  templates = { 'x.txt': everything },
  max = 10_000,
  rules,
  ...rest
}: Given = {}) {
  const given: ComposeInput[] = [];
  const result = await renderMessage({
    post: aPost(post),
    request: aRequest(request),
    channel: { id: 'x', formats },
    templates: async (channel, variant, extension) => {
      const file = `${channel}${variant ? `.${variant}` : ''}.${extension}`;
      const text = templates[file];
      return text === undefined ? undefined : { file: `templates/${file}`, text };
    },
    rules: {
      limits: {
        maxLength: max,
        length: (text, link) => (link ? text.replaceAll(link, 'x'.repeat(23)) : text).length,
        maxMedia: 4,
        minGapMs: 0,
      },
      compose: (input) => {
        given.push(input);
        return {
          message: {
            text: input.rendered.text ?? '',
            ...(input.rendered.html && { html: input.rendered.html }),
            media: input.media,
            details: {},
          },
          problems: [],
        };
      },
      ...rules,
    },
    link: PERMALINK,
    project: { name: 'Om het kind', timeZone: 'Europe/Amsterdam' },
    ...rest,
  });
  return { ...result, given: given[0] };
}

describe('the names in templates', () => {
  it('all exist for the smallest post', async () => {
    const { message, problems } = await render({ link: undefined });
    expect(problems).toEqual([]);
    expect(message?.text).toBe(
      'Inloopavond|Kom langs.|Kom langs.|||nl|||||||||Om het kind|false|omk-marker-greeting https://unsubscribe.invalid/',
    );
  });

  it('say what a full post says', async () => {
    const cover = someMedia();
    const { message } = await render({
      post: {
        summary: 'Kort & goed',
        body: '## Een\n\n**Vet**[^1]\n\n## Twee\n\n[^1]: n',
        tags: ['jeugd zorg', 'omhetkind', 'OmHetKind', 'jeugd-ggz', 'één!', '!'],
        event: {
          start: new Date('2026-12-01T18:30:00Z'),
          end: new Date('2026-12-01T20:00:00Z'),
          location: 'Buurthuis',
          signup: 'https://e.nl/',
        },
        poll: ['Eens', 'Oneens'],
        preheader: 'Vooraf',
        media: [cover],
      },
      corrects: { title: 'Eerder', link: 'https://e.nl/1' },
      rules: { isThread: () => true },
    });
    expect(message?.text.split('|')).toEqual([
      'Inloopavond',
      'Kort & goed',
      'Een\n\nVet\n\nTwee',
      '',
      PERMALINK,
      'nl',
      'jeugd zorg,omhetkind,OmHetKind,jeugd-ggz,één!,!',
      '#JeugdZorg #omhetkind #JeugdGgz #één',
      'dinsdag 1 december 2026, 19.30 uur/21.00 uur/Buurthuis/https://e.nl/',
      'Eens,Oneens',
      'Vooraf',
      'Een,Twee',
      'Eerder https://e.nl/1',
      'De raadzaal tijdens de stemming beeld/raad.png',
      'Om het kind',
      'true',
      'omk-marker-greeting https://unsubscribe.invalid/',
    ]);
  });

  it.each([
    ['nl', '2026-12-01T18:30:00Z', '2026-12-02T08:00:00Z', /^dinsdag 1 december 2026, 19\.30 uur\/woensdag 2 december 2026, 9\.00 uur$/],
    ['nl-NL', '2026-06-30T22:15:00Z', undefined, /^woensdag 1 juli 2026, 0\.15 uur\/$/],
    ['en', '2026-12-01T18:30:00Z', '2026-12-01T19:00:00Z', /^Tuesday,? 1 December 2026, 19:30\/20:00$/],
    ['de', '2026-12-01T18:30:00Z', undefined, /^Dienstag, 1\. Dezember 2026, 19:30\/$/],
  ])('give an event its date in %s', async (language, start, end, expected) => {
    const event = { start: new Date(start), ...(end && { end: new Date(end) }) };
    const { message } = await render({ post: { language, event }, templates: { 'x.txt': '{{ event.start }}/{{ event.end }}' } });
    expect(message?.text).toMatch(expected);
  });

  it('have no link where the request wants none', async () => {
    const { message, given } = await render({ request: { link: false }, templates: { 'x.txt': '[{{ link }}]' } });
    expect(message?.text).toBe('[]');
    expect(given?.link).toBeUndefined();
  });
});

describe('each format', () => {
  const body = '**Vet**[^1] [a](https://e.nl/?a&b)\n\n[^1]: Noot';
  const post = { title: 'A & *b* <c>', body };

  it('has the body in its own form', async () => {
    const { given, message } = await render({
      post,
      formats: ['markdown', 'text', 'html'],
      templates: {
        'x.md': '# {{ title }}\n\n{{ body }}',
        'x.txt': '{{ title }}\n\n{{ body }}',
        'x.html': '<h1>{{ title }}</h1>{{ body }}',
      },
    });
    expect(given?.rendered.markdown).toMatchObject([
      { type: 'heading', children: [{ type: 'text', text: 'A & *b* <c>' }] },
      {
        type: 'paragraph',
        children: [{ type: 'strong' }, { type: 'footnote-reference' }, { type: 'text' }, { type: 'link', href: 'https://e.nl/?a&b' }],
      },
      { type: 'footnotes' },
    ]);
    expect(message?.text).toBe('A & *b* <c>\n\nVet[1] a (https://e.nl/?a&b)\n\n[1] Noot');
    expect(message?.html).toMatch(/^<h1>A &amp; \*b\* &lt;c&gt;<\/h1><p style="[^"]*"><strong>Vet<\/strong><sup>/);
  });

  it('has no notes where the text stands alone', async () => {
    expect((await render({ post, templates: { 'x.txt': '{{ body }}' } })).message?.text).toBe('Vet a (https://e.nl/?a&b)');
  });

  it('keeps the permalink in place for later', async () => {
    const { message } = await render({
      formats: ['text', 'html'],
      templates: { 'x.txt': '{{ link }}', 'x.html': '<a href="{{ link }}">x</a>' },
    });
    expect(fillPermalink(message ?? never(), 'https://e.nl/?a&b')).toMatchObject({
      text: 'https://e.nl/?a&b',
      html: '<a href="https://e.nl/?a&amp;b">x</a>',
    });
  });

  it('gets its text tidied', async () => {
    expect((await render({ templates: { 'x.txt': '\n\na  \n\n\n\n\nbe\u0301\n\n' } })).message?.text).toBe('a\n\nbé');
  });
});

describe('fitting', () => {
  const post = { summary: 'Een samenvatting die veel te lang is voor dit kanaal.' };
  const templates = { 'x.txt': '{{ title }}\n\n{{ summary | fit }}\n\n{{ link }}' };

  it('shortens to the limit, counting as the channel does', async () => {
    expect((await render({ post, templates, max: 60 })).message?.text).toBe(`Inloopavond\n\nEen samenvatting die…\n\n${PERMALINK}`);
  });

  it('leaves a thread whole', async () => {
    const { message } = await render({ post, templates, max: 60, rules: { isThread: () => true } });
    expect(message?.text).toBe(`Inloopavond\n\n${post.summary}\n\n${PERMALINK}`);
  });

  it('leaves the own text of the author whole', async () => {
    const text = 'Een eigen tekst die veel te lang is voor dit kanaal, maar wel van de auteur.';
    const { message } = await render({
      request: { text },
      templates: { 'x.txt': '{% if text %}{{ text | fit }}{% else %}{{ title }}{% endif %}' },
      max: 30,
    });
    expect(message?.text).toBe(`${text}\n\n${PERMALINK}`);
  });
});

describe('the own text of the author', () => {
  const templates = { 'x.txt': '{% if text %}{{ text }}{% else %}{{ body }}{% endif %}', 'x.md': '{{ body }}', 'x.html': '{{ body }}' };

  it('wins over the template, and gets the link behind it', async () => {
    expect((await render({ request: { text: ' Eigen *tekst*\n---\n#tag ' }, templates })).message?.text).toBe(
      `Eigen *tekst*\n---\n#tag\n\n${PERMALINK}`,
    );
  });

  it('gets no link twice, and none where none is wanted', async () => {
    const withLink = { 'x.txt': '{{ text }}\n\n{{ link }}' };
    expect((await render({ request: { text: 'Eigen' }, templates: withLink })).message?.text).toBe(`Eigen\n\n${PERMALINK}`);
    expect((await render({ request: { text: 'Eigen', link: false }, templates: withLink })).message?.text).toBe('Eigen');
  });

  it('is Markdown and replaces the body where the channel shows rich text', async () => {
    const { given, message } = await render({
      request: { text: 'Eigen **tekst**' },
      formats: ['markdown', 'html', 'text'],
      templates,
      link: undefined,
    });
    expect(given?.rendered.markdown).toMatchObject([{ children: [{ text: 'Eigen ' }, { type: 'strong' }] }]);
    expect(message?.html).toContain('Eigen <strong>tekst</strong>');
    expect(message?.text).toBe('Eigen tekst');
  });
});

describe('a variant', () => {
  const templates = { 'x.txt': 'gewoon', 'x.html': '<p>gewoon</p>', 'x.kort.txt': 'kort' };

  it('is taken by name, and the ordinary one where a format has none', async () => {
    const { message } = await render({ request: { template: 'kort' }, formats: ['html', 'text'], templates });
    expect(message).toMatchObject({ text: 'kort', html: '<p>gewoon</p>' });
  });

  it('that does not exist is missing', async () => {
    const { message, problems } = await render({ request: { template: 'lang' }, templates });
    expect(message).toBeUndefined();
    expect(problems).toEqual([problem('template-missing', { name: 'x.lang.txt' }, { file: 'post.md', channel: 'x' })]);
  });
});

describe('what stops a message', () => {
  it('is a template that is missing', async () => {
    const { message, problems } = await render({ templates: {} });
    expect(message).toBeUndefined();
    expect(problems).toEqual([problem('template-missing', { name: 'x.txt' }, { file: 'post.md', channel: 'x' })]);
  });

  it('is every template with a mistake, each with file and line', async () => {
    const { message, problems } = await render({
      formats: ['text', 'html'],
      templates: { 'x.txt': 'a\n{{ titel }}', 'x.html': '{{ b | c }}' },
    });
    expect(message).toBeUndefined();
    expect(problems).toMatchObject([
      { code: 'template-error', where: { file: 'templates/x.txt', line: 2, channel: 'x' } },
      { code: 'template-error', where: { file: 'templates/x.html', line: 1, channel: 'x' } },
    ]);
  });

  it('is a body that is nested too deep', async () => {
    const { message, problems } = await render({ post: { body: '> '.repeat(500) } });
    expect(message).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'content-too-deep', where: { file: 'post.md' } }]);
  });
});

describe('problems', () => {
  it('of the body name the line in the file, once for all formats', async () => {
    const { problems } = await render({
      post: { body: 'Een\n\n[x](javascript:y)' },
      formats: ['markdown', 'text'],
      templates: { 'x.md': '{{ body }}\n\n[z](javascript:z)', 'x.txt': '{{ body }}' },
    });
    expect(problems).toEqual([
      problem('content-unsafe-link', { href: 'javascript:y' }, { file: 'post.md', line: 6 }),
      problem('content-unsafe-link', { href: 'javascript:z' }, { file: 'templates/x.md' }),
    ]);
  });

  it('of the channel come with the message', async () => {
    const tooLong = problem('content-too-long', { what: 'text', length: 2, max: 1 });
    const { message, problems } = await render({
      rules: { compose: () => ({ message: { text: 'a', media: [], details: {} }, problems: [tooLong] }) },
    });
    expect(message?.text).toBe('a');
    expect(problems).toEqual([{ ...tooLong, where: { channel: 'x' } }]);
  });
});

describe('pictures', () => {
  const cover = someMedia({ hash: '1' });
  const first = someMedia({ hash: '2', role: 'inline', source: 'a.png' });
  const second = someMedia({ hash: '3', role: 'inline', source: 'b.png' });

  it('come cover first, then those of the body, each once', async () => {
    const { given } = await render({ post: { media: [first, cover, second, { ...cover, role: 'inline' }] } });
    expect(given?.media.map(({ hash }) => hash)).toEqual(['1', '2', '3']);
  });

  it('of the body stay away where the author replaced it', async () => {
    const { given } = await render({
      post: { media: [cover, first, second] },
      request: { text: '![x](b.png)' },
      formats: ['html'],
      templates: { 'x.html': '{{ body }}' },
    });
    expect(given?.media.map(({ hash }) => hash)).toEqual(['1', '3']);
  });
});

describe('the revision', () => {
  it('is the same for the same message, and another for another', async () => {
    const [one, same, other] = await Promise.all([render(), render(), render({ post: { title: 'Anders' } })]);
    expect(one.revision).toMatch(/^[0-9a-f]{64}$/);
    expect(same.revision).toBe(one.revision);
    expect(other.revision).not.toBe(one.revision);
  });
});

function never(): never {
  throw new Error('no message');
}
