/** A member may make 150 calls a day (contract linkedin 6): one for the post, and three for each picture. */
import type { Quota } from '../../core/channel.ts';

export const quota: Quota = { most: 150, uses: ({ media }) => 1 + media.length * 3 };
