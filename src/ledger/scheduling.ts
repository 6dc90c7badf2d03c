/** What a plan may do to the ledger: add, replace what has not left, revive what failed. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { approvalEvent } from '../core/approval.ts';
import type { Delivery, DeliveryKey, PartRecord, PlannedDelivery, Settlement } from '../core/delivery.ts';
import { canonicalJson } from '../core/json.ts';
import { startAfresh } from './claims.ts';
import { addEvent, namesOf } from './events.ts';
import { prepared } from './prepared.ts';
import { chooseAnew } from './readers.ts';
import { type DeliveryRow, keyColumns, plannedColumns, stored, toDelivery } from './rows.ts';
import { releaseSpokes } from './spokes.ts';

/** Puts one planned delivery in its place and returns what stands in the ledger now. */
export function schedule(db: DatabaseSyncInstance, planned: PlannedDelivery, now: number): Delivery {
  const place = placed(db, planned);
  const existing = findByKey(db, place);
  if (!existing) insert(db, place, now);
  else if (mayReplace(existing.state)) replace(db, existing, place, now);
  noteApproval(db, place, now);
  releaseIfHubIsOut(db, place, now);
  return toDelivery(findByKey(db, place) as DeliveryRow);
}

/**
 * Records what was found, or that nobody could look; also of what is planned here and went out by a ledger that was lost. The
 * first attempt lies as far back as can be: anything may be it.
 */
export function adopt(db: DatabaseSyncInstance, planned: PlannedDelivery, { settlement, parts }: Adoption, now: number): void {
  const place = placed(db, planned);
  const existing = findByKey(db, place);
  if (existing && !mayReplace(existing.state)) return;
  if (existing) replace(db, existing, place, now);
  else insert(db, place, now);
  const { id, post, channel } = findByKey(db, place) as DeliveryRow;
  const { state, receipt, problem } = settlement;
  prepared(db, 'UPDATE deliveries SET state = ?, receipt_json = ?, problem_json = ?, first_attempt_at = 0 WHERE id = ?').run(
    state,
    stored(receipt),
    stored(problem),
    id,
  );
  for (const part of parts) {
    const sql = 'INSERT OR REPLACE INTO parts (delivery_id, part, started_at, receipt_json) VALUES (?, ?, ?, ?)';
    prepared(db, sql).run(id, part.index, part.startedAt.getTime(), stored(part.receipt));
  }
  if (state === 'sent' && receipt) releaseSpokes(db, id, receipt, now);
  addEvent(db, now, { kind: 'adopted', deliveryId: id, post, channel, data: { state, ...(receipt && { receipt }) } });
}

export interface Adoption {
  readonly settlement: Settlement;
  readonly parts: readonly PartRecord[];
}

/** A place that was planned by its name may have got its id since, and its delivery with it. */
function placed(db: DatabaseSyncInstance, planned: PlannedDelivery): PlannedDelivery {
  const { after } = planned;
  const found = { ...planned, destination: idOf(db, planned) };
  return after ? { ...found, after: { ...after, destination: idOf(db, after) } } : found;
}

function idOf(db: DatabaseSyncInstance, { channel, destination }: DeliveryKey): string {
  const sql = 'SELECT id FROM destinations WHERE channel = ? AND reference = ?';
  return (prepared(db, sql).get(channel, destination) as { id: string } | undefined)?.id ?? destination;
}

/** The hub may have been sent since the plan was made. */
function releaseIfHubIsOut(db: DatabaseSyncInstance, { after }: PlannedDelivery, now: number): void {
  const hub = after && findByKey(db, after);
  const receipt = hub && toDelivery(hub).receipt;
  if (hub?.state === 'sent' && receipt) releaseSpokes(db, hub.id, receipt, now);
}

/** Who approved what now stands there, once for each plan; a text that could not be replaced any more is not what was approved. */
function noteApproval(db: DatabaseSyncInstance, planned: PlannedDelivery, now: number): void {
  const { approval } = planned;
  const row = findByKey(db, planned);
  if (!approval || row?.revision !== planned.revision) return;
  const event = approvalEvent(row, approval);
  const sql = `SELECT 1 FROM events WHERE post IN (${namesOf('SELECT ?')}) AND delivery_id = ? AND +kind = ? AND data_json = ?`;
  if (prepared(db, sql).get(row.post, row.post, row.id, event.kind, canonicalJson(event.data))) return;
  addEvent(db, now, event);
}

const mayReplace = (state: DeliveryRow['state']): boolean => ['waiting', 'scheduled', 'failed', 'cancelled'].includes(state);

function findByKey(db: DatabaseSyncInstance, key: DeliveryKey): DeliveryRow | undefined {
  const sql = `SELECT * FROM deliveries WHERE post = :post AND channel = :channel AND destination = :destination AND kind = :kind AND round = :round`;
  return prepared(db, sql).get(keyColumns(key)) as DeliveryRow | undefined;
}

/** The hub's row that a spoke waits for. */
const hubId = (db: DatabaseSyncInstance, { after }: PlannedDelivery): string | null => (after ? (findByKey(db, after)?.id ?? null) : null);

function insert(db: DatabaseSyncInstance, planned: PlannedDelivery, now: number): void {
  const id = randomUUID();
  prepared(
    db,
    `INSERT INTO deliveries (id, post, channel, destination, kind, round, of_id, file, title, destination_name, revision, message_json, card_json, problem_json, not_before, at_any_hour, state, due_at, after_id, created_at)
     VALUES (:id, :post, :channel, :destination, :kind, :round, :of_id, :file, :title, :destination_name, :revision, :message_json, :card_json, :problem_json, :not_before, :at_any_hour, :state, :due_at, :after_id, :now)`,
  ).run({
    id,
    ...keyColumns(planned),
    ...plannedColumns(planned),
    due_at: notBefore(planned, planned.dueAt.getTime()),
    after_id: hubId(db, planned),
    of_id: planned.of ?? null,
    now,
  });
  addEvent(db, now, {
    kind: 'planned',
    deliveryId: id,
    post: planned.post,
    channel: planned.channel,
    data: { state: planned.state, revision: planned.revision, ...(planned.kind && { kind: planned.kind }) },
  });
}

/** Nothing is due before its embargo. */
const notBefore = (planned: PlannedDelivery, dueAt: number): number => Math.max(dueAt, planned.notBefore?.getTime() ?? 0);

/** A retry that is due later because the channel asked for it; not one that omk kept for office hours. */
const waitsForChannel = (row: DeliveryRow, now: number): boolean =>
  row.state === 'scheduled' && row.attempts > 0 && row.due_at > now && toDelivery(row).problem?.code !== 'outside-hours';

/**
 * A broken thread or mailing keeps its text, for part of it is out already. What waits for a channel keeps its moment,
 * with the reason.
 */
function replace(db: DatabaseSyncInstance, row: DeliveryRow, planned: PlannedDelivery, now: number): void {
  const begun = isPartlyOut(db, row.id);
  const isWaiting = waitsForChannel(row, now);
  const dueAt = notBefore(planned, isWaiting ? row.due_at : planned.dueAt.getTime());
  const revived = row.state === 'failed' || row.state === 'cancelled';
  if (revived) startAfresh(db, row.id);
  if (!begun) {
    if (row.revision !== planned.revision) chooseAnew(db, row.id);
    const sql = `UPDATE deliveries SET file = :file, title = :title, destination_name = :destination_name, revision = :revision,
      message_json = :message_json, card_json = :card_json, problem_json = :problem_json, not_before = :not_before,
      at_any_hour = :at_any_hour, state = :state, due_at = :due_at, after_id = :after_id WHERE id = :id`;
    const columns = { ...plannedColumns(planned), ...(isWaiting && { problem_json: row.problem_json }) };
    prepared(db, sql).run({ ...columns, due_at: dueAt, after_id: hubId(db, planned), id: row.id });
  } else {
    prepared(db, `UPDATE deliveries SET state = 'scheduled', due_at = ? WHERE id = ?`).run(dueAt, row.id);
  }
  const isSameMoment = row.due_at === dueAt || (row.due_at <= now && dueAt <= now);
  const isSameEmbargo = begun || row.not_before === (planned.notBefore?.getTime() ?? null);
  if (!revived && row.revision === planned.revision && isSameMoment && isSameEmbargo && row.state === planned.state) return;
  const kind = revived ? 'revived' : 'replaced';
  addEvent(db, now, {
    kind,
    deliveryId: row.id,
    post: row.post,
    channel: row.channel,
    data: { from: row.state, revision: planned.revision },
  });
}

function isPartlyOut(db: DatabaseSyncInstance, id: string): boolean {
  const sql = `SELECT EXISTS (SELECT 1 FROM parts WHERE delivery_id = :id) OR EXISTS (SELECT 1 FROM recipient_totals WHERE delivery_id = :id) OR
    EXISTS (SELECT 1 FROM recipients WHERE delivery_id = :id AND (state <> 'waiting' OR attempts > 0)) AS begun`;
  return (prepared(db, sql).get({ id }) as { begun: number }).begun === 1;
}
