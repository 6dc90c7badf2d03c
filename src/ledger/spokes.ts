import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { fillPermalink } from '../core/message.ts';
import type { Receipt } from '../core/outcome.ts';
import { addEvent } from './events.ts';
import { type DeliveryRow, toDelivery } from './rows.ts';

/** The hub is out: what waited for it gets its permalink and may go, at any hour where a person let the hub go so. */
export function releaseSpokes(db: DatabaseSyncInstance, hub: string, { url, pictures }: Receipt, now: number): void {
  if (url === undefined) return;
  const rows = db.prepare(`SELECT * FROM deliveries WHERE after_id = ? AND state = 'waiting'`).all(hub) as unknown as DeliveryRow[];
  for (const row of rows) {
    const message = fillPermalink(toDelivery(row).message, url, pictures);
    db.prepare(
      `UPDATE deliveries SET state = 'scheduled', message_json = ?, due_at = max(due_at, ?, coalesce(not_before, 0)), problem_json = NULL,
       at_any_hour = max(at_any_hour, (SELECT at_any_hour FROM deliveries WHERE id = ?)) WHERE id = ?`,
    ).run(JSON.stringify(message), now, hub, row.id);
    addEvent(db, now, {
      kind: 'scheduled',
      deliveryId: row.id,
      post: row.post,
      channel: row.channel,
      data: { from: 'waiting', by: 'hub' },
    });
  }
}
