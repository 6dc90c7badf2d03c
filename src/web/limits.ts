/** How often a visitor may ask, and how often an address may be mailed. In memory alone: no visitor is ever written down. */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

export interface Limits {
  /** Seconds to wait before this client may ask again; 0: none. */
  page(client: string): Promise<number>;
  /** The same for forms that make omk send mail. */
  form(client: string): Promise<number>;
  /** May this reader be mailed now? `already`: only to say that nothing changes. */
  mail(reader: string, kind: 'confirm' | 'already'): Promise<boolean>;
  /** The mail could not leave, so it does not count. */
  giveBack(reader: string, kind: 'confirm' | 'already'): Promise<void>;
}

const minute = 60;
const day = 86_400;

export function createLimits(): Limits {
  const pages = new RateLimiterMemory({ points: 300, duration: minute });
  const forms = new RateLimiterMemory({ points: 20, duration: 10 * minute });
  const mails = {
    // Nobody's mailbox can be filled by typing in an address of somebody else.
    confirm: [new RateLimiterMemory({ points: 1, duration: 10 * minute }), new RateLimiterMemory({ points: 4, duration: day })],
    already: [new RateLimiterMemory({ points: 1, duration: day })],
  };
  return {
    page: (client) => secondsToWait(pages, client),
    form: (client) => secondsToWait(forms, client),
    mail: async (reader, kind) => {
      for (const limiter of mails[kind]) if ((await secondsToWait(limiter, reader)) > 0) return false;
      return true;
    },
    giveBack: async (reader, kind) => {
      for (const limiter of mails[kind]) await limiter.reward(reader);
    },
  };
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
  }
}

/** One subscriber line of IPv6 has a whole network of addresses; it counts as one. */
export const clientKey = (address: string): string => (address.includes(':') ? networkOf(address) : address);

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = '', after] = address.toLowerCase().split('::');
  const start = before.split(':').filter(Boolean);
  const end = (after ?? '').split(':').filter(Boolean);
  const missing = after === undefined ? 0 : Math.max(0, 8 - start.length - end.length);
  return [...start, ...Array<string>(missing).fill('0'), ...end]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
