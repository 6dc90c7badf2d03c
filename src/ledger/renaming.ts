/** A post whose file got another name, or that got another id: its lines in the log stay as they were written. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { PostName } from '../core/ledger.ts';
import { addEvent, namesOf, renamedKind } from './events.ts';

/** How many deliveries changed. None where another post has that id already: two posts never become one. */
export function renamePost(db: DatabaseSyncInstance, id: string, to: PostName, now: number): number {
  if (to.id !== id && db.prepare('SELECT 1 FROM deliveries WHERE post = ? LIMIT 1').get(to.id)) return 0;
  const names = db.prepare(`SELECT name FROM (${namesOf('SELECT :id AS name')})`).all({ id }) as unknown as { name: string }[];
  const sql = 'UPDATE deliveries SET post = :to, file = :file WHERE post = :id AND (post <> :to OR file <> :file)';
  const changed = Number(db.prepare(sql).run({ id, to: to.id, file: to.file }).changes);
  if (changed > 0 && to.id !== id) addEvent(db, now, { kind: renamedKind, post: to.id, data: { from: names.map(({ name }) => name) } });
  return changed;
}
