/** Tries again what failed. */
import { systemClock } from '../../core/clock.ts';
import { knownLedger, knownPost } from '../known-post.ts';
import { listFlag, type Run } from '../run.ts';
import { send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output, project } = context;
    const only = listFlag(invocation, 'channels');
    const [named] = invocation.args;
    const ledger = named === undefined ? await context.ledger() : await knownLedger(context, named);
    const known = named === undefined ? await ledger.list(only ? { channels: only } : {}) : await knownPost(context, ledger, named, only);
    const failed = known.filter(({ state }) => state === 'failed');
    context.checkSettings(failed);
    for (const { id } of failed) await ledger.move(id, 'failed', { state: 'scheduled', dueAt: systemClock.now() }, 'person');
    output.talk(output.words.retried(failed.length));
    const waiting = (await ledger.list({ posts: failed.map(({ post }) => post) })).filter(
      ({ state }) => state === 'waiting' || state === 'scheduled',
    );
    await send(context, waiting);
    const ids = new Set([...failed, ...waiting].map(({ id }) => id));
    const all = await ledger.list({ posts: failed.map(({ post }) => post) });
    const posts = await standingPosts(
      all.filter(({ id }) => ids.has(id)),
      { ledger, hub: project.hub, output },
    );
    const code = showReport(context, { posts, problems: [] }, { command: 'publish' });
    if (posts.length > 0) showSandboxNote(context);
    return code;
  });
