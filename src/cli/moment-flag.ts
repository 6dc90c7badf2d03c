/** A moment on the command line, read as in a post: in the zone of the project, with the gap and the doubled hour told. */
import { type Problem, problem } from '../core/problem.ts';
import { readMoment } from '../pipeline/dates.ts';

export interface MomentFlag {
  readonly at?: Date;
  readonly problems: readonly Problem[];
}

/** `option` as it is typed: `--until`. Only a moment that is still to come will do. */
export function futureMoment(
  option: string,
  value: string,
  { timezone, now }: { readonly timezone: string; readonly now: Date },
): MomentFlag {
  const read = readMoment(value.trim(), timezone);
  if (read.kind === 'no-date') return { problems: [problem('usage-bad-value', { option, value, expected: 'moment' })] };
  if (read.kind === 'skipped') return { problems: [problem('moment-skipped', { option, value, suggestion: read.suggestion })] };
  if (read.at <= now) return { problems: [problem('moment-past', { option, value })] };
  const doubled = read.kind === 'doubled' ? [problem('moment-doubled', { option, value, chosen: read.chosen })] : [];
  return { at: read.at, problems: doubled };
}
