/** The pretend channels with their page, until Ctrl-C. */
import { join } from 'node:path';
import { channels } from '../../channels/index.ts';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { openSwitches } from '../../sandbox/faults.ts';
import { sandboxPort, serveSandbox } from '../../sandbox/server.ts';
import type { Context } from '../context.ts';
import { faultLines, readFaults } from '../fault-flags.ts';
import { onInterrupt } from '../interrupt.ts';
import { keepOutOfGit } from '../project-folder.ts';
import { type Invocation, portFlag, type Run, textsFlag } from '../run.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, {}, (context) => serve(context, invocation));

async function serve(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { project, output } = context;
  if (project.mode !== 'sandbox') fail('usage-bad-value', { option: 'mode', value: project.mode, expected: 'sandbox' });
  const [turns, port] = [readFaults(textsFlag(invocation, 'fault'), channels), portFlag(invocation, sandboxPort)];
  keepOutOfGit(project.root);
  const folder = join(project.root, '.omk', 'sandbox');
  const switches = openSwitches(folder);
  for (const turn of turns) turn(switches);
  const site = await serveSandbox({
    folder,
    channels,
    clock: context.clock,
    language: project.messageLanguage,
    project: project.name,
    timezone: project.timezone,
    port,
    report: () => reportOf(context),
    describe: (problem) => output.textOf(problem).message,
  });
  if (output.isJson) output.document({ page: site.page, addresses: site.addresses });
  else output.result(output.words.sandbox.running(site.page));
  const on = faultLines(switches, channels, { words: output.words, language: project.messageLanguage });
  if (on.length > 0 || turns.length > 0)
    output.talk(on.length > 0 ? [output.words.sandbox.faultsOn, ...on].join('\n') : output.words.sandbox.faultsOff);
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
