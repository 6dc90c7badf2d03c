/** `omk forward --watch`: looks again and again, and says something when there is something to say. */
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { forwardWords } from '../messages/forward-words.ts';
import { type RoundOptions, type RoundResult, sourceLabel } from './forwarding.ts';
import type { SourceInUse } from './reading-items.ts';
import { isForNextLook } from './source-trouble.ts';

export interface WatchOptions {
  readonly once: (more: Partial<RoundOptions>) => Promise<RoundResult>;
  readonly everyMs: number;
  readonly inUse: SourceInUse;
  readonly options: RoundOptions;
}

/** Ends with 0 at Ctrl-C. A person is asked at the beginning, not at each post. */
export async function watchSource(context: Context, { once, everyMs, inUse, options }: WatchOptions): Promise<ExitCode> {
  const { output, project } = context;
  const words = forwardWords[project.messageLanguage];
  if (options.mustAsk && !options.isReview && !(await isAgreed(context, options))) return 0;
  output.talk(words.watching(sourceLabel(output.label, inUse.from, project.feed), Math.round((everyMs / 60_000) * 10) / 10));
  output.talk(words.stop);
  // From here to the end: also between two looks, and whatever a look makes of it.
  const { signal, release } = onInterrupt({ ...output, talk: () => {} });
  try {
    return await lookAgain(context, { once, everyMs, signal });
  } finally {
    release();
  }
}

interface Looking extends Pick<WatchOptions, 'once' | 'everyMs'> {
  readonly signal: AbortSignal;
}

async function lookAgain({ output, project, clock }: Context, { once, everyMs, signal }: Looking): Promise<ExitCode> {
  const words = forwardWords[project.messageLanguage];
  let isAway = false;
  for (let round = 0; ; round += 1) {
    const more = {
      mustAsk: false,
      isWatching: round > 0,
      ...(round > 0 && { since: undefined }),
    };
    try {
      await once(more);
      if (signal.aborted) return 0;
      if (isAway) output.talk(words.back);
      isAway = false;
    } catch (error) {
      if (signal.aborted) return 0;
      if (!isForNextLook(error)) throw error;
      if (!isAway) for (const found of error.problems) output.problem(found);
      if (!isAway) output.talk(words.away);
      isAway = true;
    }
    await clock.sleep(everyMs, signal);
    if (signal.aborted) return 0;
  }
}

async function isAgreed({ output, project }: Context, { channels, only }: RoundOptions): Promise<boolean> {
  const { askToConfirm } = await import('../prompt.ts');
  const going = channels.filter((id) => only?.includes(id) ?? true).map(output.label);
  if (await askToConfirm(forwardWords[project.messageLanguage].askWatch(going), output.words.confirm)) return true;
  output.talk(output.words.confirm.stopped);
  return false;
}
