/** Tries again what failed. */
import type { Delivery } from '../../core/delivery.ts';
import { stopUnlessApproved } from '../approved.ts';
import { digestOf, knownLedger, knownPost } from '../known-post.ts';
import { letGo } from '../late.ts';
import { listFlag, type Run } from '../run.ts';
import { send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output, project, clock } = context;
    const only = listFlag(invocation, 'channels');
    const [named] = invocation.args;
    const ledger = named === undefined ? await context.ledger() : await knownLedger(context, named);
    const all = { states: ['failed'] as const, ...(only && { channels: only }) };
    const known = named === undefined ? await ledger.list(all) : await knownPost(context, ledger, named, only);
    const failed = known.filter((delivery) => delivery.state === 'failed' || (named !== undefined && isStoppedDigest(delivery, known)));
    await stopUnlessApproved(context, failed);
    context.checkSettings(failed);
    for (const delivery of failed) await ledger.move(delivery.id, delivery.state, letGo(delivery, clock.now()), 'person');
    output.talk(output.words.retried(failed.length));
    const waiting = (await ledger.list({ posts: failed.map(({ post }) => post) })).filter(
      ({ state }) => state === 'waiting' || state === 'scheduled',
    );
    await send(context, waiting);
    const ids = new Set([...failed, ...waiting].map(({ id }) => id));
    const stand = await ledger.list({ posts: failed.map(({ post }) => post) });
    const posts = await standingPosts(
      stand.filter(({ id }) => ids.has(id)),
      { ledger, hub: project.hub, output },
    );
    const code = showReport(context, { posts, problems: [] }, { command: 'publish' });
    if (posts.length > 0) showSandboxNote(context);
    return code;
  });

/** It has no file to publish again, so this is how it goes on. One that was cancelled as a whole before it went has left its posts to the next. */
const isStoppedDigest = (delivery: Delivery, known: readonly Delivery[]): boolean =>
  delivery.state === 'cancelled' &&
  digestOf(delivery) !== undefined &&
  known.some((one) => digestOf(one) === digestOf(delivery) && (one.state !== 'cancelled' || one.attempts > 0));
