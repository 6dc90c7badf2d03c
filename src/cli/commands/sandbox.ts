/** The pretend channels with their page, until Ctrl-C. */
import { join } from 'node:path';
import { channels } from '../../channels/index.ts';
import { systemClock } from '../../core/clock.ts';
import { fail } from '../../core/problem.ts';
import { sandboxPort, serveSandbox } from '../../sandbox/server.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { keepOutOfGit } from '../project-folder.ts';
import { type Invocation, type Run, textFlag } from '../run.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => serve(context, invocation));

async function serve(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { project, output } = context;
  if (project.mode !== 'sandbox') fail('usage-bad-value', { option: 'mode', value: project.mode, expected: 'sandbox' });
  keepOutOfGit(project.root);
  const site = await serveSandbox({
    folder: join(project.root, '.omk', 'sandbox'),
    channels,
    clock: systemClock,
    language: project.messageLanguage,
    project: project.name,
    timezone: project.timezone,
    port: portFlag(invocation),
    report: () => reportOf(context),
    describe: (problem) => output.textOf(problem).message,
  });
  output.result(output.words.sandbox.running(site.page));
  if (site.already) return 0;
  output.talk(output.words.sandbox.stop);
  const { signal, release } = onInterrupt({ ...output, talk: () => {} });
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  release();
  await site.close();
  return 0;
}

async function reportOf(context: Context) {
  const ledger = await context.existingLedger();
  const { project, output } = context;
  const posts = ledger ? await standingPosts(await ledger.list(), { ledger, hub: project.hub, output }) : [];
  return { posts, problems: [] };
}

function portFlag(invocation: Invocation): number {
  const given = textFlag(invocation, 'port');
  const port = given === undefined ? sandboxPort : Number(given);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : fail('usage-bad-value', { option: '--port', value: given ?? '', expected: '0 – 65535' });
}
