import { describe, expect, it } from 'vitest';
import { timedSearch } from '../../../src/cli/timed-search.ts';
import { OmkError } from '../../../src/core/problem.ts';

describe('expressions of a project', () => {
  it.each(['JH-\\d{4}', 'JH-\\d+', '(?:JH|W)-\\d{1,4}', '(?<soort>JH)-[\\d+]+', '(?<!\\d)JH-\\d*'])('such as %s are found', (one) => {
    expect(timedSearch('Zie JH-2026.', [one])).toEqual([{ start: 4, end: 11 }]);
  });

  it.each(['(a+)+$', '(a|a)*$', '(?:a|a){40}$', '(a*)*\\d', 'a*a*a*a*a*a*\\d'])('such as %s end in time, and are told', (one) => {
    const begun = performance.now();
    const search = () => timedSearch(`${'a'.repeat(one.startsWith('a*') ? 3000 : 39)}!`, [one]);
    expect(search).toThrow(OmkError);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });

  it('are given up in a very long text as well', () => {
    expect(() => timedSearch('1'.repeat(400_000), ['\\d+-'])).toThrow(OmkError);
  });
});
