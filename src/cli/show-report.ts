/** Shows a report in the form that was asked for, and gives the exit code. */
import { type ExitCode, exitCodeFor, type Report } from '../pipeline/report.ts';
import type { Context } from './context.ts';
import { createMoments } from './moments.ts';
import { reportDocument } from './report-json.ts';
import { reportText } from './report-text.ts';

export interface ShowOptions {
  readonly command: 'publish' | 'run';
  /** Instead of what follows from the states. */
  readonly exitCode?: ExitCode;
}

export function showReport({ output, project, clock }: Context, report: Report, { command, exitCode }: ShowOptions): ExitCode {
  const code = exitCode ?? exitCodeFor(report, clock.now(), command);
  if (output.isJson) output.document(reportDocument(report, code, output));
  else if (report.posts.length > 0) output.result(reportText(report, output, createMoments(project.messageLanguage, project.timezone)));
  for (const problem of report.problems) output.problem(problem);
  if (code === 3) output.talk(`\n${output.words.unfinished}`);
  if (code === 4) output.talk(`\n${output.words.person}`);
  return code;
}

/** Says that this was practice, and how to look at it. */
export function showSandboxNote({ output, project }: Context): void {
  if (project.mode === 'sandbox') output.talk(`\n${output.words.sandbox.was} ${output.words.sandbox.look}`);
}
