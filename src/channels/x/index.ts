/** X: one post, or a thread where the writer asks for it. Every post costs money, so the price is known beforehand. */
import type { Channel, ChannelValues, Destination } from '../../core/channel.ts';
import type { Receipt } from '../../core/outcome.ts';
import { permalink } from './permalink.ts';
import { quota } from './quota.ts';
import { simulatedAccount } from './simulated-account.ts';

export const x: Channel = {
  id: 'x',
  label: { nl: 'X', en: 'X' },
  formats: ['text'],
  reaches: 'place',
  can: { update: false, remove: true },
  settings: {
    appKey: {
      env: 'X_APP_KEY',
      help: { nl: 'sleutel van de app bij X (API key)', en: 'key of the app at X (API key)' },
      secret: true,
    },
    appSecret: {
      env: 'X_APP_SECRET',
      help: { nl: 'geheim van de app bij X (API key secret)', en: 'secret of the app at X (API key secret)' },
      secret: true,
    },
    accessToken: {
      env: 'X_ACCESS_TOKEN',
      help: {
        nl: 'toegangstoken van het account, gemaakt met lees- en schrijfrecht',
        en: 'access token of the account, made with read and write permission',
      },
      secret: true,
      oddity: (value) => (/^\d+-./.test(value) ? undefined : 'no-account'),
    },
    accessSecret: {
      env: 'X_ACCESS_SECRET',
      help: { nl: 'geheim van het toegangstoken', en: 'secret of the access token' },
      secret: true,
    },
    apiUrl: {
      env: 'X_API_URL',
      help: { nl: 'ander adres dan dat van X zelf', en: "another address than X's own" },
      secret: false,
      default: 'https://api.x.com',
      address: true,
    },
  },
  options: {
    thread: {
      kind: 'boolean',
      default: false,
      scope: 'both',
      help: { nl: 'verdeel een lange tekst over een reeks berichten (thread)', en: 'spread a long text over several posts (a thread)' },
      example: 'false',
    },
    maxCost: {
      kind: 'number',
      default: 0.25,
      scope: 'both',
      help: { nl: 'hoogste prijs van één bericht, in Amerikaanse dollars', en: 'highest price of one post, in US dollars' },
      example: '0.25',
    },
    budget: {
      kind: 'number',
      scope: 'project',
      help: {
        nl: 'wat alle berichten van een maand samen mogen kosten, in Amerikaanse dollars; omk waarschuwt als het meer wordt',
        en: 'what all posts of a month may cost together, in US dollars; omk warns when it becomes more',
      },
      example: '10',
    },
  },
  simulator: {
    settings: ({ http }) => ({
      ...simulatedAccount,
      apiUrl: http,
    }),
    switches: {
      'no-credit': { nl: 'Het tegoed is op.', en: 'The credit is used up.' },
      'read-only': { nl: 'De sleutels mogen alleen lezen.', en: 'The keys may only read.' },
      'spend-cap': { nl: 'Het bestedingsplafond van deze periode is bereikt.', en: 'The spend cap of this period is reached.' },
      'rate-limits': {
        nl: 'Na honderd berichten in een kwartier weigert X de volgende.',
        en: 'After a hundred posts in fifteen minutes X refuses the next.',
      },
      'slow-timeline': {
        nl: 'Een bericht verschijnt pas na drie seconden op de tijdlijn.',
        en: 'A post appears on the timeline only after three seconds.',
      },
      'slow-media': {
        nl: 'Een plaatje is na het versturen nog een tijdje in bewerking.',
        en: 'A picture is still being processed for a while after its upload.',
      },
      'new-fields': { nl: 'X kent de oude namen van de velden niet meer.', en: 'X no longer knows the old names of its fields.' },
    },
    open: async (world) => (await import('./simulator.ts')).openSimulator(world),
  },
  rules: async () => (await import('./payload.ts')).rules,
  draw: async () => (await import('./look.ts')).draw,
  needs: () => ['appKey', 'appSecret', 'accessToken', 'accessSecret'],
  login: {
    fills: ['appKey', 'appSecret', 'accessToken', 'accessSecret'],
    needs: [],
    warnDays: 0,
    open: async (values, deps) => (await import('./login.ts')).openLogin(values, deps),
  },
  budget: ({ budget }) => (typeof budget === 'number' ? budget : undefined),
  quota: () => quota,
  destination,
  parsePermalink,
  open: async (values, deps) => (await import('./send.ts')).openSender(values, deps),
};

/** An access token of OAuth 1.0a begins with the number of its account, so that knowing the account costs no call. */
function destination({ settings }: ChannelValues): Destination {
  const id = /^(\d+)-/.exec(settings.accessToken ?? '')?.[1];
  return id ? { id, reference: 'account', name: `account ${id}` } : { reference: 'account', name: 'account' };
}

const hosts = /^(?:(?:www|mobile)\.)?(?:x|twitter)\.com$/;

function parsePermalink(url: string): Receipt | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const id = /^\/(?:i\/web|\w+)\/status(?:es)?\/(\d+)(?:\/|$)/.exec(pathname)?.[1];
  return hosts.test(hostname) && id ? { remoteId: id, url: permalink(id) } : undefined;
}
