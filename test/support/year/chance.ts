/** Chance that can be had again: the same seed gives the same year. */
export interface Chance {
  /** A whole number from `from` up to and with `to`. */
  whole(from: number, to: number): number;
  happens(share: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: a small generator of which any 32 bits are a good seed. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole: Chance['whole'] = (from, to) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    happens: (share) => next() < share,
    pick: (from) => {
      const found = from[whole(0, from.length - 1)];
      if (found === undefined) throw new Error('Nothing to pick from.');
      return found;
    },
  };
}
