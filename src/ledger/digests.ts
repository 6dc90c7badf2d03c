/** What was published since the last digest, and the next one: made once, however many processes try. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Card } from '../core/card.ts';
import type { Delivery } from '../core/delivery.ts';
import type { PlannedDigest, Published, PublishedDelivery } from '../core/published.ts';
import { groupKey } from '../core/reader.ts';
import { addEvent, namesOf } from './events.ts';
import { freezeGroups, readerGroups } from './readers.ts';
import type { DeliveryRow } from './rows.ts';
import { schedule } from './scheduling.ts';

/** A line of the log says how far a digest came: lines are numbered in the order in which they were written, unlike clocks. */
const digestKind = 'digest';

/** One that was cancelled before it went does not count: its posts go into the next. */
export function digestedUpTo(db: DatabaseSyncInstance): number | undefined {
  const sql = `SELECT data_json ->> 'upTo' AS upTo FROM events WHERE kind = '${digestKind}'
    AND (data_json ->> 'parts' = 0 OR EXISTS (SELECT 1 FROM json_each(data_json, '$.posts') AS part JOIN deliveries ON post = part.value
      WHERE deliveries.channel = events.channel AND NOT (state = 'cancelled' AND attempts = 0)))
    ORDER BY id DESC LIMIT 1`;
  return (db.prepare(sql).get() as { upTo: number } | undefined)?.upTo;
}

interface PublishedRow
  extends Pick<DeliveryRow, 'id' | 'post' | 'file' | 'title' | 'channel' | 'kind' | 'round' | 'of_id' | 'state' | 'card_json'> {
  readonly url: string | null;
  readonly problem: string | null;
  readonly sent_event: number | null;
  readonly sent_at: number | null;
}

/** By the log in one look, so that nothing that is written meanwhile falls between two digests. */
export function publishedAfter(db: DatabaseSyncInstance, after: { readonly event: number } | { readonly at: Date }): Published {
  const ownNames = namesOf('SELECT deliveries.post');
  const sql = `WITH new AS (SELECT DISTINCT d.post FROM events AS e JOIN deliveries AS d ON d.id = e.delivery_id
      WHERE e.kind = 'sent' AND e.id <= :upTo AND e.id > :event AND e.at >= :at)
    SELECT id, post, file, title, channel, kind, round, of_id, state, card_json, receipt_json ->> 'url' AS url, problem_json ->> 'code' AS problem,
      (SELECT min(e.id) FROM events AS e WHERE e.post IN (${ownNames}) AND e.delivery_id = deliveries.id AND +e.kind = 'sent') AS sent_event,
      (SELECT e.at FROM events AS e WHERE e.post IN (${ownNames}) AND e.delivery_id = deliveries.id AND +e.kind = 'sent' ORDER BY e.id LIMIT 1) AS sent_at
    FROM deliveries WHERE post IN (SELECT post FROM new) AND message_json -> '$.details.digest' IS NULL ORDER BY rowid`;
  const { upTo } = db.prepare('SELECT coalesce(max(id), 0) AS upTo FROM events').get() as { upTo: number };
  const bounds = 'event' in after ? { event: after.event, at: 0 } : { event: 0, at: after.at.getTime() };
  const rows = db.prepare(sql).all({ upTo, ...bounds }) as unknown as PublishedRow[];
  return { upTo, deliveries: rows.map((row) => published(row, upTo)) };
}

/** What became known after the look is as if it had not been. */
function published(row: PublishedRow, upTo: number): PublishedDelivery {
  const isSeen = row.sent_event !== null && row.sent_at !== null && row.sent_event <= upTo;
  return {
    id: row.id,
    post: row.post,
    file: row.file,
    title: row.title,
    channel: row.channel,
    kind: row.kind,
    round: row.round,
    state: row.state,
    ...(row.of_id !== null && { of: row.of_id }),
    ...(row.url !== null && { url: row.url }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.card_json !== null && { card: JSON.parse(row.card_json) as Card }),
    ...(isSeen && { sent: { at: new Date(row.sent_at), event: row.sent_event } }),
  };
}

/** Who gets what is fixed here for all parts at once, so that a choice that changes meanwhile puts nobody into two of them. */
export function scheduleDigest(db: DatabaseSyncInstance, digest: PlannedDigest, now: number): readonly Delivery[] | undefined {
  if (digestedUpTo(db) !== digest.after) return undefined;
  const there = new Set(readerGroups(db, digest.list).map(groupKey));
  const wanted = digest.parts.filter(({ groups }) => groups.some((group) => there.has(groupKey(group))));
  const parts = wanted.map(({ planned, groups }) => ({ delivery: schedule(db, planned, now), groups }));
  freezeGroups(
    db,
    parts.flatMap(({ delivery, groups }) => groups.map((group) => ({ deliveryId: delivery.id, group }))),
    { list: digest.list, now },
  );
  const scheduled = parts.map(({ delivery }) => delivery);
  const posts = scheduled.map(({ post }) => post);
  addEvent(db, now, {
    kind: digestKind,
    post: digest.name,
    channel: digest.channel,
    data: { upTo: digest.upTo, parts: posts.length, posts },
  });
  return scheduled;
}
