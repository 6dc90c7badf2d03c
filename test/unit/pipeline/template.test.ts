import { describe, expect, it } from 'vitest';
import type { TemplateFormat } from '../../../src/core/channel.ts';
import type { Json } from '../../../src/core/json.ts';
import { renderTemplate } from '../../../src/pipeline/template.ts';

interface Given {
  readonly format?: TemplateFormat;
  readonly variables?: Readonly<Record<string, Json>>;
  readonly finished?: Readonly<Record<string, string>>;
}

const run = (text: string, { format = 'text', variables = {}, finished = {} }: Given = {}) =>
  renderTemplate({ file: 'templates/x.txt', text }, { format, variables, finished });

describe('a template', () => {
  it('puts values into text as they are', async () => {
    expect(await run('{{ title }}!', { variables: { title: 'A & <b> *c*' } })).toEqual({ output: 'A & <b> *c*!' });
  });

  it('escapes values in HTML, with and without a filter', async () => {
    const variables = { title: '<b title="x">\'&' };
    const safe = '&lt;b title=&quot;x&quot;&gt;&#39;&amp;';
    expect(await run('{{ title }}', { format: 'html', variables })).toEqual({ output: safe });
    expect(await run('{{ title | escape }}', { format: 'html', variables })).toEqual({ output: safe });
    expect(await run('{{ title | append: "<i>" }}', { format: 'html', variables })).toEqual({ output: `${safe}&lt;i&gt;` });
    expect(await run('{% assign t = title | escape %}{{ t | upcase }}', { format: 'html', variables })).not.toMatchObject({
      output: expect.stringContaining('<'),
    });
    expect(await run('{{ "a<\nb" | newline_to_br }}', { format: 'html' })).toEqual({ output: 'a&lt;<br>b' });
  });

  it('escapes values in Markdown, with and without the filter', async () => {
    const variables = { title: '1. *a* [b](c) #d <e> `f` _g_ & https://e.nl/a_b(c)', dash: '- x' };
    const escaped = '1\\. \\*a\\* \\[b\\]\\(c\\) \\#d \\<e\\> \\`f\\` \\_g\\_ \\& https://e.nl/a_b%28c%29';
    expect(await run('{{ title }}', { format: 'markdown', variables })).toEqual({ output: escaped });
    expect(await run('{{ title | markdown }}', { format: 'markdown', variables })).toEqual({ output: escaped });
    expect(await run('{{ dash }}', { format: 'markdown', variables })).toEqual({ output: '\\- x' });
  });

  it.each(['html', 'markdown'] as const)('puts finished %s in as it is', async (format) => {
    const body = '<p>$& {{ title }} *a*</p>';
    expect(await run('[{% if body %}{{ body }}{% endif %}]', { format, finished: { body } })).toEqual({ output: `[${body}]` });
  });

  it('cannot be tricked by marks in what people write', async () => {
    expect(await run('{{ title }}', { format: 'html', variables: { title: '\uFDD2body\uFDD3' }, finished: { body: '<p>' } })).toEqual({
      output: 'body',
    });
    expect(await run('{{ title }}', { variables: { title: 'a\uFDD0b\uFDD1' } })).toEqual({ output: 'ab' });
  });

  it('knows nothing where a value is null', async () => {
    const variables = { poll: null, event: null, text: null };
    expect(
      await run(
        '{% if text %}a{% endif %}{% if poll.size > 0 %}b{% endif %}{% if event %}{{ event.start }}{% endif %}[{{ text }}]{{ text | fit }}',
        { variables },
      ),
    ).toEqual({
      output: '[]\uFDD0\uFDD1',
    });
  });

  it('shortens by whole words', async () => {
    expect(
      await run('{{ t | truncate: 12 }}|{{ t | truncate: 40 }}|{{ t | truncate: 12, "" }}', { variables: { t: 'een lange zin 👨‍👩‍👧‍👦' } }),
    ).toEqual({
      output: 'een lange…|een lange zin 👨‍👩‍👧‍👦|een lange',
    });
  });

  it('marks what may be shortened, in text only', async () => {
    expect(await run('{{ "a" | fit }}')).toEqual({ output: '\uFDD0a\uFDD1' });
    expect(await run('{{ "a" | fit }}', { format: 'html' })).toEqual({ output: 'a' });
  });
});

describe('a template with a mistake', () => {
  const cases: readonly [string, string, number, RegExp][] = [
    ['an unknown variable', 'a\n\n{{ titel }}', 3, /titel/],
    ['an unknown variable in a condition', 'a\n{% if titel %}{% endif %}', 2, /titel/],
    ['an unknown part of a variable', '{{ event.begin }}', 1, /begin/],
    ['an unknown filter', 'a\n{{ title | hoofdletters }}', 2, /hoofdletters/],
    ['a tag that is not closed', 'a\n\n{% if title %}', 3, /if/],
    ['a value that is not closed', 'a\n{{ title', 2, /title/],
    ['a tag that nobody knows', '{% als %}', 1, /als/],
    ['a file brought in', 'a\n{% include "geheim.txt" %}', 2, /include/],
    ['a file rendered', '{% render "../../.env" %}', 1, /render/],
    ['a layout', '{% layout "x" %}', 1, /layout/],
    ['a way around escaping', '{{ title | raw }}', 1, /raw/],
    ['the clock', '{{ "now" | date: "%Y" }}', 1, /date/],
    ['chance', '{{ tags | sample }}', 1, /sample/],
    ['too many turns', '{% for i in (1..999999999) %}{% endfor %}', 1, /limit/],
    ['too much text', '{% assign a = "x" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}', 1, /limit/],
  ];
  it.each(cases)('names file and line of %s', async (_name, text, line, detail) => {
    const result = await run(text, { variables: { title: 'T', tags: ['a'], event: { start: 'b' } } });
    expect(result).toEqual({
      problem: { code: 'template-error', params: { detail: expect.stringMatching(detail) }, where: { file: 'templates/x.txt', line } },
    });
  });

  it('that is far too long is refused', async () => {
    expect(await run('x'.repeat(600_000))).toMatchObject({ problem: { code: 'template-error' } });
  });

  it('cannot reach what is not a value of its own', async () => {
    for (const text of [
      '{{ title.constructor }}',
      '{{ title.constructor.constructor }}',
      '{{ event.__proto__ }}',
      '{{ tags.map }}',
      '{{ event.toString }}',
    ]) {
      expect(await run(text, { variables: { title: 'T', tags: [], event: {} } })).toMatchObject({ problem: { code: 'template-error' } });
    }
  });
});
