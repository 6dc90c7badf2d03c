import { aMessage } from '../../support/builders.ts';
import type { ChannelSample } from './sample.ts';

export const sample: ChannelSample = {
  options: { community: '225000000001' },
  message: aMessage({
    text: 'Koersbesluit vastgesteld\n\nLees verder: https://omhetkind.pleio.nl/blog/view/1/koersbesluit',
    link: 'https://omhetkind.pleio.nl/blog/view/1/koersbesluit',
    details: { title: 'Koersbesluit vastgesteld', topics: ['Jeugdhulp'] },
  }),
  destination: '225000000001',
  isWrite: ({ method, url }) => method === 'POST' && new URL(url).pathname === '/api/v1/messages.json',
};
