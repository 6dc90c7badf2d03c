import { describe, expect, it } from 'vitest';
import { watchClock } from '../../../../src/cli/doctor/clock.ts';
import { systemClock } from '../../../../src/core/clock.ts';

const now = new Date('2026-11-26T09:00:00.900Z');
const seen = (...offsetsInSeconds: readonly number[]) => {
  const watch = watchClock({ ...systemClock, now: () => now });
  for (const offset of offsetsInSeconds) watch.sawDate(new Date(now.getTime() + offset * 1000).toUTCString());
  return watch.check();
};

describe('the clock of this computer', () => {
  it.each([
    ['is right within a minute', [0], 'ok', undefined],
    ['is right a minute off, as answers tell whole seconds', [59], 'ok', undefined],
    ['is off beyond that', [-62], 'fault', 'clock-off'],
    ['is wrong from five minutes on', [301], 'fault', 'clock-wrong'],
    ['is believed when one service itself is wrong', [86_400, 1], 'ok', undefined],
  ])('%s', (_title, offsets, result, code) => {
    const check = seen(...offsets);
    expect([check.result, 'problem' in check ? check.problem.code : undefined]).toEqual([result, code]);
  });

  it('says how far it is off, and to which side', () => {
    expect(seen(-90)).toMatchObject({ problem: { params: { isAhead: true, seconds: 91 } } });
    expect(seen(600)).toMatchObject({ problem: { params: { isAhead: false, seconds: 599 } } });
  });

  it('is not judged when nobody told the time, or nothing that can be read', () => {
    const watch = watchClock(systemClock);
    for (const header of [undefined, null, '', 'yesterday']) watch.sawDate(header);
    expect(watch.check()).toMatchObject({ result: 'unchecked', remark: { code: 'clock-unseen' } });
  });
});
