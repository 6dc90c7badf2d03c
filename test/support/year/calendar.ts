/** What goes wrong in the year and what people do, each at its moment. Trouble is put where something is due, so that it is felt. */
import type { Chance } from './chance.ts';
import { atCron, dayMs, hourMs, minuteMs, openFrom, wallTime } from './hours.ts';
import { meantFor, type YearPost } from './posts.ts';

/** From when until when something is not as it should be: at one channel, or everywhere. */
export interface Window {
  readonly kind: 'unreachable' | 'fault' | 'server-off' | 'pause';
  readonly channel?: string;
  readonly fault?: string;
  readonly from: number;
  readonly until: number;
}

/** What becomes of one post by a person's word. */
export interface Change {
  readonly what: 'edit-text' | 'edit-moment' | 'cancel' | 'pause-post' | 'resume-post';
  readonly name: string;
}

export type PauseEnding = 'all' | 'choice' | 'by-itself';

export type YearEvent = { readonly at: number } & (
  | Change
  | { readonly what: 'batch'; readonly month: string }
  | { readonly what: 'trouble' | 'over'; readonly window: Window; readonly times?: number }
  | { readonly what: 'clock-back' }
  | { readonly what: 'pause'; readonly until?: string }
  | { readonly what: 'resume'; readonly how: PauseEnding }
  | { readonly what: 'crisis' }
);

export interface Calendar {
  readonly events: readonly YearEvent[];
  readonly windows: readonly Window[];
}

interface Trouble {
  readonly channel: string;
  readonly fault: string;
  readonly hours: number;
  /** So many calls; absent: as long as it lasts. */
  readonly times?: number;
}

const lost = 'accept-and-drop';
/** A lost answer waits for somebody to lose it to. */
const lostHours = 8;

const troubles: readonly Trouble[] = [
  { channel: 'pleio', fault: 'unreachable', hours: 3 },
  { channel: 'pleio', fault: 'unreachable', hours: 4 },
  { channel: 'pleio', fault: 'later', hours: 5 },
  { channel: 'pleio', fault: 'error-500', hours: 2 },
  { channel: 'pleio', fault: 'auth', hours: 47 },
  { channel: 'pleio', fault: lost, hours: lostHours, times: 1 },
  { channel: 'pleio', fault: lost, hours: lostHours, times: 2 },
  { channel: 'pleio', fault: 'accept-and-html-503', hours: lostHours, times: 1 },
  { channel: 'x', fault: 'unreachable', hours: 2 },
  { channel: 'x', fault: 'unreachable', hours: 28 },
  { channel: 'x', fault: 'later', hours: 3 },
  { channel: 'x', fault: 'auth', hours: 7 },
  { channel: 'x', fault: 'auth', hours: 70 },
  { channel: 'x', fault: 'error-500', hours: lostHours, times: 1 },
  { channel: 'x', fault: 'error-500', hours: 3 },
  { channel: 'x', fault: lost, hours: lostHours, times: 1 },
  { channel: 'linkedin', fault: 'unreachable', hours: 2 },
  { channel: 'linkedin', fault: 'later', hours: 4 },
  { channel: 'linkedin', fault: 'auth', hours: 72 },
  { channel: 'linkedin', fault: 'auth', hours: 12 },
  { channel: 'linkedin', fault: 'error-500', hours: 3 },
  { channel: 'linkedin', fault: lost, hours: lostHours, times: 1 },
  { channel: 'yammer', fault: 'unreachable', hours: 3 },
  { channel: 'yammer', fault: 'later', hours: 3 },
  { channel: 'yammer', fault: 'auth', hours: 20 },
  { channel: 'yammer', fault: 'error-500', hours: lostHours, times: 1 },
  { channel: 'yammer', fault: lost, hours: lostHours, times: 1 },
  { channel: 'newsletter', fault: 'unreachable', hours: 2 },
  { channel: 'newsletter', fault: 'later', hours: 3 },
  { channel: 'newsletter', fault: 'auth', hours: 20 },
  { channel: 'newsletter', fault: lost, hours: lostHours, times: 1 },
  { channel: 'newsletter', fault: 'refuse', hours: lostHours, times: 1 },
];

const serverOff: readonly (readonly [string, number])[] = [
  ['2027-01-12 09:30', 3],
  ['2027-06-08 07:00', 30],
  ['2027-09-14 13:00', 3],
];

const clockBack = ['2027-02-09 10:01', '2027-07-06 08:31', '2027-10-12 12:01'];

const pauses = [
  { from: '2027-02-16 09:00', until: '2027-02-18 12:00', ends: 'by-itself' },
  { from: '2027-05-25 08:00', until: '2027-05-27 10:00', ends: 'choice' },
  { from: '2027-09-21 14:00', until: '2027-09-24 09:00', ends: 'all' },
] as const;

export const crisisAt = wallTime('2027-05-25 11:00');

export const months = (posts: readonly YearPost[]): readonly string[] => [...new Set(posts.map(({ file }) => file.slice(0, 7)))].sort();

/** A team hands in a month's folder on the 25th of the month before. */
export function batchAt(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Math.max(Date.UTC(year, number - 2, 25, 13, 3), wallTime('2026-11-27 14:03'));
}

const overlaps = (one: Window, other: Window, apart = 0): boolean => one.from < other.until + apart && other.from < one.until + apart;

function placed({ channel, fault, hours }: Trouble, posts: readonly YearPost[], known: readonly Window[], chance: Chance): Window {
  const ours = posts.filter(({ channels }) => channels.includes(channel));
  for (let tries = 0; tries < 200; tries += 1) {
    const post = chance.pick(ours);
    const from = atCron(openFrom(channel, meantFor(post, channel))) - 20 * minuteMs;
    const kind = fault === 'unreachable' ? 'unreachable' : 'fault';
    const window: Window = { kind, channel, fault, from, until: from + hours * hourMs };
    const others = known.filter((one) => one.channel === undefined || one.channel === channel);
    if (from > batchAt(post.file.slice(0, 7)) && !others.some((one) => overlaps(one, window, 12 * hourMs))) return window;
  }
  throw new Error(`No room in the year for ${fault} of ${channel}.`);
}

function windowsOf(posts: readonly YearPost[], chance: Chance): readonly (Window & { readonly times?: number })[] {
  const fixed: Window[] = [
    ...serverOff.map(([from, hours]) => ({ kind: 'server-off' as const, from: wallTime(from), until: wallTime(from) + hours * hourMs })),
    ...pauses.map(({ from, until }) => ({ kind: 'pause' as const, from: wallTime(from), until: wallTime(until) })),
  ];
  const found: (Window & { readonly times?: number })[] = [...fixed];
  for (const trouble of troubles) {
    const window = placed(trouble, posts, found, chance);
    found.push({ ...window, ...(trouble.times !== undefined && { times: trouble.times }) });
  }
  return found;
}

/** A few posts of which a person thinks better, well before they go. */
function changes(posts: readonly YearPost[], chance: Chance): readonly YearEvent[] {
  const wishes = [
    ...Array.from({ length: 18 }, () => 'edit-text' as const),
    ...Array.from({ length: 12 }, () => 'edit-moment' as const),
    ...Array.from({ length: 12 }, () => 'cancel' as const),
    ...Array.from({ length: 5 }, () => 'pause-post' as const),
  ];
  const free = new Set(posts.filter((post) => post.publishAt && !post.embargo && !post.own).map(({ name }) => name));
  return wishes.flatMap((what): readonly YearEvent[] => {
    const post = chance.pick(
      posts.filter(({ name, file }) => free.has(name) && meantFor(pick(posts, name), '') > batchAt(file.slice(0, 7)) + 3 * dayMs),
    );
    free.delete(post.name);
    const due = meantFor(post, '');
    const at = due - 2 * dayMs - chance.whole(1, 600) * minuteMs;
    const event: YearEvent = { at, what, name: post.name };
    return what === 'pause-post'
      ? [event, { at: due + (chance.happens(0.4) ? -1 : chance.whole(1, 5)) * dayMs, what: 'resume-post', name: post.name }]
      : [event];
  });
}

const pick = (posts: readonly YearPost[], name: string): YearPost => {
  const found = posts.find((post) => post.name === name);
  if (!found) throw new Error(`No post ${name}.`);
  return found;
};

export function calendarOf(posts: readonly YearPost[], chance: Chance): Calendar {
  const windows = windowsOf(posts, chance);
  const events: YearEvent[] = [
    ...months(posts).map((month) => ({ at: batchAt(month), what: 'batch' as const, month })),
    ...windows
      .filter(({ kind }) => kind !== 'pause')
      .flatMap(({ times, ...window }): YearEvent[] => [
        { at: window.from, what: 'trouble', window, ...(times !== undefined && { times }) },
        { at: window.until, what: 'over', window },
      ]),
    ...pauses.flatMap(({ from, until, ends }): YearEvent[] => [
      { at: wallTime(from), what: 'pause', ...(ends === 'by-itself' && { until }) },
      { at: wallTime(until), what: 'resume', how: ends },
    ]),
    ...clockBack.map((text) => ({ at: wallTime(text), what: 'clock-back' as const })),
    { at: crisisAt, what: 'crisis' },
    ...changes(posts, chance),
  ];
  const off = windows.filter(({ kind }) => kind === 'server-off');
  const shifted = events.map((event) => {
    const inTheWay =
      event.what === 'trouble' || event.what === 'over' ? undefined : off.find(({ from, until }) => event.at >= from && event.at <= until);
    return inTheWay ? { ...event, at: inTheWay.until + minuteMs } : event;
  });
  return { events: shifted.toSorted((one, other) => one.at - other.at), windows };
}
