/** The newsletter: one post to many readers, one mail each, over SMTP. */
import type { Channel, Simulator } from '../../core/channel.ts';
import { options, settings } from './options.ts';
import { problemsOfSettings } from './settings-check.ts';

const simulator: Simulator = {
  switches: {
    'no-spf': {
      nl: 'Het domein van de afzender heeft geen SPF-record; omk doctor meldt het.',
      en: "The sender's domain has no SPF record; omk doctor tells so.",
    },
    'no-dmarc': {
      nl: 'Het domein van de afzender heeft geen DMARC-record; omk doctor meldt het.',
      en: "The sender's domain has no DMARC record; omk doctor tells so.",
    },
  },
  options: { from: 'Oefennieuwsbrief <nieuwsbrief@example.nl>', listId: 'oefenlijst.example.nl' },
  settings: ({ smtp, dns }) => ({ smtp, ...(dns !== undefined && { dns }) }),
  open: async (world) => (await import('./simulator.ts')).openSimulator(world),
};

export const newsletter: Channel = {
  id: 'newsletter',
  label: { nl: 'Nieuwsbrief', en: 'Newsletter' },
  formats: ['html', 'text'],
  settings,
  options,
  reaches: 'readers',
  can: { update: false, remove: false },
  simulator,
  rules: async () => (await import('./payload.ts')).rules,
  draw: async () => (await import('./look.ts')).draw,
  needs: () => ['smtp'],
  check: problemsOfSettings,
  destination: ({ options: { listId } }) => {
    const id = String(listId ?? '').toLowerCase();
    return { id, reference: id, name: id };
  },
  open: async (values, deps) => (await import('./send.ts')).openSender(values, deps),
};
