/** The newsletter's list, and who of it gets which issue. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { onHold } from '../core/delivery.ts';
import {
  frequencies as allFrequencies,
  type CountedGroup,
  type Frequency,
  issueFrequencies,
  primaryLanguage,
  type Reader,
  type ReaderGroup,
  type ReaderSelection,
  type RecipientCounts,
  type RecipientState,
  type Sample,
} from '../core/reader.ts';
import { emailKey } from '../core/subscribers.ts';
import { prepared } from './prepared.ts';
import { mailable, suppressionOf } from './subscriber-rows.ts';

/** Number of a reading of the file, higher than those before. */
export const nextReading = (db: DatabaseSyncInstance): number =>
  (db.prepare('SELECT coalesce(max(in_file), 0) + 1 AS next FROM readers').get() as { next: number }).next;

const addition = `INSERT INTO readers (id, email, email_key, name, audience_json, language, frequency, consent_at, consent_source, status, in_file, file_only, created_at, changed_at)
  VALUES (:id, :email, :email_key, :name, :audience, :language, coalesce(:frequency, 'each'), :consent_at, :consent_source, 'active', :reading, 1, :now, :now)
  ON CONFLICT (email_key) DO UPDATE SET email = excluded.email, name = excluded.name,
    audience_json = iif(chosen_at IS NULL, excluded.audience_json, audience_json), language = iif(chosen_at IS NULL, excluded.language, language),
    frequency = iif(chosen_at IS NULL, coalesce(:frequency, frequency), frequency),
    consent_at = coalesce(excluded.consent_at, consent_at), consent_source = coalesce(excluded.consent_source, consent_source),
    status = 'active', in_file = excluded.in_file
  WHERE in_file < excluded.in_file`;

/** Adds readers of the file, or brings them up to date; the first row of an address counts. A reader who comes back keeps the id; what a person chose wins. */
export function addFromFile(db: DatabaseSyncInstance, readers: readonly Reader[], reading: number, now: number): void {
  for (const reader of readers) {
    if (reader.id !== undefined && suppressionOf(db, reader.id)) continue;
    prepared(db, addition).run({
      id: reader.id ?? randomUUID(),
      email: reader.email,
      email_key: emailKey(reader.email),
      name: reader.name ?? null,
      audience: JSON.stringify(reader.audience),
      language: reader.language ?? null,
      frequency: reader.frequency ?? null,
      consent_at: reader.consentAt ?? null,
      consent_source: reader.consentSource ?? null,
      reading,
      now,
    });
  }
}

/** Whoever was not in this reading of the file, nor in a later one that another process began, gets nothing more. */
export function endReading(db: DatabaseSyncInstance, reading: number, now: number): void {
  db.prepare('UPDATE readers SET in_file = 0 WHERE in_file > 0 AND in_file < ?').run(reading);
  db.prepare(
    `UPDATE readers SET status = 'removed', changed_at = ? WHERE status = 'active'
     AND ((in_file = 0 AND file_only = 1) OR id IN (SELECT reader_id FROM suppressions))`,
  ).run(now);
}

/** Of a JSON list of segments: equal for equal sets (`normalSegments` in core). */
const setOf = (list: string): string =>
  `(SELECT json_group_array(segment) FROM (SELECT DISTINCT lower(value) AS segment FROM json_each(${list}) ORDER BY 1))`;

/** Equal for readers of one group. */
const ownGroup = `frequency || ${setOf('audience_json')}`;
const wantedGroup = `wanted.value ->> 'frequency' || ${setOf(`wanted.value, '$.segments'`)}`;

const inGroups = `(:groups IS NULL OR ${ownGroup} IN (SELECT ${wantedGroup} FROM json_each(:groups) AS wanted))`;

/** Condition on `readers` for a selection; `selectionValues` binds its values. */
const selected = `${mailable} AND (:own = 1 OR in_file > 0) AND ${inGroups} AND frequency IN (SELECT value FROM json_each(:frequencies))
  AND (:languages IS NULL OR language IS NULL OR EXISTS (SELECT 1 FROM json_each(:languages) AS wanted
    WHERE lower(language) = wanted.value OR lower(language) LIKE wanted.value || '-%'))
  AND (:audience IS NULL OR (:open = 1 AND audience_json = '[]')
    OR EXISTS (SELECT 1 FROM json_each(audience_json) AS own JOIN json_each(:audience) AS wanted ON lower(own.value) = lower(wanted.value)))`;

function selectionValues({ groups, ...selection }: ReaderSelection) {
  const { audience, withoutAudience, frequencies = issueFrequencies, languages, list = 'own' } = groups ? ofGroups(selection) : selection;
  return {
    audience: audience ? JSON.stringify(audience) : null,
    open: withoutAudience === 'all' ? 1 : 0,
    frequencies: JSON.stringify(frequencies),
    languages: languages ? JSON.stringify(languages.map(primaryLanguage)) : null,
    own: list === 'own' ? 1 : 0,
    groups: groups ? JSON.stringify(groups) : null,
  };
}

/** A group says all there is to say of segments and frequency. */
const ofGroups = ({ list, withoutAudience }: ReaderSelection): ReaderSelection => ({
  withoutAudience,
  frequencies: allFrequencies,
  ...(list && { list }),
});

/** Readers by what they want, those who want nothing left out. */
export function readerGroups(db: DatabaseSyncInstance, list: 'file' | 'own'): CountedGroup[] {
  const sql = `SELECT ${setOf('audience_json')} AS segments, frequency, count(*) AS count FROM readers
    WHERE ${mailable} AND (:own = 1 OR in_file > 0) AND frequency <> 'never' GROUP BY 1, 2 ORDER BY 1, 2`;
  const rows = db.prepare(sql).all({ own: list === 'own' ? 1 : 0 }) as unknown as {
    segments: string;
    frequency: Frequency;
    count: number;
  }[];
  return rows.map(({ segments, frequency, count }) => ({ segments: JSON.parse(segments) as string[], frequency, count }));
}

export function countReaders(db: DatabaseSyncInstance, { sample, ...selection }: ReaderSelection): number {
  const values = { ...selectionValues(selection), ...(sample && { domains: JSON.stringify(sample.domains) }) };
  const sql = `SELECT count(*) AS count FROM readers WHERE ${selected}${sample ? ` AND ${atDomain}` : ''}`;
  const { count } = db.prepare(sql).get(values) as { count: number };
  return sample ? Math.min(count, sample.count) : count;
}

/** Fixes the recipients of an issue once; later calls change nothing. */
export function freezeRecipients(db: DatabaseSyncInstance, deliveryId: string, selection: ReaderSelection, now: number): number {
  const frozen = recipientRows(db, deliveryId).reduce((sum, { count }) => sum + count, 0);
  if (frozen > 0) return frozen;
  const sql = `INSERT INTO recipients (delivery_id, reader_id, state, due_at) SELECT :delivery, id, 'waiting', :now FROM readers WHERE ${selected}`;
  const count = Number(db.prepare(sql).run({ delivery: deliveryId, now, ...selectionValues(selection) }).changes);
  if (selection.sample) holdAllBut(db, deliveryId, selection.sample);
  return count;
}

/** Another text may be for other readers. A sample stays one: its others wait for a person's word. */
export function chooseAnew(db: DatabaseSyncInstance, deliveryId: string): void {
  db.prepare(
    `DELETE FROM recipients WHERE delivery_id = :id AND NOT EXISTS (SELECT 1 FROM recipients AS held WHERE held.delivery_id = :id AND held.due_at >= :hold)`,
  ).run({ id: deliveryId, hold: onHold.getTime() });
}

/** Puts on hold whoever is not in the sample. */
function holdAllBut(db: DatabaseSyncInstance, deliveryId: string, { count, domains }: Sample): void {
  db.prepare(
    `UPDATE recipients SET due_at = :hold WHERE delivery_id = :delivery AND reader_id NOT IN (
       SELECT reader_id FROM recipients JOIN readers ON readers.id = reader_id WHERE delivery_id = :delivery AND ${atDomain} ORDER BY reader_id LIMIT :count)`,
  ).run({ hold: onHold.getTime(), delivery: deliveryId, count, domains: JSON.stringify(domains) });
}

/** Domains are stored in small letters, and have none of the signs that LIKE reads as others. */
const atDomain = `EXISTS (SELECT 1 FROM json_each(:domains) AS domain WHERE email_key LIKE '%@' || domain.value)`;

/** Lets readers go on who were on hold, unless part of the sample before them still waits: that goes first. */
export function releaseRecipients(db: DatabaseSyncInstance, deliveryId: string, dueAt: number): void {
  const hold = onHold.getTime();
  const sql = `SELECT 1 FROM recipients WHERE delivery_id = ? AND state = 'waiting' AND due_at < ? LIMIT 1`;
  if (db.prepare(sql).get(deliveryId, hold)) return;
  db.prepare(`UPDATE recipients SET due_at = ? WHERE delivery_id = ? AND state = 'waiting' AND due_at >= ?`).run(dueAt, deliveryId, hold);
}

/** Fixes the recipients of several deliveries in one look at the list: each reader has one group, so gets one of them. */
export function freezeGroups(
  db: DatabaseSyncInstance,
  wanted: readonly { readonly deliveryId: string; readonly group: ReaderGroup }[],
  { list, now }: { readonly list: 'file' | 'own'; readonly now: number },
): void {
  const sql = `INSERT INTO recipients (delivery_id, reader_id, state, due_at)
    WITH wanted AS MATERIALIZED (SELECT wanted.value ->> 'deliveryId' AS delivery, ${wantedGroup} AS key FROM json_each(:wanted) AS wanted),
      mine AS MATERIALIZED (SELECT id, ${ownGroup} AS key FROM readers WHERE ${mailable} AND (:own = 1 OR in_file > 0))
    SELECT wanted.delivery, mine.id, 'waiting', :now FROM mine JOIN wanted ON wanted.key = mine.key`;
  const flat = wanted.map(({ deliveryId, group }) => ({ deliveryId, ...group }));
  db.prepare(sql).run({ wanted: JSON.stringify(flat), own: list === 'own' ? 1 : 0, now });
}

/** How many are in which state, those whose results are no longer kept one by one among them. */
function recipientRows(db: DatabaseSyncInstance, deliveryId: string): readonly { state: RecipientState; count: number }[] {
  const sql = `SELECT state, count(*) AS count FROM recipients WHERE delivery_id = :id GROUP BY state
    UNION ALL SELECT state, count FROM recipient_totals WHERE delivery_id = :id`;
  return db.prepare(sql).all({ id: deliveryId }) as unknown as { state: RecipientState; count: number }[];
}

export function recipientCounts(db: DatabaseSyncInstance, deliveryId: string): RecipientCounts {
  const rows = recipientRows(db, deliveryId);
  const count = (...states: RecipientState[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row.count, 0);
  return {
    sent: count('sent'),
    refused: count('refused'),
    suppressed: count('suppressed'),
    unconfirmed: count('unconfirmed'),
    waiting: count('waiting', 'sending'),
    ...(count('left') > 0 && { left: count('left') }),
  };
}

export function recipientsLeft(db: DatabaseSyncInstance, deliveryId: string): { count: number; nextAt?: Date } {
  const sql = `SELECT count(*) AS count, min(due_at) AS next FROM recipients WHERE delivery_id = ? AND state = 'waiting'`;
  const { count, next } = db.prepare(sql).get(deliveryId) as { count: number; next: number | null };
  return { count, ...(next !== null && { nextAt: new Date(next) }) };
}

/** A person's word on readers in doubt. To leave them means: they stay in doubt, and nobody is asked again. */
export function settleUnconfirmed(db: DatabaseSyncInstance, deliveryId: string, decision: 'resend' | 'leave', now: number): number {
  const state: RecipientState = decision === 'resend' ? 'waiting' : 'left';
  const sql = `UPDATE recipients SET state = ?, due_at = ? WHERE delivery_id = ? AND state = 'unconfirmed'`;
  return Number(db.prepare(sql).run(state, now, deliveryId).changes);
}
