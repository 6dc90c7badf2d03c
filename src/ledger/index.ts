/** The front of the ledger: picks the engine behind an address. */
import type { Ledger } from '../core/ledger.ts';
import { openSqlite, type SqliteOptions } from './sqlite.ts';

/** Opens a ledger at a path. Another engine joins here when several hosts share one ledger. */
export const openLedger = (options: SqliteOptions): Ledger => openSqlite(options);

export { sqliteVersion } from './health.ts';
export { withProcessLock } from './process-lock.ts';
