import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/cli/context.ts';
import { nl } from '../../../../src/cli/messages/nl.ts';
import { scheduleWords } from '../../../../src/cli/messages/schedule-words.ts';
import { createMoments } from '../../../../src/cli/moments.ts';
import type { Output } from '../../../../src/cli/output.ts';
import { calendarText } from '../../../../src/cli/schedule/calendar-text.ts';
import { type CalendarWish, readCalendar, readDay } from '../../../../src/cli/schedule/entries.ts';
import { icalText } from '../../../../src/cli/schedule/ical.ts';
import { textWidth } from '../../../../src/cli/text-width.ts';
import { type Delivery, onHold } from '../../../../src/core/delivery.ts';
import type { Ledger } from '../../../../src/core/ledger.ts';
import type { Pause } from '../../../../src/core/pause.ts';
import { holidayNames } from '../../../../src/pipeline/holidays.ts';
import { aDelivery } from '../../../support/builders.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';

const timezone = 'Europe/Amsterdam';
const now = new Date('2026-11-26T08:30:00Z');
const around = {
  clock: fixedClock(now.toISOString()),
  project: { timezone, lateMs: { x: 86_400_000, pleio: 86_400_000 } },
} as unknown as Context;

const planned = (at: string | Date, overrides: Partial<Delivery> = {}): Delivery =>
  aDelivery({ state: 'scheduled', attempts: 0, dueAt: new Date(at), ...overrides });

const calendarOf = (deliveries: readonly Delivery[], { pause, ...wish }: Partial<CalendarWish> & { readonly pause?: Pause } = {}) =>
  readCalendar(
    {
      list: async ({ states }: { states: readonly string[] }) => deliveries.filter(({ state }) => states.includes(state)),
      pause: async () => pause,
    } as unknown as Ledger,
    { from: '2026-11-26', days: 28, ...wish },
    around,
  );

const pageOf = (width: number) => ({
  output: {
    width,
    words: nl,
    colour: pc.createColors(false),
    label: (channel: string) => (channel === 'newsletter' ? 'Nieuwsbrief' : channel),
    tell: createMoments('nl', timezone),
  } as unknown as Output,
  words: scheduleWords.nl,
  timezone,
  nameOf: holidayNames('NL', 'nl'),
});

const shown = async (deliveries: readonly Delivery[], width = 80, wish: Parameters<typeof calendarOf>[1] = {}) =>
  calendarText(await calendarOf(deliveries, wish), pageOf(width));

describe('the calendar', () => {
  it('has a heading for each week and day with something in it, and marks today', async () => {
    const text = await shown([planned('2026-11-26T07:00:00Z', { state: 'sent', channel: 'pleio' }), planned('2026-12-01T08:00:00Z')]);
    expect(text.split('\n')).toEqual([
      'Week 48',
      '  do 26 november 2026 · vandaag',
      '    ✓  08:00  pleio        Inloopavond (geplaatst)',
      '',
      'Week 49',
      '  di 1 december 2026',
      '    …  09:00  x            Inloopavond (gepland)',
    ]);
  });

  it('says that nothing is planned, from when to when, and how something comes in', async () => {
    const text = await shown([]);
    expect(text).toContain('Er staat niets gepland van do 26 november 2026 tot en met wo 23 december 2026.');
    expect(text).toContain('omk publish BERICHT');
  });

  it('knows no moment of what waits for a hub that is on hold', async () => {
    const at = '2026-12-01T08:00:00Z';
    const hub = planned(onHold, { channel: 'pleio', post: 'a' });
    const { entries, onHold: held } = await calendarOf([hub, planned(at, { state: 'waiting', post: 'a' }), planned(at, { post: 'b' })]);
    expect(entries.map(({ delivery }) => delivery.post)).toEqual(['b']);
    expect(held.map(({ delivery, mark }) => [delivery.channel, mark])).toEqual([
      ['x', 'on-hold'],
      ['pleio', 'on-hold'],
    ]);
  });

  it('puts what should have gone first and what has no moment last, each with its mark', async () => {
    const text = await shown([
      planned('2026-11-20T08:00:00Z', { title: 'Gemist' }),
      planned('2026-11-26T07:00:00Z', { title: 'Vandaag' }),
      planned(onHold, { title: 'Wacht' }),
    ]);
    expect(text.split('\n').filter(Boolean)).toEqual([
      'Had al moeten gaan',
      '    ‖  20 nov 2026, 09:00  x            Gemist (gepland, te laat, wacht op u)',
      'Week 48',
      '  do 26 november 2026 · vandaag',
      '    …  08:00  x            Vandaag (gepland)',
      'In de wacht, zonder tijdstip',
      '    ‖  x            Wacht (gepland, in de wacht)',
    ]);
  });

  it('marks what stands still, but not what comes after the pause', async () => {
    const pause = { since: now, until: new Date('2026-11-28T00:00:00Z'), letThrough: [] };
    const text = await shown([planned('2026-11-27T08:00:00Z'), planned('2026-11-29T08:00:00Z')], 80, { pause });
    expect(text.match(/staat stil/g)).toHaveLength(1);
  });

  it('tells the two hours apart when the clock goes back', async () => {
    const text = await shown([planned('2026-10-25T00:30:00Z'), planned('2026-10-25T01:30:00Z')], 80, { from: '2026-10-25' });
    expect(text).toMatch(/02:30 CEST[\s\S]*02:30 CET/);
  });

  it('names the public holidays', async () => {
    const text = await shown([planned('2026-12-25T08:00:00Z'), planned('2026-12-27T08:00:00Z')], 80, { from: '2026-12-25' });
    expect(text.match(/^ {2}\S.*/gm)).toEqual(['  vr 25 december 2026 · Kerstmis', '  zo 27 december 2026']);
  });

  it('counts weeks by ISO 8601 over the end of the year', async () => {
    const text = await shown([planned('2026-12-31T08:00:00Z'), planned('2027-01-04T08:00:00Z')], 80, { from: '2026-12-28' });
    expect(text.match(/^Week .*/gm)).toEqual(['Week 53', 'Week 1']);
  });

  it('folds a day with many, and counts 10,000 of them', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => planned(new Date(Date.parse('2026-12-01T08:00:00Z') + index * 1000)));
    const text = await shown(many);
    expect(text).toContain('en nog 9980');
    expect(text.split('\n').length).toBeLessThan(40);
  });

  it.each([80, 40])('keeps within %i columns, whatever a title holds', async (width) => {
    const titles = ['é'.repeat(3), '🎉 feest', 'a\nb\u001b[31m', 'مرحبا بكم', 'lang '.repeat(200)];
    const text = await shown(
      titles.map((title) => planned('2026-12-01T08:00:00Z', { title, channel: 'newsletter' })),
      width,
    );
    for (const line of text.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(width);
    expect(text).toContain('a b');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\u2068مرحبا بكم\u2069');
  });

  it('is a sentence a line in plain mode', async () => {
    expect(await shown([planned('2026-12-01T08:00:00Z')], Number.POSITIVE_INFINITY)).toContain('\n09:00, x: Inloopavond (gepland)');
  });

  it.each([
    ['2026-02-30', undefined],
    ['morgen', undefined],
    ['2026-12-01', '2026-12-01'],
  ])('reads %s as a day or not at all', (written, day) => expect(readDay(written, timezone)).toBe(day));
});

describe('the iCalendar', () => {
  const write = async (deliveries: readonly Delivery[]) =>
    icalText((await calendarOf(deliveries)).entries, {
      name: 'Om het kind; wijk, stad',
      version: '1.0.0',
      now,
      label: (channel) => channel,
      stateOf: () => 'gepland',
    });

  it('is read by another program as it was meant', async () => {
    const { default: ical } = await import('ical.js');
    const title = 'Feest; met é, 🎉 en مرحبا, '.repeat(6).trim();
    const text = await write([
      planned('2026-12-01T08:00:00Z', { id: 'a', title, file: 'content/a.md' }),
      planned('2026-12-02T08:00:00Z', { id: 'b', state: 'sent', receipt: { remoteId: '1', url: 'https://x.com/i/status/1' } }),
    ]);
    const calendar = new ical.Component(ical.parse(text));
    expect(text).toContain('\r\nX-WR-CALNAME:Om het kind\\; wijk\\, stad\r\n');
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ical.Event(component));
    expect(events.map(({ uid }) => uid)).toEqual(['a@omk', 'b@omk']);
    expect(events[0]?.summary).toBe(`x: ${title}`);
    expect(events[0]?.description).toBe('gepland\ncontent/a.md');
    expect(events[0]?.startDate.toJSDate()).toEqual(new Date('2026-12-01T08:00:00Z'));
    expect(events[0]?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-26T08:30:00Z');
  });

  it('has no line that a name or an address made', async () => {
    const text = await write([
      planned('2026-12-02T08:00:00Z', {
        title: 'A\r\nATTACH:https://kwaad.example',
        file: 'content/a\rATTENDEE:mailto:b@kwaad.example\u0085\u2028.md',
        state: 'sent',
        receipt: { remoteId: '1', url: 'https://x.com/1\r\nATTACH:https://kwaad.example' },
      }),
    ]);
    expect(text.split(/[\r\n\u0085\u2028]+/).filter((line) => /^ATT/.test(line))).toEqual([]);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/\p{Cc}/u);
  });

  it('ends every line with CR LF, in at most 75 octets, never inside a character', async () => {
    const text = await write([planned('2026-12-01T08:00:00Z', { title: '🎉é'.repeat(60) })]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).toBe(Buffer.from(line).toString());
    }
  });

  it('has nothing in it that has no moment', async () => {
    expect(await write([planned(onHold)])).not.toContain('VEVENT');
  });
});
