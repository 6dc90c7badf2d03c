/** The log: every change of a delivery, each line carrying the hash of the one before. It names no reader. */
import { createHash } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { LedgerEvent } from '../core/delivery.ts';
import { canonicalJson } from '../core/json.ts';
import type { EventFilter } from '../core/ledger.ts';
import { prepared } from './prepared.ts';

export interface NewEvent {
  readonly kind: string;
  readonly deliveryId?: string;
  readonly post?: string;
  readonly channel?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

type Values = readonly [at: number, kind: string, deliveryId: string | null, post: string | null, channel: string | null, dataJson: string];

/** What the newest line must carry; kept apart, so that a missing tail shows too. */
const headKey = 'events-head';

/** The hash of a line: over its values and the hash of the line before. */
export const hashOf = (previous: string, values: Values): string =>
  createHash('sha256')
    .update(canonicalJson([previous, ...values]))
    .digest('hex');

/** Appends one line; to be called inside the transaction that makes the change. */
export function addEvent(db: DatabaseSyncInstance, at: number, { kind, deliveryId, post, channel, data = {} }: NewEvent): void {
  const last = prepared(db, 'SELECT hash FROM events ORDER BY id DESC LIMIT 1').get() as { hash: string } | undefined;
  const values = [at, kind, deliveryId ?? null, post ?? null, channel ?? null, canonicalJson(data)] as const;
  const hash = hashOf(last?.hash ?? '', values);
  prepared(db, 'INSERT INTO events (at, kind, delivery_id, post, channel, data_json, hash) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    ...values,
    hash,
  );
  prepared(db, 'INSERT OR REPLACE INTO kept_values (name, value) VALUES (?, ?)').run(headKey, hash);
}

/** Number of the first line that was altered, or that stands where another was removed or moved; nothing when all is well. */
export function firstBrokenEvent(rows: Iterable<EventRow>, head: string | undefined): number | undefined {
  let previous = '';
  let number = 0;
  for (const row of rows) {
    number += 1;
    const hash = hashOf(previous, [row.at, row.kind, row.delivery_id, row.post, row.channel, row.data_json]);
    if (hash !== row.hash) return number;
    previous = hash;
  }
  return previous === (head ?? '') ? undefined : number + 1;
}

/** Checks the ledger's own log. */
export function verifyEvents(db: DatabaseSyncInstance): { readonly count: number; readonly broken?: number } {
  const { count } = db.prepare('SELECT count(*) AS count FROM events').get() as { count: number };
  const head = db.prepare('SELECT value FROM kept_values WHERE name = ?').get(headKey) as { value: string } | undefined;
  const broken = firstBrokenEvent(db.prepare('SELECT * FROM events ORDER BY id').iterate() as unknown as Iterable<EventRow>, head?.value);
  return { count, ...(broken !== undefined && { broken }) };
}

export interface EventRow {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly delivery_id: string | null;
  readonly post: string | null;
  readonly channel: string | null;
  readonly data_json: string;
  readonly hash: string;
}

/** So many lines are sorted faster than a million are walked past. */
const few = 10_000;

/** Few lines are as new as that, so they are found by their time; many, and then the newest of all are among them. */
function isRare(db: DatabaseSyncInstance, { since, afterId }: EventFilter): boolean {
  if (!since || afterId !== undefined) return false;
  const sql = `SELECT count(*) AS count FROM (SELECT 1 FROM events INDEXED BY events_at WHERE at >= ? LIMIT ${few})`;
  return (db.prepare(sql).get(since.getTime()) as { count: number }).count < few;
}

/** A line for each post that was renamed, with every name that it had. */
export const renamedKind = 'renamed';

/** Of these posts, every name that they go by in the log. */
export const namesOf = (posts: string): string =>
  `${posts} UNION SELECT old.value FROM events AS change, json_each(change.data_json, '$.from') AS old
     WHERE +change.kind = '${renamedKind}' AND change.post IN (${posts})`;

/** Newest first, or oldest first when following on from an id. */
export function listEvents(db: DatabaseSyncInstance, filter: EventFilter): LedgerEvent[] {
  const { since, channel, posts, kinds, limit, afterId } = filter;
  const rare = isRare(db, filter);
  const conditions = [
    since && `${rare ? '' : '+'}at >= :since`,
    channel && 'channel = :channel',
    posts && `post IN (${namesOf('SELECT value FROM json_each(:posts)')})`,
    // Of one post there are fewer lines than of one kind.
    kinds && `${posts ? '+' : ''}kind IN (SELECT value FROM json_each(:kinds))`,
    afterId !== undefined && 'id > :afterId',
  ].filter((condition): condition is string => typeof condition === 'string');
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const values = {
    limit,
    ...(since && { since: since.getTime() }),
    ...(channel && { channel }),
    ...(posts && { posts: JSON.stringify(posts) }),
    ...(kinds && { kinds: JSON.stringify(kinds) }),
    ...(afterId !== undefined && { afterId }),
  };
  const order = afterId === undefined ? 'DESC' : 'ASC';
  const from = `events ${rare ? 'INDEXED BY events_at' : ''}`;
  const rows = db.prepare(`SELECT * FROM ${from} ${where} ORDER BY id ${order} LIMIT :limit`).all(values) as unknown as EventRow[];
  return rows.map((row) => ({
    id: row.id,
    at: new Date(row.at),
    kind: row.kind,
    ...(row.delivery_id !== null && { deliveryId: row.delivery_id }),
    ...(row.post !== null && { post: row.post }),
    ...(row.channel !== null && { channel: row.channel }),
    data: JSON.parse(row.data_json) as Record<string, unknown>,
  }));
}
