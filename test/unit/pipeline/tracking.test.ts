import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/pipeline/markdown.ts';
import { textWithoutTracking, untracked, withoutTracking } from '../../../src/pipeline/tracking.ts';

describe('an address', () => {
  it.each([
    ['https://example.nl/a?utm_source=x', 'https://example.nl/a'],
    ['https://example.nl/a?jaar=2026&utm_source=x&wijk=De%20Linde', 'https://example.nl/a?jaar=2026&wijk=De%20Linde'],
    ['https://example.nl/a?fbclid=1&gclid=2&mc_eid=3&igshid=4#kop', 'https://example.nl/a#kop'],
    ['https://example.nl/?UTM_Source=x&q=%C3%A9+b', 'https://example.nl/?q=%C3%A9+b'],
    ['https://example.nl/a?utm%5Fsource=x', 'https://example.nl/a'],
    ['https://example.nl/a?b=1&amp;utm_source=x', 'https://example.nl/a?b=1'],
    ['https://example.nl/a?utm_source', 'https://example.nl/a'],
  ])('%s becomes %s', (written, clean) => {
    expect(withoutTracking(written)).toBe(clean);
  });

  it.each([
    'https://example.nl/a',
    'https://example.nl/a?source=x&ref=y&utm=1&id=3&campaign=4',
    'https://example.nl/zoek?q=utm_source=x',
    'https://example.nl/a?a=1&&b=2&c',
    'https://example.nl/a?%zz=1',
    'mailto:a@example.nl?subject=utm_source=x',
    'https://example.nl/a#?utm_source=x',
  ])('%s stays byte for byte', (written) => {
    expect(untracked(written)).toEqual({ href: written, names: [], isSigned: false });
  });

  it('that is signed stays whole, and says so', () => {
    const href = 'https://s3.example.com/a.pdf?X-Amz-Signature=abc&utm_source=x';
    expect(untracked(href)).toEqual({ href, names: ['utm_source'], isSigned: true });
  });

  it("keeps the project's own tag on its own sites", () => {
    const campaign = { tag: 'utm_campaign=najaar', hosts: ['*.example.nl', 'omhetkind.nl'] };
    const cleaned = (href: string) => withoutTracking(href, campaign);
    expect(cleaned('https://www.example.nl/a?utm_campaign=najaar&utm_source=x')).toBe('https://www.example.nl/a?utm_campaign=najaar');
    expect(cleaned('https://example.nl/a?utm_campaign=najaar')).toBe('https://example.nl/a?utm_campaign=najaar');
    expect(cleaned('https://omhetkind.nl/a?utm_campaign=voorjaar')).toBe('https://omhetkind.nl/a');
    expect(cleaned('https://voorbeeld-example.nl/a?utm_campaign=najaar')).toBe('https://voorbeeld-example.nl/a');
    expect(cleaned('https://www.omhetkind.nl/a?utm_campaign=najaar')).toBe('https://www.omhetkind.nl/a');
  });
});

describe('a text without markup', () => {
  it('keeps the marks of its sentences', () => {
    const text = 'Kijk (https://example.nl/a?utm_source=x), of op https://example.nl/b?fbclid=y. Tot dan!';
    expect(textWithoutTracking(text)).toBe('Kijk (https://example.nl/a), of op https://example.nl/b. Tot dan!');
  });

  it('of 256 kB of question marks is read at once', () => {
    const started = performance.now();
    textWithoutTracking(`https://a.nl/?${'?&utm_'.repeat(40_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('a link in Markdown shows and leads to the clean address', async () => {
  const { richText } = await readMarkdown('Zie <https://example.nl/a?utm_source=x> en [dit](https://example.nl/b?gclid=1 "T").');
  const text = JSON.stringify(richText);
  expect(text).not.toMatch(/utm_source|gclid/);
  expect(text).toContain('"href":"https://example.nl/a"');
  expect(text).toContain('"text":"https://example.nl/a"');
});
