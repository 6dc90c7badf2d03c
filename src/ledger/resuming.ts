/** The end of a pause of everything, with a person's choice of what goes now. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { onHold } from '../core/delivery.ts';
import type { PauseEnd } from '../core/pause.ts';
import { problem } from '../core/problem.ts';
import { apply } from './claims.ts';
import { addEvent } from './events.ts';
import { currentPause } from './pauses.ts';
import type { DeliveryRow } from './rows.ts';

/**
 * Ends the pause. Those that were chosen are due now, office hours or not; what else came due meanwhile is put on hold, each by itself, also what
 * came in after the choice was made. Without a choice everything keeps its moment. `false`: nothing was paused any more.
 */
export function endPause(db: DatabaseSyncInstance, { goes }: PauseEnd, now: number): boolean {
  const pause = currentPause(db, now);
  if (!pause) return false;
  const open = db.prepare(`SELECT * FROM deliveries WHERE state = 'scheduled' AND kind <> 'retract' AND due_at < ? ORDER BY rowid`);
  const rows = (open.all(onHold.getTime()) as unknown as DeliveryRow[]).filter(({ id }) => !pause.letThrough.includes(id));
  const held = problem('paused', pause.reason === undefined ? {} : { reason: pause.reason });
  for (const row of goes ? rows : []) {
    if (goes?.includes(row.id)) apply(db, row, { state: 'scheduled', dueAt: new Date(now), atAnyHour: true }, { now, by: 'person' });
    else if (row.due_at <= now) apply(db, row, { state: 'scheduled', dueAt: onHold, problem: held }, { now, by: 'person' });
  }
  db.exec('DELETE FROM let_through; DELETE FROM pauses');
  addEvent(db, now, { kind: 'all-resumed' });
  return true;
}
