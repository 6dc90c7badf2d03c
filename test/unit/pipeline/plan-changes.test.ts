import { describe, expect, it } from 'vitest';
import type { Rules } from '../../../src/core/channel.ts';
import type { Delivery } from '../../../src/core/delivery.ts';
import { PERMALINK } from '../../../src/core/message.ts';
import { type Candidate, planDeliveries } from '../../../src/pipeline/plan.ts';
import { planRetractions, planUpdates } from '../../../src/pipeline/plan-changes.ts';
import { aMessage, aPost, aRequest } from '../../support/builders.ts';
import { aPlan } from '../../support/ledgers.ts';

const now = new Date('2026-11-21T10:00:00Z');

const aDelivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  ...aPlan(),
  id: 'd1',
  kind: 'publish',
  state: 'sent',
  attempts: 1,
  receipt: { remoteId: '1', url: 'https://a.nl/1' },
  createdAt: new Date('2026-11-21T09:00:00Z'),
  ...overrides,
});

const aCandidate = (overrides: Partial<Candidate> = {}): Candidate => ({
  post: aPost(),
  request: aRequest(),
  destination: '7001',
  destinationName: '@omhetkind',
  message: aMessage({ text: `Nieuw ${PERMALINK}` }),
  revision: 'r2',
  ...overrides,
});

const can =
  (update: boolean, remove = true) =>
  () => ({ can: { update, remove } });
const correcting = () =>
  ({
    correct: ({ text }: { text: string }) => ({ message: aMessage({ text, details: { replyTo: '1' } }), problems: [] }),
  }) as unknown as Rules;
const updates = (overrides: Partial<Parameters<typeof planUpdates>[0]> = {}) =>
  planUpdates({ candidates: [aCandidate()], known: [aDelivery()], channel: can(true), rules: correcting, hub: 'pleio', now, ...overrides });

describe('an edit', () => {
  it('is brought to what stands there, with the permalink of the hub', () => {
    const hub = aDelivery({ id: 'h', channel: 'pleio', destination: 'g1', receipt: { remoteId: 'p', url: 'https://hub.nl/p' } });
    const [change] = updates({ known: [aDelivery(), hub] });
    expect(change?.planned).toMatchObject({
      kind: 'update',
      of: 'd1',
      round: 1,
      state: 'scheduled',
      revision: 'r2',
      message: { text: 'Nieuw https://hub.nl/p' },
    });
  });

  it('is not needed where the text is the same, nor once it was brought', () => {
    expect(updates({ candidates: [aCandidate({ revision: 'r1' })] })).toMatchObject([{ isUnchanged: true }]);
    const brought = aDelivery({ id: 'u1', kind: 'update', of: 'd1', revision: 'r2' });
    expect(updates({ known: [aDelivery(), brought] })).toMatchObject([{ isUnchanged: true }]);
  });

  it('that failed is planned again in its place, a second one comes next to the first', () => {
    const failed = aDelivery({ id: 'u1', kind: 'update', of: 'd1', revision: 'r2', state: 'failed' });
    expect(updates({ known: [aDelivery(), failed] })[0]?.planned).toMatchObject({ round: 1 });
    const brought = aDelivery({ id: 'u1', kind: 'update', of: 'd1', revision: 'old' });
    expect(updates({ known: [aDelivery(), brought] })[0]?.planned).toMatchObject({ round: 2 });
  });

  it('becomes a correction where the channel cannot edit and the author asks for one', () => {
    expect(updates({ channel: can(false) })).toMatchObject([{ problem: { code: 'cannot-update' } }]);
    expect(updates({ channel: can(false), correction: 'De zaal is 3.' })[0]?.planned).toMatchObject({
      kind: 'correction',
      message: { text: 'De zaal is 3.', details: { replyTo: '1' } },
    });
  });

  it('leaves what was never sent to publish', () => {
    expect(updates({ known: [aDelivery({ state: 'scheduled' })] })).toEqual([]);
  });

  it('is no second post for a later publish', () => {
    const brought = aDelivery({ id: 'u1', kind: 'update', of: 'd1', revision: 'r2' });
    const plan = planDeliveries({ candidates: [aCandidate()], skipped: [], known: [aDelivery(), brought], hub: undefined, now, again: [] });
    expect(plan).toMatchObject([{ action: 'keep', state: 'unchanged' }]);
  });
});

describe('a retraction', () => {
  const retractions = (known: readonly Delivery[], remove = true) =>
    planRetractions({ known, channel: can(false, remove), reason: 'Verkeerde datum', now });

  it('takes back what was sent, corrections too', () => {
    const correction = aDelivery({ id: 'c1', kind: 'correction', of: 'd1', createdAt: now });
    expect(retractions([aDelivery(), correction]).map(({ planned }) => [planned?.kind, planned?.of, planned?.round])).toEqual([
      ['retract', 'c1', 1],
      ['retract', 'd1', 2],
    ]);
  });

  it('says so where only a person can', () => {
    expect(retractions([aDelivery()], false)).toMatchObject([{ problem: { code: 'cannot-retract' } }]);
  });

  it('passes over nothing that may be out there', () => {
    expect(retractions([aDelivery({ state: 'unconfirmed' }), aDelivery({ id: 'd2', state: 'failed' })])).toMatchObject([
      { original: { state: 'unconfirmed' } },
    ]);
  });

  it('is done once, and a later publish leaves it taken back', () => {
    const done = aDelivery({ id: 'r1', kind: 'retract', of: 'd1', message: aMessage({ text: 'Verkeerde datum' }) });
    expect(retractions([aDelivery(), done])).toMatchObject([{ problem: { code: 'retracted', params: { reason: 'Verkeerde datum' } } }]);
    const plan = planDeliveries({ candidates: [aCandidate()], skipped: [], known: [aDelivery(), done], hub: undefined, now, again: [] });
    expect(plan).toMatchObject([{ action: 'keep', state: 'cancelled', problem: { code: 'retracted' } }]);
  });
});
