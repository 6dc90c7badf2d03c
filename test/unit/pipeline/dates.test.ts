import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/pipeline/dates.ts';

const zone = 'Europe/Amsterdam';
const at = (iso: string) => ({ kind: 'moment', at: new Date(iso) });

describe('a date', () => {
  it.each([
    ['2026-11-23 09:00', '2026-11-23T08:00:00Z'],
    ['2026-07-23 09:00', '2026-07-23T07:00:00Z'],
    ['2026-11-23T09:00', '2026-11-23T08:00:00Z'],
    ['2026-11-23T09:00:30', '2026-11-23T08:00:30Z'],
    ['2026-11-23', '2026-11-22T23:00:00Z'],
    ['2026-11-23T09:00Z', '2026-11-23T09:00:00Z'],
    ['2026-11-23 09:00+02:00', '2026-11-23T07:00:00Z'],
    ['2026-11-23 09:00 -0530', '2026-11-23T14:30:00Z'],
  ])('%s is read in the zone of the project, unless it has an offset', (written, iso) => {
    expect(readMoment(written, zone)).toEqual(at(iso));
  });

  it.each([
    '',
    'morgen',
    '23-11-2026',
    '2026-11-23 9:00',
    '2026-11-23 24:00',
    '2026-13-01',
    '2026-02-29 09:00',
    '2026-11-23 09:60',
    '2026-11-23 09:00+99:00',
  ])('%j is none', (written) => {
    expect(readMoment(written, zone)).toEqual({ kind: 'no-date' });
  });

  it('that the clock skips comes with the time that follows', () => {
    expect(readMoment('2026-03-29 02:30', zone)).toEqual({ kind: 'skipped', suggestion: '2026-03-29 03:30' });
  });

  it('that the clock shows twice is the first one, which can be written out', () => {
    const chosen = '2026-10-25 02:30+02:00';
    expect(readMoment('2026-10-25 02:30', zone)).toEqual({ kind: 'doubled', at: new Date('2026-10-25T00:30:00Z'), chosen });
    expect(readMoment(chosen, zone)).toEqual(at('2026-10-25T00:30:00Z'));
  });

  it('written with its offset is always the same moment', () => {
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(readMoment(second.toISOString(), zone)).toEqual({ kind: 'moment', at: second });
      }),
    );
  });
});
