/** Publishes a post in the sandbox, by the very code of `omk publish`, whatever mode the project is in. */
import { join } from 'node:path';
import { channels } from '../../channels/index.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { publish } from '../commands/publish.ts';
import { loadProject } from '../config.ts';
import { openContext } from '../context.ts';
import { processEnvironment } from '../environment.ts';
import type { Invocation } from '../run.ts';

export interface Rehearsal {
  readonly exitCode: ExitCode;
  /** With `--json`: what `omk publish --json` prints. */
  readonly document: unknown;
}

export async function rehearse(root: string, post: string, { flags }: Invocation): Promise<Rehearsal> {
  const env = { ...processEnvironment(), OMK_MODE: 'sandbox' };
  const project = await loadProject({ cwd: root, projectFlag: root, env, channels });
  const { json, plain, quiet, verbose } = flags;
  const invocation: Invocation = { command: 'publish', args: [join(root, post)], flags: { json, plain, quiet, verbose, input: false } };
  const opened = await openContext(project, invocation);
  let document: unknown = null;
  const output = {
    ...opened.output,
    document: (value: unknown) => {
      document = value;
    },
  };
  try {
    return { exitCode: await publish({ ...opened, output }, invocation), document };
  } finally {
    await opened.close();
  }
}
