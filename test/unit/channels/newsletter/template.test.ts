import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the committed html is what the source gives', async () => {
  const script: string = '../../../../build/newsletter-template.js';
  const { compileNewsletter } = (await import(script)) as { compileNewsletter: () => Promise<string> };
  expect(await readFile('templates/newsletter.html', 'utf8')).toBe(await compileNewsletter());
});

test('the style block stays below what mail programs take, and nothing is loaded from elsewhere', async () => {
  const html = await readFile('templates/newsletter.html', 'utf8');
  const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css).join('');
  expect(styles.length).toBeLessThan(16_000);
  expect(html).not.toMatch(/<script|<link|@import|src="http|<form/);
});
