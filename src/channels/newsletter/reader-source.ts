/** Readers of an issue, taken from the ledger in small windows: whoever is taken when omk dies is in doubt. */
import type { ReaderQueue } from '../../core/channel.ts';
import type { Recipient } from '../../core/reader.ts';

export interface ReaderSource {
  /** The next reader; `undefined`: nobody is due. */
  next(): Promise<Recipient | undefined>;
  /** Surely not sent: the next one who asks gets this reader. */
  putBack(reader: Recipient): void;
  /** Gives those who were taken and not tried back to the ledger. */
  release(): Promise<void>;
}

export function readerSource(queue: ReaderQueue, window: number): ReaderSource {
  const taken: Recipient[] = [];
  let taking: Promise<void> | undefined;
  let isEmpty = false;
  const take = async () => {
    const readers = await queue.claim(window);
    isEmpty = readers.length === 0;
    taken.push(...readers);
  };
  return {
    next: async () => {
      while (taken.length === 0 && !isEmpty) {
        taking ??= take().finally(() => {
          taking = undefined;
        });
        await taking;
      }
      return taken.shift();
    },
    putBack: (reader) => void taken.unshift(reader),
    release: async () => {
      for (const { id } of taken.splice(0)) await queue.settle(id, { state: 'waiting' });
    },
  };
}
