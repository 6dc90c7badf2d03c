import { aMessage } from '../../support/builders.ts';
import type { ChannelSample } from './sample.ts';

export const sample: ChannelSample = {
  options: {},
  message: aMessage({
    text: 'Koersbesluit vastgesteld: 27 vóór & 8 tegen 👨‍👩‍👧‍👦\n\nhttps://omhetkind.pleio.nl/blog/view/1/koersbesluit\n\n#Jeugdhulp',
    link: 'https://omhetkind.pleio.nl/blog/view/1/koersbesluit',
  }),
  destination: '7001',
  isWrite: ({ method, url }) => method === 'POST' && new URL(url).pathname === '/2/tweets',
};
