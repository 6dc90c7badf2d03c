import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cleanDocument } from '../../../src/pipeline/mail-document.ts';

test.each([
  '<script>alert(1)</script>',
  '<img src="x" onerror="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<object data="https://evil.example"></object><embed src="https://evil.example">',
  '<form action="https://evil.example"><input><button>x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<base href="https://evil.example/">',
  '<svg onload="alert(1)"><script>alert(1)</script></svg>',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img src="//evil.example/x.png">',
])('takes out what runs, loads or asks: %s', async (evil) => {
  const clean = await cleanDocument(`<html lang="nl"><head></head><body><p>Hallo ${evil}</p></body></html>`);
  expect(clean).toContain('Hallo');
  expect(clean).not.toMatch(
    /<script|onerror|onload|javascript:|<iframe|<object|<embed|<form|<input|http-equiv|<link|<base|<svg|src="(data:|\/\/)/i,
  );
});

test('leaves the look and the language of a mail', async () => {
  const html = (await readFile('templates/newsletter.html', 'utf8')).replace(/\{%[\s\S]*?%\}/g, '').replace(/\{\{.*?\}\}/g, 'x');
  const clean = await cleanDocument(html);
  for (const part of [
    '<html lang="x" dir="x"',
    'prefers-color-scheme: dark',
    'role="presentation"',
    'name="viewport"',
    'style="color:#00547d',
  ])
    expect(clean).toContain(part);
  expect((clean.match(/<style/g) ?? []).length).toBe((html.replace(/<!--[\s\S]*?-->/g, '').match(/<style/g) ?? []).length);
});
