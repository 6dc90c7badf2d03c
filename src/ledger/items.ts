/** Items of a source: which were seen, and what became of them. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Delivery } from '../core/delivery.ts';
import type { ForwardedItem, ItemFilter, ItemStanding, SeenItem, SourceReading, TakenOver } from '../core/forward.ts';
import { addEvent } from './events.ts';
import { keyColumns, plannedColumns, stored } from './rows.ts';
import { adopt, schedule } from './scheduling.ts';

interface ItemRow {
  readonly item: string;
  readonly post: string;
  readonly url: string;
  readonly published_at: number;
  readonly hash: string;
  readonly standing: ItemStanding;
  readonly told: string | null;
  readonly edited_at: number | null;
  readonly file: string | null;
  readonly file_hash: string | null;
}

export function sourceReading(db: DatabaseSyncInstance, source: string): SourceReading | undefined {
  const row = db.prepare('SELECT started_at, read_at FROM sources WHERE name = ?').get(source) as
    | { started_at: number; read_at: number }
    | undefined;
  return (
    row && {
      startedAt: new Date(row.started_at),
      readAt: new Date(row.read_at),
    }
  );
}

export function saveReading(
  db: DatabaseSyncInstance,
  source: string,
  { startedAt, readAt }: SourceReading,
  seen: readonly SeenItem[],
): void {
  const sql = 'INSERT OR REPLACE INTO sources (name, started_at, read_at) VALUES (?, ?, ?)';
  db.prepare(sql).run(source, startedAt.getTime(), readAt.getTime());
  for (const one of seen) saveItem(db, source, one);
}

export function seenItems(db: DatabaseSyncInstance, source: string, filter: ItemFilter = {}): SeenItem[] {
  const { items, urls, posts, standings, since } = filter;
  const conditions = [
    items && 'item IN (SELECT value FROM json_each(:items))',
    urls && 'url IN (SELECT value FROM json_each(:urls))',
    posts && 'post IN (SELECT value FROM json_each(:posts))',
    standings && 'standing IN (SELECT value FROM json_each(:standings))',
    since && 'published_at >= :since',
  ].filter((condition): condition is string => typeof condition === 'string');
  const values = {
    source,
    ...(items && { items: JSON.stringify(items) }),
    ...(urls && { urls: JSON.stringify(urls) }),
    ...(posts && { posts: JSON.stringify(posts) }),
    ...(standings && { standings: JSON.stringify(standings) }),
    ...(since && { since: since.getTime() }),
  };
  const sql = `SELECT * FROM source_items WHERE ${['source = :source', ...conditions].join(' AND ')} ORDER BY published_at DESC, item`;
  return (db.prepare(sql).all(values) as unknown as ItemRow[]).map(toItem);
}

const toItem = (row: ItemRow): SeenItem => ({
  item: row.item,
  post: row.post,
  url: row.url,
  publishedAt: new Date(row.published_at),
  hash: row.hash,
  standing: row.standing,
  ...(row.told !== null && { told: row.told }),
  ...(row.edited_at !== null && { editedAt: new Date(row.edited_at) }),
  ...(row.file !== null && { file: row.file }),
  ...(row.file_hash !== null && { fileHash: row.file_hash }),
});

export function saveItem(db: DatabaseSyncInstance, source: string, seen: SeenItem): void {
  db.prepare(
    `INSERT OR REPLACE INTO source_items (source, item, post, url, published_at, hash, standing, told, edited_at, file, file_hash)
     VALUES (:source, :item, :post, :url, :published_at, :hash, :standing, :told, :edited_at, :file, :file_hash)`,
  ).run({
    source,
    item: seen.item,
    post: seen.post,
    url: seen.url,
    published_at: seen.publishedAt.getTime(),
    hash: seen.hash,
    standing: seen.standing,
    told: seen.told ?? null,
    edited_at: seen.editedAt?.getTime() ?? null,
    file: seen.file ?? null,
    file_hash: seen.fileHash ?? null,
  });
}

/** In one transaction: killed at any point, the item is as good as never seen, or it is planned. */
export function forwardItem(
  db: DatabaseSyncInstance,
  { source, seen, takenOver, planned }: ForwardedItem,
  now: number,
): readonly Delivery[] {
  for (const one of takenOver) {
    adopt(db, one.planned, { settlement: { state: 'sent', receipt: one.receipt }, parts: [] }, now);
    keepUp(db, one);
  }
  const scheduled = planned.map((one) => schedule(db, one, now));
  if (scheduled.length > 0)
    addEvent(db, now, {
      kind: 'forwarded',
      post: seen.post,
      data: { url: seen.url },
    });
  saveItem(db, source, seen);
  return scheduled;
}

/** What others wrote stands in the ledger as it is now; what omk itself placed there is left as it was sent. */
function keepUp(db: DatabaseSyncInstance, { planned, receipt }: TakenOver): void {
  const { file, title, destination_name, revision, message_json, card_json } = plannedColumns(planned);
  db.prepare(
    `UPDATE deliveries SET file = :file, title = :title, destination_name = :destination_name, revision = :revision,
      message_json = :message_json, card_json = :card_json, receipt_json = :receipt_json
     WHERE post = :post AND channel = :channel AND destination = :destination AND kind = :kind AND round = :round
       AND state = 'sent' AND json_extract(message_json, '$.details.takenOver') = 1`,
  ).run({ ...keyColumns(planned), file, title, destination_name, revision, message_json, card_json, receipt_json: stored(receipt) });
}
