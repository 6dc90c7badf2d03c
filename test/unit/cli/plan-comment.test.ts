import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { code } from '../../../src/cli/plan-comment.ts';

describe('a text of a writer, in Markdown', () => {
  it.each([
    ['Inloopavond', '`Inloopavond`'],
    ['een `omk` twee', '`` een `omk` twee ``'],
    ['`` ` ``` ', '```` `` ` ``` ````'],
    ['regel\n\n# kop', '`regel # kop`'],
    [' \u202eom', '`om`'],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('stays a text, whatever it is', () => {
    const piece = fc.constantFrom('`', '``', '<b>', '@x', '![a](b)', '\n', '\\', '|', ' ', 'é', '::error::', '-->', '👩‍👧');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = marked.parse(`- ${code(pieces.join('')) || 'leeg'}`, { gfm: true, async: false });
        expect(html.match(/<(?!\/?(?:ul|li|code)>)[^>]*>/)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
