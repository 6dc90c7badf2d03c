/** What came back, and whom that ends. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Bounce, BounceClass, BounceOptions, BounceReport, BounceResult, MailedIssue, SoftLimit } from '../core/bounce.ts';
import type { RecipientState } from '../core/reader.ts';
import type { SuppressionReason } from '../core/subscribers.ts';
import { addEvent } from './events.ts';
import { prepared } from './prepared.ts';
import { rowById, suppressionOf } from './subscriber-rows.ts';
import { suppress } from './subscribers.ts';

export function mailedIssues(db: DatabaseSyncInstance, channel: string): MailedIssue[] {
  const sql = `SELECT id AS deliveryId, destination, post, title FROM deliveries
    WHERE channel = ? AND first_attempt_at IS NOT NULL ORDER BY first_attempt_at DESC`;
  return (db.prepare(sql).all(channel) as unknown as MailedIssue[]).map((row) => ({ ...row }));
}

export function mailedReaders(db: DatabaseSyncInstance, deliveryId: string, { limit, after = '' }: { limit: number; after?: string }) {
  const sql = 'SELECT reader_id AS id FROM recipients WHERE delivery_id = ? AND reader_id > ? ORDER BY reader_id LIMIT ?';
  return (prepared(db, sql).all(deliveryId, after, limit) as unknown as { id: string }[]).map(({ id }) => id);
}

export function bouncesOf(db: DatabaseSyncInstance, reader: string): Bounce[] {
  const sql = `SELECT class, status, delivery_id AS deliveryId, at, (SELECT title FROM deliveries WHERE id = delivery_id) AS title
    FROM bounces WHERE reader_id = ? ORDER BY at DESC, identity`;
  const rows = db.prepare(sql).all(reader) as unknown as {
    class: BounceClass;
    status: string;
    deliveryId: string | null;
    at: number;
    title: string | null;
  }[];
  return rows.map(({ deliveryId, title, at, ...row }) => ({
    ...row,
    at: new Date(at),
    ...(deliveryId !== null && { deliveryId }),
    ...(title !== null && { title }),
  }));
}

/** The whole of it is tried and undone again when nothing may be written. */
export function recordBounces(
  db: DatabaseSyncInstance,
  reports: readonly BounceReport[],
  { softLimit, dryRun = false }: BounceOptions,
  now: number,
): BounceResult[] {
  if (dryRun) db.exec('SAVEPOINT tried');
  const results = reports.map((report) => record(db, report, softLimit, now));
  if (dryRun) db.exec('ROLLBACK TO tried; RELEASE tried');
  else tellEvents(db, reports, results, now);
  return results;
}

function record(db: DatabaseSyncInstance, report: BounceReport, softLimit: SoftLimit, now: number): BounceResult {
  const { reader } = report;
  const before = suppressionOf(db, reader)?.reason;
  const suppressed = before === undefined ? 'no' : 'before';
  if (before !== undefined && isErased(db, reader, before)) {
    // Nothing is written down about somebody who was erased, but a complaint still counts for good.
    const isNew = report.class === 'complaint' && suppress(db, reader, 'complained', now);
    return { isRepeated: !isNew, suppressed };
  }
  if (!insert(db, report, now)) return { isRepeated: true, suppressed };
  const reason = reasonFor(db, report, softLimit);
  if (reason === undefined) return { isRepeated: false, suppressed };
  const isNew = suppress(db, reader, reason, now) && before === undefined;
  prepared(db, 'UPDATE bounces SET is_spent = 1 WHERE reader_id = ?').run(reader);
  prepared(db, 'DELETE FROM soft_runs WHERE reader_id = ?').run(reader);
  return { isRepeated: false, suppressed: isNew ? 'now' : 'before' };
}

const isErased = (db: DatabaseSyncInstance, reader: string, reason: SuppressionReason): boolean =>
  reason === 'forgotten' || (reason === 'complained' && rowById(db, reader) === undefined);

/** `false`: it was there. An issue that this ledger does not know is none. */
function insert(db: DatabaseSyncInstance, { identity, reader, deliveryId, class: kind, status }: BounceReport, now: number): boolean {
  const sql = `INSERT OR IGNORE INTO bounces (identity, reader_id, delivery_id, class, status, at)
    VALUES (?, ?, (SELECT id FROM deliveries WHERE id = ?), ?, ?, ?)`;
  return prepared(db, sql).run(identity, reader, deliveryId ?? null, kind, status, now).changes === 1;
}

function reasonFor(db: DatabaseSyncInstance, report: BounceReport, softLimit: SoftLimit): SuppressionReason | undefined {
  switch (report.class) {
    case 'complaint':
      return 'complained';
    case 'opt-out':
      return 'unsubscribed';
    case 'hard':
      return 'bounced';
    case 'soft':
      return isUsedUp(db, report, softLimit) ? 'bounced' : undefined;
    case 'sender':
      return undefined;
  }
}

const dayMs = 86_400_000;

function isUsedUp(db: DatabaseSyncInstance, { reader, deliveryId }: BounceReport, { issues, days }: SoftLimit): boolean {
  if (deliveryId === undefined) return false;
  const run = softRun(db, reader, deliveryId);
  return run.issues >= issues && run.lastAt - run.firstAt >= days * dayMs;
}

interface SoftRun {
  readonly issues: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

interface IssueRow {
  readonly at: number;
  readonly state: RecipientState;
  readonly soft: number | null;
  readonly other: number | null;
}

/**
 * Issues in a row, back from the newest one that came back softly: those after it may still come back. One that arrived ends the
 * row; one that was refused for another reason, or of which nobody knows, neither counts nor ends it.
 */
function softRun(db: DatabaseSyncInstance, reader: string, deliveryId: string): SoftRun {
  const sql = `SELECT d.first_attempt_at AS at, r.state,
      (SELECT max(is_spent) FROM bounces WHERE reader_id = :reader AND delivery_id = d.id AND class = 'soft') AS soft,
      (SELECT 1 FROM bounces WHERE reader_id = :reader AND delivery_id = d.id LIMIT 1) AS other
    FROM deliveries AS d CROSS JOIN recipients AS r ON r.delivery_id = d.id AND r.reader_id = :reader
    WHERE d.channel = (SELECT channel FROM deliveries WHERE id = :delivery) AND d.first_attempt_at IS NOT NULL
    ORDER BY d.first_attempt_at DESC`;
  const counted: number[] = [];
  for (const { at, state, soft, other } of prepared(db, sql).all({ reader, delivery: deliveryId }) as unknown as IssueRow[]) {
    if (soft === 1) return runOf(counted);
    if (soft === 0) counted.push(at);
    else if (other === null && state === 'sent' && counted.length > 0) return runOf(counted);
  }
  const older = prepared(db, 'SELECT issues, first_at AS firstAt, last_at AS lastAt FROM soft_runs WHERE reader_id = ?').get(reader) as
    | SoftRun
    | undefined;
  const run = runOf(counted);
  if (older === undefined || run.issues === 0) return run;
  return { issues: run.issues + older.issues, firstAt: older.firstAt, lastAt: run.lastAt };
}

/** Moments from the newest to the oldest. */
const runOf = (moments: readonly number[]): SoftRun => ({
  issues: moments.length,
  firstAt: moments.at(-1) ?? 0,
  lastAt: moments[0] ?? 0,
});

/** One line in the log for each issue that something new came back of. */
function tellEvents(db: DatabaseSyncInstance, reports: readonly BounceReport[], results: readonly BounceResult[], now: number): void {
  const counts = new Map<string | undefined, Record<string, number>>();
  results.forEach(({ isRepeated, suppressed }, index) => {
    const report = reports[index];
    if (!report || isRepeated) return;
    const sum = counts.get(report.deliveryId) ?? {};
    counts.set(report.deliveryId, sum);
    for (const name of [report.class, ...(suppressed === 'now' ? ['suppressed'] : [])]) sum[name] = (sum[name] ?? 0) + 1;
  });
  for (const [id, data] of counts) {
    const row = prepared(db, 'SELECT post, channel FROM deliveries WHERE id = ?').get(id ?? null) as
      | { post: string; channel: string }
      | undefined;
    addEvent(db, now, { kind: 'bounced', ...(row && id !== undefined && { deliveryId: id, ...row }), data });
  }
}
