/** The newsletter's list, and who of it gets which issue. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Reader, ReaderSelection, Recipient, RecipientCounts, RecipientSettlement, RecipientState } from '../core/reader.ts';
import { stored } from './rows.ts';

/** One reader per address, whatever its capitals. */
const keyOf = (email: string): string => email.normalize('NFC').toLowerCase();

/** Makes the list equal to the file. A reader who comes back keeps the id. */
export function replaceReaders(db: DatabaseSyncInstance, readers: readonly Reader[]): void {
  db.exec('UPDATE readers SET is_active = 0');
  const insert = db.prepare(
    `INSERT INTO readers (id, email, email_key, name, audience_json, language, consent_at, consent_source, is_active)
     VALUES (:id, :email, :email_key, :name, :audience, :language, :consent_at, :consent_source, 1)
     ON CONFLICT (email_key) DO UPDATE SET email = excluded.email, name = excluded.name, audience_json = excluded.audience_json,
       language = excluded.language, consent_at = excluded.consent_at, consent_source = excluded.consent_source, is_active = 1`,
  );
  for (const reader of readers) {
    insert.run({
      id: reader.id ?? randomUUID(),
      email: reader.email,
      email_key: keyOf(reader.email),
      name: reader.name ?? null,
      audience: JSON.stringify(reader.audience),
      language: reader.language ?? null,
      consent_at: reader.consentAt ?? null,
      consent_source: reader.consentSource ?? null,
    });
  }
}

/** Condition on `readers` for a selection; bind `:audience` (JSON list or null) and `:open` (1: those without a segment too). */
const selected = `is_active = 1 AND (:audience IS NULL OR (:open = 1 AND audience_json = '[]')
  OR EXISTS (SELECT 1 FROM json_each(audience_json) AS own JOIN json_each(:audience) AS wanted ON lower(own.value) = lower(wanted.value)))`;

const selectionValues = ({ audience, withoutAudience }: ReaderSelection) => ({
  audience: audience ? JSON.stringify(audience) : null,
  open: withoutAudience === 'all' ? 1 : 0,
});

export function countReaders(db: DatabaseSyncInstance, selection: ReaderSelection): number {
  const row = db.prepare(`SELECT count(*) AS count FROM readers WHERE ${selected}`).get(selectionValues(selection));
  return (row as { count: number }).count;
}

/** Fixes the recipients of an issue once; later calls change nothing. */
export function freezeRecipients(db: DatabaseSyncInstance, deliveryId: string, selection: ReaderSelection, now: number): number {
  const frozen = db.prepare('SELECT count(*) AS count FROM recipients WHERE delivery_id = ?').get(deliveryId) as { count: number };
  if (frozen.count > 0) return frozen.count;
  const sql = `INSERT INTO recipients (delivery_id, reader_id, state, due_at) SELECT :delivery, id, 'waiting', :now FROM readers WHERE ${selected}`;
  return Number(db.prepare(sql).run({ delivery: deliveryId, now, ...selectionValues(selection) }).changes);
}

interface RecipientRow {
  readonly reader_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly language: string | null;
  readonly attempts: number;
  readonly is_active: number | null;
}

/** Takes due readers; whoever left the list meanwhile is suppressed at this last moment. */
export function claimRecipients(db: DatabaseSyncInstance, deliveryId: string, limit: number, now: number): Recipient[] {
  db.prepare(
    `UPDATE recipients SET state = 'suppressed' WHERE delivery_id = ? AND state = 'waiting'
     AND reader_id NOT IN (SELECT id FROM readers WHERE is_active = 1)`,
  ).run(deliveryId);
  const rows = db
    .prepare(
      `SELECT reader_id, email, name, language, attempts, is_active FROM recipients JOIN readers ON readers.id = reader_id
       WHERE delivery_id = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at, reader_id LIMIT ?`,
    )
    .all(deliveryId, now, limit) as unknown as RecipientRow[];
  const take = db.prepare(`UPDATE recipients SET state = 'sending', attempts = attempts + 1 WHERE delivery_id = ? AND reader_id = ?`);
  for (const { reader_id } of rows) take.run(deliveryId, reader_id);
  return rows.map(({ reader_id, email, name, language, attempts }) => ({
    id: reader_id,
    email: email as string,
    attempts: attempts + 1,
    ...(name !== null && { name }),
    ...(language !== null && { language }),
  }));
}

/** Closes one reader. One that was put in doubt meanwhile is still welcome; one that was decided is not. */
export function settleRecipient(db: DatabaseSyncInstance, deliveryId: string, readerId: string, settlement: RecipientSettlement, now: number): void {
  db.prepare(
    `UPDATE recipients SET state = :state, problem_json = :problem, due_at = :due_at
     WHERE delivery_id = :delivery AND reader_id = :reader AND state IN ('sending', 'unconfirmed')`,
  ).run({
    state: settlement.state,
    problem: stored(settlement.problem),
    due_at: settlement.notBefore?.getTime() ?? now,
    delivery: deliveryId,
    reader: readerId,
  });
}

export function recipientCounts(db: DatabaseSyncInstance, deliveryId: string): RecipientCounts {
  const sql = 'SELECT state, count(*) AS count FROM recipients WHERE delivery_id = ? GROUP BY state';
  const rows = db.prepare(sql).all(deliveryId) as unknown as { state: RecipientState; count: number }[];
  const count = (...states: RecipientState[]) => rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row.count, 0);
  return {
    sent: count('sent'),
    refused: count('refused'),
    suppressed: count('suppressed'),
    unconfirmed: count('unconfirmed'),
    waiting: count('waiting', 'sending'),
  };
}

export function recipientsLeft(db: DatabaseSyncInstance, deliveryId: string): { count: number; nextAt?: Date } {
  const sql = `SELECT count(*) AS count, min(due_at) AS next FROM recipients WHERE delivery_id = ? AND state = 'waiting'`;
  const { count, next } = db.prepare(sql).get(deliveryId) as { count: number; next: number | null };
  return { count, ...(next !== null && { nextAt: new Date(next) }) };
}

/** A person's word on readers in doubt. To leave them means: they count as reached. */
export function settleUnconfirmed(db: DatabaseSyncInstance, deliveryId: string, decision: 'resend' | 'leave', now: number): number {
  const state: RecipientState = decision === 'resend' ? 'waiting' : 'sent';
  const sql = `UPDATE recipients SET state = ?, due_at = ? WHERE delivery_id = ? AND state = 'unconfirmed'`;
  return Number(db.prepare(sql).run(state, now, deliveryId).changes);
}
