/** Problems with telling somebody, in English. */
import type { NotifyCatalogue } from './problem-catalogue.ts';

export const notifyProblemsEn: NotifyCatalogue = {
  'notify-nowhere': () => ({
    message: 'With --notify omk tells somebody, but nothing says whom.',
    hint: 'Put `notify: { mail: [name@example.nl] }` or `notify: { webhook: text }` into omk.yaml; docs/unattended.md explains it.',
  }),
  'notify-failed': ({ way }) => ({
    message: `The notice did not arrive (${way}).`,
    hint: 'omk tries again the next time. What there is to do is in `omk status` as well.',
  }),
  'webhook-refused': ({ host, status }) => ({
    message: `${host} did not take the notice (HTTP ${status}).`,
    hint: 'Make a new webhook there and put its address into OMK_NOTIFY_WEBHOOK; Teams wants `webhook: teams` in omk.yaml.',
  }),
  'webhook-away': ({ host, detail }) => ({
    message: `${host} cannot be reached now (${detail}).`,
    hint: 'See whether the address is right, and whether this computer may reach it.',
  }),
};
