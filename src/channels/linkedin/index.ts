/** A LinkedIn group: placed by a person, or by omk where LinkedIn allows it; or the page of an organisation. */
import type { Channel, ChannelValues, Destination } from '../../core/channel.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { parsePermalink } from './permalink.ts';
import { lastPart, placeOf, words } from './place.ts';
import { quota } from './quota.ts';
import { endingOf } from './version.ts';

export const linkedin: Channel = {
  id: 'linkedin',
  label: { nl: 'LinkedIn', en: 'LinkedIn' },
  formats: ['text'],
  reaches: 'place',
  can: { update: true, remove: true },
  settings: {
    token: {
      env: 'LINKEDIN_ACCESS_TOKEN',
      help: {
        nl: 'toegangstoken van LinkedIn; niet nodig bij mode: assisted',
        en: 'LinkedIn access token; not needed with mode: assisted',
      },
      secret: true,
    },
    apiUrl: {
      env: 'LINKEDIN_API_URL',
      help: { nl: 'ander adres dan dat van LinkedIn zelf', en: "another address than LinkedIn's own" },
      secret: false,
      default: 'https://api.linkedin.com',
      address: true,
    },
    clientId: {
      env: 'LINKEDIN_CLIENT_ID',
      help: {
        nl: 'Client ID van de app bij LinkedIn, voor `omk login linkedin`',
        en: 'Client ID of the app at LinkedIn, for `omk login linkedin`',
      },
      secret: false,
    },
    clientSecret: {
      env: 'LINKEDIN_CLIENT_SECRET',
      help: { nl: 'geheim van die app (Primary Client Secret)', en: 'secret of that app (Primary Client Secret)' },
      secret: true,
    },
    redirectUrl: {
      env: 'LINKEDIN_REDIRECT_URL',
      help: {
        nl: 'waar de browser na het inloggen terugkomt: op deze computer, en letterlijk zo opgegeven bij de app',
        en: 'where the browser comes back to after logging in: on this computer, and registered at the app to the letter',
      },
      secret: false,
      default: 'http://127.0.0.1:4830/callback',
      address: true,
    },
    loginUrl: {
      env: 'LINKEDIN_LOGIN_URL',
      help: { nl: 'ander adres om in te loggen dan dat van LinkedIn zelf', en: "another address to log in at than LinkedIn's own" },
      secret: false,
      default: 'https://www.linkedin.com',
      address: true,
    },
  },
  options: {
    version: {
      kind: 'pattern',
      pattern: /^\d{4}(?:0[1-9]|1[0-2])$/,
      expected: 'version',
      scope: 'project',
      help: {
        nl: 'versie van de koppeling, als jaar en maand; LinkedIn zet een versie na ongeveer een jaar uit',
        en: 'version of the API, as year and month; LinkedIn switches a version off after about a year',
      },
      example: '"202611"',
    },
    author: {
      kind: 'pattern',
      pattern: /^urn:li:(?:organization:\d+|person:[\w-]+)$/,
      expected: 'urn',
      scope: 'both',
      help: { nl: 'namens wie omk plaatst: een organisatie of een persoon', en: 'on whose behalf omk posts: an organisation or a person' },
      example: 'urn:li:organization:7001',
    },
    group: {
      kind: 'pattern',
      pattern: /^(?:urn:li:group:)?\d+$/,
      expected: 'id',
      scope: 'both',
      help: {
        nl: 'nummer van de groep; zonder groep komt het bericht op de pagina van author',
        en: 'number of the group; without it the post goes to the page of author',
      },
      example: '"4510"',
    },
    mode: {
      kind: 'choice',
      choices: ['assisted', 'auto', 'off'],
      default: 'assisted',
      scope: 'both',
      help: {
        nl: 'assisted: omk zet alles klaar en een mens plaatst; auto: omk plaatst zelf; off: niet',
        en: 'assisted: omk prepares everything and a person posts it; auto: omk posts; off: not at all',
      },
      example: 'assisted',
    },
  },
  simulator: {
    options: { group: '4510' },
    settings: ({ http }) => ({
      token: 'sandbox-token',
      apiUrl: http,
      clientId: 'sandbox-app',
      clientSecret: 'sandbox-app-secret',
      // LinkedIn wants the very port that was registered; the pretended one takes any.
      redirectUrl: 'http://127.0.0.1:0/callback',
      loginUrl: http,
    }),
    switches: {
      'no-group': { nl: 'omk mag niet in groepen plaatsen.', en: 'omk may not post in groups.' },
      'no-openid': { nl: 'Het token vertelt niet van wie het is.', en: 'The token does not tell whose it is.' },
      'no-read': { nl: 'omk mag niet nakijken wat er staat.', en: 'omk may not look up what is there.' },
      partner: {
        nl: 'De app is van een partner: een aanmelding is te vernieuwen.',
        en: "The app is a partner's: a login can be renewed.",
      },
    },
    open: async (world) => (await import('./simulator.ts')).openSimulator(world),
  },
  rules: async () => (await import('./payload.ts')).rules,
  draw: async () => (await import('./look.ts')).draw,
  needs: (options) => (placeOf(options).mode === 'auto' ? ['token'] : []),
  login: {
    fills: ['token'],
    needs: ['clientId', 'clientSecret'],
    warnDays: 7,
    open: async (values, deps) => (await import('./login.ts')).openLogin(values, deps),
  },
  check,
  ending: ({ options }, now) => (placeOf(options).mode === 'auto' ? endingOf(words(options.version), now) : []),
  quota: (options) => (placeOf(options).mode === 'auto' ? quota : undefined),
  destination,
  parsePermalink,
  open: async (values, deps) => (await import('./send.ts')).openSender(values, deps),
};

function check({ options }: ChannelValues): readonly Problem[] {
  const { mode, group, author } = placeOf(options);
  const missing = {
    off: [],
    assisted: group || author ? [] : ['group'],
    auto: [...(words(options.version) ? [] : ['version']), ...(author ? [] : ['author'])],
  }[mode];
  return missing.map((key) => problem('config-missing-key', { key: `linkedin.${key}` }));
}

function destination({ options }: ChannelValues): Destination | undefined {
  const { mode, group, author } = placeOf(options);
  if (mode === 'off') return undefined;
  const id = group ?? author;
  if (!id) return { reference: 'linkedin', name: 'LinkedIn' };
  return { id, reference: id, name: group ? lastPart(group) : id };
}
