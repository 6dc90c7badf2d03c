/** Carries a ledger from one host to another as lines, and takes one over. No address and no name of a reader travels. */
import { createHash } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { canonicalJson } from '../core/json.ts';
import type { LedgerLine } from '../core/ledger.ts';
import { fail } from '../core/problem.ts';
import { type EventRow, firstBrokenEvent } from './events.ts';

/** In the order in which they can be filled: a row's parent comes first. */
const tables = [
  'destinations',
  'deliveries',
  'attempts',
  'parts',
  'recipients',
  'recipient_totals',
  'bounces',
  'soft_runs',
  'suppressions',
  'pauses',
  'let_through',
  'events',
  'sources',
  'source_items',
] as const;

const headTable = 'ledger';
/**
 * 2: with embargoes, pauses and what was seen of sources. Whoever knows only 1 would drop an embargo in silence, so it has to
 * refuse; what was written as 1 lacks nothing that a column's own value does not say.
 */
const format = 2;
const readable: readonly unknown[] = [1, format];

type Row = LedgerLine['row'];

export function exportLines(db: DatabaseSyncInstance): LedgerLine[] {
  const rows = tables.flatMap((table) => {
    const found = db.prepare(`SELECT * FROM ${table} ORDER BY ${orderOf(table)}`).all() as unknown as Row[];
    return found.map((row) => ({ table, row: { ...row } }));
  });
  return [{ table: headTable, row: { format, events_head: headOf(db) ?? null, digest: digestOf(rows) } }, ...rows];
}

/** Covers every line, so that one that was altered on the way shows. */
const digestOf = (lines: readonly LedgerLine[]): string =>
  lines.reduce((hash, line) => hash.update(`${canonicalJson(line)}\n`), createHash('sha256')).digest('hex');

/** Deliveries before those that wait for them or change them; events in the order of their chain. */
const orderOf = (table: (typeof tables)[number]): string => (table === 'deliveries' ? 'rowid' : table === 'events' ? 'id' : '1, 2');

/** Replaces this ledger by the other one, if that one holds all that this one knows. */
export function importLines(db: DatabaseSyncInstance, lines: readonly LedgerLine[]): void {
  const [head, ...rest] = lines;
  if (head?.table !== headTable) fail('ledger-altered', { line: 1 });
  if (!readable.includes(head.row['format'])) refuseFormat(head.row['format']);
  const events = rest.filter(({ table }) => table === 'events').map(({ row }) => row as unknown as EventRow);
  const broken = firstBrokenEvent(events, typeof head.row['events_head'] === 'string' ? head.row['events_head'] : undefined);
  if (broken !== undefined || head.row['digest'] !== digestOf(rest)) fail('ledger-altered', { line: broken ?? 1 });
  const own = headOf(db);
  if (own !== undefined && !events.some(({ hash }) => hash === own)) fail('ledger-diverged', {});
  db.exec('PRAGMA defer_foreign_keys = ON');
  // Whoever unsubscribed here stays so, whatever the other one knows.
  for (const table of [...tables].reverse()) if (table !== 'suppressions') db.exec(`DELETE FROM ${table}`);
  for (const { table, row } of rest) insert(db, table, row);
  db.exec(`UPDATE readers SET status = 'removed' WHERE status = 'active' AND id IN (SELECT reader_id FROM suppressions)`);
  if (events.length > 0)
    db.prepare('INSERT OR REPLACE INTO kept_values (name, value) VALUES (?, ?)').run('events-head', events.at(-1)?.hash ?? '');
}

const refuseFormat = (found: unknown): never =>
  typeof found === 'number' && found > format ? fail('ledger-export-newer', {}) : fail('ledger-altered', { line: 1 });

/** A column that nobody here knows would be lost in silence. */
function insert(db: DatabaseSyncInstance, table: string, row: Row): void {
  const known = tables.find((one) => one === table) ?? fail('ledger-altered', { line: 1 });
  const columns = (db.prepare(`SELECT name FROM pragma_table_info('${known}')`).all() as unknown as { name: string }[]).map(
    ({ name }) => name,
  );
  const given = Object.keys(row);
  if (!given.every((name) => columns.includes(name))) fail('ledger-altered', { line: 1 });
  const sql = `INSERT ${known === 'suppressions' ? 'OR IGNORE ' : ''}INTO ${known} (${given.join(', ')}) VALUES (${given.map(() => '?').join(', ')})`;
  db.prepare(sql).run(...given.map((name) => row[name] ?? null));
}

const headOf = (db: DatabaseSyncInstance): string | undefined =>
  (db.prepare('SELECT hash FROM events ORDER BY id DESC LIMIT 1').get() as { hash: string } | undefined)?.hash;
