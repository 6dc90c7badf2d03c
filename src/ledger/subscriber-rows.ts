/** Looking people up on the list. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Frequency } from '../core/reader.ts';
import {
  emailKey,
  type Preferences,
  type ReaderResult,
  type Subscriber,
  type SubscriberFilter,
  type SubscriberKey,
  type SubscriberPage,
  type SubscriberStatus,
  type Suppression,
  type SuppressionReason,
} from '../core/subscribers.ts';
import { prepared } from './prepared.ts';

export interface SubscriberRow {
  readonly id: string;
  readonly email: string;
  readonly email_key: string;
  readonly name: string | null;
  readonly audience_json: string;
  readonly language: string | null;
  readonly frequency: Frequency;
  readonly status: SubscriberStatus;
  readonly in_file: number;
  readonly file_only: number;
  readonly consent_at: string | null;
  readonly consent_source: string | null;
  readonly consent_wording: string | null;
  readonly requested_at: number | null;
  readonly confirmed_at: number | null;
  readonly chosen_at: number | null;
  readonly created_at: number;
  readonly changed_at: number;
}

/** Condition on `readers`: may be mailed at this moment. */
export const mailable = `status = 'active' AND NOT EXISTS (SELECT 1 FROM suppressions WHERE suppressions.reader_id = readers.id)`;

export const rowById = (db: DatabaseSyncInstance, id: string): SubscriberRow | undefined =>
  prepared(db, 'SELECT * FROM readers WHERE id = ?').get(id) as SubscriberRow | undefined;

export const rowByEmail = (db: DatabaseSyncInstance, email: string): SubscriberRow | undefined =>
  prepared(db, 'SELECT * FROM readers WHERE email_key = ?').get(emailKey(email)) as SubscriberRow | undefined;

export function suppressionOf(db: DatabaseSyncInstance, id: string): Suppression | undefined {
  const row = prepared(db, 'SELECT reason, at FROM suppressions WHERE reader_id = ?').get(id) as
    | { reason: SuppressionReason; at: number }
    | undefined;
  return row && { id, reason: row.reason, at: new Date(row.at) };
}

export function findSubscriber(db: DatabaseSyncInstance, key: SubscriberKey): Subscriber | undefined {
  const row = 'id' in key ? rowById(db, key.id) : rowByEmail(db, key.email);
  return row && toSubscriber(row, suppressionOf(db, row.id));
}

function toSubscriber(row: SubscriberRow, suppression: Suppression | undefined): Subscriber {
  return {
    id: row.id,
    email: row.email,
    audience: JSON.parse(row.audience_json) as string[],
    frequency: row.frequency,
    status: row.status,
    consent: {
      ...(row.consent_at !== null && { at: row.consent_at }),
      ...(row.consent_source !== null && { source: row.consent_source }),
      ...(row.consent_wording !== null && { wording: row.consent_wording }),
    },
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    ...(row.name !== null && { name: row.name }),
    ...(row.language !== null && { language: row.language }),
    ...(row.requested_at !== null && { requestedAt: new Date(row.requested_at) }),
    ...(row.confirmed_at !== null && { confirmedAt: new Date(row.confirmed_at) }),
    ...(suppression && { suppression }),
  };
}

const matching = `(:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses))) AND (:audience IS NULL
  OR EXISTS (SELECT 1 FROM json_each(audience_json) AS own JOIN json_each(:audience) AS wanted ON lower(own.value) = lower(wanted.value)))`;

const filterValues = ({ statuses, audience }: SubscriberFilter) => ({
  statuses: statuses ? JSON.stringify(statuses) : null,
  audience: audience ? JSON.stringify(audience) : null,
});

export function listSubscribers(db: DatabaseSyncInstance, { limit, after = '', ...filter }: SubscriberPage): Subscriber[] {
  const sql = `SELECT * FROM readers WHERE email_key > :after AND ${matching} ORDER BY email_key LIMIT :limit`;
  const rows = db.prepare(sql).all({ after: emailKey(after), limit, ...filterValues(filter) }) as unknown as SubscriberRow[];
  return rows.map((row) => toSubscriber(row, suppressionOf(db, row.id)));
}

export function subscriberCounts(db: DatabaseSyncInstance, filter: SubscriberFilter = {}): Record<SubscriberStatus, number> {
  const sql = `SELECT status, count(*) AS count FROM readers WHERE ${matching} GROUP BY status`;
  const rows = db.prepare(sql).all(filterValues(filter)) as unknown as { status: SubscriberStatus; count: number }[];
  return { pending: 0, active: 0, removed: 0, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
}

export function resultsOf(db: DatabaseSyncInstance, id: string): ReaderResult[] {
  const sql = `SELECT delivery_id AS deliveryId, post, title, recipients.state FROM recipients JOIN deliveries ON deliveries.id = delivery_id
    WHERE reader_id = ? ORDER BY deliveries.created_at DESC`;
  return (db.prepare(sql).all(id) as unknown as ReaderResult[]).map((row) => ({ ...row }));
}

export function ownChoices(db: DatabaseSyncInstance): ReadonlyMap<string, Preferences | undefined> {
  const rows = db.prepare(`SELECT * FROM readers WHERE chosen_at IS NOT NULL OR frequency <> 'each'`).all() as unknown as SubscriberRow[];
  const suppressed = db.prepare('SELECT reader_id FROM suppressions').all() as unknown as { reader_id: string }[];
  return new Map([
    ...rows.map((row) => [row.id, choiceOf(row)] as const),
    ...suppressed.map(({ reader_id }) => [reader_id, undefined] as const),
  ]);
}

const choiceOf = (row: SubscriberRow): Preferences => ({
  frequency: row.frequency,
  ...(row.chosen_at !== null && { audience: JSON.parse(row.audience_json) as string[] }),
  ...(row.chosen_at !== null && row.language !== null && { language: row.language }),
});
