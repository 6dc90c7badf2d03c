/**
 * Readers of an issue, taken from the ledger a few at a time: whoever is taken when omk dies is in doubt, so they are
 * never many (contract newsletter 8). What became of them is written together with taking the next ones, because a
 * write takes as long for one as for fifty.
 */
import type { ReaderQueue } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Recipient, RecipientResult, RecipientSettlement } from '../../core/reader.ts';

export interface ReaderSource {
  /** The next reader; `undefined`: nobody is due. */
  next(): Promise<Recipient | undefined>;
  /** What became of a reader who was taken. */
  settle(id: string, settlement: RecipientSettlement): Promise<void>;
  /** More about a reader who was settled before. */
  amend(result: RecipientResult): void;
  /** Surely not sent: the next one who asks gets this reader. */
  putBack(reader: Recipient): void;
  /** Gives those who were taken and not tried back to the ledger, and writes every result down. */
  release(): Promise<void>;
  /** When the ledger last said that the mailing is ours, in milliseconds. */
  readonly writtenAt: () => number;
}

/** Fewest and most readers that are taken at a time. */
export interface Window {
  readonly least: number;
  readonly most: number;
}

/** A result is on disk this soon, however slowly the mailing goes. */
const longestUnwrittenMs = 100;

/** Writing may take a tenth of the time; a server that is so fast that it would take more gets a wider window. */
const shareOfWriting = 0.1;

export function readerSource(queue: ReaderQueue, { least, most }: Window, clock: Clock): ReaderSource {
  const taken: Recipient[] = [];
  let results: RecipientResult[] = [];
  let inHand = 0;
  let window = least;
  let isEmpty = false;
  let writtenAt = clock.now().getTime();
  // Of the last few writes together: one alone may have met a busy disk.
  const lately = { writingMs: 0, ms: 50 };
  let exchanging: Promise<void> | undefined;

  const exchange = async (limit: number) => {
    const startedAt = clock.now().getTime();
    const written = results;
    results = [];
    const readers = await queue.exchange(written, limit);
    const now = clock.now().getTime();
    lately.writingMs = lately.writingMs * 0.8 + now - startedAt;
    lately.ms = lately.ms * 0.8 + now - writtenAt;
    window = nextWindow(window, { least, most }, lately.writingMs / Math.max(1, lately.ms));
    writtenAt = now;
    isEmpty = limit > 0 && readers.length === 0;
    inHand += readers.length;
    taken.push(...readers);
  };
  /** One at a time: what comes meanwhile is written by the next. */
  const alone = async (limit: () => number) => {
    while (exchanging !== undefined) await exchanging;
    exchanging = exchange(limit()).finally(() => {
      exchanging = undefined;
    });
    await exchanging;
  };

  return {
    writtenAt: () => writtenAt,
    next: async () => {
      while (taken.length === 0 && !isEmpty) {
        if (exchanging !== undefined) await exchanging;
        else await alone(() => Math.max(1, window - inHand));
      }
      return taken.shift();
    },
    settle: async (id, settlement) => {
      results.push({ id, settlement });
      inHand -= 1;
      if (clock.now().getTime() - writtenAt >= longestUnwrittenMs && exchanging === undefined) await alone(() => 0);
    },
    amend: (result) => void results.push(result),
    putBack: (reader) => void taken.unshift(reader),
    release: async () => {
      for (const { id } of taken.splice(0)) results.push({ id, settlement: { state: 'waiting', isUntried: true } });
      if (results.length > 0) await alone(() => 0);
    },
  };
}

function nextWindow(window: number, { least, most }: Window, share: number): number {
  if (share > shareOfWriting) return Math.min(most, window * 2);
  return share < shareOfWriting / 4 ? Math.max(least, Math.ceil(window / 2)) : window;
}
