import { expect, test } from 'vitest';
import { domainPace, steadyPace } from '../../../../src/channels/newsletter/pace.ts';
import type { Clock } from '../../../../src/core/clock.ts';

/** Time passes only by sleeping and by what the work takes. */
function handClock() {
  let ms = 1_000_000;
  const clock: Clock = {
    now: () => new Date(ms),
    sleep: async (wait) => {
      ms += Math.max(0, wait);
    },
  };
  return { clock, pass: (by: number) => void (ms += by), at: () => ms };
}

const signal = new AbortController().signal;

const mostInOneSecond = (moments: readonly number[]): number =>
  Math.max(...moments.map((start) => moments.filter((at) => at >= start && at < start + 1000).length));

test.each([
  [14, [0, 1, 2]],
  [1, [0]],
  [0.5, [0]],
  [200, [0, 3, 1, 12]],
  [14, [0, 400, 0, 0, 0, 900, 0]],
])('at %i a second, no second holds more than one more, whatever the work takes (%j ms)', async (rate, work) => {
  const { clock, pass, at } = handClock();
  const pace = steadyPace(rate, clock);
  const moments: number[] = [];
  for (let mail = 0; mail < rate * 20 + 3; mail += 1) {
    pass(work[mail % work.length] ?? 0);
    await pace.turn(signal);
    moments.push(at());
  }
  expect(mostInOneSecond(moments)).toBeLessThanOrEqual(Math.ceil(rate) + 1);
  expect(mostInOneSecond(moments)).toBeGreaterThanOrEqual(Math.min(rate, 1));
});

test('what was late is not caught up with in a burst', async () => {
  const { clock, pass, at } = handClock();
  const pace = steadyPace(10, clock);
  await pace.turn(signal);
  pass(60_000);
  const from = at();
  for (let mail = 0; mail < 12; mail += 1) await pace.turn(signal);
  expect(at() - from).toBeGreaterThanOrEqual(1000);
});

test('each domain has its own pace, and those who must wait are told moments one after the other', () => {
  const { clock, pass, at } = handClock();
  const domains = domainPace(2, clock);
  expect(domains.turnOf('a.example')).toBeUndefined();
  expect(domains.turnOf('b.example')).toBeUndefined();
  const waits = [1, 2, 3].map(() => (domains.turnOf('a.example')?.getTime() ?? 0) - at());
  expect(waits).toEqual([510, 1020, 1530]);
  expect(domains.heldUntil().getTime() - at()).toBe(1530);
  pass(510);
  expect(domains.turnOf('a.example')).toBeUndefined();
});
