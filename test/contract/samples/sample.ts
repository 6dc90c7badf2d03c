/** What the suite of all channels needs to know of one: a message that it takes, and which request publishes it. */
import type { Message } from '../../../src/core/message.ts';
import type { ChannelOptions } from '../../../src/core/post.ts';

export interface ChannelSample {
  /** Options of the project, over the defaults. */
  readonly options: ChannelOptions;
  /** Settings over those of the simulator. */
  readonly settings?: Record<string, string>;
  readonly message: Message;
  /** Id of the destination. */
  readonly destination: string;
  /** Texts with their length as the channel counts them, and the link that omk placed in them, if any. */
  readonly lengths?: readonly (readonly [text: string, length: number, link?: string])[];
  /** Is this the one request that cannot be taken back? */
  isWrite(request: Request): boolean | Promise<boolean>;
}
