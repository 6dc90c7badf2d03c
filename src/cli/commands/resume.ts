/** Lets go on what `pause` or a sample of readers put on hold, and what was too late to go without a word. */
import { stopUnlessApproved } from '../approved.ts';
import { knownLedger, knownPost } from '../known-post.ts';
import { letGo, waitingForWord } from '../late.ts';
import { listFlag, type Run } from '../run.ts';
import { send } from '../sending.ts';
import { showReport, showSandboxNote } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) =>
  withContext(invocation, { start: invocation.args[0] }, async (context) => {
    const { output, project, clock } = context;
    const [named = ''] = invocation.args;
    const ledger = await knownLedger(context, named);
    const known = await knownPost(context, ledger, named, listFlag(invocation, 'channels'));
    const held = waitingForWord(context, known);
    await stopUnlessApproved(context, held);
    context.checkSettings(held);
    for (const delivery of held) await ledger.move(delivery.id, 'scheduled', letGo(delivery, clock.now()), 'person');
    output.talk(output.words.resumed(held.length));
    // What waits for the hub goes along.
    const ids = new Set([...held, ...known.filter(({ state }) => held.length > 0 && state === 'waiting')].map(({ id }) => id));
    const ours = async () => (await knownPost(context, ledger, named)).filter(({ id }) => ids.has(id));
    await send(context, await ours());
    const posts = await standingPosts(await ours(), { ledger, hub: project.hub, output });
    const code = showReport(context, { posts, problems: [] }, { command: 'publish' });
    if (posts.length > 0) showSandboxNote(context);
    return code;
  });
