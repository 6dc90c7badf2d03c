/** Small plans for tests; each test names only what matters to it. */
import type { PlanContent, PlanMessage, PlanPost } from '../../src/pipeline/plan-file.ts';
import { aMessage } from './builders.ts';

export const aPlanMessage = (overrides: Partial<PlanMessage> = {}): PlanMessage => ({
  channel: 'x',
  destination: 'account',
  account: '7001',
  publishAt: null,
  readers: null,
  templates: [{ file: 'templates/x.txt', sha256: 't1' }],
  revision: 'r1',
  message: aMessage(),
  ...overrides,
});

export const aPlanPost = (overrides: Partial<PlanPost> = {}): PlanPost => ({
  post: 'post.md',
  file: 'post.md',
  title: 'Inloopavond',
  text: 'abc',
  corrects: null,
  pictures: [{ file: 'beeld/raad.png', sha256: 'p1' }],
  deliveries: [aPlanMessage()],
  skipped: [],
  ...overrides,
});

export const aPlanContent = (overrides: Partial<PlanContent> = {}): PlanContent => ({
  omkPlan: 1,
  kind: 'publish',
  omk: '0.1.0',
  channels: null,
  again: [],
  correction: null,
  settings: { mode: 'sandbox', name: 'Om het kind', 'x.thread': false },
  posts: [aPlanPost()],
  ...overrides,
});
