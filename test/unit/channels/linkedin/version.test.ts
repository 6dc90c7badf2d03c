import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';
import { endingOf, lifetimeOf } from '../../../../src/channels/linkedin/version.ts';

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const codes = (version: string | undefined, day: string) => endingOf(version, at(day)).map(({ code }) => code);

describe('a version of the API', () => {
  it('works until the middle of its month of the next year', () => {
    expect(lifetimeOf('202511')).toMatchObject({ ends: '2026-11-16', overAt: new Date('2026-11-17T00:00:00Z') });
    expect(lifetimeOf('202601')?.ends).toBe('2027-01-16');
  });

  it('is old from its tenth month on', () => {
    expect(codes('202611', '2027-08-31')).toEqual([]);
    expect(codes('202611', '2027-09-01')).toEqual(['version-ending']);
    expect(codes('202603', '2027-01-01')).toEqual(['version-ending']);
    expect(codes('202511', '2027-06-01')).toEqual(['version-ending']);
  });

  it.each([undefined, '202600', '202613', '2026', 'latest'])('that is none (%s) does not end', (version) => {
    expect(codes(version, '2030-01-01')).toEqual([]);
  });

  it('matters only where omk itself posts', () => {
    const ending = (mode: string) => linkedin.ending?.({ settings: {}, options: { mode, version: '202511' } }, at('2026-11-01'));
    expect(ending('assisted')).toEqual([]);
    expect(ending('off')).toEqual([]);
    expect(ending('auto')).toMatchObject([{ code: 'version-ending', params: { version: '202511', ends: '2026-11-16' } }]);
  });

  it('has a month from 1 to 12', () => {
    expect(['202611', '202601', '202613', '202600'].map((text) => linkedin.options.version?.pattern?.test(text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
