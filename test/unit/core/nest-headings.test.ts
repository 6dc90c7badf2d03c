import { expect, it } from 'vitest';
import { nestHeadings } from '../../../src/core/nest-headings.ts';

it('puts headings below the one they stand under, in the same order', () => {
  expect(nestHeadings('<h1>A</h1><h2 id="b">B</h2>', 3)).toBe('<h3>A</h3><h4 id="b">B</h4>');
  expect(nestHeadings('<h4>A</h4>', 3)).toBe('<h3>A</h3>');
  expect(nestHeadings('<h2>A</h2><h6>B</h6>', 4)).toBe('<h4>A</h4><h6>B</h6>');
  expect(nestHeadings('<p>A</p><hr>', 3)).toBe('<p>A</p><hr>');
});
