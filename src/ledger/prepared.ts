/** Statements that run very often are prepared once per connection. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

type Statement = ReturnType<DatabaseSyncInstance['prepare']>;

const statements = new WeakMap<DatabaseSyncInstance, Map<string, Statement>>();

export function prepared(db: DatabaseSyncInstance, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement;
}
