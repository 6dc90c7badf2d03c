/** The calendar as iCalendar (RFC 5545). Times are UTC, so it needs no time zone of its own. */
import { plainValue } from '../../core/plain-value.ts';
import type { Entry } from './entries.ts';

export interface IcalOptions {
  /** What a calendar program calls it. */
  readonly name: string;
  readonly version: string;
  readonly now: Date;
  readonly label: (channel: string) => string;
  /** Where a delivery stands, in words. */
  readonly stateOf: (entry: Entry) => string;
}

/** What is on hold has no moment, so no place in it. */
export function icalText(entries: readonly Entry[], { name, version, now, label, stateOf }: IcalOptions): string {
  const events = entries.flatMap((entry) => eventLines(entry, { stamp: utc(now), label, stateOf }));
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//omk//omk ${version}//NL`, 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${text(name)}`];
  return [...lines, ...events, 'END:VCALENDAR', ''].map(folded).join('\r\n');
}

interface EventOptions extends Pick<IcalOptions, 'label' | 'stateOf'> {
  readonly stamp: string;
}

/** A moment is no meeting: a short mark that keeps nobody's time. */
function eventLines(entry: Entry, { stamp, label, stateOf }: EventOptions): readonly string[] {
  const { delivery, mark } = entry;
  const url = delivery.receipt?.url;
  return [
    'BEGIN:VEVENT',
    `UID:${delivery.id}@omk`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${utc(delivery.dueAt)}`,
    'DURATION:PT15M',
    `SUMMARY:${text(`${label(delivery.channel)}: ${plainValue(delivery.title)}`)}`,
    `DESCRIPTION:${text(`${stateOf(entry)}\n${delivery.file}`)}`,
    `CATEGORIES:${text(label(delivery.channel))}`,
    `STATUS:${mark ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(url === undefined ? [] : address(url)),
    'END:VEVENT',
  ];
}

/** `20261126T080000Z`. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 5545 (3.3.11) has no control characters but a tab; a program that takes a lone CR for a line break would read a line of its own. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|[\u2028\u2029]/gu, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** Only what a URL can be. */
const address = (value: string): readonly string[] => (URL.canParse(value) ? [`URL:${new URL(value).href}`] : []);

const mostOctets = 75;

/** At most 75 octets in a line; it goes on after a break and a space, never inside a character. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= mostOctets) return line;
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > mostOctets) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current].join('\r\n');
}
