/** The ledger of one host: SQLite with a write-ahead log, safe with several processes at once. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { batches } from '../core/batches.ts';
import type { Clock } from '../core/clock.ts';
import type { Ledger } from '../core/ledger.ts';
import type { Receipt } from '../core/outcome.ts';
import * as bounces from './bounces.ts';
import * as claims from './claims.ts';
import { type Limits, openDatabase } from './database.ts';
import { due, glance, list, nextDue } from './delivery-list.ts';
import * as digests from './digests.ts';
import * as erasure from './erasure.ts';
import { addEvent, listEvents, verifyEvents } from './events.ts';
import { healthOf } from './health.ts';
import * as items from './items.ts';
import * as mailing from './mailing.ts';
import * as pauses from './pauses.ts';
import * as readers from './readers.ts';
import { renamePost } from './renaming.ts';
import { endPause } from './resuming.ts';
import { type AttemptRow, toAttempt } from './rows.ts';
import { adopt, schedule } from './scheduling.ts';
import * as rows from './subscriber-rows.ts';
import * as subscribers from './subscribers.ts';
import { exportLines, importLines } from './transfer.ts';

export interface SqliteOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Is this worker a process of this host that no longer lives? */
  readonly isDead: (worker: string) => boolean;
  readonly limits?: Limits;
}

/** Few enough that a mailing under way need not wait long. */
const readersAtOnce = 2000;

/** Opens the ledger's file, making it when it is not there. Throws an OmkError when it cannot be used. */
export function openSqlite({ path, clock, isDead, limits }: SqliteOptions): Ledger {
  const database = openDatabase(path, limits);
  const now = () => clock.now().getTime();
  const write = async <T>(work: (db: DatabaseSyncInstance) => T): Promise<T> => database.write(work);
  const read = async <T>(work: (db: DatabaseSyncInstance) => T): Promise<T> => database.read(work);
  return {
    schedule: (planned) => write((db) => planned.map((one) => schedule(db, one, now()))),
    claimDue: (options) => write((db) => claims.claimDue(db, options, now())),
    beginCall: (claim, leaseMs) => write((db) => claims.beginCall(db, claim, leaseMs, now())),
    settle: (claim, settlement, outcome) => write((db) => claims.settle(db, claim, settlement, outcome, now())),
    expireClaims: (own) => write((db) => claims.expireClaims(db, { isDead, own }, now())),
    isHeld: (id) => read((db) => claims.isHeld(db, id, isDead)),
    move: (id, from, settlement, by) => write((db) => claims.move(db, id, from, settlement, by, now())),
    pause: () => read((db) => pauses.currentPause(db, now())),
    pauseAll: (wish) => write((db) => pauses.pauseAll(db, wish, now())),
    letThrough: (ids) => write((db) => pauses.letThrough(db, ids, now())),
    endPause: (end) => write((db) => endPause(db, end, now())),
    adopt: (planned, settlement, parts) => write((db) => adopt(db, planned, { settlement, parts }, now())),
    renamePost: (id, to) => write((db) => renamePost(db, id, to, now())),
    list: (filter) => read((db) => list(db, filter)),
    glance: (filter) => read((db) => glance(db, filter)),
    due: (by) => read((db) => due(db, by.getTime())),
    nextDue: (after) => read((db) => nextDue(db, after.getTime())),
    attempts: (id) => read((db) => attempts(db, id)),
    note: (event) => write((db) => addEvent(db, now(), event)),
    events: (filter) => read((db) => listEvents(db, filter)),

    parts: (id) => read((db) => parts(db, id)),
    beginPart: (id, index) =>
      write((db) => {
        const sql = `INSERT INTO parts (delivery_id, part, started_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET started_at = excluded.started_at WHERE receipt_json IS NULL`;
        db.prepare(sql).run(id, index, now());
      }),
    finishPart: (id, index, receipt) =>
      write((db) => {
        const sql = 'UPDATE parts SET receipt_json = ? WHERE delivery_id = ? AND part = ? AND receipt_json IS NULL';
        if (db.prepare(sql).run(JSON.stringify(receipt), id, index).changes === 0) return;
        const row = claims.findById(db, id);
        addEvent(db, now(), {
          kind: 'part',
          deliveryId: id,
          ...(row && { post: row.post, channel: row.channel }),
          data: { part: index + 1, receipt },
        });
      }),
    dropPart: (id, index) =>
      write((db) => void db.prepare('DELETE FROM parts WHERE delivery_id = ? AND part = ? AND receipt_json IS NULL').run(id, index)),

    knownDestination: (channel, reference) => read((db) => knownDestination(db, channel, reference)),
    nameDestination: (...names) => write((db) => nameDestination(db, ...names)),

    replaceReaders: async (list) => {
      const reading = await read(readers.nextReading);
      for await (const batch of batches(list, readersAtOnce)) await write((db) => readers.addFromFile(db, batch, reading, now()));
      await write((db) => readers.endReading(db, reading, now()));
    },
    countReaders: (selection) => read((db) => readers.countReaders(db, selection)),
    readerGroups: (list) => read((db) => readers.readerGroups(db, list)),
    freezeRecipients: (id, selection) => write((db) => readers.freezeRecipients(db, id, selection, now())),
    exchangeRecipients: (claim, exchange) => write((db) => mailing.exchangeRecipients(db, claim, exchange, now())),
    recipientCounts: (id) => read((db) => readers.recipientCounts(db, id)),
    recipientsLeft: (id) => read((db) => readers.recipientsLeft(db, id)),
    settleUnconfirmedRecipients: (id, decision) => write((db) => readers.settleUnconfirmed(db, id, decision, now())),

    saveSubscribers: (list, options = {}) =>
      (options.dryRun === true ? read : write)((db) => list.map((one) => subscribers.save(db, one, options, now()))),
    requestSubscription: (reader) => write((db) => subscribers.request(db, reader, now())),
    confirmSubscription: (id) => write((db) => subscribers.confirm(db, id, now())),
    setPreferences: (id, preferences) => write((db) => subscribers.setPreferences(db, id, preferences, now())),
    suppress: (id, reason) => write((db) => subscribers.suppress(db, id, reason, now())),
    forget: async (id) => {
      const wasKnown = database.write((db) => erasure.forget(db, id, now()));
      database.dropOldPages();
      return wasKnown;
    },
    subscriber: (key) => read((db) => rows.findSubscriber(db, key)),
    suppression: (id) => read((db) => rows.suppressionOf(db, id)),
    subscribers: (page) => read((db) => rows.listSubscribers(db, page)),
    subscriberCounts: (filter) => read((db) => rows.subscriberCounts(db, filter)),
    resultsOf: (id) => read((db) => rows.resultsOf(db, id)),
    ownChoices: () => read((db) => rows.ownChoices(db)),
    mailedIssues: (channel) => read((db) => bounces.mailedIssues(db, channel)),
    mailedReaders: (id, page) => read((db) => bounces.mailedReaders(db, id, page)),
    recordBounces: (reports, options) => write((db) => bounces.recordBounces(db, reports, options, now())),
    bouncesOf: (id) => read((db) => bounces.bouncesOf(db, id)),
    condense: (retention) => write((db) => erasure.condense(db, retention)),

    digestedUpTo: () => read((db) => digests.digestedUpTo(db)),
    publishedAfter: (after) => read((db) => digests.publishedAfter(db, after)),
    scheduleDigest: (digest) => write((db) => digests.scheduleDigest(db, digest, now())),

    sourceReading: (source) => read((db) => items.sourceReading(db, source)),
    saveReading: (source, reading, seen) => write((db) => items.saveReading(db, source, reading, seen)),
    seenItems: (source, filter) => read((db) => items.seenItems(db, source, filter)),
    saveItems: (source, seen) =>
      write((db) => {
        for (const one of seen) items.saveItem(db, source, one);
      }),
    forwardItem: (forwarded) => write((db) => items.forwardItem(db, forwarded, now())),

    export: () => read((db) => exportLines(db)),
    import: (lines) => write((db) => importLines(db, lines)),
    health: () => read((db) => healthOf(db, path)),
    verify: () => read((db) => verifyEvents(db)),

    readValue: (name) => read((db) => readValue(db, name)),
    keepValue: (name, value) =>
      write((db) => {
        db.prepare('INSERT OR IGNORE INTO kept_values (name, value) VALUES (?, ?)').run(name, value);
        return readValue(db, name) as string;
      }),
    writeValue: (name, value) =>
      write((db) => void db.prepare('INSERT OR REPLACE INTO kept_values (name, value) VALUES (?, ?)').run(name, value)),
    close: async () => database.close(),
  };
}

function attempts(db: DatabaseSyncInstance, id: string) {
  const rows = db.prepare('SELECT * FROM attempts WHERE delivery_id = ? ORDER BY number').all(id);
  return (rows as unknown as AttemptRow[]).map(toAttempt);
}

function parts(db: DatabaseSyncInstance, id: string) {
  const rows = db.prepare('SELECT part, started_at, receipt_json FROM parts WHERE delivery_id = ? ORDER BY part').all(id);
  return (rows as unknown as { part: number; started_at: number; receipt_json: string | null }[]).map((row) => ({
    index: row.part,
    startedAt: new Date(row.started_at),
    ...(row.receipt_json !== null && { receipt: JSON.parse(row.receipt_json) as Receipt }),
  }));
}

function knownDestination(db: DatabaseSyncInstance, channel: string, reference: string) {
  const row = db.prepare('SELECT id, name FROM destinations WHERE channel = ? AND reference = ?').get(channel, reference);
  return row as { id: string; name: string } | undefined;
}

/** Deliveries that were planned by reference get the id, unless the post has one for that id already: then they go. */
function nameDestination(db: DatabaseSyncInstance, channel: string, reference: string, id: string, name: string): void {
  db.prepare('INSERT OR REPLACE INTO destinations (channel, reference, id, name) VALUES (?, ?, ?, ?)').run(channel, reference, id, name);
  db.prepare('UPDATE OR IGNORE deliveries SET destination = ?, destination_name = ? WHERE channel = ? AND destination = ?').run(
    id,
    name,
    channel,
    reference,
  );
  db.prepare(`UPDATE deliveries SET state = 'cancelled' WHERE channel = ? AND destination = ? AND state IN ('waiting', 'scheduled')`).run(
    channel,
    reference,
  );
}

function readValue(db: DatabaseSyncInstance, name: string): string | undefined {
  return (db.prepare('SELECT value FROM kept_values WHERE name = ?').get(name) as { value: string } | undefined)?.value;
}
