/** What is forgotten: one person on request, results of single readers and stale requests in time. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Retention } from '../core/subscribers.ts';
import { rowById } from './subscriber-rows.ts';
import { suppress } from './subscribers.ts';

/** The keyed hash stays on the suppression list, so that no import brings the person back. */
export function forget(db: DatabaseSyncInstance, id: string, now: number): boolean {
  const isKnown = rowById(db, id) !== undefined;
  suppress(db, id, 'forgotten', now);
  db.prepare('DELETE FROM readers WHERE id = ?').run(id);
  return makeNameless(db) > 0 || isKnown;
}

/**
 * Results of readers who were erased stay in the counts, but name nobody; a server's answer may quote the address. A mail
 * that is on its way keeps its id until it is settled.
 */
function makeNameless(db: DatabaseSyncInstance): number {
  const sql = `UPDATE recipients SET reader_id = 'nobody-' || lower(hex(randomblob(8))), problem_json = NULL, state = iif(state = 'waiting', 'suppressed', state)
    WHERE reader_id IN (SELECT reader_id FROM suppressions WHERE reason IN ('forgotten', 'complained'))
      AND reader_id NOT IN (SELECT id FROM readers) AND state <> 'sending'`;
  return Number(db.prepare(sql).run().changes);
}

const settledStates = `('sent', 'refused', 'suppressed', 'left')`;

export function condense(db: DatabaseSyncInstance, { resultsBefore, requestsBefore }: Retention): { results: number; requests: number } {
  makeNameless(db);
  const before = resultsBefore.getTime();
  const sql = `SELECT id FROM deliveries WHERE created_at < :before AND state IN ('sent', 'failed', 'cancelled', 'unconfirmed')
    AND EXISTS (SELECT 1 FROM recipients WHERE delivery_id = deliveries.id AND state IN ${settledStates} AND due_at < :before)`;
  const ids = (db.prepare(sql).all({ before }) as unknown as { id: string }[]).map(({ id }) => id);
  const results = ids.reduce((sum, id) => sum + condenseOne(db, id, before), 0);
  const requests = db.prepare(`DELETE FROM readers WHERE status = 'pending' AND requested_at < ?`).run(requestsBefore.getTime()).changes;
  return { results, requests: Number(requests) };
}

function condenseOne(db: DatabaseSyncInstance, id: string, before: number): number {
  const old = `delivery_id = :id AND state IN ${settledStates} AND due_at < :before`;
  db.prepare(
    `INSERT INTO recipient_totals (delivery_id, state, count) SELECT delivery_id, state, count(*) FROM recipients WHERE ${old} GROUP BY state
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  ).run({ id, before });
  return Number(db.prepare(`DELETE FROM recipients WHERE ${old}`).run({ id, before }).changes);
}
