import { readFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/core/ledger.ts';
import { type NewSubscriber, type Preferences, type SuppressionReason, suppressionReasons } from '../../src/core/subscribers.ts';
import { deliveries } from '../../src/ledger/schema/001-deliveries.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const everybody = { withoutAudience: 'all' } as const;
const day = 86_400_000;

/** Ids are made by the caller; here they are readable. */
const someone = (name: string, preferences: Preferences = {}): NewSubscriber => ({
  id: `id-${name.toLowerCase()}`,
  email: `${name}@example.nl`,
  consent: { source: 'jaarmarkt', at: '2026-05-12' },
  ...preferences,
});

describe.each(Object.entries(engines))('the list of the %s ledger', (_name, makeHome) => {
  let home: LedgerHome;
  let ledger: Ledger;
  let clock: ReturnType<typeof fixedClock>;

  beforeEach(() => {
    home = makeHome();
    clock = fixedClock();
    ledger = home.open(clock);
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const mailed = async (): Promise<readonly string[]> => {
    await ledger.schedule([aPlan({ post: `${Math.random()}.md` })]);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    if (!claim) throw new Error('nothing was due');
    await ledger.freezeRecipients(claim.delivery.id, everybody);
    const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 100, leaseMs: 60_000 });
    const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
    await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 60_000 });
    await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    return recipients.map(({ email }) => email).sort();
  };
  const statusOf = async (id: string) => (await ledger.subscriber({ id }))?.status;

  describe('brought in', () => {
    it('adds, then changes, then leaves alone', async () => {
      expect(await ledger.saveSubscribers([someone('noor'), someone('daan')])).toEqual(['added', 'added']);
      expect(await ledger.saveSubscribers([someone('noor', { name: 'Noor' }), someone('daan')])).toEqual(['changed', 'unchanged']);
      expect(await ledger.saveSubscribers([someone('noor', { name: 'Noor' })])).toEqual(['unchanged']);
      expect(await mailed()).toEqual(['daan@example.nl', 'noor@example.nl']);
    });

    it('writes nothing when it is only tried', async () => {
      expect(await ledger.saveSubscribers([someone('noor')], { dryRun: true })).toEqual(['added']);
      expect(await ledger.subscriberCounts()).toEqual({ pending: 0, active: 0, removed: 0 });
    });

    it('knows one reader per address, whatever its capitals, and tells plus addresses and dots apart', async () => {
      await ledger.saveSubscribers([someone('Noor')]);
      expect(await ledger.saveSubscribers([{ ...someone('noor'), id: 'id-other' }, someone('noor+raad'), someone('no.or')])).toEqual([
        'unchanged',
        'added',
        'added',
      ]);
      expect(await ledger.subscriber({ email: 'NOOR@example.nl' })).toMatchObject({ id: 'id-noor', email: 'Noor@example.nl' });
    });

    it('keeps the consent that is on record, and takes what was missing', async () => {
      await ledger.saveSubscribers([{ ...someone('noor'), consent: {} }]);
      await ledger.saveSubscribers([{ ...someone('noor'), consent: { source: 'formulier', at: '2025-01-01', wording: 'Ja, graag' } }]);
      await ledger.saveSubscribers([{ ...someone('noor'), consent: { source: 'gekocht' } }]);
      expect((await ledger.subscriber({ id: 'id-noor' }))?.consent).toEqual({
        source: 'formulier',
        at: '2025-01-01',
        wording: 'Ja, graag',
      });
    });

    it('leaves alone what a person chose', async () => {
      await ledger.saveSubscribers([someone('noor', { audience: ['raad'] })]);
      expect(await ledger.setPreferences('id-noor', { audience: ['ouders'], frequency: 'weekly' })).toBe(true);
      await ledger.saveSubscribers([someone('noor', { audience: ['raad'], frequency: 'each' })]);
      await ledger.replaceReaders([{ id: 'id-noor', email: 'noor@example.nl', audience: ['raad'], frequency: 'each' }]);
      expect(await ledger.subscriber({ id: 'id-noor' })).toMatchObject({ audience: ['ouders'], frequency: 'weekly' });
      expect(await ledger.setPreferences('id-nobody', {})).toBe(false);
    });

    it('takes a name and a language away when a person leaves them empty', async () => {
      await ledger.saveSubscribers([someone('noor', { name: 'Noor', language: 'fr' })]);
      await ledger.setPreferences('id-noor', { name: '', language: '' });
      const reader = await ledger.subscriber({ id: 'id-noor' });
      expect(reader).not.toHaveProperty('name');
      expect(reader).not.toHaveProperty('language');
      expect(await ledger.countReaders({ ...everybody, languages: ['nl'] })).toBe(1);
    });
  });

  describe('suppressed', () => {
    it.each(suppressionReasons)('%s: gets nothing, and no import and no file brings the reader back', async (reason) => {
      await ledger.saveSubscribers([someone('noor')]);
      expect(await ledger.suppress('id-noor', reason)).toBe(true);
      expect(await ledger.suppress('id-noor', reason)).toBe(false);
      expect(await ledger.saveSubscribers([someone('noor')])).toEqual(['suppressed']);
      await ledger.replaceReaders([{ id: 'id-noor', email: 'noor@example.nl', audience: [] }]);
      expect(await statusOf('id-noor')).toBe('removed');
      expect(await mailed()).toEqual([]);
    });

    it('counts for addresses that are not on the list yet', async () => {
      await ledger.suppress('id-noor', 'bounced');
      expect(await ledger.saveSubscribers([someone('noor')])).toEqual(['suppressed']);
      await ledger.replaceReaders([{ id: 'id-noor', email: 'noor@example.nl', audience: [] }]);
      expect(await ledger.subscriber({ id: 'id-noor' })).toBeUndefined();
    });

    it('also during a mailing that is under way', async () => {
      await ledger.saveSubscribers([someone('noor'), someone('daan')]);
      await ledger.schedule([aPlan()]);
      const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
      if (!claim) throw new Error('nothing was due');
      await ledger.freezeRecipients(claim.delivery.id, everybody);
      await ledger.suppress('id-noor', 'unsubscribed');
      const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 60_000 });
      expect(recipients.map(({ id }) => id)).toEqual(['id-daan']);
      expect(await ledger.recipientCounts(claim.delivery.id)).toMatchObject({ suppressed: 1 });
    });

    it('keeps the strongest reason', async () => {
      for (const reason of ['unsubscribed', 'bounced', 'complained', 'forgotten'] as const) await ledger.suppress('id-noor', reason);
      expect(await ledger.suppression('id-noor')).toEqual({ id: 'id-noor', reason: 'complained', at: clock.now() });
    });

    it('is lifted by a person for the reasons that were named, and for no other', async () => {
      await ledger.saveSubscribers([someone('noor'), someone('daan')]);
      await ledger.suppress('id-noor', 'manual');
      await ledger.suppress('id-daan', 'unsubscribed');
      const lifts = ['manual', 'bounced'] as const;
      expect(await ledger.saveSubscribers([someone('noor'), someone('daan')], { lifts, dryRun: true })).toEqual(['changed', 'suppressed']);
      expect(await mailed()).toEqual([]);
      expect(await ledger.saveSubscribers([someone('noor'), someone('daan')], { lifts })).toEqual(['changed', 'suppressed']);
      expect(await mailed()).toEqual(['noor@example.nl']);
    });

    it('for a mailbox that did not work leaves the consent on record as it was', async () => {
      const consent = { at: '2026-05-12', source: 'inloop', wording: 'Ja' };
      await ledger.saveSubscribers([{ ...someone('noor'), consent }]);
      await ledger.suppress('id-noor', 'bounced');
      await ledger.saveSubscribers([{ ...someone('noor'), consent: {} }], { lifts: ['manual', 'bounced'] });
      expect((await ledger.subscriber({ id: 'id-noor' }))?.consent).toEqual(consent);
      await ledger.suppress('id-noor', 'manual');
      await ledger.saveSubscribers([{ ...someone('noor'), consent: {} }], { lifts: ['manual', 'bounced'] });
      expect((await ledger.subscriber({ id: 'id-noor' }))?.consent).toEqual({});
    });

    it('travels with the ledger, and is never lost by taking one over', async () => {
      await ledger.saveSubscribers([someone('noor')]);
      await ledger.suppress('id-noor', 'unsubscribed');
      const lines = await ledger.export();
      expect(JSON.stringify(lines)).not.toMatch(/example\.nl/);
      const otherHome = makeHome();
      const other = otherHome.open(clock);
      await other.saveSubscribers([someone('noor'), someone('daan')]);
      await other.suppress('id-daan', 'complained');
      await other.import(lines);
      expect(await other.subscriberCounts()).toMatchObject({ removed: 2 });
      expect((await other.suppression('id-daan'))?.reason).toBe('complained');
      await other.close();
      otherHome.remove();
    });

    it('means, whatever happens in whatever order: no mail', async () => {
      const names = ['noor', 'daan', 'sam'];
      const name = fc.constantFrom(...names);
      const step = fc.oneof(
        fc.record({ do: fc.constant('save' as const), name }),
        fc.record({ do: fc.constant('file' as const), name }),
        fc.record({ do: fc.constant('request' as const), name }),
        fc.record({ do: fc.constant('choose' as const), name }),
        fc.record({ do: fc.constant('condense' as const), name }),
        fc.record({ do: fc.constant('suppress' as const), name, reason: fc.constantFrom(...suppressionReasons) }),
        fc.record({ do: fc.constant('forget' as const), name }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const otherHome = makeHome();
          const other = otherHome.open(clock);
          const gone = new Set<string>();
          for (const one of steps) {
            const { id, email } = someone(one.name);
            if (one.do === 'save') await other.saveSubscribers([someone(one.name)]);
            if (one.do === 'file') await other.replaceReaders(names.map((each) => ({ ...someone(each), audience: [] })));
            if (one.do === 'request') await other.requestSubscription(someone(one.name));
            if (one.do === 'choose') await other.setPreferences(id, { frequency: 'each' });
            if (one.do === 'condense') await other.condense({ resultsBefore: clock.now(), requestsBefore: clock.now() });
            if (one.do === 'suppress') await other.suppress(id, one.reason);
            if (one.do === 'forget') await other.forget(id);
            if (one.do === 'suppress' || one.do === 'forget') gone.add(email);
          }
          await other.schedule([aPlan()]);
          const [claim] = await other.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
          if (!claim) throw new Error('nothing was due');
          await other.freezeRecipients(claim.delivery.id, everybody);
          const { recipients } = await other.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 60_000 });
          await other.close();
          otherHome.remove();
          expect(recipients.filter(({ email }) => gone.has(email))).toEqual([]);
        }),
        { numRuns: 40 },
      );
    }, 60_000);
  });

  describe('by the form', () => {
    it('mails nobody who did not confirm', async () => {
      expect(await ledger.requestSubscription(someone('noor'))).toBe('ask');
      expect(await mailed()).toEqual([]);
      expect(await ledger.confirmSubscription('id-noor')).toBe(true);
      expect(await ledger.confirmSubscription('id-noor')).toBe(true);
      expect(await mailed()).toEqual(['noor@example.nl']);
      expect(await ledger.subscriber({ id: 'id-noor' })).toMatchObject({
        status: 'active',
        requestedAt: clock.now(),
        confirmedAt: clock.now(),
      });
    });

    it('changes nothing of a reader, for anybody can type in an address', async () => {
      await ledger.saveSubscribers([someone('noor', { audience: ['raad'] })]);
      expect(await ledger.requestSubscription(someone('noor', { audience: [], frequency: 'never' }))).toBe('active');
      expect(await ledger.subscriber({ id: 'id-noor' })).toMatchObject({ audience: ['raad'], frequency: 'each' });
    });

    it('lets whoever unsubscribed come back, but only by confirming', async () => {
      await ledger.saveSubscribers([someone('noor')]);
      await ledger.suppress('id-noor', 'unsubscribed');
      expect(await ledger.confirmSubscription('id-noor')).toBe(false);
      expect(await ledger.requestSubscription(someone('noor'))).toBe('ask');
      expect(await mailed()).toEqual([]);
      expect(await ledger.confirmSubscription('id-noor')).toBe(true);
      expect(await mailed()).toEqual(['noor@example.nl']);
    });

    it('never asks again who complained', async () => {
      await ledger.requestSubscription(someone('noor'));
      await ledger.suppress('id-noor', 'complained');
      expect(await ledger.confirmSubscription('id-noor')).toBe(false);
      expect(await ledger.requestSubscription(someone('noor'))).toBe('never');
      expect(await ledger.confirmSubscription('id-noor')).toBe(false);
    });

    it('deletes requests that nobody confirmed', async () => {
      await ledger.requestSubscription(someone('noor'));
      await ledger.saveSubscribers([someone('daan')]);
      clock.advance(31 * day);
      await ledger.requestSubscription(someone('sam'));
      const before = new Date(clock.now().getTime() - 30 * day);
      expect(await ledger.condense({ resultsBefore: before, requestsBefore: before })).toMatchObject({ requests: 1 });
      expect(await ledger.subscriberCounts()).toEqual({ pending: 1, active: 1, removed: 0 });
    });
  });

  describe('beside a project’s file', () => {
    const inFile = (name: string) => ({ id: `id-${name}`, email: `${name}@example.nl`, audience: [] });

    it('the file alone counts, and the list itself stays as it is', async () => {
      await ledger.saveSubscribers([someone('noor')]);
      await ledger.replaceReaders([inFile('daan')]);
      expect(await ledger.countReaders({ ...everybody, list: 'file' })).toBe(1);
      expect(await ledger.countReaders(everybody)).toBe(2);
      await ledger.replaceReaders([]);
      expect(await ledger.countReaders({ ...everybody, list: 'file' })).toBe(0);
      expect(await mailed()).toEqual(['noor@example.nl']);
    });

    it('a reader of both stays on the list when the file drops the address', async () => {
      await ledger.replaceReaders([inFile('noor')]);
      await ledger.saveSubscribers([someone('noor')]);
      await ledger.replaceReaders([]);
      expect(await statusOf('id-noor')).toBe('active');
    });

    it('says what overrules a file before it is brought in', async () => {
      await ledger.saveSubscribers([someone('noor'), someone('daan'), someone('sam', { frequency: 'weekly' })]);
      await ledger.setPreferences('id-noor', { audience: ['ouders'] });
      await ledger.suppress('id-daan', 'unsubscribed');
      expect([...(await ledger.ownChoices())].sort()).toEqual([
        ['id-daan', undefined],
        ['id-noor', { frequency: 'each', audience: ['ouders'] }],
        ['id-sam', { frequency: 'weekly' }],
      ]);
    });
  });

  it('selects by how often a reader wants mail, and by language', async () => {
    await ledger.saveSubscribers([
      someone('noor', { frequency: 'weekly', language: 'nl' }),
      someone('daan', { language: 'nl-BE' }),
      someone('sam', { language: 'en' }),
      someone('roos'),
      someone('finn', { frequency: 'never' }),
    ]);
    const count = (more: object) => ledger.countReaders({ ...everybody, ...more });
    expect(await count({})).toBe(3);
    expect(await count({ frequencies: ['each', 'weekly'] })).toBe(4);
    expect(await count({ languages: ['nl-NL'] })).toBe(2);
    expect(await count({ languages: ['en', 'nl'], frequencies: ['weekly'] })).toBe(1);
  });

  it('lists by address, a page at a time, and finds by segment and standing', async () => {
    await ledger.saveSubscribers([someone('c'), someone('A', { audience: ['Raad'] }), someone('b', { audience: ['raad', 'ouders'] })]);
    await ledger.suppress('id-b', 'manual');
    const first = await ledger.subscribers({ limit: 2 });
    expect(first.map(({ email }) => email)).toEqual(['A@example.nl', 'b@example.nl']);
    expect((await ledger.subscribers({ limit: 2, after: 'b@example.nl' })).map(({ email }) => email)).toEqual(['c@example.nl']);
    expect(await ledger.subscribers({ limit: 9, audience: ['RAAD'], statuses: ['active'] })).toMatchObject([{ email: 'A@example.nl' }]);
    expect(await ledger.subscriberCounts({ audience: ['raad'] })).toEqual({ pending: 0, active: 1, removed: 1 });
    expect(first[1]?.suppression?.reason).toBe('manual' satisfies SuppressionReason);
  });

  describe('forgotten', () => {
    it('leaves no trace of the person in any file, keeps the counts and the hash', async () => {
      await ledger.saveSubscribers([someone('verborgen', { name: 'Verborgen Naam' }), someone('daan')]);
      await mailed();
      const [delivery] = await ledger.list();
      const counts = await ledger.recipientCounts(delivery?.id ?? '');
      expect(await ledger.resultsOf('id-verborgen')).toMatchObject([{ state: 'sent', title: 'Inloopavond' }]);
      expect(await ledger.forget('id-verborgen')).toBe(true);
      expect(await ledger.forget('id-verborgen')).toBe(false);
      expect(await ledger.subscriber({ id: 'id-verborgen' })).toBeUndefined();
      expect(await ledger.resultsOf('id-verborgen')).toEqual([]);
      expect(await ledger.recipientCounts(delivery?.id ?? '')).toEqual(counts);
      expect((await ledger.suppression('id-verborgen'))?.reason).toBe('forgotten');
      await ledger.close();
      expect(readFileSync(home.path, 'latin1')).not.toMatch(/verborgen@|Verborgen Naam/i);
      ledger = home.open(clock);
    });

    it('lets a mail that is on its way be settled, and forgets it then', async () => {
      await ledger.saveSubscribers([someone('noor')]);
      await ledger.schedule([aPlan()]);
      const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
      if (!claim) throw new Error('nothing was due');
      await ledger.freezeRecipients(claim.delivery.id, everybody);
      await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 60_000 });
      await ledger.forget('id-noor');
      await ledger.exchangeRecipients(claim, { results: [{ id: 'id-noor', settlement: { state: 'sent' } }], limit: 0, leaseMs: 60_000 });
      expect(await ledger.resultsOf('id-noor')).toHaveLength(1);
      await ledger.condense({ resultsBefore: new Date(0), requestsBefore: new Date(0) });
      expect(await ledger.resultsOf('id-noor')).toEqual([]);
      expect(await ledger.recipientCounts(claim.delivery.id)).toMatchObject({ sent: 1 });
    });
  });

  it('makes counts of old results, the same numbers, and mails nobody again for it', async () => {
    await ledger.saveSubscribers([someone('noor'), someone('daan')]);
    await mailed();
    const [old] = await ledger.list();
    const before = await ledger.recipientCounts(old?.id ?? '');
    clock.advance(31 * day);
    await mailed();
    const month = new Date(clock.now().getTime() - 30 * day);
    expect(await ledger.condense({ resultsBefore: month, requestsBefore: month })).toEqual({ results: 2, requests: 0 });
    expect(await ledger.condense({ resultsBefore: month, requestsBefore: month })).toEqual({ results: 0, requests: 0 });
    expect(await ledger.recipientCounts(old?.id ?? '')).toEqual(before);
    expect(await ledger.resultsOf('id-noor')).toHaveLength(1);
    expect(await ledger.freezeRecipients(old?.id ?? '', everybody)).toBe(2);
    expect(await ledger.recipientsLeft(old?.id ?? '')).toEqual({ count: 0 });
  });
});

describe('a ledger of the first version', () => {
  it('is brought up to date without losing anything, and kept as it was in a copy', async () => {
    const home = engines['sqlite']?.();
    if (!home) throw new Error('no such engine');
    const db = new DatabaseSync(home.path);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec(deliveries);
    db.exec(`PRAGMA user_version = 1;
      INSERT INTO readers VALUES ('r1', 'Noor@example.nl', 'noor@example.nl', 'Noor', '["raad"]', 'nl', '2026-05-12', 'formulier', 1);
      INSERT INTO readers VALUES ('r2', 'daan@example.nl', 'daan@example.nl', NULL, '[]', NULL, NULL, NULL, 0);
      INSERT INTO deliveries (id, post, channel, destination, round, kind, file, title, destination_name, revision, message_json, state, due_at, created_at)
        VALUES ('d1', 'p.md', 'newsletter', 'l', 1, 'publish', 'p.md', 'Titel', 'lijst', 'r', '{}', 'sent', 1, 1);
      INSERT INTO recipients VALUES ('d1', 'r1', 'sent', 1, 1, NULL);
      INSERT INTO kept_values VALUES ('signing-secret', 'geheim');`);
    // The connection stays open, so that all of this still stands in the log beside the file.
    const clock = fixedClock();
    const ledger = home.open(clock);
    expect(await ledger.subscriber({ id: 'r1' })).toMatchObject({
      email: 'Noor@example.nl',
      name: 'Noor',
      audience: ['raad'],
      language: 'nl',
      frequency: 'each',
      status: 'active',
      consent: { at: '2026-05-12', source: 'formulier' },
    });
    expect(await ledger.subscriberCounts()).toEqual({ pending: 0, active: 1, removed: 1 });
    expect(await ledger.countReaders({ ...everybody, list: 'file' })).toBe(1);
    expect(await ledger.recipientCounts('d1')).toMatchObject({ sent: 1 });
    expect(await ledger.readValue('signing-secret')).toBe('geheim');
    // Whoever had left the file may come back by it.
    await ledger.replaceReaders([{ id: 'r2', email: 'daan@example.nl', audience: [] }]);
    expect(await ledger.subscriberCounts()).toEqual({ pending: 0, active: 1, removed: 1 });
    await ledger.close();
    db.close();
    const copy = new DatabaseSync(`${home.path}.v1`, { readOnly: true });
    expect(copy.prepare('SELECT id, is_active FROM readers ORDER BY id').all()).toMatchObject([
      { id: 'r1', is_active: 1 },
      { id: 'r2', is_active: 0 },
    ]);
    expect(copy.prepare('SELECT count(*) AS count FROM recipients').get()).toMatchObject({ count: 1 });
    copy.close();
    home.remove();
  });
});
