import { aMessage } from '../../support/builders.ts';
import type { ChannelSample } from './sample.ts';

/** A group that the simulator knows, by its guid. */
export const sample: ChannelSample = {
  options: { group: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01' },
  message: aMessage({
    subject: 'Koersbesluit vastgesteld: 27 vóór 👨‍👩‍👧‍👦',
    text: 'De raad koos een nieuwe koers. مرحبا',
    details: {
      type: 'blog',
      access: 2,
      document: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'De raad koos een nieuwe koers. مرحبا' }] }],
      },
      tags: ['Jeugdhulp'],
      abstract: 'Wat het besluit voor uw werk betekent.',
    },
  }),
  destination: '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01',
  isWrite: async (request) => request.method === 'POST' && (await request.clone().text()).includes('"operationName":"AddEntity"'),
};
