import { aMessage } from '../../support/builders.ts';
import type { ChannelSample } from './sample.ts';

/** That of this month: any other is about to end one day. */
const version = new Date().toISOString().slice(0, 7).replace('-', '');

/** The page of an organisation: in a group, LinkedIn's no leads to a hand-off instead of a refusal. */
export const sample: ChannelSample = {
  options: { mode: 'auto', version, author: 'urn:li:organization:7001' },
  message: aMessage({
    text: 'Koersbesluit vastgesteld (27 van de 35 stemmen)\n\nhttps://omhetkind.pleio.nl/blog/view/1/koersbesluit\n\n#Jeugdhulp',
    link: 'https://omhetkind.pleio.nl/blog/view/1/koersbesluit',
    details: { mode: 'auto', author: 'urn:li:organization:7001', title: 'Koersbesluit vastgesteld' },
  }),
  destination: 'urn:li:organization:7001',
  isWrite: ({ method, url }) => method === 'POST' && new URL(url).pathname === '/rest/posts',
};
