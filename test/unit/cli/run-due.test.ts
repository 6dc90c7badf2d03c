import { describe, expect, it } from 'vitest';
import { driven } from '../../support/driven.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { aProject, arrived, post } from '../../support/project.ts';

const hourMs = 3_600_000;

describe('a run', () => {
  it('brings out what has become due by the clock of its context, once', async () => {
    const root = aProject({ 'bericht.md': post(['publish_at: 2027-01-04 10:00', 'channels: [pleio, yammer]']) });
    const clock = fixedClock('2027-01-03T09:00:00Z');
    const omk = driven(root, clock);
    expect(await omk.publish('bericht.md')).toBe(0);
    expect(await omk.run()).toBe(0);
    expect(arrived(root, 'pleio', 'post')).toHaveLength(0);
    clock.advance(24.5 * hourMs);
    expect(await omk.run()).toBe(0);
    expect(await omk.run()).toBe(0);
    const { pleio, yammer } = await omk.standing();
    expect([pleio?.state, yammer?.state]).toEqual(['sent', 'sent']);
    expect(pleio?.firstAttemptAt?.toISOString()).toBe('2027-01-04T09:30:00.000Z');
    expect(arrived(root, 'pleio', 'post')).toHaveLength(1);
  });
});
