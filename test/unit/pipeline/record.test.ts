import { expect, test } from 'vitest';
import { problem } from '../../../src/core/problem.ts';
import { defaultPolicy, settlementFor } from '../../../src/pipeline/record.ts';
import { aDelivery } from '../../support/builders.ts';

const now = new Date('2026-11-25T09:00:00Z');
const delivery = aDelivery({ firstAttemptAt: new Date('2026-11-23T09:00:00Z'), attempts: 3 });
const later = { kind: 'retry', problem: problem('rate-limited', { detail: '451' }), notBefore: new Date('2026-11-25T10:00:00Z') } as const;

test('gives up a day after the first attempt', () => {
  expect(settlementFor({ outcome: later, delivery, policy: defaultPolicy, now })).toMatchObject({
    state: 'failed',
    problem: { code: 'retries-used-up' },
  });
});

test('does not give up what goes on as planned, however long it takes', () => {
  const outcome = { ...later, isPatient: true } as const;
  expect(settlementFor({ outcome, delivery, policy: defaultPolicy, now })).toMatchObject({ state: 'scheduled', dueAt: later.notBefore });
});
