/** The one line of a run for a log: what a search or an alarm looks for, the same words in every language, nothing personal. */
import { type Delivery, isOnHold } from '../../core/delivery.ts';
import { OmkError } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { DEFAULT_ZONE } from '../project-fields.ts';

export interface RunFacts {
  readonly sent: number;
  readonly failed: number;
  /** Tried, and to be tried again. */
  readonly retry: number;
  /** Nobody knows whether it is there, an approval is missing, or it was handed to a person in this run. */
  readonly person: number;
  readonly held: number;
  readonly next?: Date;
  /** Told to stop half-way. */
  readonly isStopped: boolean;
  /** Everything stands still by a person's word. */
  readonly isPaused: boolean;
}

export interface Seen {
  /** How deliveries stand after the run. */
  readonly all: readonly Delivery[];
  readonly changed: ReadonlySet<string>;
  readonly held: readonly Delivery[];
  readonly withheld: readonly Delivery[];
  /** When the next one is due. */
  readonly next: Date | undefined;
  readonly wasInterrupted: boolean;
  readonly isPaused: boolean;
}

export function runFacts({ all, changed, held, withheld, next, wasInterrupted, isPaused }: Seen): RunFacts {
  const count = (test: (delivery: Delivery) => boolean): number => all.filter(test).length;
  const isChangedTo = (state: Delivery['state']) => (one: Delivery) => one.state === state && changed.has(one.id);
  return {
    sent: count(isChangedTo('sent')),
    failed: count(isChangedTo('failed')),
    retry: count((one) => one.state === 'scheduled' && one.attempts > 0 && !isOnHold(one)),
    person: count(({ state }) => state === 'unconfirmed') + count(isChangedTo('handed-off')) + withheld.length,
    held: held.length,
    ...(next && { next }),
    isStopped: wasInterrupted,
    isPaused,
  };
}

export interface RunEnd {
  readonly exitCode: ExitCode;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Of the project; absent: it could not be read. */
  readonly timezone?: string;
  readonly mode?: string;
  /** Absent: it did not come to its work, or not to the end of it. */
  readonly facts?: RunFacts | undefined;
  readonly error?: unknown;
  /** What became of telling a person. */
  readonly told?: string | undefined;
}

/** Always in this order; what is not known is `-`. */
export function runLine({ exitCode, startedAt, endedAt, timezone = DEFAULT_ZONE, mode, facts, error, told }: RunEnd): string {
  const codes = error instanceof OmkError ? [...new Set(error.problems.map(({ code }) => code))] : [];
  const counts = (['sent', 'failed', 'retry', 'person', 'held'] as const).map((name) => `${name}=${facts?.[name] ?? '-'}`);
  const seconds = Math.max(0, endedAt.getTime() - startedAt.getTime()) / 1000;
  return [
    isoIn(endedAt, timezone),
    'omk run',
    `mode=${mode ?? '-'}`,
    ...counts,
    `next=${facts?.next ? isoIn(facts.next, timezone) : '-'}`,
    `took=${seconds.toFixed(1)}s`,
    `exit=${exitCode}`,
    ...(facts?.isStopped ? ['stopped=1'] : []),
    ...(facts?.isPaused ? ['paused=1'] : []),
    ...(codes.length > 0 ? [`problem=${codes.join(',')}`] : []),
    ...(told === undefined ? [] : [`notify=${told}`]),
  ].join(' ');
}

/** `2026-11-26T05:00:03+01:00`: the clock of the project, and no doubt about which. */
export function isoIn(moment: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const [, offset = ''] = /GMT(.*)/.exec(zone.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return `${format.format(moment).replace(' ', 'T')}${offset === '' ? '+00:00' : offset}`;
}
