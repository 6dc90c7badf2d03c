import { fail } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';

/** What a person typed, as strings and switches; each command reads its own. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** A command's own code. */
export type Run = (invocation: Invocation) => Promise<ExitCode>;

/** The text given to a flag, if any. */
export function textFlag({ flags }: Invocation, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** `a,b` as a list, if given. */
export const listFlag = (invocation: Invocation, name: string): readonly string[] | undefined =>
  textFlag(invocation, name)
    ?.split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Everything given to a flag that may be repeated. */
export function textsFlag({ flags }: Invocation, name: string): readonly string[] {
  const values = flags[name];
  return Array.isArray(values) ? values : [];
}

/** Where to listen; 0: any port that is free. */
export function portFlag(invocation: Invocation, usual: number): number {
  const given = textFlag(invocation, 'port');
  const port = given === undefined ? usual : Number(given);
  return given?.trim() !== '' && Number.isInteger(port) && port >= 0 && port < 65_536
    ? port
    : fail('usage-bad-value', { option: '--port', value: given ?? '', expected: '0 – 65535' });
}

export const isOn = ({ flags }: Invocation, name: string): boolean => flags[name] === true;

/** A question may be asked: a person sits at a terminal and did not forbid it. */
export const mayAsk = ({ flags }: Invocation): boolean =>
  process.stdin.isTTY === true && process.stderr.isTTY === true && flags['input'] !== false && flags['json'] !== true;
