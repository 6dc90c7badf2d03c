import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BounceReport, BounceResult } from '../../src/core/bounce.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { retentionAt } from '../../src/core/subscribers.ts';
import { deliveries } from '../../src/ledger/schema/001-deliveries.ts';
import { subscribers } from '../../src/ledger/schema/002-subscribers.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const day = 86_400_000;
const softLimit = { issues: 3, days: 14 };
const [noor, daan] = ['id-noor', 'id-daan'];

describe.each(Object.entries(engines))('mail that came back, in the %s ledger', (_name, makeHome) => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: ReturnType<typeof fixedClock>;

  beforeEach(async () => {
    home = makeHome();
    clock = fixedClock();
    ledger = home.open(clock);
    await ledger.saveSubscribers([noor, daan].map((id) => ({ id, email: `${id}@example.nl`, consent: {} })));
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  let issues = 0;
  /** Sends an issue to everybody who may be mailed; its delivery. */
  const send = async (): Promise<string> => {
    await ledger.schedule([aPlan({ channel: 'newsletter', destination: 'lijst', post: `${++issues}.md`, dueAt: clock.now() })]);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    if (!claim) throw new Error('nothing was due');
    await ledger.freezeRecipients(claim.delivery.id, { withoutAudience: 'all' });
    const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 100, leaseMs: 60_000 });
    const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
    await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 60_000 });
    await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    return claim.delivery.id;
  };
  const report = (deliveryId: string | undefined, rest: Partial<BounceReport> = {}): BounceReport => {
    const made = { reader: noor, class: 'soft' as const, status: '4.2.2', ...(deliveryId !== undefined && { deliveryId }), ...rest };
    return { identity: [made.reader, deliveryId, made.class, made.status].join(' '), ...made };
  };
  const record = (...reports: readonly BounceReport[]): Promise<readonly BounceResult[]> => ledger.recordBounces(reports, { softLimit });
  const reasonOf = async (id = noor) => (await ledger.suppression(id))?.reason;
  /** An issue that comes back softly, and then some days. */
  const soft = async (days: number) => {
    const [result] = await record(report(await send()));
    clock.advance(days * day);
    return result?.suppressed;
  };

  it('ends a reader whose address is gone, once, and no mail goes there any more', async () => {
    const issue = await send();
    const hard = report(issue, { class: 'hard', status: '5.1.1' });
    expect(await record(hard)).toEqual([{ isRepeated: false, suppressed: 'now' }]);
    expect(await record(hard)).toEqual([{ isRepeated: true, suppressed: 'before' }]);
    expect(await ledger.suppression(noor)).toEqual({ id: noor, reason: 'bounced', at: clock.now() });
    expect(await ledger.bouncesOf(noor)).toEqual([
      { class: 'hard', status: '5.1.1', deliveryId: issue, title: 'Inloopavond', at: clock.now() },
    ]);
    await send();
    expect(await ledger.resultsOf(noor)).toHaveLength(1);
    expect(await ledger.resultsOf(daan)).toHaveLength(2);
  });

  it('knows the issues that went out, newest first, and to whom', async () => {
    const first = await send();
    clock.advance(day);
    const second = await send();
    await ledger.schedule([aPlan({ channel: 'x' }), aPlan({ channel: 'newsletter', post: 'later.md' })]);
    expect(await ledger.mailedIssues('newsletter')).toMatchObject([
      { deliveryId: second, destination: 'lijst', title: 'Inloopavond' },
      { deliveryId: first },
    ]);
    expect(await ledger.mailedReaders(first, { limit: 1 })).toEqual([daan]);
    expect(await ledger.mailedReaders(first, { limit: 9, after: daan })).toEqual([noor]);
  });

  it('takes a complaint for good: not even by the form does the reader come back', async () => {
    await record(report(await send(), { class: 'complaint', status: 'abuse' }));
    expect(await reasonOf()).toBe('complained');
    expect(await ledger.requestSubscription({ id: noor, email: `${noor}@example.nl`, consent: {} })).toBe('never');
  });

  it('takes an opt-out as unsubscribing, and a refusal of the sender as nothing at all', async () => {
    const issue = await send();
    await record(report(issue, { class: 'opt-out', status: 'opt-out' }));
    expect(await reasonOf()).toBe('unsubscribed');
    for (let count = 0; count < 4; count++) {
      await record(report(await send(), { class: 'sender', status: '5.7.1', reader: daan }));
      clock.advance(10 * day);
    }
    expect(await reasonOf(daan)).toBeUndefined();
  });

  describe('softly', () => {
    it('ends a reader at the third issue in a row, when they span two weeks', async () => {
      expect([await soft(7), await soft(7), await soft(0)]).toEqual(['no', 'no', 'now']);
      expect(await reasonOf()).toBe('bounced');
    });

    it('ends nobody within two weeks, however many issues, and then at once', async () => {
      for (let count = 0; count < 5; count++) expect(await soft(3)).toBe('no');
      expect(await soft(0)).toBe('now');
    });

    it('counts an issue once, whatever comes back of it', async () => {
      clock.advance(-20 * day);
      const first = await send();
      await record(report(first), report(first, { status: '4.4.1' }), report(first, { status: '5.0.0' }));
      clock.advance(20 * day);
      expect(await soft(0)).toBe('no');
    });

    it('begins anew after an issue that arrived', async () => {
      await soft(7);
      await soft(7);
      await send();
      clock.advance(day);
      expect([await soft(7), await soft(7), await soft(0)]).toEqual(['no', 'no', 'now']);
    });

    it('is not interrupted by an issue that was refused for another reason', async () => {
      await soft(7);
      await record(report(await send(), { class: 'sender', status: '5.7.1' }));
      clock.advance(7 * day);
      await soft(1);
      expect(await soft(0)).toBe('now');
    });

    it('waits for the reports of later issues, which may still come', async () => {
      const sent: string[] = [];
      for (let count = 0; count < 4; count++) {
        sent.push(await send());
        clock.advance(7 * day);
      }
      const suppressed: unknown[] = [];
      for (const issue of sent) suppressed.push((await record(report(issue)))[0]?.suppressed);
      expect(suppressed).toEqual(['no', 'no', 'now', 'before']);
    });

    it('counts in whatever order the reports come in', async () => {
      const sent: string[] = [];
      for (let count = 0; count < 3; count++) {
        sent.push(await send());
        clock.advance(7 * day);
      }
      const results = await record(...[sent[2], sent[0], sent[1]].map((issue) => report(issue)));
      expect(results.map(({ suppressed }) => suppressed)).toEqual(['no', 'no', 'now']);
    });

    it('counts with one issue a month too, although results become counts meanwhile', async () => {
      const monthly = async () => {
        const suppressed = await soft(30);
        await ledger.condense(retentionAt(clock.now()));
        clock.advance(day);
        await ledger.condense(retentionAt(clock.now()));
        return suppressed;
      };
      expect([await monthly(), await monthly()]).toEqual(['no', 'no']);
      expect(await ledger.bouncesOf(noor)).toEqual([]);
      expect(await monthly()).toBe('now');
    });

    it('and an issue that arrived in between ends the row there as well', async () => {
      await soft(31);
      await ledger.condense(retentionAt(clock.now()));
      await send();
      clock.advance(31 * day);
      await ledger.condense(retentionAt(clock.now()));
      expect([await soft(31), await soft(31)]).toEqual(['no', 'no']);
      await ledger.condense(retentionAt(clock.now()));
      expect(await soft(0)).toBe('now');
    });

    it('begins anew for a reader whom a person put back', async () => {
      await soft(7);
      await soft(7);
      await soft(1);
      await ledger.saveSubscribers([{ id: noor, email: `${noor}@example.nl`, consent: {} }], { lifts: ['bounced'] });
      expect(await soft(7)).toBe('no');
      expect(await reasonOf()).toBeUndefined();
    });

    it('ends nobody by an issue that this ledger does not know', async () => {
      for (const name of ['a', 'b', 'c', 'd']) await record(report(`elsewhere-${name}`), report(undefined, { status: `4.0.${name}` }));
      expect(await reasonOf()).toBeUndefined();
    });
  });

  it('writes nothing when it is only tried, and says the same', async () => {
    const sent = [await send()];
    clock.advance(7 * day);
    sent.push(await send());
    clock.advance(7 * day);
    sent.push(await send());
    const reports = [
      ...sent.map((issue) => report(issue)),
      report(sent[0], { reader: daan, class: 'hard', status: '5.1.1' }),
      report(sent[0]),
    ];
    const lines = JSON.stringify(await ledger.export());
    const tried = await ledger.recordBounces(reports, { softLimit, dryRun: true });
    expect(JSON.stringify(await ledger.export())).toBe(lines);
    expect(await record(...reports)).toEqual(tried);
    expect(tried.map(({ suppressed }) => suppressed)).toEqual(['no', 'no', 'now', 'now', 'before']);
  });

  it('leaves a line in the log for each issue, with counts and without readers', async () => {
    const [first, second] = [await send(), await send()];
    await record(
      report(first, { class: 'hard', status: '5.1.1' }),
      report(first, { class: 'soft', reader: daan }),
      report(second, { class: 'soft', reader: daan }),
      report(second, { class: 'soft', reader: daan }),
      report(undefined, { class: 'complaint', status: 'abuse', reader: 'id-onbekend' }),
    );
    await record(report(first, { class: 'hard', status: '5.1.1' }));
    const events = (await ledger.events({ limit: 99 })).filter(({ kind }) => kind === 'bounced');
    expect(events.map(({ deliveryId, data }) => [deliveryId, data])).toEqual([
      [undefined, { complaint: 1, suppressed: 1 }],
      [second, { soft: 1 }],
      [first, { hard: 1, soft: 1, suppressed: 1 }],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/id-/);
    expect((await ledger.verify()).broken).toBeUndefined();
  });

  describe('forgotten', () => {
    it('with the person: neither the reader nor the keyed hash of the report is left', async () => {
      await record(report(await send()), report(undefined, { class: 'sender', status: '5.7.1' }));
      await ledger.forget(noor);
      expect(await ledger.bouncesOf(noor)).toEqual([]);
      const kept = (await ledger.export()).filter(({ table }) => table === 'bounces');
      expect(kept).toHaveLength(2);
      expect(JSON.stringify(kept)).not.toContain(noor);
      expect(kept[0]?.row).toMatchObject({ reader_id: null, identity: expect.stringMatching(/^nobody-/) });
    });

    it('leads nowhere: what comes back later is not written down, and only a complaint still counts', async () => {
      const issue = await send();
      await ledger.forget(noor);
      const lines = JSON.stringify(await ledger.export());
      expect(await record(report(issue), report(issue, { class: 'hard', status: '5.1.1' }))).toEqual([
        { isRepeated: true, suppressed: 'before' },
        { isRepeated: true, suppressed: 'before' },
      ]);
      expect(JSON.stringify(await ledger.export())).toBe(lines);
      await record(report(issue, { class: 'complaint', status: 'abuse' }));
      expect(await reasonOf()).toBe('complained');
    });

    it('after a month: counts per code stay, and the same mailbox still changes nothing', async () => {
      const hard = report(await send(), { class: 'hard', status: '5.1.1' });
      await record(hard);
      clock.advance(31 * day);
      await ledger.condense(retentionAt(clock.now()));
      expect(await ledger.bouncesOf(noor)).toEqual([]);
      expect((await ledger.export()).filter(({ table }) => table === 'bounces')).toMatchObject([
        { row: { class: 'hard', status: '5.1.1', reader_id: null } },
      ]);
      await ledger.saveSubscribers([{ id: noor, email: `${noor}@example.nl`, consent: {} }], { lifts: ['bounced'] });
      expect(await record(hard)).toEqual([{ isRepeated: true, suppressed: 'no' }]);
      expect(await reasonOf()).toBeUndefined();
    });
  });

  it('travels with the ledger, rows of soft ones too, and no address with it', async () => {
    await soft(31);
    await ledger.condense(retentionAt(clock.now()));
    await record(report(await send()), report(undefined, { class: 'hard', status: '5.1.1', reader: daan }));
    const lines = await ledger.export();
    expect(JSON.stringify(lines)).not.toMatch(/example\.nl/);
    expect(lines.map(({ table }) => table)).toEqual(expect.arrayContaining(['bounces', 'soft_runs']));
    const otherHome = makeHome();
    const other = otherHome.open(clock);
    await other.import(lines);
    expect(await other.bouncesOf(daan)).toMatchObject([{ class: 'hard', status: '5.1.1' }]);
    expect(await other.export()).toEqual(lines);
    await other.close();
    otherHome.remove();
  });

  it('written down by two at once is written down once', async () => {
    const second = home.open(clock);
    const issue = await send();
    const reports = Array.from({ length: 40 }, (_, index) => report(issue, { class: 'hard', status: '5.1.1', reader: `id-${index}` }));
    const results = await Promise.all([record(...reports), second.recordBounces(reports, { softLimit })]);
    expect(results.flat().filter(({ suppressed }) => suppressed === 'now')).toHaveLength(40);
    expect(results.flat().filter(({ isRepeated }) => isRepeated)).toHaveLength(40);
    await second.close();
  });
});

describe('a ledger of the second version', () => {
  it('is brought up to date without losing anything', async () => {
    const home = engines['sqlite']?.();
    if (!home) throw new Error('no such engine');
    const db = new DatabaseSync(home.path);
    db.exec(deliveries);
    db.exec(subscribers);
    db.exec(`PRAGMA user_version = 2;
      INSERT INTO deliveries (id, post, channel, destination, round, kind, file, title, destination_name, revision, message_json, state, due_at, first_attempt_at, created_at)
        VALUES ('d1', 'p.md', 'newsletter', 'l', 1, 'publish', 'p.md', 'Titel', 'lijst', 'r', '{}', 'sent', 1, 1, 1);
      INSERT INTO recipients VALUES ('d1', 'r1', 'sent', 1, 1, NULL);
      INSERT INTO suppressions VALUES ('r2', 'bounced', 1);`);
    db.close();
    const ledger = home.open(fixedClock());
    const hard = { identity: 'i', reader: 'r1', deliveryId: 'd1', class: 'hard', status: '5.1.1' } as const;
    expect(await ledger.recordBounces([hard], { softLimit })).toEqual([{ isRepeated: false, suppressed: 'now' }]);
    expect(await ledger.mailedIssues('newsletter')).toMatchObject([{ deliveryId: 'd1', title: 'Titel' }]);
    expect((await ledger.suppression('r2'))?.reason).toBe('bounced');
    await ledger.close();
    home.remove();
  });
});
