import { expect, test } from 'vitest';
import { channels } from '../../../src/channels/index.ts';
import type { SourceItem } from '../../../src/core/source.ts';
import { postText, titleOf } from '../../../src/pipeline/item-post.ts';
import { parsePost } from '../../../src/pipeline/parse.ts';

const item: SourceItem = {
  id: 'guid-1',
  url: 'https://omhetkind.pleio.nl/blog/view/guid-1/inloop',
  title: 'Inloop: "kom\nlangs" 👋',
  summary: 'Een avond, voor iedereen: # echt',
  body: '---\ndraft: false\n---\n\nZie ![de zaal](https://example.nl/zaal.png) en ![](https://example.nl/x.png)\n\nسلام',
  publishedAt: new Date('2026-11-26T09:00:00Z'),
  tags: ['#jeugd', '##', 'wijk, team'],
  kind: 'event',
  state: 'published',
  access: 'public',
  group: { id: 'g', name: 'Om het kind' },
  event: { start: new Date('2026-12-01T18:30:00Z'), end: new Date('2026-12-01T18:00:00Z'), location: 'Buurthuis, zaal 2' },
  poll: ['Eens', 'Oneens'],
  image: { url: 'https://example.nl/a.png', alt: 'De zaal' },
  language: 'not a language',
};

const project = {
  language: 'nl',
  timezone: 'Europe/Amsterdam',
  channels: ['pleio'],
  kinds: channels,
  channelOptions: {},
};

const read = (one: SourceItem, more = {}) =>
  parsePost({ text: postText(one, { id: 'pleio-guid-1', from: 'pleio', isHub: true, channels: ['x'], ...more }), file: 'a.md', project });

test('whatever stands in an item, it becomes a post that can be read, and no key of it comes from the item', () => {
  const { post, problems } = read(item, { picture: '.omk/forward/a.png', publishAt: new Date('2026-11-26T09:10:00Z') });
  expect(problems).toEqual([]);
  expect(post).toMatchObject({
    id: 'pleio-guid-1',
    title: 'Inloop: "kom langs" 👋',
    summary: 'Een avond, voor iedereen: # echt',
    source: { from: 'pleio', id: 'guid-1', url: item.url, group: 'Om het kind' },
    tags: ['jeugd', 'wijk, team'],
    event: { start: item.event?.start, location: 'Buurthuis, zaal 2' },
    poll: ['Eens', 'Oneens'],
    publishAt: new Date('2026-11-26T09:10:00Z'),
    draft: false,
    images: [{ path: '.omk/forward/a.png', alt: 'De zaal' }],
  });
  expect(post?.link).toBeUndefined();
  expect(post?.body).toContain('Zie de zaal en');
  expect(post?.body).toContain('سلام');
});

test('a website is linked to by its own address, and a file for a person is a draft that says what to do', () => {
  const { post, problems } = read({ ...item, body: '' }, { isHub: false, from: 'feed', notes: ['Overgenomen\nid: ander', 'Weg ermee'] });
  expect(problems).toEqual([]);
  expect(post).toMatchObject({ id: 'pleio-guid-1', link: item.url, draft: true, body: item.summary });
});

test('what has no title is called by its first words', () => {
  const update = { title: ' ', body: '> **Vanavond** is er [inloop](https://example.nl/x)\n\nMeer', kind: 'statusupdate' };
  expect(titleOf(update)).toBe('Vanavond is er inloop');
  expect(titleOf({ ...update, body: 'woord '.repeat(60) }).length).toBeLessThanOrEqual(81);
  expect(titleOf({ ...update, body: '' })).toBe('statusupdate');
});

test('a text that is larger than a post may be is refused at once, not first read for minutes', () => {
  const { problems } = read({ ...item, body: '_a'.repeat(190_000) });
  expect(problems.map(({ code }) => code)).toContain('content-too-big');
});

test('calls nobody on a platform, in whatever way that is written', () => {
  const body = 'Dag @[Jan](urn:li:person:abc) en @\\[Piet]\\(urn:li:organization:1) [[user:12]] \\[\\[user:12]] [een link](https://a.nl/)';
  const { post } = read({ ...item, body, title: 'Voor [[user:3]] en @[Jan](urn:li:person:abc)' });
  expect(`${post?.title} ${post?.body}`).not.toMatch(/@\\?\[|\[\\?\[/);
  expect(post?.body).toContain('[een link](https://a.nl/)');
});
