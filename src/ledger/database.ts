/** Opens the SQLite file, brings its schema up to date and runs transactions that are on disk before they return. */
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { fail, OmkError, problem } from '../core/problem.ts';
import { deliveries } from './schema/001-deliveries.ts';
import { subscribers } from './schema/002-subscribers.ts';
import { bounces } from './schema/003-bounces.ts';
import { cards } from './schema/004-cards.ts';
import { moments } from './schema/005-moments.ts';
import { pauses } from './schema/006-pauses.ts';
import { items } from './schema/007-items.ts';
import { indexes } from './schema/008-indexes.ts';

const migrations: readonly string[] = [deliveries, subscribers, bounces, cards, moments, pauses, items, indexes];

/** SQLite before 3.51.3 can lose a committed write when a write-ahead log is reset while another process reads. */
const oldestSqlite = [3, 51, 3] as const;

/** How long one process waits for the lock of another, in milliseconds. */
const lockTimeoutMs = 10_000;

/** What bounds the file, for where more is known than the defaults. */
export interface Limits {
  /** How long to wait for the lock of another process. */
  readonly lockTimeoutMs?: number;
  /** How large the file may grow, in pages: beyond that it is as if the disk were full. */
  readonly maxPages?: number;
}

export interface Database {
  /** One immediate transaction: all or nothing, and durable once it returns. */
  write<T>(work: (db: DatabaseSyncInstance) => T): T;
  read<T>(work: (db: DatabaseSyncInstance) => T): T;
  /** What was deleted is gone from the files too, as far as nobody reads older pages now. */
  dropOldPages(): void;
  close(): void;
}

/** Opens or makes the ledger's file. Throws an OmkError that says what is wrong with it. */
export function openDatabase(path: string, limits: Limits = {}): Database {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explained(error, path);
    }
  };
  const db = guard(() => connect(path, limits));
  const opened = guard(() => fileAt(path));
  const use = <T>(work: () => T): T =>
    guard(() => {
      // A file that is no longer there takes everything in as before, and is lost when it is closed: "unsubscribed" would be a lie.
      if (fileAt(path) !== opened) fail('ledger-replaced', { path });
      return work();
    });
  return {
    write: (work) => use(() => transaction(db, work)),
    read: (work) => use(() => work(db)),
    dropOldPages: () => guard(() => void db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()),
    close: () => db.close(),
  };
}

/** Which file stands at the path, whatever is in it. */
function fileAt(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file && `${file.dev}:${file.ino}`;
}

function connect(path: string, { lockTimeoutMs: timeout = lockTimeoutMs, maxPages }: Limits): DatabaseSyncInstance {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const db = new DatabaseSync(path, { timeout });
  if (isNew) chmodSync(path, 0o600);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON');
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
  refuseOldSqlite(db);
  migrate(db, path);
  return db;
}

function refuseOldSqlite(db: DatabaseSyncInstance): void {
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const parts = version.split('.').map(Number);
  const index = oldestSqlite.findIndex((wanted, at) => parts[at] !== wanted);
  if (index >= 0 && (parts[index] ?? 0) < (oldestSqlite[index] ?? 0)) fail('ledger-old-sqlite', { version });
}

function migrate(db: DatabaseSyncInstance, path: string): void {
  if (versionOf(db) === migrations.length) return;
  transaction(db, () => {
    const version = versionOf(db);
    if (version > migrations.length) fail('ledger-newer', { path });
    if (version > 0 && version < migrations.length) keepCopy(path, `${path}.v${version}`);
    for (const statements of migrations.slice(version)) db.exec(statements);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** Over a connection of its own, for the newest writes may be in the log beside the file. Only its owner may read it. */
function keepCopy(path: string, copy: string): void {
  rmSync(copy, { force: true });
  writeFileSync(copy, '', { mode: 0o600 });
  const db = new DatabaseSync(path, { timeout: lockTimeoutMs });
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } finally {
    db.close();
  }
}

const versionOf = (db: DatabaseSyncInstance): number => (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

/** Always immediate: a deferred transaction that turns into a writer fails as busy when two processes do so. */
function transaction<T>(db: DatabaseSyncInstance, work: (db: DatabaseSyncInstance) => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work(db);
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** What each of SQLite's own codes means for a person (https://sqlite.org/rescode.html). */
function explained(error: unknown, path: string): unknown {
  if (error instanceof OmkError || !(error instanceof Error)) return error;
  const code = (error as { sqliteCode?: number }).sqliteCode;
  const system = (error as NodeJS.ErrnoException).code;
  const detail = error.message;
  const wrap = (found: ReturnType<typeof problem>) => new OmkError([found], { cause: error });
  if (code === 5 || code === 6) return wrap(problem('ledger-busy', { path }));
  if (code === 8 || system === 'EACCES' || system === 'EROFS' || system === 'EPERM') return wrap(problem('ledger-read-only', { path }));
  if (code === 11 || code === 26) return wrap(problem('ledger-damaged', { path, detail }));
  if (code === 13 || system === 'ENOSPC') return wrap(problem('ledger-full', { path }));
  if (code === 14 || code === 10 || system?.startsWith('E') === true) {
    return system === 'ERR_SQLITE_ERROR' && code === undefined ? error : wrap(problem('ledger-unreachable', { path, detail }));
  }
  return error;
}
