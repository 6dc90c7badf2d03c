/** What a feed is handed in. */
import type { Network } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';

export interface FeedDeps {
  readonly clock: Clock;
  readonly network: Network;
  /** How long one page of the feed may take, redirects included. */
  readonly deadlineMs: number;
  /** May a host be asked to which the feed leads, and which is not its own? Never one inside a network. */
  readonly mayAsk: (url: URL) => Promise<boolean>;
  /** How such a host is asked: over a connection that looks at its address once more, for a name may change its mind in between. */
  readonly guarded: () => Promise<RequestInit>;
}
