/** What every command does around its own work: load the project, keep the promise of the exit codes, close everything. */
import { channels } from '../channels/index.ts';
import { OmkError } from '../core/problem.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { type LoadOptions, loadProject, type Project } from './config.ts';
import { type Context, openContext } from './context.ts';
import { createPlainOutput } from './create-output.ts';
import { helpLanguage, processEnvironment } from './environment.ts';
import { reportFailure } from './failure.ts';
import type { Output } from './output.ts';
import { type Invocation, isOn, textFlag } from './run.ts';

/** How a command came to its end. */
export interface Ended {
  readonly exitCode: ExitCode;
  readonly output: Pick<Output, 'note'>;
  /** Absent: it could not be read. */
  readonly project?: Project;
  readonly error?: unknown;
  /** What became of telling a person, where that was asked for. */
  readonly told?: string;
}

export interface WithContextOptions {
  /** A file that the command names: the project is looked for from there. */
  readonly start?: string | undefined;
  /** Told of what kept the command from its work, besides the person. */
  readonly failed?: (error: unknown) => Promise<void>;
  /** Has the last word. */
  readonly ended?: (end: Ended) => void;
}

export async function withContext(
  invocation: Invocation,
  { start, failed, ended }: WithContextOptions,
  work: (context: Context) => Promise<ExitCode>,
): Promise<ExitCode> {
  const isTelling = isOn(invocation, 'notify');
  const place: LoadOptions = {
    ...(start !== undefined && { start }),
    cwd: process.cwd(),
    ...(textFlag(invocation, 'project') !== undefined && { projectFlag: textFlag(invocation, 'project') }),
    env: processEnvironment(),
    channels,
  };
  let context: Context | undefined;
  try {
    const project = await loadProject(place);
    context = await openContext(project, invocation);
    const exitCode = await work(context);
    const told = isTelling ? await (await import('./unattended/notifying.ts')).tellWhatIsOpen(context) : undefined;
    ended?.({ exitCode, output: context.output, project, ...(told !== undefined && { told }) });
    return exitCode;
  } catch (error) {
    if (!(error instanceof OmkError) && isClosedPipe(error)) return 0;
    await failed?.(error);
    const asked = { json: isOn(invocation, 'json'), plain: isOn(invocation, 'plain') };
    const output = context?.output ?? (await createPlainOutput(helpLanguage(), asked));
    const exitCode = await reportFailure(error, { ...asked, output });
    const told = isTelling ? await (await import('./unattended/notifying.ts')).tellStop(error, { place, invocation, context }) : undefined;
    ended?.({ exitCode, output, error, ...(context && { project: context.project }), ...(told !== undefined && { told }) });
    return exitCode;
  } finally {
    await context?.close();
  }
}

const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EPIPE';
