/** What a message on X costs. */
import type { Message, MessagePart } from '../../core/message.ts';
import { prices } from './prices.ts';
import { hasLink } from './weight.ts';

/** US dollars for a message with all its parts. */
export const cost = (message: Message): number => (message.parts ?? [message]).reduce((sum, part) => sum + partPrice(part), 0) / 1000;

const partPrice = ({ text, media }: MessagePart): number =>
  (hasLink(text) ? prices.postWithLink : prices.post) + media.filter(({ alt }) => alt !== '').length * prices.altText;

/** `0.20`, and `0.215` where the cents are not enough. */
export const dollars = (amount: number): string => amount.toFixed(3).replace(/0$/, '');
