/** What is shown when a command cannot do its work: problems a person can mend, or a bug of ours. */
import { isWarning, OmkError } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { createPlainOutput } from './create-output.ts';
import { helpLanguage } from './environment.ts';
import type { Output } from './output.ts';

export interface FailureOptions {
  readonly json: boolean;
  readonly plain: boolean;
  /** Of the command, if it came that far. */
  readonly output?: Output;
}

/** Prints the error and gives its exit code: 2 for problems, 70 for a bug. */
export async function reportFailure(error: unknown, { json, plain, output }: FailureOptions): Promise<ExitCode> {
  const target = output ?? (await createPlainOutput(helpLanguage(), { json, plain }));
  if (error instanceof OmkError) {
    const code: ExitCode = 2;
    if (target.isJson) target.document({ posts: [], problems: error.problems.map(target.problemJson), exitCode: code });
    for (const problem of error.problems) target.problem(problem);
    const errors = error.problems.filter((problem) => !isWarning(problem)).length;
    if (error.problems.length > 1) target.talk(target.words.problemsFound(errors, error.problems.length - errors));
    return code;
  }
  if (target.isJson) target.document({ posts: [], problems: [], exitCode: 70 });
  // Whoever asked for quiet reads it in the log.
  const tell = target.isQuiet ? target.note : target.talk;
  tell(`${target.words.bug}\n\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 70;
}
