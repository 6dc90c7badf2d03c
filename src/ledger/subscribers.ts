/** Who comes onto the list, who leaves it, and what each of them chose. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  type Consent,
  emailKey,
  type NewSubscriber,
  type Preferences,
  type RequestResult,
  type SaveOptions,
  type SaveResult,
  type SuppressionReason,
  suppressionReasons,
} from '../core/subscribers.ts';
import { prepared } from './prepared.ts';
import { rowByEmail, rowById, type SubscriberRow, suppressionOf } from './subscriber-rows.ts';

/** Adds or changes one reader, by the rules of the port. */
export function save(
  db: DatabaseSyncInstance,
  reader: NewSubscriber,
  { dryRun = false, lifts = [] }: SaveOptions,
  now: number,
): SaveResult {
  const row = rowByEmail(db, reader.email);
  const ids = row && row.id !== reader.id ? [row.id, reader.id] : [reader.id];
  const reasons = ids.flatMap((id) => suppressionOf(db, id)?.reason ?? []);
  if (reasons.some((reason) => !lifts.includes(reason))) return 'suppressed';
  if (!dryRun && reasons.length > 0) for (const id of ids) lift(db, id);
  const wasBounced = reasons.length > 0 && reasons.every((reason) => reason === 'bounced');
  const next = row ? changed(row, reader, wasBounced) : fresh(reader, now);
  if (row && isSame(row, next)) return 'unchanged';
  if (!dryRun) write(db, { ...next, changed_at: now });
  return row ? 'changed' : 'added';
}

const fresh = (reader: NewSubscriber, now: number): SubscriberRow => ({
  id: reader.id,
  email: reader.email,
  email_key: emailKey(reader.email),
  name: reader.name ?? null,
  audience_json: JSON.stringify(reader.audience ?? []),
  language: reader.language ?? null,
  frequency: reader.frequency ?? 'each',
  status: 'active',
  in_file: 0,
  file_only: 0,
  ...consentColumns(reader.consent),
  requested_at: null,
  confirmed_at: null,
  chosen_at: null,
  created_at: now,
  changed_at: now,
});

const consentColumns = ({ at, source, wording }: Consent) => ({
  consent_at: at ?? null,
  consent_source: source ?? null,
  consent_wording: wording ?? null,
});

/** Consent on record stands, unless it belongs to a time that is over. A mailbox that did not work takes none back. */
function changed(row: SubscriberRow, reader: NewSubscriber, wasBounced: boolean): SubscriberRow {
  const isProven = (row.status === 'active' || wasBounced) && (row.consent_at !== null || row.consent_source !== null);
  return {
    ...(row.chosen_at === null ? withPreferences(row, reader) : { ...row, name: reader.name ?? row.name }),
    ...(isProven ? {} : consentColumns(reader.consent)),
    status: 'active',
    file_only: 0,
  };
}

const withPreferences = (row: SubscriberRow, { name, audience, language, frequency }: Preferences): SubscriberRow => ({
  ...row,
  name: name === undefined ? row.name : name || null,
  audience_json: audience ? JSON.stringify(audience) : row.audience_json,
  language: language === undefined ? row.language : language || null,
  frequency: frequency ?? row.frequency,
});

const isSame = (row: SubscriberRow, next: SubscriberRow): boolean =>
  (Object.keys(row) as (keyof SubscriberRow)[]).every((column) => row[column] === next[column]);

const columns = [
  'id',
  'email',
  'email_key',
  'name',
  'audience_json',
  'language',
  'frequency',
  'status',
  'in_file',
  'file_only',
  'consent_at',
  'consent_source',
  'consent_wording',
  'requested_at',
  'confirmed_at',
  'chosen_at',
  'created_at',
  'changed_at',
] as const satisfies readonly (keyof SubscriberRow)[];

const insertion = `INSERT OR REPLACE INTO readers (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

function write(db: DatabaseSyncInstance, row: SubscriberRow): void {
  prepared(db, insertion).run(...columns.map((column) => row[column]));
}

/** A request never changes a reader who is active: anybody can type in an address. */
export function request(db: DatabaseSyncInstance, reader: NewSubscriber, now: number): RequestResult {
  const row = rowByEmail(db, reader.email);
  if (suppressionOf(db, row?.id ?? reader.id)?.reason === 'complained') return 'never';
  if (row?.status === 'active') return 'active';
  write(db, {
    ...withPreferences(row ?? fresh(reader, now), reader),
    ...consentColumns(reader.consent),
    status: 'pending',
    file_only: 0,
    requested_at: now,
    confirmed_at: null,
    chosen_at: now,
    changed_at: now,
  });
  return 'ask';
}

export function confirm(db: DatabaseSyncInstance, id: string, now: number): boolean {
  const row = rowById(db, id);
  if (row?.status === 'active') return true;
  if (row?.status !== 'pending' || suppressionOf(db, id)?.reason === 'complained') return false;
  lift(db, id);
  write(db, { ...row, status: 'active', confirmed_at: now, changed_at: now });
  return true;
}

export function setPreferences(db: DatabaseSyncInstance, id: string, preferences: Preferences, now: number): boolean {
  const row = rowById(db, id);
  if (!row) return false;
  write(db, { ...withPreferences(row, preferences), chosen_at: now, changed_at: now });
  return true;
}

const strength = (reason: SuppressionReason | undefined): number => (reason === undefined ? -1 : suppressionReasons.indexOf(reason));

/** `false`: it was so already. */
export function suppress(db: DatabaseSyncInstance, id: string, reason: SuppressionReason, now: number): boolean {
  const left = db
    .prepare(`UPDATE readers SET status = 'removed', changed_at = ? WHERE id = ? AND status <> 'removed'`)
    .run(now, id).changes;
  if (strength(suppressionOf(db, id)?.reason) >= strength(reason)) return left === 1;
  prepared(db, 'INSERT OR REPLACE INTO suppressions (reader_id, reason, at) VALUES (?, ?, ?)').run(id, reason, now);
  return true;
}

const lift = (db: DatabaseSyncInstance, id: string): void => void db.prepare('DELETE FROM suppressions WHERE reader_id = ?').run(id);
