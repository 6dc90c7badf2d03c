/** The log: every change of a delivery, each line carrying the hash of the one before. It names no reader. */
import { createHash } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { LedgerEvent } from '../core/delivery.ts';
import { canonicalJson } from '../core/json.ts';
import type { EventFilter } from '../core/ledger.ts';

export interface NewEvent {
  readonly kind: string;
  readonly deliveryId?: string;
  readonly post?: string;
  readonly channel?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Appends one line; to be called inside the transaction that makes the change. */
export function addEvent(db: DatabaseSyncInstance, at: number, { kind, deliveryId, post, channel, data = {} }: NewEvent): void {
  const last = db.prepare('SELECT hash FROM events ORDER BY id DESC LIMIT 1').get() as { hash: string } | undefined;
  const values = [at, kind, deliveryId ?? null, post ?? null, channel ?? null, canonicalJson(data)] as const;
  const hash = createHash('sha256')
    .update(canonicalJson([last?.hash ?? '', ...values]))
    .digest('hex');
  db.prepare('INSERT INTO events (at, kind, delivery_id, post, channel, data_json, hash) VALUES (?, ?, ?, ?, ?, ?, ?)').run(...values, hash);
}

interface EventRow {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly delivery_id: string | null;
  readonly post: string | null;
  readonly channel: string | null;
  readonly data_json: string;
}

/** Newest first, or oldest first when following on from an id. */
export function listEvents(db: DatabaseSyncInstance, { since, channel, post, limit, afterId }: EventFilter): LedgerEvent[] {
  const conditions = [
    since && 'at >= :since',
    channel && 'channel = :channel',
    post && 'post = :post',
    afterId !== undefined && 'id > :afterId',
  ].filter((condition): condition is string => typeof condition === 'string');
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const values = {
    limit,
    ...(since && { since: since.getTime() }),
    ...(channel && { channel }),
    ...(post && { post }),
    ...(afterId !== undefined && { afterId }),
  };
  const order = afterId === undefined ? 'DESC' : 'ASC';
  const rows = db.prepare(`SELECT * FROM events ${where} ORDER BY id ${order} LIMIT :limit`).all(values) as unknown as EventRow[];
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
