import type { Delivery } from '../../src/core/delivery.ts';
/** Small valid values for tests; each test names only what matters to it. */
import type { Message } from '../../src/core/message.ts';
import type { ChannelRequest, Media, Post } from '../../src/core/post.ts';

export const aMessage = (overrides: Partial<Message> = {}): Message => ({ text: 'Hallo wereld', media: [], details: {}, ...overrides });

export const aRequest = (overrides: Partial<ChannelRequest> = {}): ChannelRequest => ({
  channel: 'x',
  link: true,
  options: {},
  ...overrides,
});

export const someMedia = (overrides: Partial<Media> = {}): Media => ({
  path: 'beeld/raad.png',
  source: 'beeld/raad.png',
  alt: 'De raadzaal tijdens de stemming',
  decorative: false,
  role: 'cover',
  hash: 'abc',
  mimeType: 'image/png',
  bytes: 1000,
  width: 1200,
  height: 675,
  ...overrides,
});

export const aPost = (overrides: Partial<Post> = {}): Post => ({
  id: 'post.md',
  file: 'post.md',
  title: 'Inloopavond',
  language: 'nl',
  tags: [],
  images: [],
  media: [],
  draft: false,
  head: '---\ntitle: Inloopavond\n---\n',
  body: 'Kom langs.',
  waive: [],
  lines: {},
  bodyLine: 4,
  channels: [],
  switchedOff: [],
  ...overrides,
});

export const aDelivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  id: 'delivery-1',
  post: 'post.md',
  channel: 'x',
  destination: '7001',
  round: 1,
  kind: 'publish',
  file: 'post.md',
  title: 'Inloopavond',
  destinationName: '@omhetkind',
  revision: 'r1',
  message: aMessage(),
  dueAt: new Date('2026-11-21T09:00:00Z'),
  state: 'sending',
  attempts: 1,
  createdAt: new Date('2026-11-21T08:00:00Z'),
  ...overrides,
});
