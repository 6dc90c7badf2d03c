/** Problems with telling somebody, in Dutch. */
import type { NotifyCatalogue } from './problem-catalogue.ts';

export const notifyProblemsNl: NotifyCatalogue = {
  'notify-nowhere': () => ({
    message: 'Met --notify vertelt omk het aan iemand, maar er staat nergens aan wie.',
    hint: 'Zet `notify: { mail: [naam@example.nl] }` of `notify: { webhook: text }` in omk.yaml; docs/unattended.md legt het uit.',
  }),
  'notify-failed': ({ way }) => ({
    message: `De melding kwam niet aan (${way}).`,
    hint: 'omk probeert het de volgende keer weer. Wat er te doen is, staat ook in `omk status`.',
  }),
  'webhook-refused': ({ host, status }) => ({
    message: `${host} nam de melding niet aan (HTTP ${status}).`,
    hint: 'Maak daar een nieuwe webhook en zet het adres in OMK_NOTIFY_WEBHOOK; voor Teams hoort `webhook: teams` in omk.yaml.',
  }),
  'webhook-away': ({ host, detail }) => ({
    message: `${host} is nu niet bereikbaar (${detail}).`,
    hint: 'Kijk of het adres klopt en of deze computer erbij mag.',
  }),
};
