/** The pause of everything: begun, and looked at inside every transaction that lets something out. How it ends: resuming.ts. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Pause, type PauseWish, pausedProblem } from '../core/pause.ts';
import { addEvent } from './events.ts';
import { prepared } from './prepared.ts';
import type { DeliveryRow } from './rows.ts';

interface PauseRow {
  readonly since: number;
  readonly until: number | null;
  readonly reason: string | null;
}

/** The pause that holds now; one whose end has passed holds nothing. */
export function currentPause(db: DatabaseSyncInstance, now: number): Pause | undefined {
  const sql = 'SELECT since, until, reason FROM pauses WHERE until IS NULL OR until > ?';
  const row = prepared(db, sql).get(now) as PauseRow | undefined;
  if (!row) return undefined;
  const through = prepared(db, 'SELECT delivery_id AS id FROM let_through ORDER BY 1').all() as unknown as { readonly id: string }[];
  return { since: new Date(row.since), ...wishOf(row), letThrough: through.map(({ id }) => id) };
}

const wishOf = ({ until, reason }: PauseRow): PauseWish => ({
  ...(until !== null && { until: new Date(until) }),
  ...(reason !== null && { reason }),
});

/**
 * Stops everything from now on, also what was let through before. Gives the pause that it comes in the place of: its reason
 * stays unless there is a new one; its end does not, for to stop longer is the safe side.
 */
export function pauseAll(db: DatabaseSyncInstance, { until, reason: given }: PauseWish, now: number): Pause | undefined {
  const before = currentPause(db, now);
  const since = before?.since ?? new Date(now);
  const reason = given ?? before?.reason;
  db.exec('DELETE FROM let_through');
  const sql = 'INSERT OR REPLACE INTO pauses (id, since, until, reason) VALUES (1, ?, ?, ?)';
  db.prepare(sql).run(since.getTime(), until?.getTime() ?? null, reason ?? null);
  const pause = { since, ...(until && { until }), ...(reason !== undefined && { reason }) };
  addEvent(db, now, { kind: 'all-paused', data: { problem: pausedProblem(pause) } });
  return before;
}

/** These go although everything else stands still. */
export function letThrough(db: DatabaseSyncInstance, ids: readonly string[], now: number): void {
  if (!currentPause(db, now)) return;
  const add = db.prepare('INSERT OR IGNORE INTO let_through (delivery_id, at) SELECT id, ? FROM deliveries WHERE id = ?');
  for (const id of ids) {
    if (add.run(now, id).changes === 0) continue;
    const { post, channel } = rowOf(db, id);
    addEvent(db, now, { kind: 'let-through', deliveryId: id, post, channel });
  }
}

const rowOf = (db: DatabaseSyncInstance, id: string): DeliveryRow =>
  db.prepare('SELECT * FROM deliveries WHERE id = ?').get(id) as unknown as DeliveryRow;

/** Condition on `deliveries`: the pause does not stop this one. `now` is bound as `:now`. */
export const notStopped = (table: string): string =>
  `(${table}.kind = 'retract' OR NOT EXISTS (SELECT 1 FROM pauses WHERE until IS NULL OR until > :now)
    OR EXISTS (SELECT 1 FROM let_through WHERE delivery_id = ${table}.id))`;
