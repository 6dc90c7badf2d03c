/** The pages for readers, until it is told to stop. Runs beside `omk run` and `omk publish`, on the same ledger. */
import { channels } from '../../channels/index.ts';
import { isLoopback } from '../../core/loopback.ts';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { ServeOptions } from '../../web/server.ts';
import { type Context, stopOnErrors } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { siteOptions, siteProblems, siteSettings } from '../reader-site.ts';
import { type Invocation, isOn, portFlag, type Run, textFlag } from '../run.ts';
import { withContext } from '../with-context.ts';

const usualPort = 4820;

export const run: Run = (invocation) => withContext(invocation, {}, (context) => serve(context, invocation));

async function serve(context: Context, invocation: Invocation): Promise<ExitCode> {
  const { output } = context;
  const place: ServeOptions = {
    port: portFlag(invocation, usualPort),
    host: textFlag(invocation, 'host')?.trim() || '127.0.0.1',
    trustProxy: isOn(invocation, 'trustProxy'),
  };
  const channel = channels.find(({ reaches }) => reaches === 'readers') ?? fail('no-mailing', {});
  stopOnErrors(siteProblems(context, channel));
  const settings = siteSettings(context, channel);
  const { serveSite } = await import('../../web/server.ts');
  const site = await serveSite(await siteOptions(context, settings), place).catch((error: unknown) => cannotListen(error, place));
  const { signal, release } = onInterrupt({ ...output, talk: () => {} });
  tellStart(context, { address: site.address, web: settings.web, place });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await site.close();
  release();
  return 0;
}

interface Start {
  readonly address: string;
  readonly web: string;
  readonly place: ServeOptions;
}

function tellStart({ output, project }: Context, { address, web, place: { host, trustProxy } }: Start): void {
  const words = output.words.serve;
  if (output.isJson) output.document({ address, web });
  else output.result(words.running(address, web));
  const path = project.channelOptions[project.kinds.find(({ reaches }) => reaches === 'readers')?.id ?? '']?.['subscribers'];
  if (typeof path === 'string') output.talk(words.closed(path));
  if (!isLoopback(host)) output.talk(words.exposed(host));
  if (!trustProxy && !isLoopback(new URL(web).hostname)) output.talk(words.oneVisitor);
  output.talk(words.stop);
}

function cannotListen(error: unknown, { host, port }: ServeOptions): never {
  const address = `${host}:${port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return fail('cannot-listen', { address, reason: 'taken' }, undefined, error);
    case 'EACCES':
    case 'EPERM':
      return fail('cannot-listen', { address, reason: 'forbidden' }, undefined, error);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return fail('cannot-listen', { address, reason: 'elsewhere' }, undefined, error);
    default:
      throw error;
  }
}
