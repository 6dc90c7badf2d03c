import { fail } from '../core/problem.ts';
import { readMoment } from '../pipeline/dates.ts';
import type { Context } from './context.ts';
import { type Invocation, textFlag } from './run.ts';

/** `--since`: a day, or a moment, in the time zone of the project. */
export function sinceFlag({ project }: Context, invocation: Invocation): Date | undefined {
  const value = textFlag(invocation, 'since');
  if (value === undefined) return undefined;
  const read = readMoment(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value} 00:00` : value, project.timezone);
  return read.kind === 'moment' || read.kind === 'doubled'
    ? read.at
    : fail('usage-bad-value', { option: '--since', value, expected: 'moment' });
}
