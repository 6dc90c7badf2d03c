import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Claim, onHold } from '../../src/core/delivery.ts';
import { canonicalJson } from '../../src/core/json.ts';
import type { Ledger, LedgerLine } from '../../src/core/ledger.ts';
import { PERMALINK } from '../../src/core/message.ts';
import { problem } from '../../src/core/problem.ts';
import type { RecipientSettlement } from '../../src/core/reader.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const lease = { worker: 'host:1:1', limit: 10, leaseMs: 60_000 };

/** As whoever writes an export closes it. */
const sealed = (head: LedgerLine, rest: readonly LedgerLine[]): readonly LedgerLine[] => {
  const digest = rest.reduce((hash, line) => hash.update(`${canonicalJson(line)}\n`), createHash('sha256')).digest('hex');
  return [{ table: head.table, row: { ...head.row, digest } }, ...rest];
};

describe.each(Object.entries(engines))('the %s ledger', (_name, makeHome) => {
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

  const claimOne = async (options = {}): Promise<Claim> => {
    const [claim] = await ledger.claimDue({ ...lease, ...options });
    if (!claim) throw new Error('nothing was due');
    return claim;
  };
  const states = async () => (await ledger.list()).map(({ state }) => state);

  it('says how its file is', async () => {
    await ledger.schedule([aPlan()]);
    const health = await ledger.health();
    expect(health.damage).toBeUndefined();
    expect(health.bytes).toBeGreaterThan(4096);
    expect(health.freeBytes).toBeLessThan(health.bytes);
    expect(health.logBytes).toBeGreaterThan(0);
  });

  it('adds nothing when the same plan comes twice', async () => {
    const [first] = await ledger.schedule([aPlan()]);
    const [second] = await ledger.schedule([aPlan()]);
    expect(second?.id).toBe(first?.id);
    expect(await ledger.list()).toHaveLength(1);
  });

  it('replaces the text of what has not left, and keeps the text of what was sent', async () => {
    await ledger.schedule([aPlan()]);
    await ledger.schedule([aPlan({ revision: 'r2', message: aMessage({ text: 'Nieuw' }) })]);
    expect((await ledger.list())[0]).toMatchObject({ revision: 'r2', message: { text: 'Nieuw' } });
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    await ledger.schedule([aPlan({ revision: 'r3' })]);
    expect((await ledger.list())[0]).toMatchObject({ revision: 'r2', state: 'sent' });
  });

  it('knows a post by another name, once, with all that happened to it', async () => {
    await ledger.schedule([aPlan({ post: 'oud.md', file: 'oud.md' })]);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    expect(await ledger.renamePost('oud.md', { id: 'nieuw.md', file: 'nieuw.md' })).toBe(1);
    expect(await ledger.renamePost('oud.md', { id: 'nieuw.md', file: 'nieuw.md' })).toBe(0);
    expect(await ledger.list({ posts: ['nieuw.md'] })).toMatchObject([{ post: 'nieuw.md', file: 'nieuw.md', state: 'sent' }]);
    expect(await ledger.renamePost('nieuw.md', { id: 'nieuwst.md', file: 'nieuwst.md' })).toBe(1);
    const kinds = (await ledger.events({ posts: ['nieuwst.md'], limit: 100 })).map(({ kind }) => kind);
    expect(kinds).toEqual(['renamed', 'renamed', 'sent', 'claimed', 'planned']);
    const { deliveries } = await ledger.publishedAfter({ event: 0 });
    expect(deliveries.map(({ post, sent }) => [post, sent !== undefined])).toEqual([['nieuwst.md', true]]);
    expect((await ledger.verify()).broken).toBeUndefined();
  });

  it('never makes two posts one, and notes another file of the same post without a line in the log', async () => {
    await ledger.schedule([aPlan({ post: 'een.md' }), aPlan({ post: 'twee.md' })]);
    expect(await ledger.renamePost('een.md', { id: 'twee.md', file: 'twee.md' })).toBe(0);
    const before = (await ledger.verify()).count;
    expect(await ledger.renamePost('een.md', { id: 'een.md', file: 'map/een.md' })).toBe(1);
    expect((await ledger.list({ posts: ['een.md'] }))[0]?.file).toBe('map/een.md');
    expect((await ledger.verify()).count).toBe(before);
  });

  it('takes over what is still planned here and was found there, and releases what waits for it; what has left stays as it is', async () => {
    const hub = aPlan({ channel: 'pleio' });
    await ledger.schedule([hub, aPlan({ channel: 'x', state: 'waiting', after: hub })]);
    await ledger.adopt(hub, { state: 'sent', receipt: { remoteId: '1', url: 'https://example.nl/1' } }, []);
    expect(await states()).toEqual(['sent', 'scheduled']);
    await ledger.adopt(hub, { state: 'unconfirmed', problem: problem('to-adopt', {}) }, []);
    expect(await states()).toEqual(['sent', 'scheduled']);
  });

  it('notes nothing when what was planned for now is planned once more with the same text', async () => {
    await ledger.schedule([aPlan({ dueAt: clock.now() })]);
    clock.advance(60_000);
    await ledger.schedule([aPlan({ dueAt: clock.now() })]);
    expect((await ledger.events({ limit: 9 })).map(({ kind }) => kind)).toEqual(['planned']);
  });

  it('notes by which plan a text goes out and who approved it, once for each plan', async () => {
    const eva = { plan: 'sha256:1', by: [{ name: 'Eva', key: 'SHA256:a' }] };
    const [delivery] = await ledger.schedule([aPlan({ approval: eva })]);
    await ledger.schedule([aPlan({ approval: eva })]);
    await ledger.schedule([aPlan({ approval: { plan: 'sha256:2', by: [] } })]);
    const events = await ledger.events({ kinds: ['approved', 'by-plan'], limit: 9 });
    expect(events.map(({ kind, deliveryId, data }) => [kind, deliveryId, data])).toEqual([
      ['by-plan', delivery?.id, { plan: 'sha256:2', revision: 'r1' }],
      ['approved', delivery?.id, { ...eva, revision: 'r1' }],
    ]);
    expect(await ledger.verify()).toEqual({ count: 3 });
  });

  it('notes no approval of a text that came too late to go out', async () => {
    await ledger.schedule([aPlan()]);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    await ledger.schedule([aPlan({ revision: 'r2', approval: { plan: 'sha256:1', by: [{ name: 'Eva', key: 'SHA256:a' }] } })]);
    expect(await ledger.events({ kinds: ['approved'], limit: 9 })).toEqual([]);
  });

  it('gives a due delivery to one of two claimers', async () => {
    await ledger.schedule([aPlan()]);
    const other = home.open(clock);
    const claims = [...(await ledger.claimDue(lease)), ...(await other.claimDue({ ...lease, worker: 'host:2:2' }))];
    await other.close();
    expect(claims).toHaveLength(1);
  });

  it('leaves what is due later', async () => {
    await ledger.schedule([aPlan({ dueAt: new Date('2026-11-21T09:00:01Z') })]);
    expect(await ledger.claimDue(lease)).toHaveLength(0);
    clock.advance(1000);
    expect(await ledger.claimDue(lease)).toHaveLength(1);
  });

  it('has one delivery per destination in flight', async () => {
    await ledger.schedule([aPlan(), aPlan({ post: 'twee.md' }), aPlan({ post: 'drie.md', channel: 'yammer', destination: '9' })]);
    const first = await ledger.claimDue(lease);
    expect(first.map(({ delivery }) => delivery.channel)).toEqual(['x', 'yammer']);
    expect(await ledger.claimDue(lease)).toHaveLength(0);
    await ledger.settle(first[0] as Claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    expect((await ledger.claimDue(lease)).map(({ delivery }) => delivery.post)).toEqual(['twee.md']);
  });

  it('claims only the channel and the deliveries that were asked for', async () => {
    const [first] = await ledger.schedule([aPlan(), aPlan({ channel: 'yammer', destination: '9' })]);
    expect(await ledger.claimDue({ ...lease, channel: 'yammer', ids: [first?.id ?? ''] })).toHaveLength(0);
    expect(await ledger.claimDue({ ...lease, channel: 'x', ids: [first?.id ?? ''] })).toHaveLength(1);
  });

  it('records each attempt with its outcome', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    const later = new Date('2026-11-21T09:00:30Z');
    await ledger.settle(claim, { state: 'scheduled', dueAt: later, problem: problem('rate-limited', {}) }, 'retry');
    expect(await ledger.attempts(claim.delivery.id)).toMatchObject([
      { number: 1, worker: 'host:1:1', outcome: 'retry', problem: { code: 'rate-limited' } },
    ]);
    expect((await ledger.list())[0]).toMatchObject({ state: 'scheduled', attempts: 1, dueAt: later });
  });

  it('puts a delivery back when its process died before any call began', async () => {
    await ledger.schedule([aPlan()]);
    await claimOne({ worker: 'host:666:1' });
    const next = home.open(clock, (worker) => worker === 'host:666:1');
    expect(await next.expireClaims()).toEqual([]);
    await next.close();
    expect(await states()).toEqual(['scheduled']);
  });

  it('leaves a delivery unconfirmed at once when its process died around the call', async () => {
    await ledger.schedule([aPlan()]);
    expect(await ledger.beginCall(await claimOne({ worker: 'host:666:1' }), 60_000)).toBe(true);
    const next = home.open(clock, (worker) => worker === 'host:666:1');
    expect(await next.expireClaims()).toMatchObject([{ state: 'unconfirmed', problem: { code: 'interrupted' } }]);
    await next.close();
  });

  it('waits for the lease of a process it cannot see, which each call renews', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    clock.advance(59_000);
    await ledger.beginCall(claim, 60_000);
    clock.advance(59_000);
    await ledger.expireClaims();
    expect(await states()).toEqual(['sending']);
    clock.advance(1000);
    await ledger.expireClaims();
    expect(await states()).toEqual(['unconfirmed']);
  });

  it('welcomes a late settle while nobody has decided', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.beginCall(claim, 1000);
    clock.advance(2000);
    await ledger.expireClaims();
    expect(await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '5' } }, 'sent')).toBe(true);
    expect((await ledger.list())[0]).toMatchObject({ state: 'sent', receipt: { remoteId: '5' } });
  });

  it('refuses a late settle once a person has decided', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.beginCall(claim, 1000);
    clock.advance(2000);
    await ledger.expireClaims();
    await ledger.move(delivery?.id ?? '', 'unconfirmed', { state: 'failed' }, 'person');
    expect(await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '5' } }, 'sent')).toBe(false);
    expect(await states()).toEqual(['failed']);
  });

  it('lets no call begin once the delivery is somebody else’s', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    clock.advance(61_000);
    await ledger.expireClaims();
    await claimOne({ worker: 'host:2:2' });
    expect(await ledger.beginCall(claim, 60_000)).toBe(false);
  });

  it('makes no move that the states do not allow', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    expect(await ledger.move(delivery?.id ?? '', 'scheduled', { state: 'sent' }, 'person')).toBe(false);
    expect(await ledger.move(delivery?.id ?? '', 'unconfirmed', { state: 'sent' }, 'person')).toBe(false);
    expect(await states()).toEqual(['scheduled']);
  });

  it('releases what waits for the hub in the very transaction that records its permalink', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g1' });
    const spoke = aPlan({
      state: 'waiting',
      after: hub,
      message: aMessage({ text: `Lees ${PERMALINK}`, html: `<a href="${PERMALINK}">` }),
    });
    await ledger.schedule([hub, spoke]);
    expect(await ledger.claimDue({ ...lease, channel: 'x' })).toHaveLength(0);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: 'p', url: 'https://a.nl/p?a=1&b=2' } }, 'sent');
    const { delivery } = await claimOne({ channel: 'x' });
    expect(delivery.message).toMatchObject({ text: 'Lees https://a.nl/p?a=1&b=2', html: '<a href="https://a.nl/p?a=1&amp;b=2">' });
  });

  it('releases at once what was planned to wait while the hub went out', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g1' });
    await ledger.schedule([hub]);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: 'p', url: 'https://a.nl/p' } }, 'sent');
    await ledger.schedule([aPlan({ state: 'waiting', after: hub, message: aMessage({ text: PERMALINK }) })]);
    expect((await claimOne({ channel: 'x' })).delivery.message.text).toBe('https://a.nl/p');
  });

  it('revives a failed delivery with its new text, and keeps the text of a broken thread', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.settle(claim, { state: 'failed', problem: problem('auth', {}) }, 'rejected');
    await ledger.schedule([aPlan({ revision: 'r2' })]);
    expect((await ledger.list())[0]).toMatchObject({ state: 'scheduled', revision: 'r2', attempts: 0 });
    const again = await claimOne();
    await ledger.beginPart(again.delivery.id, 0);
    await ledger.finishPart(again.delivery.id, 0, { remoteId: '1' });
    await ledger.settle(again, { state: 'failed', problem: problem('auth', {}) }, 'rejected');
    await ledger.schedule([aPlan({ revision: 'r3' })]);
    expect((await ledger.list())[0]).toMatchObject({ state: 'scheduled', revision: 'r2' });
    expect(await ledger.parts(again.delivery.id)).toMatchObject([{ index: 0, receipt: { remoteId: '1' } }]);
  });

  it('gives deliveries planned by name their id, and never two for one place', async () => {
    await ledger.schedule([aPlan({ destination: 'name:om het kind' }), aPlan({ destination: 'g1', post: 'twee.md' })]);
    await ledger.nameDestination('x', 'name:om het kind', 'g1', 'Om het kind');
    expect(await ledger.knownDestination('x', 'name:om het kind')).toEqual({ id: 'g1', name: 'Om het kind' });
    await ledger.schedule([aPlan({ destination: 'name:om het kind', post: 'twee.md' })]);
    await ledger.nameDestination('x', 'name:om het kind', 'g1', 'Om het kind');
    expect((await ledger.list()).map(({ post, destination, state }) => [post, destination, state])).toEqual([
      ['post.md', 'g1', 'scheduled'],
      ['twee.md', 'g1', 'scheduled'],
    ]);
  });

  describe('with readers', () => {
    const readers = [
      { email: 'A@example.nl', name: 'Ann', audience: ['ouders'] },
      { email: 'b@example.nl', audience: ['professionals', 'ouders'] },
      { email: 'c@example.nl', audience: [] },
    ];
    const everybody = { withoutAudience: 'all' } as const;

    it('selects by segment, and those without one by the setting', async () => {
      await ledger.replaceReaders(readers);
      expect(await ledger.countReaders(everybody)).toBe(3);
      expect(await ledger.countReaders({ audience: ['Professionals'], withoutAudience: 'all' })).toBe(2);
      expect(await ledger.countReaders({ audience: ['professionals'], withoutAudience: 'none' })).toBe(1);
    });

    it('keeps a reader’s id over imports, and mails nobody who left the file', async () => {
      await ledger.replaceReaders(readers);
      const [delivery] = await ledger.schedule([aPlan()]);
      await ledger.freezeRecipients(delivery?.id ?? '', everybody);
      await ledger.replaceReaders([{ email: 'a@EXAMPLE.nl', audience: [] }]);
      const claim = await claimOne();
      expect(await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 1000 })).toMatchObject({
        isOurs: true,
        recipients: [{ email: 'a@EXAMPLE.nl', attempts: 1 }],
      });
      expect(await ledger.recipientCounts(claim.delivery.id)).toEqual({ sent: 0, refused: 0, suppressed: 2, unconfirmed: 0, waiting: 1 });
    });

    it('chooses the readers anew when the post was changed before anybody had it, unless some are on hold', async () => {
      await ledger.replaceReaders(readers);
      const [delivery] = await ledger.schedule([aPlan()]);
      const id = delivery?.id ?? '';
      await ledger.freezeRecipients(id, everybody);
      await ledger.schedule([aPlan()]);
      expect(await ledger.recipientsLeft(id)).toMatchObject({ count: 3 });
      await ledger.schedule([aPlan({ revision: 'other' })]);
      expect(await ledger.freezeRecipients(id, { audience: ['professionals'], withoutAudience: 'none' })).toBe(1);
      await ledger.schedule([aPlan({ revision: 'third' })]);
      await ledger.freezeRecipients(id, { ...everybody, sample: { count: 1, domains: ['example.nl'] } });
      await ledger.schedule([aPlan({ revision: 'fourth' })]);
      expect((await ledger.recipientsLeft(id)).count).toBe(3);
    });

    it('lets those behind a sample go on once it is through and a person says so, not before', async () => {
      await ledger.replaceReaders(readers);
      await ledger.schedule([aPlan()]);
      const first = await claimOne();
      const { id } = first.delivery;
      const take = async (claim: typeof first) =>
        (await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 1000 })).recipients.length;
      await ledger.freezeRecipients(id, { ...everybody, sample: { count: 1, domains: ['example.nl'] } });
      await ledger.settle(first, { state: 'failed', problem: problem('forbidden', { detail: '' }) }, 'rejected');
      await ledger.move(id, 'failed', { state: 'scheduled', dueAt: clock.now() }, 'person');
      await ledger.move(id, 'scheduled', { state: 'scheduled', dueAt: onHold }, 'person');
      await ledger.move(id, 'scheduled', { state: 'scheduled', dueAt: clock.now() }, 'person');
      const second = await claimOne();
      expect(await take(second)).toBe(1);
      await ledger.settle(second, { state: 'scheduled', dueAt: onHold }, 'retry');
      await ledger.move(id, 'scheduled', { state: 'scheduled', dueAt: clock.now() }, 'person');
      expect(await take(await claimOne())).toBe(2);
    });

    it('settles each reader once and puts those in flight at a crash in doubt', async () => {
      await ledger.replaceReaders(readers);
      await ledger.schedule([aPlan()]);
      const claim = await claimOne();
      const { id } = claim.delivery;
      await ledger.freezeRecipients(id, everybody);
      const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 2, leaseMs: 1000 });
      const results = [{ id: recipients[0]?.id ?? '', settlement: { state: 'sent' as const } }];
      await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 1000 });
      clock.advance(2000);
      await ledger.expireClaims();
      expect(await ledger.recipientCounts(id)).toEqual({ sent: 1, refused: 0, suppressed: 0, unconfirmed: 1, waiting: 1 });
      expect(await ledger.settleUnconfirmedRecipients(id, 'resend')).toBe(1);
      expect(await ledger.recipientsLeft(id)).toMatchObject({ count: 2 });
    });

    it('takes results from whoever lost the mailing, and gives that one nobody more', async () => {
      await ledger.replaceReaders(readers);
      await ledger.schedule([aPlan()]);
      const claim = await claimOne();
      await ledger.freezeRecipients(claim.delivery.id, everybody);
      const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 2, leaseMs: 1000 });
      clock.advance(2000);
      await ledger.expireClaims();
      const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
      expect(await ledger.exchangeRecipients(claim, { results, limit: 2, leaseMs: 1000 })).toEqual({ isOurs: false, recipients: [] });
      expect(await ledger.recipientCounts(claim.delivery.id)).toMatchObject({ sent: 2, unconfirmed: 0, waiting: 1 });
    });

    it('counts no attempt for a reader who was not tried, and waits until a reader is due again', async () => {
      await ledger.replaceReaders(readers.slice(0, 1));
      await ledger.schedule([aPlan()]);
      const claim = await claimOne();
      await ledger.freezeRecipients(claim.delivery.id, everybody);
      const next = async (settlement: RecipientSettlement, id: string) => {
        const exchanged = await ledger.exchangeRecipients(claim, { results: [{ id, settlement }], limit: 1, leaseMs: 60_000 });
        return exchanged.recipients[0];
      };
      const first = await next({ state: 'waiting' }, '');
      const again = await next({ state: 'waiting', isUntried: true }, first?.id ?? '');
      expect(again?.attempts).toBe(1);
      expect(await next({ state: 'waiting', notBefore: new Date(clock.now().getTime() + 5000) }, first?.id ?? '')).toBeUndefined();
      clock.advance(5000);
      expect((await next({ state: 'waiting' }, ''))?.attempts).toBe(2);
    });

    it('never mails an address again that does not exist', async () => {
      await ledger.replaceReaders(readers.slice(0, 1));
      await ledger.schedule([aPlan()]);
      const claim = await claimOne();
      await ledger.freezeRecipients(claim.delivery.id, everybody);
      const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 1, leaseMs: 1000 });
      const id = recipients[0]?.id ?? '';
      await ledger.exchangeRecipients(claim, {
        results: [{ id, settlement: { state: 'refused', suppress: 'bounced' } }],
        limit: 1,
        leaseMs: 1000,
      });
      expect(await ledger.suppression(id)).toMatchObject({ reason: 'bounced' });
      expect(await ledger.countReaders(everybody)).toBe(0);
    });
  });

  it('tells what happened, newest first, without any reader in it', async () => {
    await ledger.replaceReaders([{ email: 'geheim@example.nl', name: 'Geheim', audience: [] }]);
    await ledger.schedule([aPlan()]);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    const events = await ledger.events({ limit: 10 });
    expect(events.map(({ kind }) => kind)).toEqual(['sent', 'claimed', 'planned']);
    expect(JSON.stringify(events)).not.toMatch(/geheim/i);
    expect(await ledger.events({ limit: 10, channel: 'pleio' })).toEqual([]);
    expect(await ledger.events({ limit: 10, afterId: events[1]?.id ?? 0 })).toHaveLength(1);
  });

  describe('carried along', () => {
    const published = async () => {
      await ledger.replaceReaders([{ email: 'geheim@example.nl', name: 'Geheim', audience: [] }]);
      const [delivery] = await ledger.schedule([aPlan()]);
      await ledger.freezeRecipients(delivery?.id ?? '', { withoutAudience: 'all' });
      await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
      return ledger.export();
    };
    const another = async (work: (other: Ledger) => Promise<void>) => {
      const otherHome = makeHome();
      const other = otherHome.open(clock);
      try {
        await work(other);
      } finally {
        await other.close();
        otherHome.remove();
      }
    };

    it('is the same ledger elsewhere, and holds no address and no name', async () => {
      const lines = await published();
      expect(JSON.stringify(lines)).not.toMatch(/geheim/i);
      await another(async (other) => {
        await other.import(lines);
        expect(await other.list()).toEqual(await ledger.list());
        expect(await other.verify()).toEqual({ count: 3 });
        expect(await other.export()).toEqual(lines);
      });
    });

    it('is refused when any line was altered, removed or moved', async () => {
      const lines = await published();
      const swapped = [...lines.slice(0, -2), lines.at(-1), lines.at(-2)] as typeof lines;
      const altered = lines.map((line) => ({ ...line, row: { ...line.row, ...(line.table === 'deliveries' && { state: 'failed' }) } }));
      await another(async (other) => {
        for (const wrong of [swapped, altered, lines.slice(0, -1), lines.filter((_, index) => index !== 1)]) {
          await expect(other.import(wrong)).rejects.toThrow('ledger-altered');
        }
        expect(await other.list()).toEqual([]);
      });
    });

    it('is refused where it says more than is known here: dropped in silence, an embargo would be lost', async () => {
      const lines = await published();
      const [head, ...rest] = lines;
      if (!head) throw new Error('an export has a first line');
      const newer = [{ ...head, row: { ...head.row, format: 3 } }, ...rest];
      const more = rest.map((line) => (line.table === 'deliveries' ? { ...line, row: { ...line.row, not_on_mondays: 1 } } : line));
      await another(async (other) => {
        await expect(other.import(newer)).rejects.toThrow('ledger-export-newer');
        await expect(other.import(sealed(head, more))).rejects.toThrow('ledger-altered');
        expect(await other.list()).toEqual([]);
      });
    });

    it('is taken as older versions wrote it, and written so that they refuse it', async () => {
      const [head, ...rest] = await published();
      if (!head) throw new Error('an export has a first line');
      expect(head.row['format']).toBe(2);
      const older = rest.map(({ table, row: { not_before: _embargo, at_any_hour: _hour, ...row } }) => ({ table, row }));
      await another(async (other) => {
        await other.import(sealed({ ...head, row: { ...head.row, format: 1 } }, older));
        expect(await other.list()).toEqual(await ledger.list());
        expect(await other.verify()).toEqual({ count: 3 });
      });
    });

    it('never replaces a ledger that knows more', async () => {
      const lines = await published();
      await ledger.schedule([aPlan({ post: 'nieuw.md' })]);
      await expect(ledger.import(lines)).rejects.toThrow('ledger-diverged');
      expect(await ledger.list()).toHaveLength(2);
    });
  });

  it('keeps the first of two values and survives being opened again', async () => {
    expect(await ledger.keepValue('secret', 'one')).toBe('one');
    await ledger.close();
    ledger = home.open(clock);
    expect(await ledger.keepValue('secret', 'two')).toBe('one');
  });
});
