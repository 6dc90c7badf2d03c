import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../../../src/cli/messages/check-words.ts';
import { isRuleId } from '../../../../src/core/editorial.ts';
import { isWarning } from '../../../../src/core/problem.ts';
import { codes, sampleOf } from './samples.ts';

const page = readFileSync(new URL('../../../../docs/problems.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, code = '', english, dutch, exit = '']) => ({
  code,
  english,
  dutch,
  exit,
}));

describe('the page of omk doctor', () => {
  const doctor = readFileSync(new URL('../../../../docs/doctor.md', import.meta.url), 'utf8');

  it('explains every row, by the name it has in the table', () => {
    const missing = Object.values(checkWords.nl.subjects).filter((name) => !doctor.includes(`\n| ${name} | `));
    expect(missing).toEqual([]);
  });
});

describe('the page of problems', () => {
  it('has every code once, and no other; editorial rules have pages of their own', () => {
    expect(rows.map(({ code }) => code).sort()).toEqual(codes.filter((code) => !isRuleId(code)).sort());
  });

  it('explains each in both languages', () => {
    for (const { english, dutch } of rows) expect(english).not.toBe(dutch);
  });

  it('gives every warning exit code 0', () => {
    const warnings: readonly string[] = codes.filter((code) => isWarning(sampleOf(code)));
    for (const { code, exit } of rows) if (warnings.includes(code)) expect([code, exit]).toEqual([code, '0']);
  });
});
