/**
 * Lets go on what `pause` or a sample of readers put on hold, and what was too late to go without a word; while everything is
 * paused, just this post. Without a post: everything, by choice.
 */
import { isStopped } from '../../core/pause.ts';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { stopUnlessApproved } from '../approved.ts';
import type { Context } from '../context.ts';
import { knownLedger, knownPost } from '../known-post.ts';
import { resumed, waitingForWord } from '../late.ts';
import { pauseWords } from '../messages/pause-words.ts';
import { type Invocation, isOn, listFlag, type Run } from '../run.ts';
import { send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const [named] = invocation.args;
    if (named === undefined) return (await import('../resuming.ts')).resumeEverything(context, invocation);
    const [flag] = ['all', 'none'].filter((name) => isOn(invocation, name));
    if (flag !== undefined) fail('flag-not-with-file', { flag: `--${flag}` });
    return resumePost(context, invocation, named);
  });

async function resumePost(context: Context, invocation: Invocation, named: string): Promise<ExitCode> {
  const { output, project, clock } = context;
  const ledger = await knownLedger(context, named);
  const known = await knownPost(context, ledger, named, listFlag(invocation, 'channels'));
  const pause = await ledger.pause();
  const open = known.filter(({ state }) => state === 'scheduled' || state === 'waiting');
  const stopped = pause ? open.filter((delivery) => isStopped(pause, delivery)) : [];
  const now = clock.now();
  const due = stopped.filter(({ state, dueAt }) => state === 'scheduled' && dueAt <= now);
  const held = [...new Set([...waitingForWord(context, known), ...due])];
  const ours = [...new Set([...held, ...stopped])];
  await stopUnlessApproved(context, ours);
  context.checkSettings(ours);
  await ledger.letThrough(stopped.map(({ id }) => id));
  for (const delivery of held) await ledger.move(delivery.id, 'scheduled', resumed(delivery, now), 'person');
  output.talk(stopped.length > 0 ? pauseWords[project.messageLanguage].through(stopped.length) : output.words.resumed(held.length));
  // What waits for the hub goes along.
  const ids = new Set([...ours, ...known.filter(({ state }) => ours.length > 0 && state === 'waiting')].map(({ id }) => id));
  const standing = async () => (await knownPost(context, ledger, named)).filter(({ id }) => ids.has(id));
  await send(context, await standing());
  const posts = await standingPosts(await standing(), { ledger, hub: project.hub, output });
  const code = showReport(context, { posts, problems: [] }, { command: 'publish' });
  if (posts.length > 0) showSandboxNote(context);
  return code;
}
