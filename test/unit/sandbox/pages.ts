/** A page over values in memory. */
import type { Channel, FeedItem } from '../../../src/core/channel.ts';
import type { ReportDelivery } from '../../../src/pipeline/report.ts';
import type { Switches, SwitchState } from '../../../src/sandbox/faults.ts';
import { createPage, type PageOptions } from '../../../src/sandbox/page.ts';
import { aPlace } from './a-place.ts';

export const anItem = (overrides: Partial<FeedItem> = {}): FeedItem => ({
  id: 'item-1',
  at: new Date('2026-11-23T08:00:00Z'),
  html: '<p>Kom langs op de inloopavond.</p>',
  images: [],
  ...overrides,
});

export const aReported = (overrides: Partial<ReportDelivery> = {}): ReportDelivery => ({
  channel: 'hub',
  destination: 'Om het kind',
  state: 'sent',
  remoteId: 'item-1',
  url: null,
  attempts: 1,
  problem: null,
  ...overrides,
});

export interface SomePage extends Partial<PageOptions> {
  readonly feeds?: Readonly<Record<string, readonly FeedItem[]>>;
  readonly deliveries?: readonly ReportDelivery[];
}

export const threeChannels: readonly Channel[] = [
  { ...aPlace({ id: 'hub' }), label: { nl: 'Hub', en: 'Hub' } },
  {
    ...aPlace({ id: 'bird', switches: { closed: { nl: 'De vogel zwijgt.', en: 'The bird is silent.' } } }),
    label: { nl: 'Vogel', en: 'Bird' },
  },
  { ...aPlace({ id: 'letters', reach: 'smtp' }), label: { nl: 'Brieven', en: 'Letters' } },
];

/** Switches in memory. */
export function someSwitches(states: Readonly<Record<string, Readonly<Record<string, SwitchState>>>> = {}): Switches {
  let all = { ...states };
  const replace: Switches['replace'] = (channel, given) => {
    all = { ...all, [channel]: given };
  };
  const never = () => {
    throw new Error('not used by a page');
  };
  return { all: () => all, replace, isOn: never, use: never, set: never, clear: never };
}

export const aPage = ({ feeds = {}, deliveries = [], ...overrides }: SomePage = {}) =>
  createPage({
    id: 'sandbox-1',
    language: 'nl',
    project: 'Om het kind',
    timezone: 'Europe/Amsterdam',
    channels: threeChannels,
    switches: someSwitches(),
    addresses: { hub: { http: 'http://127.0.0.1:4811', smtp: '' }, letters: { http: '', smtp: 'smtp://127.0.0.1:4812' } },
    feed: async (id) => feeds[id] ?? [],
    report: async () => ({ posts: deliveries.length > 0 ? [{ post: 'inloop.md', title: 'Inloopavond', deliveries }] : [], problems: [] }),
    describe: ({ code }) => `Het probleem heet ${code}`,
    ...overrides,
  });

export const seen = async (page: ReturnType<typeof aPage>, path: string, origin = 'http://127.0.0.1:4810') => {
  const response = await page(new Request(`${origin}${path}`));
  return { status: response.status, html: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
};

/** What the real channels' simulators show, in small. */
export const fullFeeds: Readonly<Record<string, readonly FeedItem[]>> = {
  hub: [
    anItem({
      id: 'blog-1',
      title: 'Koersbesluit Om het kind vastgesteld',
      html: '<p>De raad besloot <a href="https://example.nl">dit</a>.</p><h2>Wat verandert er?</h2><p>Veel.</p><ul><li>Een</li><li>Twee</li></ul><table><tr><th>Wie</th><th>Wat</th></tr><tr><td>School</td><td>Signaleert</td></tr></table>',
      images: [
        {
          src: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="500"><rect width="1200" height="500" fill="#7a9"/></svg>')}`,
          alt: 'De raadzaal tijdens de stemming',
        },
      ],
    }),
  ],
  bird: [
    anItem({
      id: 'tweet-2',
      html: '<p>Kom langs op donderdag. <a href="https://omhetkind.pleio.nl/blog/view/1">omhetkind.pleio.nl/blog/view/1</a> #jeugdzorg</p>',
    }),
    anItem({ id: 'tweet-1', html: '<p>Eerste bericht</p>', images: [{ src: '', alt: 'Een foto van de inloop' }] }),
  ],
  letters: [
    anItem({
      id: '<issue-1.reader-1@example.nl>',
      title: 'Koersbesluit Om het kind vastgesteld',
      to: 'Anne Jansen <anne@example.nl>',
      html: '<h1 style="color:#7a2d8f">Koersbesluit</h1><p>Beste Anne,</p><p>De raad besloot.</p>',
      text: 'Koersbesluit\n\nBeste Anne,\n\nDe raad besloot: https://omhetkind.pleio.nl/blog/view/1',
    }),
    anItem({ id: '<issue-1.reader-2@example.nl>', title: 'Koersbesluit Om het kind vastgesteld', to: 'bo@example.nl', html: '<p>Dag</p>' }),
  ],
};

export const fullReport: readonly ReportDelivery[] = [
  aReported({ remoteId: 'blog-1' }),
  aReported({ channel: 'bird', destination: '@omhetkind', remoteId: 'tweet-2', attempts: 2 }),
  aReported({
    channel: 'letters',
    destination: 'nieuwsbrief.example.nl',
    state: 'unconfirmed',
    remoteId: null,
    attempts: 1,
    problem: { code: 'no-answer', params: { detail: '15 s' } },
  }),
];
