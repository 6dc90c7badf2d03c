/** A community of Viva Engage, which is still reached by the interface of Yammer (contract yammer 0). */
import type { Channel, ChannelValues, Destination } from '../../core/channel.ts';
import type { Receipt } from '../../core/outcome.ts';
import type { ChannelOptions } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { communityId, threadId } from './community.ts';
import { pacePattern } from './pace.ts';

export const yammer: Channel = {
  id: 'yammer',
  label: { nl: 'Yammer', en: 'Yammer' },
  formats: ['text'],
  reaches: 'place',
  can: { update: false, remove: true },
  settings: {
    token: {
      env: 'YAMMER_ACCESS_TOKEN',
      help: {
        nl: 'toegangstoken van Microsoft Entra, namens een medewerker',
        en: 'access token of Microsoft Entra, on behalf of an employee',
      },
      secret: true,
    },
    apiUrl: {
      env: 'YAMMER_API_URL',
      help: { nl: 'ander adres dan dat van Yammer zelf', en: "another address than Yammer's own" },
      secret: false,
      default: 'https://www.yammer.com',
      address: true,
    },
    filesUrl: {
      env: 'YAMMER_FILES_URL',
      help: { nl: 'ander adres voor bestanden dan dat van Yammer zelf', en: "another address for files than Yammer's own" },
      secret: false,
      default: 'https://filesng.yammer.com',
      address: true,
    },
    clientId: {
      env: 'YAMMER_CLIENT_ID',
      help: {
        nl: 'nummer van de app in Microsoft Entra (Application ID), voor `omk login yammer`',
        en: 'number of the app in Microsoft Entra (Application ID), for `omk login yammer`',
      },
      secret: false,
    },
    tenant: {
      env: 'YAMMER_TENANT_ID',
      help: {
        nl: 'de organisatie in Microsoft Entra: nummer (Directory ID) of domein, voor `omk login yammer`',
        en: 'the organisation in Microsoft Entra: number (Directory ID) or domain, for `omk login yammer`',
      },
      secret: false,
    },
    loginUrl: {
      env: 'YAMMER_LOGIN_URL',
      help: { nl: 'ander adres om in te loggen dan dat van Microsoft zelf', en: "another address to log in at than Microsoft's own" },
      secret: false,
      default: 'https://login.microsoftonline.com',
      address: true,
    },
    pace: {
      env: 'YAMMER_PACE',
      help: {
        nl: 'ander tempo dan yammer.pace; none: geen tempo, alleen voor een nagebootste Yammer',
        en: 'another pace than yammer.pace; none: no pace, only for a pretended Yammer',
      },
      secret: false,
    },
  },
  options: {
    community: {
      kind: 'pattern',
      pattern: /^(?:\d+|[\w+/=-]{20,}|https?:\/\/\S+)$/,
      expected: 'id',
      scope: 'both',
      help: {
        nl: 'de community: het nummer, het kenmerk uit Microsoft Graph of het adres van de pagina',
        en: 'the community: its number, its Microsoft Graph id or the address of its page',
      },
      example: '"225000000001"',
    },
    pace: {
      kind: 'pattern',
      pattern: pacePattern,
      expected: 'pace',
      default: '8/30s',
      scope: 'project',
      help: {
        nl: 'hoogste aantal aanroepen per tijd; Yammer staat er tien per dertig seconden toe',
        en: 'most calls per time; Yammer allows ten in thirty seconds',
      },
      example: '8/30s',
    },
  },
  simulator: {
    options: { community: '225000000001' },
    settings: ({ http }) => ({
      token: 'sandbox-token',
      apiUrl: http,
      filesUrl: http,
      pace: 'none',
      clientId: 'sandbox-app',
      tenant: 'contoso.example',
      loginUrl: http,
    }),
    switches: {
      'rate-limit': {
        nl: 'Na tien aanroepen in dertig seconden weigert Yammer de volgende.',
        en: 'After ten calls in thirty seconds Yammer refuses the next.',
      },
      closed: { nl: 'omk mag niet in de community plaatsen.', en: 'omk may not post in the community.' },
      'no-community': { nl: 'De community bestaat niet.', en: 'The community does not exist.' },
      'no-member': { nl: 'Het account is geen lid van de community.', en: 'The account is no member of the community.' },
      'no-files': { nl: 'Het netwerk staat geen bijlagen toe.', en: 'The network allows no attachments.' },
    },
    open: async (world) => (await import('./simulator.ts')).openSimulator(world),
  },
  rules: async () => (await import('./payload.ts')).rules,
  draw: async () => (await import('./look.ts')).draw,
  needs: () => ['token'],
  login: {
    fills: ['token'],
    needs: ['clientId', 'tenant'],
    warnDays: 14,
    open: async (values, deps) => (await import('./login.ts')).openLogin(values, deps),
  },
  check,
  destination,
  parsePermalink,
  open: async (values, deps) => (await import('./send.ts')).openSender(values, deps),
};

const community = ({ community: value }: ChannelOptions): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function check({ options }: ChannelValues): readonly Problem[] {
  const reference = community(options);
  if (reference === '') return [problem('config-missing-key', { key: 'yammer.community' })];
  return communityId(reference) ? [] : [problem('config-bad-value', { name: 'yammer.community', expected: 'id' })];
}

function destination({ options }: ChannelValues): Destination {
  const reference = community(options);
  const id = communityId(reference);
  return id ? { id, reference: id, name: id } : { reference: reference || 'yammer', name: reference || 'Yammer' };
}

/** An address says nothing about the community, so that is for the person who pasted it. */
function parsePermalink(pasted: string): Receipt | undefined {
  const text = pasted.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isYammer = url.hostname === 'engage.cloud.microsoft' || /(?:^|\.)yammer\.com$/.test(url.hostname);
  const id = /^https?:$/.test(url.protocol) && isYammer ? threadId(text) : undefined;
  if (!id) return undefined;
  return { remoteId: id, url: /[?&]threadId=/.test(text) ? url.href : `https://${url.host}${url.pathname}` };
}
