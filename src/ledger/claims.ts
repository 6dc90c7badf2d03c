/** Taking due deliveries, keeping them, closing them; and what becomes of those that nobody closed. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Claim, canMove, type Delivery, isOnHold, isRepeatable, type Settlement } from '../core/delivery.ts';
import type { ClaimOptions } from '../core/ledger.ts';
import type { SendOutcome } from '../core/outcome.ts';
import { problem } from '../core/problem.ts';
import { addEvent } from './events.ts';
import { notStopped } from './pauses.ts';
import { releaseRecipients } from './readers.ts';
import { type DeliveryRow, stored, toDelivery } from './rows.ts';
import { releaseSpokes } from './spokes.ts';

export const findById = (db: DatabaseSyncInstance, id: string): DeliveryRow | undefined =>
  db.prepare('SELECT * FROM deliveries WHERE id = ?').get(id) as DeliveryRow | undefined;

/** Takes due deliveries, oldest first, never two of one destination at a time, and none before its embargo. */
export function claimDue(db: DatabaseSyncInstance, options: ClaimOptions, now: number): Claim[] {
  const rows = db
    .prepare(
      `SELECT * FROM deliveries AS d WHERE state = 'scheduled' AND due_at <= :now AND coalesce(not_before, 0) <= :now AND (:channel IS NULL OR channel = :channel)
         AND (:ids IS NULL OR +id IN (SELECT value FROM json_each(:ids)))
         AND ${notStopped('d')}
         AND NOT EXISTS (SELECT 1 FROM deliveries AS f WHERE f.state = 'sending' AND f.channel = d.channel AND f.destination = d.destination)
       ORDER BY due_at, rowid`,
    )
    .iterate({
      now,
      channel: options.channel ?? null,
      ids: options.ids ? JSON.stringify(options.ids) : null,
    }) as unknown as Iterable<DeliveryRow>;
  return firstOfEachPlace(rows, options.limit).map((row) => claim(db, row, options, now));
}

/** Of many that are due, no more are read than are wanted. */
function firstOfEachPlace(rows: Iterable<DeliveryRow>, limit: number): readonly DeliveryRow[] {
  const found = new Map<string, DeliveryRow>();
  for (const row of rows) {
    const place = JSON.stringify([row.channel, row.destination]);
    if (!found.has(place)) found.set(place, row);
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

function claim(db: DatabaseSyncInstance, row: DeliveryRow, { worker, leaseMs }: ClaimOptions, now: number): Claim {
  const token = randomUUID();
  const expiresAt = now + leaseMs;
  const attempt = lastAttempt(db, row.id) + 1;
  db.prepare(
    `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, :now), problem_json = NULL,
     claim_token = :token, claim_worker = :worker, claim_expires_at = :expiresAt, call_began_at = NULL WHERE id = :id`,
  ).run({ now, token, worker, expiresAt, id: row.id });
  db.prepare('INSERT INTO attempts (delivery_id, number, worker, started_at) VALUES (?, ?, ?, ?)').run(row.id, attempt, worker, now);
  addEvent(db, now, { kind: 'claimed', deliveryId: row.id, post: row.post, channel: row.channel, data: { attempt } });
  return { delivery: toDelivery(findById(db, row.id) as DeliveryRow), token, expiresAt: new Date(expiresAt) };
}

const lastAttempt = (db: DatabaseSyncInstance, id: string): number =>
  (db.prepare('SELECT coalesce(max(number), 0) AS number FROM attempts WHERE delivery_id = ?').get(id) as { number: number }).number;

/** Renews the lease and notes that a call begins. While everything is paused, none does: the claim is given back. */
export function beginCall(db: DatabaseSyncInstance, claim: Claim, leaseMs: number, now: number): boolean {
  const sql = `UPDATE deliveries SET claim_expires_at = :expires, call_began_at = coalesce(call_began_at, :now)
    WHERE id = :id AND claim_token = :token AND state = 'sending' AND ${notStopped('deliveries')}`;
  const { delivery, token } = claim;
  if (db.prepare(sql).run({ expires: now + leaseMs, now, id: delivery.id, token }).changes === 1) return true;
  giveBack(db, claim, now);
  return false;
}

/** A claim that is still ours and may not go on: surely not sent. Where no call began, it was no attempt. */
export function giveBack(db: DatabaseSyncInstance, { delivery, token }: Claim, now: number): void {
  const row = findById(db, delivery.id);
  if (row?.state !== 'sending' || row.claim_token !== token) return;
  closeAttempt(db, row.id, { now, outcome: 'retry' });
  apply(db, row, { state: 'scheduled' }, { now, by: 'pause' });
  if (row.call_began_at !== null) return;
  const sql = 'UPDATE deliveries SET attempts = attempts - 1, first_attempt_at = iif(attempts = 1, NULL, first_attempt_at) WHERE id = ?';
  db.prepare(sql).run(row.id);
}

/** Closes an attempt. A worker that comes back late is welcome while nobody has decided. */
export function settle(
  db: DatabaseSyncInstance,
  claim: Claim,
  settlement: Settlement,
  outcome: SendOutcome['kind'] | undefined,
  now: number,
): boolean {
  const row = findById(db, claim.delivery.id);
  if (!row || row.claim_token !== claim.token || !canMove(row.state, settlement.state)) return false;
  closeAttempt(db, row.id, { now, ...(outcome && { outcome }), ...(settlement.problem && { problem: settlement.problem }) });
  apply(db, row, settlement, { now, by: 'omk' });
  return true;
}

interface Closing {
  readonly now: number;
  readonly outcome?: SendOutcome['kind'];
  readonly problem?: unknown;
}

function closeAttempt(db: DatabaseSyncInstance, id: string, { now, outcome, problem }: Closing): void {
  const sql = 'UPDATE attempts SET ended_at = ?, outcome = ?, problem_json = ? WHERE delivery_id = ? AND number = ?';
  db.prepare(sql).run(now, outcome ?? null, stored(problem), id, lastAttempt(db, id));
}

/** A decision outside an attempt: of a channel that was asked, or of a person. */
export function move(
  db: DatabaseSyncInstance,
  id: string,
  from: Delivery['state'],
  settlement: Settlement,
  by: string,
  now: number,
): boolean {
  const row = findById(db, id);
  if (!row || row.state !== from || !canMove(from, settlement.state)) return false;
  apply(db, row, settlement, { now, by });
  if (from === 'failed') startAfresh(db, id);
  const wasOnHold = isOnHold({ dueAt: new Date(row.due_at) });
  if (wasOnHold && settlement.dueAt && !isOnHold({ dueAt: settlement.dueAt })) releaseRecipients(db, id, settlement.dueAt.getTime());
  return true;
}

/** What failed was surely not sent: its next attempt is a first one, with all its time. */
export function startAfresh(db: DatabaseSyncInstance, id: string): void {
  db.prepare('UPDATE deliveries SET attempts = 0, first_attempt_at = NULL, problem_json = NULL WHERE id = ?').run(id);
}

interface Change {
  readonly now: number;
  readonly by: string;
  /** The worker was not heard: it is welcome when it comes back, and may still make its call until then. */
  readonly keepClaim?: boolean;
}

/** The one place that changes a state. The claim goes, and readers that are still in flight are in doubt. */
export function apply(db: DatabaseSyncInstance, row: DeliveryRow, settlement: Settlement, { now, by, keepClaim = false }: Change): void {
  const { state, dueAt, atAnyHour, receipt, problem: found, handOff } = settlement;
  db.prepare(
    `UPDATE deliveries SET state = :state, due_at = max(coalesce(:due_at, due_at), coalesce(not_before, 0)),
     at_any_hour = max(at_any_hour, :at_any_hour), receipt_json = :receipt, problem_json = :problem, hand_off_json = :hand_off,
     claim_token = iif(:keep, claim_token, NULL), claim_worker = iif(:keep, claim_worker, NULL), claim_expires_at = NULL WHERE id = :id`,
  ).run({
    state,
    due_at: dueAt?.getTime() ?? null,
    at_any_hour: atAnyHour === true ? 1 : 0,
    receipt: stored(receipt),
    problem: stored(found),
    hand_off: stored(handOff),
    keep: keepClaim ? 1 : 0,
    id: row.id,
  });
  db.prepare(`UPDATE recipients SET state = 'unconfirmed' WHERE delivery_id = ? AND state = 'sending'`).run(row.id);
  const data = {
    from: row.state,
    by,
    ...(found && { problem: found }),
    ...(receipt && { receipt }),
    ...(dueAt && { dueAt: dueAt.toISOString() }),
  };
  addEvent(db, now, { kind: state, deliveryId: row.id, post: row.post, channel: row.channel, data });
  if (state === 'sent' && receipt) releaseSpokes(db, row.id, receipt, now);
}

interface Workers {
  /** Knows the processes of this host. */
  readonly isDead: (worker: string) => boolean;
  /** The worker that asks. */
  readonly own?: string | undefined;
}

/** A worker that is only slow or stopped may still make the call that it began. */
export function isHeld(db: DatabaseSyncInstance, id: string, isDead: Workers['isDead']): boolean {
  const row = findById(db, id);
  return row?.state === 'unconfirmed' && row.claim_worker !== null && !isDead(row.claim_worker);
}

/** Decides about claims that nobody will close. */
export function expireClaims(db: DatabaseSyncInstance, { isDead, own = '' }: Workers, now: number): Delivery[] {
  const rows = db.prepare(`SELECT * FROM deliveries WHERE state = 'sending' AND claim_worker <> ?`).all(own) as unknown as DeliveryRow[];
  const over = rows.filter((row) => (row.claim_expires_at ?? 0) <= now || (row.claim_worker !== null && isDead(row.claim_worker)));
  for (const row of over) {
    const began = row.call_began_at !== null && !isRepeatable(row.kind);
    closeAttempt(db, row.id, { now, outcome: began ? 'unknown' : 'retry' });
    const settlement: Settlement = began
      ? { state: 'unconfirmed', problem: problem('interrupted', {}) }
      : { state: 'scheduled', dueAt: new Date(now) };
    apply(db, row, settlement, { now, by: 'omk', keepClaim: began });
  }
  return over.map(({ id }) => toDelivery(findById(db, id) as DeliveryRow)).filter(({ state }) => state === 'unconfirmed');
}
