/** Ids as X gives them out: decimal, rising with time, and far beyond what a number can hold (contract x 3.6). */
import { randomInt } from 'node:crypto';
import type { World } from '../../core/channel.ts';

const epochMs = 1_288_834_974_657n;

export const snowflake = (world: World): string =>
  (((BigInt(world.clock.now().getTime()) - epochMs) << 22n) | BigInt(randomInt(1 << 22))).toString();
