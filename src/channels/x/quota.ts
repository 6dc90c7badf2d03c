/** A cap of 100 posts in 24 hours for one account was seen in answers (contract x 3.4); a thread counts for all its parts. */
import type { Quota } from '../../core/channel.ts';

export const quota: Quota = { most: 100, uses: ({ parts }) => parts?.length ?? 1 };
