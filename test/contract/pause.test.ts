/** The pause of everything, on every engine: whichever process is busy, nothing goes out but what may. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Claim, onHold } from '../../src/core/delivery.ts';
import type { Ledger } from '../../src/core/ledger.ts';
import { PERMALINK } from '../../src/core/message.ts';
import { aMessage } from '../support/builders.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../support/ledgers.ts';

const lease = { worker: 'host:1:1', limit: 10, leaseMs: 60_000 };
const day = 86_400_000;

describe.each(Object.entries(engines))('a pause of everything in the %s ledger', (_name, makeHome) => {
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

  const claimOne = async (): Promise<Claim> => {
    const [claim] = await ledger.claimDue(lease);
    if (!claim) throw new Error('nothing was due');
    return claim;
  };
  const first = async () => (await ledger.list())[0];

  it('hands nothing out, to no process, until a person ends it', async () => {
    await ledger.schedule([aPlan()]);
    expect(await ledger.pause()).toBeUndefined();
    expect(await ledger.pauseAll({ reason: 'calamiteit' })).toBeUndefined();
    const other = home.open(clock);
    expect(await other.claimDue({ ...lease, worker: 'host:2:2' })).toEqual([]);
    expect(await other.pause()).toEqual({ since: clock.now(), reason: 'calamiteit', letThrough: [] });
    expect(await other.endPause({})).toBe(true);
    await other.close();
    expect(await ledger.claimDue(lease)).toHaveLength(1);
    expect(await ledger.pause()).toBeUndefined();
    expect(await ledger.endPause({}), 'nothing was paused any more').toBe(false);
  });

  it('ends by itself at its moment, and everything is due as before', async () => {
    await ledger.schedule([aPlan()]);
    await ledger.pauseAll({ until: new Date(clock.now().getTime() + day) });
    clock.advance(day - 1);
    expect(await ledger.claimDue(lease)).toEqual([]);
    clock.advance(1);
    expect(await ledger.pause()).toBeUndefined();
    expect((await claimOne()).delivery.dueAt).toEqual(aPlan().dueAt);
  });

  it('takes the newer word, keeps its beginning and tells what it comes in the place of', async () => {
    const since = clock.now();
    await ledger.pauseAll({ reason: 'eerst' });
    clock.advance(day);
    const until = new Date(clock.now().getTime() + day);
    expect(await ledger.pauseAll({ until, reason: 'later' })).toMatchObject({ since, reason: 'eerst' });
    expect(await ledger.pause()).toEqual({ since, until, reason: 'later', letThrough: [] });
    await ledger.pauseAll({});
    expect(await ledger.pause(), 'longer, for the same reason').toEqual({ since, reason: 'later', letThrough: [] });
  });

  it('lets no call begin that was handed out before, and counts it as no attempt', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.pauseAll({});
    expect(await ledger.beginCall(claim, 60_000)).toBe(false);
    expect(await first()).toMatchObject({ state: 'scheduled', attempts: 0, dueAt: aPlan().dueAt });
    expect((await first())?.firstAttemptAt).toBeUndefined();
    expect(await ledger.settle(claim, { state: 'failed' }, 'rejected'), 'it is no longer ours').toBe(false);
    expect((await ledger.attempts(claim.delivery.id))[0]).toMatchObject({ outcome: 'retry' });
    await ledger.endPause({});
    expect(await ledger.beginCall(await claimOne(), 60_000)).toBe(true);
  });

  it('lets a call that began be settled', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.beginCall(claim, 60_000);
    await ledger.pauseAll({});
    expect(await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent')).toBe(true);
  });

  it('stops a thread between two of its parts, which keeps the parts that are out', async () => {
    await ledger.schedule([aPlan()]);
    const claim = await claimOne();
    await ledger.beginCall(claim, 60_000);
    await ledger.beginPart(claim.delivery.id, 0);
    await ledger.finishPart(claim.delivery.id, 0, { remoteId: '1' });
    await ledger.pauseAll({});
    expect(await ledger.beginCall(claim, 60_000)).toBe(false);
    expect(await first()).toMatchObject({ state: 'scheduled', attempts: 1 });
    expect(await ledger.parts(claim.delivery.id)).toMatchObject([{ index: 0, receipt: { remoteId: '1' } }]);
  });

  it('stops a mailing between two readers, with what became of those before written down', async () => {
    await ledger.replaceReaders(['a', 'b', 'c'].map((name) => ({ email: `${name}@example.nl`, audience: [] })));
    await ledger.schedule([aPlan({ channel: 'newsletter' })]);
    const claim = await claimOne();
    await ledger.freezeRecipients(claim.delivery.id, { withoutAudience: 'all' });
    const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 1, leaseMs: 60_000 });
    await ledger.pauseAll({});
    const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
    expect(await ledger.exchangeRecipients(claim, { results, limit: 2, leaseMs: 60_000 })).toEqual({ isOurs: false, recipients: [] });
    expect(await first()).toMatchObject({ state: 'scheduled' });
    expect(await ledger.recipientCounts(claim.delivery.id)).toMatchObject({ sent: 1, waiting: 2, unconfirmed: 0 });
    await ledger.endPause({});
    const again = await claimOne();
    expect((await ledger.exchangeRecipients(again, { results: [], limit: 9, leaseMs: 60_000 })).recipients).toHaveLength(2);
  });

  it('never keeps a retraction waiting', async () => {
    const [original] = await ledger.schedule([aPlan()]);
    await ledger.settle(await claimOne(), { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
    await ledger.pauseAll({});
    await ledger.schedule([aPlan({ kind: 'retract', of: original?.id ?? '' }), aPlan({ kind: 'update', of: original?.id ?? '' })]);
    const claims = await ledger.claimDue(lease);
    expect(claims.map(({ delivery }) => delivery.kind)).toEqual(['retract']);
    expect(await ledger.beginCall(claims[0] as Claim, 60_000)).toBe(true);
  });

  it('lets one post through with what waits for it, and nothing else', async () => {
    const hub = aPlan({ channel: 'pleio', destination: 'g1' });
    const spoke = aPlan({ state: 'waiting', after: hub, message: aMessage({ text: PERMALINK }) });
    const crisis = await ledger.schedule([hub, spoke]);
    await ledger.schedule([aPlan({ post: 'ander.md', destination: '8' })]);
    await ledger.pauseAll({});
    await ledger.letThrough(crisis.map(({ id }) => id));
    const claim = await claimOne();
    expect(claim.delivery.channel).toBe('pleio');
    expect(await ledger.beginCall(claim, 60_000)).toBe(true);
    await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1', url: 'https://a.nl/1' } }, 'sent');
    expect((await ledger.claimDue(lease)).map(({ delivery }) => delivery.id)).toEqual([crisis[1]?.id]);
    expect((await ledger.pause())?.letThrough).toEqual(crisis.map(({ id }) => id).sort());
  });

  it('stops what was let through as well when it is said again', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    await ledger.pauseAll({});
    await ledger.letThrough([delivery?.id ?? '', 'nobody']);
    await ledger.pauseAll({});
    expect(await ledger.claimDue(lease)).toEqual([]);
  });

  it('ends with a choice: those go now, what came due is held, the rest keeps its moment', async () => {
    const tomorrow = new Date(clock.now().getTime() + day);
    const plans = ['a', 'b'].flatMap((post) => [
      aPlan({ post: `${post}.md`, destination: post }),
      aPlan({ post: `${post}-later.md`, destination: `${post}-later`, dueAt: tomorrow }),
    ]);
    const [due, later] = await ledger.schedule(plans);
    await ledger.pauseAll({ reason: 'brand' });
    clock.advance(1000);
    // Came in while somebody was choosing.
    await ledger.schedule([aPlan({ post: 'c.md', destination: 'c', dueAt: clock.now() })]);
    expect(await ledger.endPause({ goes: [due?.id ?? '', later?.id ?? ''] })).toBe(true);
    const standing = Object.fromEntries((await ledger.list()).map(({ post, dueAt, problem }) => [post, [dueAt, problem?.code]]));
    expect(standing).toEqual({
      'a.md': [clock.now(), undefined],
      'a-later.md': [clock.now(), undefined],
      'b.md': [onHold, 'paused'],
      'b-later.md': [tomorrow, undefined],
      'c.md': [onHold, 'paused'],
    });
  });

  it('writes into the log when it began, what was let through and when it ended', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    await ledger.pauseAll({ reason: 'brand' });
    await ledger.letThrough([delivery?.id ?? '']);
    await ledger.endPause({});
    const events = await ledger.events({ kinds: ['all-paused', 'let-through', 'all-resumed'], limit: 9 });
    expect(events.map(({ kind, post }) => [kind, post])).toEqual([
      ['all-resumed', undefined],
      ['let-through', 'post.md'],
      ['all-paused', undefined],
    ]);
    expect(events[2]?.data).toMatchObject({ problem: { code: 'everything-paused', params: { reason: 'brand' } } });
    expect(await ledger.verify()).not.toHaveProperty('broken');
  });

  it('travels with the ledger, so that another host stands still too', async () => {
    const [delivery] = await ledger.schedule([aPlan()]);
    await ledger.pauseAll({ reason: 'brand' });
    await ledger.letThrough([delivery?.id ?? '']);
    const elsewhere = makeHome();
    const other = elsewhere.open(clock);
    await other.import(await ledger.export());
    expect(await other.pause()).toEqual(await ledger.pause());
    await ledger.endPause({});
    await other.import(await ledger.export());
    expect(await other.pause()).toBeUndefined();
    await other.close();
    elsewhere.remove();
  });
});
