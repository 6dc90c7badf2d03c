import { describe, expect, it } from 'vitest';
import { openPace } from '../../../../src/channels/yammer/pace.ts';
import type { Clock } from '../../../../src/core/clock.ts';

/** Time passes only by sleeping. */
function handClock(): Clock {
  let ms = 0;
  return {
    now: () => new Date(ms),
    sleep: async (pause, signal) => {
      if (!signal?.aborted) ms += pause;
    },
  };
}

const moments = async (pace: string, calls: number, signal = new AbortController().signal) => {
  const clock = handClock();
  const take = openPace(pace, clock);
  return Promise.all(Array.from({ length: calls }, () => take(signal).then(() => clock.now().getTime() / 1000)));
};

describe('the pace', () => {
  it('lets eight calls go at once and the ninth when the first is thirty seconds old', async () => {
    expect(await moments('8/30s', 18)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 30, 30, 30, 30, 30, 30, 30, 30, 60, 60]);
  });

  it('holds nobody up when there is none', async () => {
    expect(await moments('none', 20)).toEqual(Array.from({ length: 20 }, () => 0));
  });

  it('is the careful one where it cannot be read', async () => {
    expect(await moments('snel', 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 30]);
  });

  it('ends early when omk must stop', async () => {
    expect(await moments('1/30s', 3, AbortSignal.abort())).toEqual([0, 0, 0]);
  });
});
