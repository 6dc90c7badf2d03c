import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from '../../../../src/cli/starting/line-changes.ts';

const shown = (before: string, after: string) => lineChanges(before, after).map(({ sign, text }) => `${sign} ${text}`);

describe('what changes in a file', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', ['- b', '+ B']],
    ['a\n', 'a\nb\n', ['+ b']],
    ['a\nb\n', 'b\n', ['- a']],
    ['', 'a\n', ['+ a']],
    ['a\n', 'a\n', []],
    ['a\r\nb\r\n', 'a\nb\n', []],
  ])('%j to %j', (before, after, changes) => expect(shown(before, after)).toEqual(changes));

  it('leads from the one to the other, with as many lines kept as can be', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (old, young) => {
        const changes = lineChanges(old.join('\n'), young.join('\n'));
        const count = (sign: '-' | '+') => changes.filter((one) => one.sign === sign).length;
        expect(old.length - count('-')).toBe(young.length - count('+'));
        expect(lineChanges(young.join('\n'), old.join('\n'))).toHaveLength(changes.length);
      }),
    );
  });
});
