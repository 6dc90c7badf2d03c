/** Looking deliveries up. Only the conditions that were asked for stand in a query, so that an index can serve them. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Delivery, onHold } from '../core/delivery.ts';
import type { DeliveryFilter, DeliveryGlance } from '../core/ledger.ts';
import { type DeliveryRow, toDelivery } from './rows.ts';

const among = (name: string): string => `(SELECT value FROM json_each(:${name}))`;

/** What narrows most comes by its own index; the plus sign keeps the planner from the one of the states then. */
const conditions: Readonly<Record<keyof DeliveryFilter, string>> = {
  ids: `id IN ${among('ids')}`,
  posts: `post IN ${among('posts')}`,
  named: `(post IN ${among('named')} OR file IN ${among('named')} OR post IN (SELECT part.value FROM events, json_each(data_json, '$.posts') AS part
    WHERE events.kind = 'digest' AND events.post IN ${among('named')}))`,
  revisions: `revision IN ${among('revisions')}`,
  remoteIds: `receipt_json ->> 'remoteId' IN ${among('remoteIds')}`,
  urls: `receipt_json ->> 'url' IN ${among('urls')}`,
  channels: `+channel IN ${among('channels')}`,
  states: `state IN ${among('states')}`,
  dueFrom: 'due_at >= :dueFrom',
};

const narrow: readonly (keyof DeliveryFilter)[] = ['ids', 'posts', 'named', 'revisions', 'remoteIds', 'urls'];

function where(filter: DeliveryFilter): { readonly sql: string; readonly values: Readonly<Record<string, string | number>> } {
  const given = (Object.keys(conditions) as (keyof DeliveryFilter)[]).filter((name) => filter[name] !== undefined);
  const isNarrow = given.some((name) => narrow.includes(name));
  const parts = given.map((name) => (name === 'states' && isNarrow ? `+${conditions.states}` : conditions[name]));
  return {
    sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '',
    values: Object.fromEntries(given.map((name) => [name, bound(filter[name])])),
  };
}

const bound = (wanted: DeliveryFilter[keyof DeliveryFilter]): string | number =>
  wanted instanceof Date ? wanted.getTime() : JSON.stringify(wanted);

/** In the order in which they entered the ledger. */
export function list(db: DatabaseSyncInstance, filter: DeliveryFilter = {}): Delivery[] {
  const { sql, values } = where(filter);
  const rows = db.prepare(`SELECT * FROM deliveries ${sql} ORDER BY rowid`).all(values) as unknown as DeliveryRow[];
  return rows.map(toDelivery);
}

/** The same without what they say, which is most of them. */
export function glance(db: DatabaseSyncInstance, filter: DeliveryFilter): DeliveryGlance[] {
  const { sql, values } = where(filter);
  // By their ids the index alone answers; the planner would read the rows.
  const from = filter.ids ? 'deliveries INDEXED BY deliveries_glance' : 'deliveries';
  const rows = db.prepare(`SELECT id, channel, kind, state, due_at FROM ${from} ${sql} ORDER BY rowid`).all(values);
  return (rows as unknown as Pick<DeliveryRow, 'id' | 'channel' | 'kind' | 'state' | 'due_at'>[]).map(({ due_at, ...row }) => ({
    ...row,
    dueAt: new Date(due_at),
  }));
}

/** Each part is served by an index of its own; named where the planner would take one that holds more. */
const toDo = `WITH base (rowid, id) AS (
  SELECT rowid, id FROM deliveries WHERE state = 'scheduled' AND due_at <= :by
  UNION SELECT rowid, id FROM deliveries INDEXED BY deliveries_retry WHERE state = 'scheduled' AND attempts > 0 AND due_at < :onHold
  UNION SELECT rowid, id FROM deliveries WHERE state = 'sending'
  UNION SELECT rowid, id FROM deliveries WHERE state = 'unconfirmed')
SELECT * FROM deliveries WHERE rowid IN (SELECT rowid FROM base
  UNION SELECT waiting.rowid FROM base CROSS JOIN deliveries AS waiting ON waiting.after_id = base.id AND waiting.state = 'waiting')
ORDER BY rowid`;

/** What a run at this moment has to do with. */
export const due = (db: DatabaseSyncInstance, by: number): Delivery[] =>
  (db.prepare(toDo).all({ by, onHold: onHold.getTime() }) as unknown as DeliveryRow[]).map(toDelivery);

/** When the next one goes that has a moment. */
export function nextDue(db: DatabaseSyncInstance, after: number): Date | undefined {
  const sql = `SELECT min(due_at) AS at FROM deliveries WHERE state = 'scheduled' AND due_at > ? AND due_at < ?`;
  const { at } = db.prepare(sql).get(after, onHold.getTime()) as { at: number | null };
  return at === null ? undefined : new Date(at);
}
