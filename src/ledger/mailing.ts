/** Works a mailing off: results and the next readers go to disk together, so that the journal costs one write for many mails. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Claim } from '../core/delivery.ts';
import type { RecipientExchange } from '../core/ledger.ts';
import type { Recipient, RecipientResult } from '../core/reader.ts';
import { giveBack } from './claims.ts';
import { notStopped } from './pauses.ts';
import { prepared } from './prepared.ts';
import { stored } from './rows.ts';
import { mailable } from './subscriber-rows.ts';
import { suppress } from './subscribers.ts';

interface Exchanged {
  readonly isOurs: boolean;
  readonly recipients: readonly Recipient[];
}

/** Results first: they count whoever holds the delivery now. */
export function exchangeRecipients(
  db: DatabaseSyncInstance,
  claim: Claim,
  { results, limit, leaseMs, withAudience = false }: RecipientExchange,
  now: number,
): Exchanged {
  for (const result of results) settle(db, claim.delivery.id, result, now);
  if (!renew(db, claim, leaseMs, now)) return { isOurs: false, recipients: [] };
  return { isOurs: true, recipients: limit > 0 ? take(db, claim.delivery.id, { limit, withAudience, now }) : [] };
}

/** Closes one reader. One that was put in doubt meanwhile is still welcome; one that was decided is not. */
function settle(db: DatabaseSyncInstance, deliveryId: string, { id, settlement }: RecipientResult, now: number): void {
  prepared(
    db,
    `UPDATE recipients SET state = :state, problem_json = :problem, due_at = :due_at, attempts = attempts - :untried
     WHERE delivery_id = :delivery AND reader_id = :reader AND state IN ('sending', 'unconfirmed')`,
  ).run({
    state: settlement.state,
    problem: stored(settlement.problem),
    due_at: settlement.notBefore?.getTime() ?? now,
    untried: settlement.isUntried === true ? 1 : 0,
    delivery: deliveryId,
    reader: id,
  });
  if (settlement.suppress) suppress(db, id, settlement.suppress, now);
}

/** `false`: no longer ours. The row holds the whole message, so it is written again only once a quarter of the lease is over. */
function renew(db: DatabaseSyncInstance, claim: Claim, leaseMs: number, now: number): boolean {
  const { delivery, token } = claim;
  const row = prepared(
    db,
    `SELECT claim_expires_at AS expires, call_began_at AS began FROM deliveries
      WHERE id = :id AND claim_token = :token AND state = 'sending' AND ${notStopped('deliveries')}`,
  ).get({ id: delivery.id, token, now }) as { expires: number; began: number | null } | undefined;
  if (!row) {
    giveBack(db, claim, now);
    return false;
  }
  if (row.began !== null && row.expires - now > leaseMs * 0.75) return true;
  prepared(db, 'UPDATE deliveries SET claim_expires_at = ?, call_began_at = coalesce(call_began_at, ?) WHERE id = ?').run(
    now + leaseMs,
    now,
    delivery.id,
  );
  return true;
}

interface DueRow {
  readonly reader_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly language: string | null;
  readonly audience_json: string | null;
  readonly attempts: number;
  readonly is_mailable: number | null;
}

interface Taking {
  readonly limit: number;
  readonly withAudience: boolean;
  readonly now: number;
}

/** Takes readers that are due. Whoever left the list meanwhile is suppressed at this last moment, and the next one is taken. */
function take(db: DatabaseSyncInstance, deliveryId: string, { limit, withAudience, now }: Taking): readonly Recipient[] {
  const due = prepared(
    db,
    `SELECT reader_id, email, name, language, ${withAudience ? 'audience_json' : 'NULL AS audience_json'}, attempts, (SELECT 1 FROM readers WHERE id = reader_id AND ${mailable}) AS is_mailable
     FROM recipients LEFT JOIN readers ON readers.id = reader_id
     WHERE delivery_id = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at, reader_id LIMIT ?`,
  );
  const mark = prepared(db, `UPDATE recipients SET state = ?, attempts = attempts + ? WHERE delivery_id = ? AND reader_id = ?`);
  const taken: Recipient[] = [];
  while (taken.length < limit) {
    const rows = due.all(deliveryId, now, limit - taken.length) as unknown as DueRow[];
    if (rows.length === 0) break;
    for (const row of rows) {
      const isMailed = row.is_mailable === 1 && row.email !== null;
      mark.run(isMailed ? 'sending' : 'suppressed', isMailed ? 1 : 0, deliveryId, row.reader_id);
      if (isMailed) taken.push(recipientOf(row));
    }
  }
  return taken;
}

const recipientOf = ({ reader_id, email, name, language, audience_json, attempts }: DueRow): Recipient => ({
  id: reader_id,
  email: email ?? '',
  attempts: attempts + 1,
  ...(name !== null && { name }),
  ...(language !== null && { language }),
  ...(audience_json !== null && { audience: JSON.parse(audience_json) as string[] }),
});
