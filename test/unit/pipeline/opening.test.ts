import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOpening, type Timetable } from '../../../src/pipeline/opening.ts';

const weekdays = [1, 2, 3, 4, 5];
const office: Timetable = { from: 8 * 60 + 30, to: 17 * 60 + 30, days: weekdays, isFree: () => false };
const everyDay = { days: [1, 2, 3, 4, 5, 6, 7], isFree: () => false };

const opens = (hours: Timetable, at: string, zone = 'Europe/Amsterdam') => nextOpening(hours, new Date(at), zone)?.toISOString();

describe('the next opening', () => {
  it('is this very moment where it is open, to the second', () => {
    expect(opens(office, '2026-11-26T10:00:37.125Z')).toBe('2026-11-26T10:00:37.125Z');
    expect(opens(office, '2026-11-26T07:30:00Z')).toBe('2026-11-26T07:30:00.000Z');
    expect(opens(office, '2026-11-26T16:29:59.999Z')).toBe('2026-11-26T16:29:59.999Z');
  });

  it('is the morning, the next morning or Monday where it is closed', () => {
    expect(opens(office, '2026-11-26T07:29:59.999Z')).toBe('2026-11-26T07:30:00.000Z');
    expect(opens(office, '2026-11-26T16:30:00Z')).toBe('2026-11-27T07:30:00.000Z');
    expect(opens(office, '2026-11-27T20:00:00Z')).toBe('2026-11-30T07:30:00.000Z');
    expect(opens(office, '2026-11-29T23:30:00Z')).toBe('2026-11-30T07:30:00.000Z');
  });

  it('keeps to the clock on the wall when the clock goes forward and back', () => {
    // On Sunday 29 March 2026 it becomes summer time, on Sunday 25 October winter time.
    expect(opens(office, '2026-03-27T17:00:00Z')).toBe('2026-03-30T06:30:00.000Z');
    expect(opens(office, '2026-10-23T17:00:00Z')).toBe('2026-10-26T07:30:00.000Z');
    expect(opens({ ...office, days: [7] }, '2026-03-28T22:00:00Z')).toBe('2026-03-29T06:30:00.000Z');
    expect(opens({ ...office, days: [7] }, '2026-10-24T21:00:00Z')).toBe('2026-10-25T07:30:00.000Z');
  });

  it('opens as soon as the clock is past a time that it skips', () => {
    const early: Timetable = { ...everyDay, from: 150, to: 600 };
    expect(opens(early, '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    const withinTheGap: Timetable = { ...everyDay, from: 135, to: 165 };
    expect(opens(withinTheGap, '2026-03-29T00:00:00Z')).toBe('2026-03-30T00:15:00.000Z');
  });

  it('is open twice in an hour that the clock shows twice', () => {
    const night: Timetable = { ...everyDay, from: 120, to: 150 };
    expect(opens(night, '2026-10-24T23:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
    expect(opens(night, '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:00:00.000Z');
    expect(opens(night, '2026-10-25T01:30:00Z')).toBe('2026-10-26T01:00:00.000Z');
  });

  it('counts hours over midnight to the day on which they begin', () => {
    const night: Timetable = { from: 22 * 60, to: 2 * 60 + 30, days: [6], isFree: () => false };
    expect(opens(night, '2026-11-28T23:30:00Z')).toBe('2026-11-28T23:30:00.000Z');
    expect(opens(night, '2026-11-29T01:30:00Z')).toBe('2026-12-05T21:00:00.000Z');
    // The night in which the clock goes back: half past two comes twice, and the second two o'clock is open again.
    expect(opens(night, '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:00:00.000Z');
  });

  it('opens at midnight after free days, also where the clock skips midnight or a whole day', () => {
    const days: Timetable = { from: 0, to: 1440, days: weekdays, isFree: (day) => day === '2026-11-30' };
    expect(opens(days, '2026-11-28T12:00:00Z')).toBe('2026-11-30T23:00:00.000Z');
    // In Beirut the clock goes forward at midnight: Sunday 29 March 2026 begins at one.
    expect(opens({ ...days, days: [7] }, '2026-03-27T12:00:00Z', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z');
    // Samoa had no Friday 30 December 2011.
    expect(opens({ ...days, days: [5] }, '2011-12-29T12:00:00Z', 'Pacific/Apia')).toBe('2012-01-05T10:00:00.000Z');
  });

  it('is nothing where it does not open any more', () => {
    expect(opens({ ...office, isFree: () => true }, '2026-11-26T10:00:00Z')).toBeUndefined();
  });
});

/** The same question put to the clock of the platform instead. */
function wallOf(at: Date, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return { day: Date.parse(`${day}T00:00:00Z`), minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

function isOpen({ from, to, days, isFree }: Timetable, at: Date, timeZone: string): boolean {
  const { day, minute } = wallOf(at, timeZone);
  const opensOn = (one: number) => days.includes(new Date(one).getUTCDay() || 7) && !isFree(new Date(one).toISOString().slice(0, 10));
  if (from < to) return minute >= from && minute < to && opensOn(day);
  return (minute >= from && opensOn(day)) || (minute < to && opensOn(day - dayMs));
}

const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC'];

const timetables = fc
  .record({
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 1, max: 1440 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }),
    free: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ free, ...rest }): Timetable => ({ ...rest, isFree: (day) => free.includes(Number(day.slice(-1))) }));

/** Around changes of the clock, for that is where it goes wrong. */
const moments = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-11-01', '2026-12-31', '2028-02-28'),
    fc.integer({ min: -2 * 1440, max: 2 * 1440 }),
    fc.integer({ min: 0, max: 59_999 }),
  )
  .map(([day, minutes, ms]) => new Date(Date.parse(`${day}T12:00:00Z`) + minutes * minuteMs + ms));

describe('the next opening of any hours, in any zone', () => {
  it('is open, not before the moment asked for, and its own next opening', () => {
    fc.assert(
      fc.property(timetables, moments, fc.constantFrom(...zones), (hours, at, zone) => {
        const opening = nextOpening(hours, at, zone);
        if (!opening) throw new Error('never open');
        expect(opening.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(isOpen(hours, opening, zone)).toBe(true);
        expect(nextOpening(hours, opening, zone)).toEqual(opening);
        expect(opening.getTime() === at.getTime() || opening.getTime() % minuteMs === 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is the first open minute', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(timetables, moments, fc.constantFrom(...zones), (hours, at, zone) => {
        const opening = nextOpening(hours, at, zone)?.getTime() ?? Number.NaN;
        // The last stretch before it, and the stretch after the moment that was asked for.
        const from = Math.ceil(at.getTime() / minuteMs) * minuteMs;
        const looked = [at.getTime(), ...range(from, from + 200 * minuteMs), ...range(opening - 200 * minuteMs, opening)];
        const earlier = looked.filter((one) => one >= at.getTime() && one < opening);
        expect(earlier.filter((one) => isOpen(hours, new Date(one), zone))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / minuteMs)) }, (_, index) => from + index * minuteMs);
