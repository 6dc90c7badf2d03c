import { describe, expect, it } from 'vitest';
import { type Memory, type TellingInput, whatToTell } from '../../../../src/cli/unattended/telling.ts';
import type { Trouble } from '../../../../src/cli/unattended/troubles.ts';

const hourMs = 3_600_000;
const start = new Date('2026-11-26T09:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const trouble = (key: string): Trouble => ({ key, kind: 'failed', title: key });
const base = { againMs: 24 * hourMs, label: ({ title = '' }: Trouble) => title };

const keysOf = (telling: ReturnType<typeof whatToTell>) =>
  telling && { fresh: telling.fresh.map(({ key }) => key), known: telling.known.map(({ key }) => key), solved: telling.solved };

/** A run every five minutes, or when it says: what each of them tells. */
function told(runs: readonly (readonly [ms: number, keys: readonly string[], more?: Partial<TellingInput>])[]) {
  let memory: Memory = {};
  return runs.map(([ms, keys, more]) => {
    const telling = whatToTell({ ...base, troubles: keys.map(trouble), memory, now: later(ms), ...more });
    memory = telling?.memory ?? memory;
    return keysOf(telling);
  });
}

const nothing = undefined;
const only = (fresh: readonly string[], known: readonly string[] = [], solved: readonly string[] = []) => ({ fresh, known, solved });

describe('what is told', () => {
  it('is nothing where there is nothing', () => {
    expect(told([[0, []]])).toEqual([nothing]);
  });

  it('is told once, and again after a day', () => {
    expect(
      told([
        [0, ['a']],
        [hourMs / 12, ['a']],
        [23 * hourMs, ['a']],
        [24 * hourMs, ['a']],
        [25 * hourMs, ['a']],
      ]),
    ).toEqual([only(['a']), nothing, nothing, only(['a']), nothing]);
  });

  it('is told at once when something joins, with what was there before, which is then not told again by itself', () => {
    expect(
      told([
        [0, ['a']],
        [hourMs, ['a', 'b']],
        [24 * hourMs, ['a', 'b']],
      ]),
    ).toEqual([only(['a']), only(['b'], ['a']), nothing]);
  });

  it('is that all is well again, once', () => {
    expect(
      told([
        [0, ['a', 'b']],
        [2 * hourMs, ['a']],
        [3 * hourMs, []],
        [4 * hourMs, []],
      ]),
    ).toEqual([only(['a', 'b']), nothing, only([], [], ['a', 'b']), nothing]);
  });

  it('names what was solved when it tells of something else', () => {
    expect(
      told([
        [0, ['a']],
        [2 * hourMs, ['b']],
      ]),
    ).toEqual([only(['a']), only(['b'], [], ['a'])]);
  });

  it('is not said at every turn of what comes and goes', () => {
    const runs = Array.from({ length: 12 }, (_, index) => [index * 5 * 60_000, index % 2 === 0 ? ['a'] : []] as const);
    expect(told(runs)).toEqual([only(['a']), ...runs.slice(1).map(() => nothing)]);
  });

  it('forgets nothing that it could not look at', () => {
    expect(
      told([
        [0, ['a']],
        [2 * hourMs, ['stop'], { isPartial: true }],
        [3 * hourMs, ['a']],
        [4 * hourMs, []],
      ]),
    ).toEqual([only(['a']), only(['stop']), nothing, only([], [], ['a', 'stop'])]);
  });

  it('is told again rather than never when the clock was set back', () => {
    expect(
      told([
        [0, ['a']],
        [-48 * hourMs, ['a']],
      ]),
    ).toEqual([only(['a']), only(['a'])]);
  });
});
