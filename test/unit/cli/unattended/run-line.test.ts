import { describe, expect, it } from 'vitest';
import { isoIn, runFacts, runLine } from '../../../../src/cli/unattended/run-line.ts';
import { onHold } from '../../../../src/core/delivery.ts';
import { OmkError, problem } from '../../../../src/core/problem.ts';
import { aDelivery } from '../../../support/builders.ts';

const startedAt = new Date('2026-11-26T04:00:00Z');
const endedAt = new Date('2026-11-26T04:00:01.260Z');

describe('the line of a run', () => {
  it('says when by the clock of the project, with its offset', () => {
    expect(isoIn(new Date('2026-10-25T00:30:00Z'), 'Europe/Amsterdam')).toBe('2026-10-25T02:30:00+02:00');
    expect(isoIn(new Date('2026-10-25T01:30:00Z'), 'Europe/Amsterdam')).toBe('2026-10-25T02:30:00+01:00');
    expect(isoIn(startedAt, 'UTC')).toBe('2026-11-26T04:00:00+00:00');
    expect(isoIn(startedAt, 'Asia/Kathmandu')).toBe('2026-11-26T09:45:00+05:45');
    expect(isoIn(new Date('2026-11-26T23:00:00Z'), 'Europe/Amsterdam')).toBe('2026-11-27T00:00:00+01:00');
  });

  it('has the same words in the same order, whatever is known', () => {
    const facts = {
      sent: 3,
      failed: 0,
      retry: 1,
      person: 2,
      held: 0,
      next: new Date('2026-11-26T08:00:00Z'),
      isStopped: false,
      isPaused: false,
    };
    expect(runLine({ exitCode: 4, startedAt, endedAt, timezone: 'Europe/Amsterdam', mode: 'live', facts })).toBe(
      '2026-11-26T05:00:01+01:00 omk run mode=live sent=3 failed=0 retry=1 person=2 held=0 next=2026-11-26T09:00:00+01:00 took=1.3s exit=4',
    );
    expect(runLine({ exitCode: 0, startedAt, endedAt, facts: { ...facts, isPaused: true } })).toMatch(/ exit=0 paused=1$/);
    const error = new OmkError([problem('ledger-busy', { path: 'omk.db' }), problem('ledger-busy', { path: 'omk.db' })]);
    expect(runLine({ exitCode: 2, startedAt, endedAt, error, told: 'mail:ok' })).toBe(
      '2026-11-26T05:00:01+01:00 omk run mode=- sent=- failed=- retry=- person=- held=- next=- took=1.3s exit=2 problem=ledger-busy notify=mail:ok',
    );
  });

  it('counts what this run did, and what stands open after it', () => {
    const due = (at: string) => new Date(`2026-11-26T${at}:00Z`);
    const all = [
      aDelivery({ id: 'a', state: 'sent' }),
      aDelivery({ id: 'long-ago', state: 'sent' }),
      aDelivery({ id: 'b', state: 'failed' }),
      aDelivery({ id: 'old', state: 'failed' }),
      aDelivery({ id: 'c', state: 'scheduled', attempts: 2, dueAt: due('05:00') }),
      aDelivery({ id: 'd', state: 'scheduled', attempts: 0, dueAt: due('06:00') }),
      aDelivery({ id: 'paused', state: 'scheduled', attempts: 1, dueAt: onHold }),
      aDelivery({ id: 'e', state: 'unconfirmed' }),
      aDelivery({ id: 'f', state: 'handed-off' }),
      aDelivery({ id: 'g', state: 'handed-off' }),
    ];
    const held = [aDelivery({ id: 'late', state: 'scheduled' })];
    const changed = new Set(['a', 'b', 'c', 'f']);
    expect(runFacts({ all, changed, held, withheld: [], next: due('05:00'), wasInterrupted: true, isPaused: true })).toEqual({
      sent: 1,
      failed: 1,
      retry: 1,
      person: 2,
      held: 1,
      next: due('05:00'),
      isStopped: true,
      isPaused: true,
    });
  });
});
