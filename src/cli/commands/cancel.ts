/** Takes back what has not gone out. */
import type { Delivery } from '../../core/delivery.ts';
import { channelOf } from '../context.ts';
import { knownLedger, knownPost } from '../known-post.ts';
import { listFlag, type Run } from '../run.ts';
import { showReport } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output, project } = context;
    const [named = ''] = invocation.args;
    const ledger = await knownLedger(context, named);
    const open = (await knownPost(context, ledger, named, listFlag(invocation, 'channels'))).filter(mayCancel);
    const results = await Promise.all(open.map(({ id, state }) => ledger.move(id, state, { state: 'cancelled' }, 'person')));
    output.talk(output.words.cancelled(results.filter(Boolean).length));
    const posts = await standingPosts(await knownPost(context, ledger, named), { ledger, hub: project.hub, output });
    return showReport(context, { posts, problems: [] }, { command: 'publish', exitCode: 0 });
  });

/** A mailing can be stopped between two readers: the process that sends it finds out when it asks for more of them. */
const mayCancel = ({ state, channel }: Delivery): boolean =>
  ['waiting', 'scheduled', 'handed-off'].includes(state) || (state === 'sending' && channelOf(channel).reaches === 'readers');
