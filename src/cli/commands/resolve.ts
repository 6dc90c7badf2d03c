/** A person's word on an unconfirmed delivery or on a hand-off. */
import type { Delivery, Settlement } from '../../core/delivery.ts';
import type { Ledger } from '../../core/ledger.ts';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import { type Context, channelOf } from '../context.ts';
import { knownLedger, knownPost } from '../known-post.ts';
import { letGo } from '../late.ts';
import { type Invocation, isOn, type Run, textFlag } from '../run.ts';
import { showReport } from '../show-report.ts';
import { standingPosts } from '../standing.ts';
import { withContext } from '../with-context.ts';

export const run: Run = (invocation) => withContext(invocation, { start: invocation.args[0] }, (context) => resolve(context, invocation));

async function resolve(context: Context, invocation: Invocation): Promise<ExitCode> {
  const [file = '', channel = ''] = invocation.args;
  const choices = context.project.kinds.map(({ id }) => id);
  if (!choices.includes(channel)) fail('usage-bad-value', { option: 'CHANNEL', value: channel, expected: choices.join(', ') });
  const ledger = await knownLedger(context, file);
  const deliveries = await knownPost(context, ledger, file, [channel]);
  const delivery = openOne(deliveries, { file, channel });
  const settlement = await decisionOf(delivery, { ledger, invocation, now: context.clock.now() });
  if (!(await ledger.move(delivery.id, delivery.state, settlement, 'person')))
    fail('not-unconfirmed', { state: delivery.state }, { file, channel });
  const { output, project } = context;
  const posts = await standingPosts(await knownPost(context, ledger, file), { ledger, hub: project.hub, output });
  return showReport(context, { posts, problems: [] }, { command: 'publish', exitCode: 0 });
}

/** The one that waits for a person. */
function openOne(deliveries: readonly Delivery[], where: { file: string; channel: string }): Delivery {
  const open = deliveries.find(({ state }) => state === 'unconfirmed' || state === 'handed-off');
  const last = deliveries.at(-1);
  return open ?? (last ? fail('not-unconfirmed', { state: last.state }, where) : fail('nothing-known', { post: where.file }, where));
}

interface Deciding {
  readonly ledger: Ledger;
  readonly invocation: Invocation;
  readonly now: Date;
}

async function decisionOf(delivery: Delivery, { ledger, invocation, now }: Deciding): Promise<Settlement> {
  const { channel, destination, file } = delivery;
  const isMailing = channelOf(channel).reaches === 'readers';
  const url = textFlag(invocation, 'published');
  if (isMailing) {
    const resend = isOn(invocation, 'resendUnconfirmed');
    if (!resend && !isOn(invocation, 'leaveUnconfirmed')) fail('usage-needs-flag', { flag: '--resend-unconfirmed | --leave-unconfirmed' });
    await ledger.settleUnconfirmedRecipients(delivery.id, resend ? 'resend' : 'leave');
    const { count } = await ledger.recipientsLeft(delivery.id);
    return resend || count > 0 ? letGo(delivery, now) : { state: 'sent', receipt: delivery.receipt ?? { remoteId: delivery.id } };
  }
  if (url !== undefined) {
    const receipt = channelOf(channel).parsePermalink?.(url, destination);
    return receipt ? { state: 'sent', receipt } : fail('permalink-unknown', { url, expected: delivery.destinationName }, { file, channel });
  }
  if (!isOn(invocation, 'notPublished')) fail('usage-needs-flag', { flag: '--published URL | --not-published' });
  return delivery.state === 'handed-off' ? { state: 'cancelled' } : letGo(delivery, now);
}
