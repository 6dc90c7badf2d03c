import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../../../src/channels/index.ts';
import type { Context } from '../../../../src/cli/context.ts';
import { briefForecast, forecastOf, forecastOfPosts } from '../../../../src/cli/schedule/forecast.ts';
import { onHold, type PlannedDelivery } from '../../../../src/core/delivery.ts';
import type { Ledger } from '../../../../src/core/ledger.ts';
import type { Credential } from '../../../../src/core/login.ts';
import { problem } from '../../../../src/core/problem.ts';
import { aMessage, aPost, aRequest } from '../../../support/builders.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { aPlan, engines, type LedgerHome } from '../../../support/ledgers.ts';

const now = '2026-11-21T09:00:00Z';
const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.parse(now) + days * day);

interface Settings {
  readonly mode?: 'live' | 'sandbox';
  readonly stored?: Readonly<Record<string, Credential>>;
  readonly options?: Readonly<Record<string, object>>;
}

const contextOf = ({ mode = 'live', stored = {}, options = {} }: Settings): Context =>
  ({
    clock: fixedClock(now),
    project: {
      mode,
      timezone: 'Europe/Amsterdam',
      kinds: channels,
      channelOptions: options,
      logins: { stored, used: new Set(Object.keys(stored)), overruledBy: {} },
    },
  }) as unknown as Context;

const cookie = (overrides: Partial<Credential> = {}): Credential => ({
  account: 'redactie',
  obtainedAt: inDays(-1),
  settings: { cookie: 'sessionid=geheim' },
  ...overrides,
});

describe('the forecast', () => {
  let home: LedgerHome;
  let ledger: Ledger;

  beforeEach(() => {
    home = engines['sqlite']?.() as LedgerHome;
    ledger = home.open(fixedClock(now));
  });
  afterEach(async () => {
    await ledger.close();
    home.remove();
  });

  const forecast = async (settings: Settings, plans: readonly PlannedDelivery[]) => {
    await ledger.schedule(plans);
    const found = await forecastOf(contextOf(settings), ledger, await ledger.list());
    return found.map(({ code, params, where }) => ({ code, params, where }));
  };
  const onPleio = (dueAt: Date) => aPlan({ channel: 'pleio', destination: 'g1', dueAt });

  describe('of a login', () => {
    it('tells of one that ends before the moment, and when', async () => {
      const found = await forecast({ stored: { pleio: cookie({ expiresAt: inDays(13), isEstimate: true }) } }, [onPleio(inDays(20))]);
      expect(found).toEqual([
        {
          code: 'forecast-login',
          params: { due: inDays(20).toISOString(), ends: inDays(13).toISOString(), isEstimate: true },
          where: { file: 'post.md', channel: 'pleio' },
        },
      ]);
    });

    it.each([
      ['ends after it', cookie({ expiresAt: inDays(21) })],
      ['never ends', cookie()],
      ['is renewed without a person', cookie({ expiresAt: inDays(1), refreshToken: 'r' })],
      ['has ended already, which is told wherever it is used', cookie({ expiresAt: inDays(-1) })],
    ])('says nothing of one that %s', async (_case, credential) => {
      expect(await forecast({ stored: { pleio: credential } }, [onPleio(inDays(20))])).toEqual([]);
    });

    it('tells of a renewal that itself ends before the moment', async () => {
      const credential = cookie({ expiresAt: inDays(1), refreshToken: 'r', refreshExpiresAt: inDays(10) });
      const found = await forecast({ stored: { pleio: credential } }, [onPleio(inDays(20))]);
      expect(found).toMatchObject([{ code: 'forecast-login', params: { ends: inDays(10).toISOString() } }]);
    });

    it('says nothing of a token of which nobody knows how long it is good', async () => {
      expect(await forecast({}, [onPleio(inDays(300))])).toEqual([]);
    });
  });

  describe('of a version', () => {
    const options = (mode: string) => ({ linkedin: { mode, version: '202611', author: 'urn:li:organization:7001', group: '4510' } });
    const onLinkedIn = (dueAt: string) => aPlan({ channel: 'linkedin', destination: 'urn:li:group:4510', dueAt: new Date(dueAt) });

    it('tells of one that has gone by then', async () => {
      const found = await forecast({ options: options('auto') }, [onLinkedIn('2027-11-17T09:00:00Z')]);
      expect(found).toMatchObject([{ code: 'forecast-version', params: { version: '202611', ends: '2027-11-16' } }]);
    });

    it('says nothing of one that is only old by then, nor where a person places it', async () => {
      expect(await forecast({ options: options('auto') }, [onLinkedIn('2027-11-16T09:00:00Z')])).toEqual([]);
      expect(await forecast({ options: options('assisted') }, [onLinkedIn('2027-12-16T09:00:00Z')])).toEqual([]);
    });
  });

  describe('of a budget', () => {
    const link = aMessage({ text: 'Lees https://example.nl/1' });
    const withBudget = (budget: number): Settings => ({ options: { x: { budget } } });
    const posts = (...moments: readonly string[]) =>
      moments.map((at, index) => aPlan({ post: `${index}.md`, file: `${index}.md`, message: link, dueAt: new Date(at) }));

    it('tells of the post that takes the month over it, with what was spent in that month', async () => {
      await ledger.schedule(posts('2026-11-01T09:00:00Z'));
      const [claim] = await ledger.claimDue({ worker: 'h:1:1', limit: 1, leaseMs: 1000 });
      if (claim) await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1' } }, 'sent');
      const later = posts('2026-11-01T09:00:00Z', '2026-11-28T09:00:00Z', '2026-11-29T09:00:00Z').slice(1);
      const found = await forecast(withBudget(0.5), later);
      expect(found).toMatchObject([
        { code: 'forecast-budget', params: { month: '2026-11', total: '0.60', budget: '0.50' }, where: { file: '2.md', channel: 'x' } },
      ]);
    });

    it('counts each month of the project by itself, and is content with what is spent to the cent', async () => {
      // Half past midnight in Amsterdam.
      expect(await forecast(withBudget(0.4), posts('2026-11-28T09:00:00Z', '2026-11-29T09:00:00Z', '2026-11-30T23:30:00Z'))).toEqual([]);
    });

    it('counts nothing that is on hold, and says nothing without a budget', async () => {
      const held = posts('2026-11-28T09:00:00Z', '2026-11-29T09:00:00Z').map((plan, index) =>
        index === 0 ? { ...plan, dueAt: onHold } : plan,
      );
      expect(await forecast(withBudget(0.2), held)).toEqual([]);
      expect(await forecast({}, posts('2026-11-28T09:00:00Z', '2026-11-29T09:00:00Z'))).toEqual([]);
    });

    it('counts a post once that is asked about again for another moment', async () => {
      await ledger.schedule(posts('2026-11-28T09:00:00Z'));
      const post = aPost({ id: '0.md', file: '0.md', publishAt: new Date('2026-11-29T09:00:00Z'), lines: { publish_at: 3 } });
      const candidate = { post, request: aRequest(), destination: '7001', destinationName: '', message: link, revision: 'r' };
      expect(await forecastOfPosts(contextOf(withBudget(0.2)), ledger, [candidate])).toEqual([]);
      const [found] = await forecastOfPosts(contextOf(withBudget(0.1)), undefined, [candidate]);
      expect(found).toMatchObject({ code: 'forecast-budget', where: { file: '0.md', line: 3, field: 'publish_at', channel: 'x' } });
    });
  });

  describe('of a quota', () => {
    const many = (count: number, gapMs: number) =>
      Array.from({ length: count }, (_, index) => aPlan({ post: `${index}.md`, dueAt: new Date(inDays(3).getTime() + index * gapMs) }));

    it('tells of each post that is one too many within 24 hours', async () => {
      const found = await forecast({}, many(102, 60_000));
      expect(found.map(({ params }) => params)).toMatchObject([
        { count: 101, most: 100 },
        { count: 102, most: 100 },
      ]);
    });

    it('says nothing when they are spread over more than a day', async () => {
      expect(await forecast({}, many(150, day / 100))).toEqual([]);
    });

    it('counts a thread for all its parts', async () => {
      const parts = Array.from({ length: 25 }, () => ({ text: 'deel', media: [] }));
      const threads = many(5, 60_000).map((plan) => ({ ...plan, message: aMessage({ parts }) }));
      expect(await forecast({}, threads)).toMatchObject([{ params: { count: 125 } }]);
    });
  });

  it('says nothing of what is due now, is paused by itself or is over', async () => {
    expect(await forecast({ stored: { pleio: cookie({ expiresAt: inDays(1) }) } }, [onPleio(inDays(0)), aPlan({ dueAt: onHold })])).toEqual(
      [],
    );
  });

  it('is brief about many of a kind: three of each channel, and how many more', () => {
    const found = Array.from({ length: 10 }, (_, index) =>
      problem('forecast-quota', { due: now, count: 101 + index, most: 100 }, { channel: 'x' }),
    );
    const brief = briefForecast([...found, problem('forecast-quota', { due: now, count: 151, most: 150 }, { channel: 'linkedin' })]);
    expect(brief.map(({ code, where }) => [code, where?.channel])).toEqual([
      ...Array.from({ length: 3 }, () => ['forecast-quota', 'x']),
      ['forecast-more', 'x'],
      ['forecast-quota', 'linkedin'],
    ]);
    expect(brief[3]?.params).toEqual({ count: 7 });
  });
});
