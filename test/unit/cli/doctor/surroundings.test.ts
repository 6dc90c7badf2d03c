import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOlder, lookAtFiles, lookAtZone } from '../../../../src/cli/doctor/surroundings.ts';
import { systemClock } from '../../../../src/core/clock.ts';
import { temporaryFolder } from '../../../support/project.ts';

describe('a version', () => {
  it.each([
    ['20.19.0', '20.20', true],
    ['20.20.0', '20.20', false],
    ['20.20', '20.20.1', true],
    ['22.1.0', '20.20', false],
    ['9.99.9', '20.20', true],
  ])('%s is older than %s: %s', (version, floor, expected) => {
    expect(isOlder(version, floor)).toBe(expected);
  });
});

describe('the time zone', () => {
  const clock = { ...systemClock, now: () => new Date('2026-07-01T10:00:00Z') };

  it('tells what time it is there, by its own rules', () => {
    expect(lookAtZone({ timezone: 'Europe/Amsterdam' }, clock)).toMatchObject([{ remark: { params: { now: '12:00 (GMT+02:00)' } } }]);
  });

  it('without rules is wrong', () => {
    expect(lookAtZone({ timezone: 'Europe/Nergens' }, clock)).toMatchObject([{ problem: { code: 'zone-unknown' } }]);
  });
});

describe('files with secrets', () => {
  it('are said to be open only where others can get at them', () => {
    const root = temporaryFolder();
    const look = () => lookAtFiles({ root, databasePath: join(root, '.omk', 'omk.db') }, ['lezers.csv']);
    expect(look()).toEqual([]);
    writeFileSync(join(root, '.env'), '', { mode: 0o644 });
    expect(look()).toMatchObject([{ result: 'ok', remark: { params: { paths: ['.env'] } } }]);
    chmodSync(root, 0o755);
    expect(look()).toMatchObject([{ result: 'fault', problem: { code: 'file-open-to-others', params: { path: '.env' } } }]);
    chmodSync(join(root, '.env'), 0o640);
    expect(look()).toMatchObject([{ result: 'ok' }]);
  });
});
