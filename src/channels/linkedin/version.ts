/** A version of LinkedIn's API lives about a year (contract linkedin 2). */
import { type Problem, problem } from '../../core/problem.ts';

const oldFromMonth = 10;

/** Those that ended so far did so on the fifteenth or sixteenth of the same month of the next year. */
const lastDay = 16;

export interface Lifetime {
  /** First moment at which it counts as old. */
  readonly oldAt: Date;
  /** The day after its last, as far as the calendar tells. */
  readonly overAt: Date;
  /** Its last day: `2027-11-16`. */
  readonly ends: string;
}

/** `undefined`: it is no year and month. */
export function lifetimeOf(version: string): Lifetime | undefined {
  const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(version) ?? [];
  if (!year || !month) return undefined;
  const from = Number(month) - 1;
  const end = new Date(Date.UTC(Number(year) + 1, from, lastDay));
  return {
    oldAt: new Date(Date.UTC(Number(year), from + oldFromMonth, 1)),
    overAt: new Date(end.getTime() + 86_400_000),
    ends: end.toISOString().slice(0, 10),
  };
}

/** A warning from the tenth month on: whether it still works, only LinkedIn can tell. */
export function endingOf(version: string | undefined, now: Date): readonly Problem[] {
  const life = version === undefined ? undefined : lifetimeOf(version);
  if (version === undefined || !life || now < life.oldAt) return [];
  return [problem('version-ending', { version, ends: life.ends }, { field: 'linkedin.version' })];
}
