import { describe, expect, it } from 'vitest';
import { dayMs, type Grant, standingOf } from '../../../src/core/login.ts';

const now = new Date('2026-11-26T12:00:00Z');
const inMs = (ms: number) => new Date(now.getTime() + ms);
const grant = (more: Partial<Grant> = {}): Grant => ({ settings: { token: 't' }, ...more });

describe('how a login stands', () => {
  it('is good for ever without an end', () => {
    expect(standingOf(grant(), now, 7)).toEqual({ kind: 'good' });
  });

  it('is good until its end, and is said to end in the days before', () => {
    const far = inMs(8 * dayMs);
    const near = inMs(6 * dayMs);
    expect(standingOf(grant({ expiresAt: far }), now, 7)).toEqual({ kind: 'good', until: far });
    expect(standingOf(grant({ expiresAt: near }), now, 7)).toEqual({ kind: 'ending', until: near });
  });

  it('is over at its end, or overdue where the end was a guess', () => {
    expect(standingOf(grant({ expiresAt: now }), now, 7)).toEqual({ kind: 'ended', since: now });
    expect(standingOf(grant({ expiresAt: now, isEstimate: true }), now, 7)).toEqual({ kind: 'overdue', since: now });
  });

  it('is to be renewed a little before its end, where it can be', () => {
    expect(standingOf(grant({ expiresAt: inMs(4 * 60_000), refreshToken: 'r' }), now, 7)).toEqual({ kind: 'to-renew' });
    expect(standingOf(grant({ expiresAt: inMs(6 * 60_000), refreshToken: 'r' }), now, 7)).toEqual({ kind: 'good' });
    expect(standingOf(grant({ expiresAt: inMs(4 * 60_000) }), now, 0)).toMatchObject({ kind: 'good' });
  });

  it('ends with the refresh token where that has an end', () => {
    const refreshExpiresAt = inMs(3 * dayMs);
    expect(standingOf(grant({ expiresAt: inMs(dayMs), refreshToken: 'r', refreshExpiresAt }), now, 7)).toEqual({
      kind: 'ending',
      until: refreshExpiresAt,
    });
    const both = grant({ expiresAt: inMs(-2), refreshToken: 'r', refreshExpiresAt: inMs(-1) });
    expect(standingOf(both, now, 7)).toEqual({ kind: 'ended', since: inMs(-2) });
  });
});
