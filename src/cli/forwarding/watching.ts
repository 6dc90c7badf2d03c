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
  let isAway = false;
  for (let round = 0; ; round += 1) {
    const more = {
      mustAsk: false,
      isWatching: round > 0,
      ...(round > 0 && { since: undefined }),
    };
    try {
      if ((await once(more)).wasInterrupted) return 0;
      if (isAway) output.talk(words.back);
      isAway = false;
    } catch (error) {
      if (!isForNextLook(error)) throw error;
      if (!isAway) for (const found of error.problems) output.problem(found);
      if (!isAway) output.talk(words.away);
      isAway = true;
    }
    const { signal, release } = onInterrupt(output);
    await context.clock.sleep(everyMs, signal);
    release();
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
