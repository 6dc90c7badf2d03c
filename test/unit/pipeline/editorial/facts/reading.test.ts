/** What is read as a day, a time, a sum or a number, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import { amountsIn, phonesIn } from '../../../../../src/pipeline/editorial/facts/amounts.ts';
import { localMoment, weekdayOf } from '../../../../../src/pipeline/editorial/facts/calendar.ts';
import { datesIn } from '../../../../../src/pipeline/editorial/facts/dates.ts';
import { factsIn } from '../../../../../src/pipeline/editorial/facts/facts.ts';
import { meantDay } from '../../../../../src/pipeline/editorial/facts/meant.ts';
import { timesIn } from '../../../../../src/pipeline/editorial/facts/times.ts';

const days = (text: string) =>
  datesIn(text).map(({ day, month, year, weekday, role }) => [day, month, year ?? '', weekday ?? '', role].join(' ').trim());
const times = (text: string) =>
  timesIn(text).map(({ minutes, isLoose, isDoor }) => `${minutes}${isLoose ? '~' : ''}${isDoor ? ' door' : ''}`);

describe('a day', () => {
  it.each([
    ['dinsdag 24 november 2026', ['24 11 2026 2 day']],
    ['di. 24 nov', ['24 11  2 day']],
    ['op 1 mei', ['1 5   day']],
    ['24-11-2026', ['24 11 2026  day']],
    ['di 24/11/2026', ['24 11 2026 2 day']],
    ['2026-11-24', ['24 11 2026  day']],
    ['Tuesday, November 24th, 2026', ['24 11 2026 2 day']],
    ['on Tuesday 24 November', ['24 11  2 day']],
    ['17, 18 en 19 november', ['17 11   day', '18 11   day', '19 11   day']],
    ['dinsdag 1 en woensdag 2 december', ['1 12  2 day', '2 12  3 day']],
    ['dinsdag en woensdag 1 en 2 december', ['1 12   day', '2 12   day']],
    ['van 4 tot 8 januari', ['4 1   day', '8 1   day']],
    ['meld u aan vóór 4 maart', ['4 3   deadline']],
    ['tot en met vrijdag 8 januari 2027', ['8 1 2027 5 deadline']],
    ['vanaf 1 april 2027', ['1 4 2027  start']],
    ['niet op dinsdag 17 november', ['17 11  2 not']],
    ['24 november (dinsdag)', ['24 11  2 day']],
  ])('in “%s”', (text, expected) => {
    expect(days(text)).toEqual(expected);
  });

  it.each([
    '2.300 kinderen',
    'may 24 people',
    'artikel 12 maartje',
    '1-2-3',
    '99-99-2026',
    'versie 24.11',
    '12 decennia',
    'bel 06-12-2026-11',
  ])('is not in “%s”', (text) => {
    expect(days(text)).toEqual([]);
  });

  it('without a year is the one that is near', () => {
    const today = localMoment(new Date('2026-11-23T08:00:00Z'), 'Europe/Amsterdam');
    expect(weekdayOf(meantDay({ day: 18, month: 3 }, today) ?? 0), 'Thursday 18 March 2027').toBe(4);
    expect(weekdayOf(meantDay({ day: 17, month: 11 }, today) ?? 0), 'Tuesday 17 November 2026').toBe(2);
    expect(meantDay({ day: 31, month: 11 }, today)).toBeUndefined();
  });
});

describe('a time', () => {
  it.each([
    ['19.30 uur', ['1170']],
    ['19:30', ['1170']],
    ['van 19.30 tot 21.00', ['1170', '1260']],
    ['half acht', ['450~']],
    ['kwart over tien', ['615~']],
    ['kwart voor 8', ['465~']],
    ['om 8 uur', ['480~']],
    ['om 14 uur', ['840']],
    ['from 7.30 pm to 9 pm', ['1170', '1260']],
    ['at 10 am', ['600']],
    ['half past seven', ['450~']],
    ['om tien uur', ['600~']],
    ['Inloop vanaf 19.00 uur', ['1140 door']],
  ])('in “%s”', (text, expected) => {
    expect(times(text)).toEqual(expected);
  });

  it.each([
    '€ 19.30',
    '19.30 euro',
    'binnen 24 uur',
    'twee uur per week',
    'versie 2.10',
    'artikel 3.15',
    '26.5 procent',
    '1.250 ouders',
    'half november',
    'stand 12:1',
  ])('is not in “%s”', (text) => {
    expect(times(text)).toEqual([]);
  });
});

describe('a sum of money', () => {
  it.each([
    ['€ 1.250', 125_000],
    ['€1250,-', 125_000],
    ['1.250,50 euro', 125_050],
    ['€ 2,6 miljoen', 260_000_000],
    ['EUR 1,250.00', 125_000],
    ['€ 5', 500],
    ['7,50 euro', 750],
  ])('in “%s” is %i cents', (text, value) => {
    expect(amountsIn(text).map((one) => one.value)).toEqual([value]);
  });

  it('is no number of people', () => {
    expect(amountsIn('2.300 kinderen in Europa, 5 europarlementariërs')).toEqual([]);
  });
});

it.each([
  ['0297-555 123', '0297555123'],
  ['+31 297 555 123', '0297555123'],
  ['(0297) 555123', '0297555123'],
  ['14 0297', '140297'],
  ['0800-2000', '08002000'],
])('the number in “%s” is dialled as %s', (text, digits) => {
  expect(phonesIn(text).map((one) => one.digits)).toEqual([digits]);
});

it.each([
  ['digits', '1'],
  ['spaces', '1 '],
  ['days', '1 en '],
  ['points', '1.000.'],
  ['times', '19.30 '],
  ['euros', '€ 1 000 '],
  ['numbers', '0 -'],
  ['weekdays', 'dinsdag '],
  ['links', 'https://a.nl/?a=(('],
])('256 kB of %s is read at once', (_name, piece) => {
  const started = performance.now();
  factsIn(piece.repeat(256_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(1_500);
});
