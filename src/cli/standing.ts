/** How deliveries stand now, as a report. */
import { type Delivery, whatStands } from '../core/delivery.ts';
import type { Ledger } from '../core/ledger.ts';
import { problemOfPause } from '../core/pause.ts';
import { problem } from '../core/problem.ts';
import type { RecipientCounts } from '../core/reader.ts';
import { groupBy } from '../pipeline/group-by.ts';
import { retracted } from '../pipeline/plan.ts';
import { type ReportDelivery, type ReportPost, reportDelivery } from '../pipeline/report.ts';
import { approvalsOf } from './approved.ts';
import { channelOf } from './context.ts';
import type { Output } from './output.ts';

export interface Standing {
  readonly ledger: Ledger;
  readonly hub: string | undefined;
  readonly output: Output;
}

/** One delivery with what a person wants to know besides: its readers, what it waits for. */
export async function standingOf(delivery: Delivery, all: readonly Delivery[], { ledger, hub, output }: Standing): Promise<ReportDelivery> {
  const { retraction } = whatStands(delivery, all);
  if (retraction) return reportDelivery(delivery, { state: 'cancelled', problem: retracted(retraction) });
  const readers =
    isMailing(delivery) && delivery.attempts > 0 ? { recipients: withoutLeft(await ledger.recipientCounts(delivery.id)) } : {};
  const stopped = problemOfPause(await ledger.pause(), delivery);
  if (stopped) return reportDelivery(delivery, { ...readers, problem: stopped });
  if (delivery.state !== 'waiting' || hub === undefined) return reportDelivery(delivery, readers);
  const first = all.find(({ post, channel }) => post === delivery.post && channel === hub);
  return reportDelivery(delivery, { problem: problem('waits-for-hub', { hub: output.label(hub), state: first?.state ?? 'scheduled' }) });
}

/** Whom a person passed over stays in doubt: it is not known whether the mail arrived. */
const withoutLeft = ({ left = 0, ...counts }: RecipientCounts): RecipientCounts => ({ ...counts, unconfirmed: counts.unconfirmed + left });

const isMailing = ({ channel }: Delivery): boolean => channelOf(channel).reaches === 'readers';

/** The newest round of each delivery, by post, in the order in which posts entered the ledger. */
export async function standingPosts(deliveries: readonly Delivery[], standing: Standing): Promise<readonly ReportPost[]> {
  const posts = new Map<string, { post: string; title: string; deliveries: ReportDelivery[] }>();
  const shown = newestRounds(deliveries);
  const approvals = await approvalsOf(standing.ledger, shown);
  const byPost = groupBy(deliveries, ({ post }) => post);
  for (const delivery of shown) {
    const entry = posts.get(delivery.post) ?? { post: delivery.file, title: delivery.title, deliveries: [] };
    const approval = approvals.get(delivery.id);
    entry.deliveries.push({ ...(await standingOf(delivery, byPost.get(delivery.post) ?? [], standing)), ...(approval && { approval }) });
    posts.set(delivery.post, entry);
  }
  return [...posts.values()];
}

function newestRounds(deliveries: readonly Delivery[]): readonly Delivery[] {
  const newest = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const key = JSON.stringify([delivery.post, delivery.channel, delivery.destination, delivery.kind]);
    if ((newest.get(key)?.round ?? 0) < delivery.round) newest.set(key, delivery);
  }
  // A change that was carried out shows in what it changed; one that was not is told on a row of its own.
  return [...newest.values()].filter(({ kind, state }) => kind === 'publish' || state !== 'sent');
}
