/** One message that goes, or went, at a moment. */
import { type Delivery, isOnHold } from '../../core/delivery.ts';
import type { Message } from '../../core/message.ts';
import type { Where } from '../../core/problem.ts';

export interface Upcoming {
  /** Its id. */
  readonly post: string;
  readonly file: string;
  readonly channel: string;
  readonly at: Date;
  readonly message: Message;
  /** Where its moment is written, if that is known. */
  readonly line?: number;
}

export const upcomingOf = ({ post, file, channel, dueAt, message }: Delivery): Upcoming => ({ post, file, channel, at: dueAt, message });

export const whereOf = ({ file, channel, line }: Upcoming): Where => ({
  file,
  channel,
  ...(line !== undefined && { line, field: 'publish_at' }),
});

/** It took money and room of the channel, or will: a text that goes out, not one that is changed or taken back. */
export const isSpent = (delivery: Delivery): boolean =>
  (delivery.kind === 'publish' || delivery.kind === 'correction') &&
  !['failed', 'cancelled', 'handed-off'].includes(delivery.state) &&
  !isOnHold(delivery);
