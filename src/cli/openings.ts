/** The office hours of the project, as a function of channel and moment. Calendars are loaded where hours need them. */
import { onHold } from '../core/delivery.ts';
import type { OfficeHours, Opening } from '../core/hours.ts';
import { fail } from '../core/problem.ts';
import type { Project } from './config.ts';

/** `undefined`: no channel has any. Rejects with an OmkError where nobody knows the holidays that should count. */
export async function openingsOf({ hours, timezone }: Pick<Project, 'hours' | 'timezone'>): Promise<Opening | undefined> {
  const channels = Object.entries(hours);
  if (channels.length === 0) return undefined;
  const { nextOpening } = await import('../pipeline/opening.ts');
  const found = channels.map(async ([id, own]) => [id, { ...own, isFree: await freeDays(id, own) }] as const);
  const timetables = new Map(await Promise.all(found));
  return (channel, at) => {
    const timetable = timetables.get(channel);
    // What never opens waits for a person.
    return timetable ? (nextOpening(timetable, at, timezone) ?? onHold) : at;
  };
}

async function freeDays(channel: string, { holidays, country, closed, open }: OfficeHours): Promise<(day: string) => boolean> {
  const isHoliday = holidays === 'hold' ? await calendarOf(channel, country) : () => false;
  return (day) => (closed.includes(day) || isHoliday(day)) && !open.includes(day);
}

async function calendarOf(channel: string, country: string): Promise<(day: string) => boolean> {
  const { holidaysOf } = await import('../pipeline/holidays.ts');
  return holidaysOf(country) ?? fail('config-unknown-country', { key: 'hours.country', country }, { file: 'omk.yaml', channel });
}
