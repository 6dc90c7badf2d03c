import { READER } from '../../../src/core/message.ts';
import { aMessage } from '../../support/builders.ts';
import type { ChannelSample } from './sample.ts';

export const sample: ChannelSample = {
  options: {
    from: 'Om het kind <nieuwsbrief@example.nl>',
    replyTo: 'redactie@example.nl',
    listId: 'nieuwsbrief.example.nl',
    unsubscribe: 'https://example.nl/afmelden/{token}',
  },
  message: aMessage({
    subject: 'Koersbesluit Om het kind vastgesteld',
    text: `${READER.greeting}\n\nDe raad heeft besloten.\n\nAfmelden: ${READER.unsubscribe}\n`,
    html: `<!doctype html><html lang="nl"><body><h1>Koersbesluit</h1><p>${READER.greeting}</p><p><a href="${READER.unsubscribe}">Afmelden</a></p></body></html>`,
    link: 'https://omhetkind.pleio.nl/blog/view/7/koersbesluit',
    details: { language: 'nl', project: 'Om het kind', listId: 'nieuwsbrief.example.nl' },
  }),
  destination: 'nieuwsbrief.example.nl',
  // Nothing of it goes over HTTP.
  isWrite: () => false,
};
