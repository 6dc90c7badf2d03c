/** What arrived at each channel, joined with what omk's own report says of it. */
import type { Channel, FeedItem } from '../core/channel.ts';
import type { Report, ReportDelivery } from '../pipeline/report.ts';

/** One row of the report: a delivery with its post. */
export interface ReportRow extends ReportDelivery {
  readonly post: string;
  readonly title: string;
}

export interface Arrived extends FeedItem {
  /** What omk recorded of this very item, if it recorded its id. */
  readonly recorded?: ReportRow;
}

export interface ChannelInbox {
  readonly channel: Channel;
  /** Newest first. */
  readonly items: readonly Arrived[];
  readonly rows: readonly ReportRow[];
}

export const reportRows = (report: Report): readonly ReportRow[] =>
  report.posts.flatMap(({ post, title, deliveries }) => deliveries.map((delivery) => ({ ...delivery, post, title })));

export function inboxOf(channel: Channel, feed: readonly FeedItem[], rows: readonly ReportRow[]): ChannelInbox {
  const ours = rows.filter((row) => row.channel === channel.id);
  const byId = new Map(ours.flatMap((row) => (row.remoteId ? [[row.remoteId, row] as const] : [])));
  const items = feed.map((item) => {
    const recorded = byId.get(item.post ?? item.id);
    return recorded ? { ...item, recorded } : item;
  });
  return { channel, items, rows: ours };
}
