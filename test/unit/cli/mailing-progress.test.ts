import { expect, test } from 'vitest';
import { createMeter } from '../../../src/cli/mailing-progress.ts';
import { en } from '../../../src/cli/messages/en.ts';
import { nl } from '../../../src/cli/messages/nl.ts';

const counts = (sent: number, waiting: number) => ({ sent, refused: 1, suppressed: 1, unconfirmed: 1, left: 1, waiting });

test('tells speed and time left from the last ten seconds', () => {
  const meter = createMeter();
  const at = (second: number) => new Date(1_000_000 + second * 1000);
  expect(meter.see(counts(0, 996), at(0))).toEqual({ done: 4, all: 1000 });
  expect(meter.see(counts(100, 896), at(1))).toEqual({ done: 104, all: 1000, perSecond: 100, secondsLeft: 9 });
  for (let second = 2; second <= 20; second += 1) meter.see(counts(100 + second, 896 - second), at(second));
  expect(meter.see(counts(121, 875), at(21))).toEqual({ done: 125, all: 1000, perSecond: 1, secondsLeft: 875 });
});

test('says it in both languages, and says nothing that is not known yet', () => {
  expect(nl.mailed({ done: 1234, all: 10_000, perSecond: 950, secondsLeft: 9 })).toBe('1.234 van 10.000, 950/s, nog 9 s');
  expect(en.mailed({ done: 1234, all: 10_000, perSecond: 2.46, secondsLeft: 3564 })).toBe('1,234 of 10,000, 2.5/s, 60 min left');
  expect(nl.mailed({ done: 1, all: 100_000, perSecond: 3, secondsLeft: 33_333 })).toBe('1 van 100.000, 3/s, nog 9 u 16 min');
  expect(en.mailed({ done: 0, all: 5 })).toBe('0 of 5');
});
