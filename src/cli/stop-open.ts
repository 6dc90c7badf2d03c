/** What `cancel` and `pause` share: they stop deliveries of a post that have not gone out. */
import type { Delivery, DeliveryState, Settlement } from '../core/delivery.ts';
import type { ExitCode } from '../pipeline/report.ts';
import { type Context, channelOf } from './context.ts';
import { knownLedger, knownPost } from './known-post.ts';
import { type Invocation, listFlag } from './run.ts';
import { showReport } from './show-report.ts';
import { standingPosts } from './standing.ts';

export interface Stop {
  readonly states: readonly DeliveryState[];
  readonly settlement: (delivery: Delivery) => Settlement;
  /** What was done, to so many. */
  readonly said: (count: number) => string;
}

export async function stopOpen(context: Context, invocation: Invocation, { states, settlement, said }: Stop): Promise<ExitCode> {
  const { output, project } = context;
  const [named = ''] = invocation.args;
  const ledger = await knownLedger(context, named);
  const known = await knownPost(context, ledger, named, listFlag(invocation, 'channels'));
  const open = known.filter((delivery) => states.includes(delivery.state) || isMailingUnderWay(delivery));
  const results = await Promise.all(open.map((one) => ledger.move(one.id, one.state, settlement(one), 'person')));
  output.talk(said(results.filter(Boolean).length));
  const posts = await standingPosts(await knownPost(context, ledger, named), { ledger, hub: project.hub, output });
  return showReport(context, { posts, problems: [] }, { command: 'publish', exitCode: 0 });
}

/** Can be stopped between two readers: the process that sends it finds out when it asks for more of them. */
const isMailingUnderWay = ({ state, channel }: Delivery): boolean => state === 'sending' && channelOf(channel).reaches === 'readers';
