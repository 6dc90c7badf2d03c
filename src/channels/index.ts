/** The registry: one line per channel, in the order in which they are shown. */
import type { Channel } from '../core/channel.ts';
import { linkedin } from './linkedin/index.ts';
import { newsletter } from './newsletter/index.ts';
import { pleio } from './pleio/index.ts';
import { x } from './x/index.ts';
import { yammer } from './yammer/index.ts';

export const channels: readonly Channel[] = [pleio, x, linkedin, yammer, newsletter];
