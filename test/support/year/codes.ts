/** What the exit codes of two runs at the same moment have to say (docs/interface.md, "Exit codes"). */
import type { ExitCode } from '../../../src/pipeline/report.ts';

export interface Seen {
  /** Something turned failed in one of them. */
  readonly hasNewlyFailed: boolean;
  /** A person is needed: before the runs, and after them. */
  readonly asked: { readonly before: boolean; readonly after: boolean };
  /** Another try is due later. */
  readonly retries: boolean;
  /** Nothing is wrong anywhere. */
  readonly isCalm: boolean;
}

/** What is wrong with them; nothing where they say how it is. */
export function expectedCodes(codes: readonly ExitCode[], { hasNewlyFailed, asked, retries, isCalm }: Seen): string | undefined {
  const told = codes.join(' and ');
  const unknown = codes.filter((code) => ![0, 1, 3, 4].includes(code));
  if (unknown.length > 0) return `ended with ${told}`;
  if (hasNewlyFailed) return codes.includes(1) ? undefined : `something failed, and they ended with ${told}`;
  if (codes.includes(1)) return `nothing failed, and they ended with ${told}`;
  if (asked.before && asked.after) return codes.every((code) => code === 4) ? undefined : `a person is needed, and they ended with ${told}`;
  if (asked.after) return codes.includes(4) ? undefined : `a person is needed by now, and they ended with ${told}`;
  if (asked.before) return undefined;
  if (retries) return codes.includes(3) ? undefined : `another try is due later, and they ended with ${told}`;
  return isCalm && codes.some((code) => code !== 0) ? `nothing is wrong, and they ended with ${told}` : undefined;
}
