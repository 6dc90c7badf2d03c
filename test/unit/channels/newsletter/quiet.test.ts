import { expect, test } from 'vitest';
import { parseQuiet, quietUntil } from '../../../../src/channels/newsletter/quiet.ts';

const night = { from: 22 * 60, until: 7 * 60 };
const zone = 'Europe/Amsterdam';
const until = (now: string, quiet = night) => quietUntil(quiet, new Date(now), zone)?.toISOString();

test.each([
  ['2026-11-23T20:59:59Z', undefined],
  ['2026-11-23T21:00:00Z', '2026-11-24T06:00:00.000Z'],
  ['2026-11-24T05:59:30Z', '2026-11-24T06:00:00.000Z'],
  ['2026-11-24T06:00:00Z', undefined],
])('from 22:00 to 07:00 in Amsterdam, at %s it is quiet until %s', (now, end) => {
  expect(until(now)).toBe(end);
});

test.each([
  ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
  ['2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
])('ends at the same hour of the day in the night that the clock is changed (%s)', (now, end) => {
  expect(until(now)).toBe(end);
});

test('hours within one day', () => {
  const noon = { from: 12 * 60, until: 13 * 60 + 30 };
  expect(until('2026-11-23T11:00:00Z', noon)).toBe('2026-11-23T12:30:00.000Z');
  expect(until('2026-11-23T12:30:00Z', noon)).toBeUndefined();
});

test.each(['22:00', '24:00-07:00', '22:00-7:00', 'nacht'])('does not read %j', (written) => {
  expect(parseQuiet(written)).toBeUndefined();
});
