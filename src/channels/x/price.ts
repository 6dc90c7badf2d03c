/** What X asks (docs.x.com/x-api/getting-started/pricing, read 2026-08-22; contract x 3.9). */
import type { Message, MessagePart } from '../../core/message.ts';
import { hasLink } from './weight.ts';

/** In thousandths of a US dollar, so that sums are exact. */
export const prices = {
  post: 15,
  /** Any address in the text makes it dear; in a thread, that of each part counts. */
  postWithLink: 200,
  /** The words that describe one picture. */
  altText: 5,
  /** Reading one account. */
  user: 10,
} as const;

/** US dollars for a message with all its parts. */
export const cost = (message: Message): number => (message.parts ?? [message]).reduce((sum, part) => sum + partPrice(part), 0) / 1000;

const partPrice = ({ text, media }: MessagePart): number =>
  (hasLink(text) ? prices.postWithLink : prices.post) + media.filter(({ alt }) => alt !== '').length * prices.altText;

/** `0.20`, and `0.215` where the cents are not enough. */
export const dollars = (amount: number): string => amount.toFixed(3).replace(/0$/, '');
