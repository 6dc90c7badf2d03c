import { describe, expect, it } from 'vitest';
import { withinNamed } from '../../../../src/cli/changed/named.ts';
import { OmkError } from '../../../../src/core/problem.ts';

/** The project is the working directory. */
const within = (...named: readonly string[]) => withinNamed(named, { root: process.cwd() });

describe('files that may no longer be there', () => {
  it.each([
    [[], 'content/een.md', true],
    [['content'], 'content/een.md', true],
    [['content/'], 'content/diep/een.md', true],
    [['content'], 'contentment/een.md', false],
    [['content/een.md'], 'content/een.md', true],
    [['content/een.md'], 'content/een.md.md', false],
    [['.'], 'los.md', true],
    [['content/*.md'], 'content/één twee.md', true],
    [['content/*.md'], 'content/diep/een.md', false],
    [['content/**/*.md'], 'content/diep/een.md', true],
    [['*.md'], 'los.md', true],
    [['[een].md'], '[een].md', true],
    [['elders', 'content'], 'content/een.md', true],
  ] as const)('%j holds %s: %s', (named, path, expected) => {
    expect(within(...named)(path)).toBe(expected);
  });

  it.each(['..', '../elders', '/elders'])('%s is not of the project', (path) => {
    expect(() => within(path)).toThrow(OmkError);
  });
});
