/** What every command does around its own work: load the project, keep the promise of the exit codes, close everything. */
import { channels } from '../channels/index.ts';
import { OmkError } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { loadProject } from './config.ts';
import { type Context, openContext } from './context.ts';
import { processEnvironment } from './environment.ts';
import { reportFailure } from './failure.ts';
import { type Invocation, isOn, textFlag } from './run.ts';

export interface WithContextOptions {
  /** A file that the command names: the project is looked for from there. */
  readonly start?: string | undefined;
  /** Told of what kept the command from its work, besides the person. */
  readonly failed?: (error: unknown) => Promise<void>;
}

export async function withContext(
  invocation: Invocation,
  { start, failed }: WithContextOptions,
  work: (context: Context) => Promise<ExitCode>,
): Promise<ExitCode> {
  let context: Context | undefined;
  try {
    const project = await loadProject({
      ...(start !== undefined && { start }),
      cwd: process.cwd(),
      ...(textFlag(invocation, 'project') !== undefined && { projectFlag: textFlag(invocation, 'project') }),
      env: processEnvironment(),
      channels,
    });
    context = await openContext(project, invocation);
    return await work(context);
  } catch (error) {
    if (!(error instanceof OmkError) && isClosedPipe(error)) return 0;
    await failed?.(error);
    const asked = { json: isOn(invocation, 'json'), plain: isOn(invocation, 'plain') };
    return reportFailure(error, { ...asked, ...(context && { output: context.output }) });
  } finally {
    await context?.close();
  }
}

const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EPIPE';
