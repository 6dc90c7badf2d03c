/**
 * A lock that one process at a time holds, also while it waits for the network. It is SQLite's own lock on an empty
 * file: the kernel takes it back when its holder dies, however that happens, and no clock decides whether a lock is old.
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Clock } from '../core/clock.ts';

export interface LockOptions {
  /** The folder has to be there. */
  readonly path: string;
  readonly clock: Clock;
  /** How long to wait for another process. */
  readonly waitMs: number;
}

const pauseMs = 50;

/** Works while holding the lock; `busy` when another process kept it for too long. Not to be nested. */
export async function withProcessLock<T>({ path, clock, waitMs }: LockOptions, work: () => Promise<T>): Promise<T | 'busy'> {
  closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    // SQLite itself would wait without letting anything else in this process go on.
    for (const end = clock.now().getTime() + waitMs; !begins(db); await clock.sleep(pauseMs)) {
      if (clock.now().getTime() >= end) return 'busy';
    }
    return await work();
  } finally {
    db.close();
  }
}

function begins(db: DatabaseSyncInstance): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    const { sqliteCode: code } = error as { sqliteCode?: number };
    if (code === 5 || code === 6) return false;
    throw error;
  }
}
