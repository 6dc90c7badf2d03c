/** Is the file whole, how large is it, and what lies beside it? For `omk doctor`. */
import { statSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { LedgerHealth } from '../core/ledger.ts';

/** Quick: it looks at every page, not at every index entry. */
export function healthOf(db: DatabaseSyncInstance, path: string): LedgerHealth {
  const { quick_check: said } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
  const pageSize = numberOf(db, 'page_size');
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return {
    ...(said !== 'ok' && { damage: said }),
    bytes: pageSize * numberOf(db, 'page_count'),
    freeBytes: pageSize * numberOf(db, 'freelist_count'),
    logBytes: log?.size ?? 0,
  };
}

const numberOf = (db: DatabaseSyncInstance, name: string): number =>
  Object.values(db.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[0] ?? 0;

/** Of the library that comes with omk; asking proves that it runs on this computer. */
export function sqliteVersion(): string {
  const db = new DatabaseSync(':memory:');
  try {
    return (db.prepare('SELECT sqlite_version() AS version').get() as { version: string }).version;
  } finally {
    db.close();
  }
}
