/** `hours` of omk.yaml, for all channels or in the section of one: when it may be posted to. */
import type { OfficeHours } from '../core/hours.ts';
import { report, written } from '../pipeline/yaml-entry.ts';
import { choice, list, map, type Read, type Reader, shaped, wrongType } from '../pipeline/yaml-fields.ts';

/** In the order of the week. */
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const workdays = 5;

const clockTime: Reader<number> = (entry) => {
  const [, hour, minute] = /^["']?([01]?\d|2[0-3])[:.]([0-5]\d)["']?$/.exec(written(entry)) ?? [];
  return hour === undefined ? wrongType(entry, 'clock-time') : Number(hour) * 60 + Number(minute);
};

/** The end of a day may be written as such. */
const closingTime: Reader<number> = (entry) => (/^["']?24[:.]00["']?$/.test(written(entry)) ? 1440 : clockTime(entry));

const day: Reader<string> = (entry) => {
  const value = written(entry).replace(/^(["'])(.*)\1$/, '$2');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
  return isDay ? value : wrongType(entry, 'day');
};

const country: Reader<string> = (entry) => shaped(/^[a-z]{2}(-[a-z0-9]{1,8})?$/i, 'country')(entry)?.toUpperCase();

const days: Reader<readonly (typeof weekdays)[number][]> = (entry) =>
  /^\[\s*\]$/.test(written(entry)) ? wrongType(entry, 'list') : list(choice(weekdays))(entry);

const fields = {
  from: clockTime,
  to: closingTime,
  days,
  weekends: choice(['hold', 'send']),
  holidays: choice(['hold', 'send']),
  country,
  closed: list(day),
  open: list(day),
};

/** `off`: at any moment, whatever holds for the other channels. */
export const hours: Reader<OfficeHours | 'off'> = (entry) => {
  if (/^["']?(always|off|false)["']?$/.test(written(entry))) return 'off';
  const found = map(fields)(entry);
  if (!found) return undefined;
  if (found.days && found.weekends) return report(entry, 'config-hours-twice', { key: entry.key });
  const { from = 0, to = 1440 } = found;
  if (from === to) return report(entry, 'config-hours-empty', { key: entry.key, at: shown(from) });
  const { holidays = 'send', country: place = 'NL', closed = [], open = [] } = found;
  return { from, to, days: daysOf(found), holidays, country: place, closed, open };
};

const shown = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(11, 16);

function daysOf({ days, weekends }: Read<typeof fields>): readonly number[] {
  const open = days ?? (weekends === 'hold' ? weekdays.slice(0, workdays) : weekdays);
  return [...new Set(open.map((name) => weekdays.indexOf(name) + 1))].sort();
}
