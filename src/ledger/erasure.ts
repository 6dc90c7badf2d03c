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
  db.prepare('DELETE FROM soft_runs WHERE reader_id = ?').run(id);
  return makeNameless(db) > 0 || isKnown;
}

const nobody = `'nobody-' || lower(hex(randomblob(8)))`;
const ofErased = `reader_id IN (SELECT reader_id FROM suppressions WHERE reason IN ('forgotten', 'complained')) AND reader_id NOT IN (SELECT id FROM readers)`;

/**
 * Results of readers who were erased stay in the counts, but name nobody; a server's answer may quote the address. A mail
 * that is on its way keeps its id until it is settled. What came back names nobody either, not even by its own keyed hash.
 */
function makeNameless(db: DatabaseSyncInstance): number {
  db.prepare(`UPDATE bounces SET identity = ${nobody}, reader_id = NULL WHERE ${ofErased}`).run();
  const sql = `UPDATE recipients SET reader_id = ${nobody}, problem_json = NULL, state = iif(state = 'waiting', 'suppressed', state)
    WHERE (delivery_id, reader_id) IN (${mailings} SELECT delivery_id, recipients.reader_id FROM suppressions CROSS JOIN mailings CROSS JOIN recipients
      ON delivery_id = mailings.id AND recipients.reader_id = suppressions.reader_id WHERE reason IN ('forgotten', 'complained'))
    AND ${ofErased} AND state <> 'sending'`;
  return Number(db.prepare(sql).run().changes);
}

/** Ids of the mailings whose results are kept one by one: a seek for each of them, however many readers they had. */
const mailings = `WITH RECURSIVE mailings (id) AS (SELECT min(delivery_id) FROM recipients
  UNION ALL SELECT (SELECT min(delivery_id) FROM recipients WHERE delivery_id > mailings.id) FROM mailings WHERE mailings.id IS NOT NULL)`;

const settledStates = `('sent', 'refused', 'suppressed', 'left')`;

export function condense(db: DatabaseSyncInstance, { resultsBefore, requestsBefore }: Retention): { results: number; requests: number } {
  makeNameless(db);
  const before = resultsBefore.getTime();
  const sql = `${mailings} SELECT id FROM mailings CROSS JOIN deliveries USING (id) WHERE created_at < :before
    AND state IN ('sent', 'failed', 'cancelled', 'unconfirmed')
    AND EXISTS (SELECT 1 FROM recipients WHERE delivery_id = deliveries.id AND state IN ${settledStates} AND due_at < :before)
    ORDER BY first_attempt_at`;
  const ids = (db.prepare(sql).all({ before }) as unknown as { id: string }[]).map(({ id }) => id);
  const results = ids.reduce((sum, id) => sum + condenseOne(db, id, before), 0);
  forgetBounces(db, before);
  const requests = db.prepare(`DELETE FROM readers WHERE status = 'pending' AND requested_at < ?`).run(requestsBefore.getTime()).changes;
  return { results, requests: Number(requests) };
}

function condenseOne(db: DatabaseSyncInstance, id: string, before: number): number {
  const old = `delivery_id = :id AND state IN ${settledStates} AND due_at < :before`;
  keepSoftRuns(db, old, { id, before });
  db.prepare(
    `INSERT INTO recipient_totals (delivery_id, state, count) SELECT delivery_id, state, count(*) FROM recipients WHERE ${old} GROUP BY state
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  ).run({ id, before });
  return Number(db.prepare(`DELETE FROM recipients WHERE ${old}`).run({ id, before }).changes);
}

/**
 * How many issues in a row came back softly outlives the results of the single issues, as a count: with one issue a month, three in a
 * row take longer than results are kept. To be called for one issue after the other, oldest first.
 */
function keepSoftRuns(db: DatabaseSyncInstance, old: string, values: { id: string; before: number }): void {
  const back = 'SELECT 1 FROM bounces WHERE bounces.delivery_id = recipients.delivery_id AND bounces.reader_id = recipients.reader_id';
  db.prepare(
    `DELETE FROM soft_runs WHERE reader_id IN (SELECT reader_id FROM recipients WHERE ${old} AND state = 'sent' AND NOT EXISTS (${back}))`,
  ).run(values);
  db.prepare(
    `INSERT INTO soft_runs (reader_id, issues, first_at, last_at)
     SELECT reader_id, 1, sent.at, sent.at FROM recipients, (SELECT first_attempt_at AS at FROM deliveries WHERE id = :id) AS sent
     WHERE ${old} AND EXISTS (${back} AND class = 'soft' AND is_spent = 0)
     ON CONFLICT DO UPDATE SET issues = issues + 1, last_at = excluded.last_at`,
  ).run(values);
}

/** A row of bounces this long ago says nothing about a mailbox of today. */
const runKeptForMs = 365 * 86_400_000;

/** Of what came back before this only counts are kept. */
function forgetBounces(db: DatabaseSyncInstance, before: number): void {
  db.prepare('UPDATE bounces SET reader_id = NULL WHERE reader_id IS NOT NULL AND at < ?').run(before);
  db.prepare('DELETE FROM soft_runs WHERE last_at < ?').run(before - runKeptForMs);
}
