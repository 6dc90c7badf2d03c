import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeenItem } from '../../../src/core/forward.ts';
import type { SourceItem } from '../../../src/core/source.ts';
import { type DecisionPlace, decide, itemHash, overlapMs, postIdOf } from '../../../src/pipeline/forward-decision.ts';

const now = new Date('2026-11-26T12:00:00Z');
const hour = 3_600_000;
const ago = (hours: number): Date => new Date(now.getTime() - hours * hour);
const rules = { authors: [], notAuthors: [], tags: [], notTags: [], access: 'public' } as const;

const anItem = (overrides: Partial<SourceItem> = {}): SourceItem => ({
  id: 'a',
  url: 'https://example.nl/a',
  title: 'Inloopavond',
  body: 'Kom langs.',
  publishedAt: ago(1),
  tags: ['jeugd'],
  kind: 'blog',
  author: { id: '7', name: 'Eva de Wit' },
  state: 'published',
  access: 'public',
  ...overrides,
});

const place = (overrides: Partial<DecisionPlace> = {}): DecisionPlace => ({
  rules,
  now,
  startedAt: ago(240),
  isFirst: false,
  isOurs: () => false,
  isInDoubt: () => false,
  ...overrides,
});

const seenAs = (standing: SeenItem['standing'], item = anItem()): SeenItem => ({
  item: item.id,
  post: 'pleio-a',
  url: item.url,
  publishedAt: item.publishedAt,
  hash: itemHash(item),
  standing,
});

describe('an item that was never seen', () => {
  test.each([
    ['goes', {}, {}, 'forward'],
    ['goes when it is dated back a day', { publishedAt: ago(24) }, {}, 'forward'],
    ['is told when it stands there for longer', { publishedAt: ago(72) }, {}, 'old'],
    ['is no news when it is from before we began', { publishedAt: ago(500) }, {}, 'pass'],
    ['goes however old, when a person says since when', { publishedAt: ago(500) }, { since: ago(600) }, 'forward'],
    ['is remembered without a word the first time', { publishedAt: ago(1) }, { isFirst: true, startedAt: now }, 'before'],
    ['without a date is remembered the first time', { publishedAt: now, isUndated: true }, { isFirst: true, startedAt: ago(1) }, 'before'],
    ['waits while it is a draft', { state: 'draft' }, {}, 'pass'],
    ['waits while it is scheduled', { state: 'scheduled' }, {}, 'pass'],
    ['waits while its moment lies ahead', { publishedAt: ago(-2) }, {}, 'pass'],
    ['stays where it is when it is closed', { access: 'closed' }, {}, 'pass'],
    ['goes when closed ones are asked for', { access: 'closed' }, { rules: { ...rules, access: 'all' } }, 'forward'],
    ['does not go when it is archived', { state: 'archived' }, {}, 'pass'],
    ['does not go when omk placed it', {}, { isOurs: () => true }, 'pass'],
    ['waits while omk may have placed it', {}, { isInDoubt: () => true }, 'wait'],
    ['goes by its author', {}, { rules: { ...rules, authors: ['eva de wit'] } }, 'forward'],
    ['goes by the id of its author', {}, { rules: { ...rules, authors: ['7'] } }, 'forward'],
    ['does not go by another author', {}, { rules: { ...rules, authors: ['Karim'] } }, 'pass'],
    ['does not go by an author who is left out', {}, { rules: { ...rules, notAuthors: ['Eva de Wit'] } }, 'pass'],
    ['does not go without the tag', {}, { rules: { ...rules, tags: ['raad'] } }, 'pass'],
    ['does not go with a tag that is left out', {}, { rules: { ...rules, notTags: ['#Jeugd'] } }, 'pass'],
  ] as const)('%s', (_title, item, more, verdict) => {
    expect(decide(anItem(item), undefined, place(more))).toBe(verdict);
  });
});

describe('an item that was seen', () => {
  test.each([
    ['is the same', 'planned', {}, {}, 'same'],
    ['goes once more through the plan when it was edited', 'planned', { title: 'Inloopmiddag' }, {}, 'forward'],
    ['is withdrawn when it was closed', 'planned', { access: 'closed' }, {}, 'withdrawn'],
    ['is withdrawn when it was archived', 'review', { state: 'archived' }, {}, 'withdrawn'],
    ['is withdrawn when an edit takes its tag away', 'planned', { tags: [] }, { rules: { ...rules, tags: ['jeugd'] } }, 'withdrawn'],
    ['stays what it is when the settings change', 'planned', {}, { rules: { ...rules, tags: ['raad'] } }, 'same'],
    ['is looked at again when it was refused', 'refused', {}, {}, 'forward'],
    ['comes back when it is there again', 'gone', {}, {}, 'forward'],
    ['from before stays at home', 'before', { title: 'Inloopmiddag' }, {}, 'same'],
    ['from before goes when a person says so', 'before', {}, { since: ago(2) }, 'forward'],
    ['for a person is not written again', 'review', {}, { since: ago(2) }, 'same'],
  ] as const)('%s', (_title, standing, item, more, verdict) => {
    expect(decide(anItem(item), seenAs(standing), place(more))).toBe(verdict);
  });
});

test('over any lists with overlap, edits, backdating and crashes, what is accepted becomes one post, and nothing within the overlap is lost', () => {
  const look = fc.record({ hour: fc.integer({ min: 1, max: 400 }), isKilled: fc.boolean() });
  const written = fc.record({
    id: fc.integer({ min: 0, max: 8 }),
    atHour: fc.integer({ min: 0, max: 400 }),
    backdated: fc.integer({ min: 0, max: 40 }),
    editedAtHour: fc.option(fc.integer({ min: 0, max: 400 })),
  });
  const begin = now.getTime();
  const at = (hours: number): Date => new Date(begin + hours * hour);
  fc.assert(
    fc.property(fc.array(look, { maxLength: 20 }), fc.uniqueArray(written, { selector: ({ id }) => id }), (looks, items) => {
      const seen = new Map<string, SeenItem>();
      const planned = new Map<string, number>();
      let readAt = at(0);
      for (const { hour: hours, isKilled } of looks.toSorted((a, b) => a.hour - b.hour)) {
        const from = readAt.getTime() - overlapMs;
        const listed = items
          .filter(({ atHour }) => atHour < hours)
          .map(({ id, atHour, backdated, editedAtHour }) =>
            anItem({
              id: String(id),
              publishedAt: at(atHour - backdated),
              body: editedAtHour !== null && editedAtHour < hours ? 'anders' : 'zo',
            }),
          )
          .filter(({ publishedAt }) => publishedAt.getTime() >= from);
        for (const item of listed) {
          const known = seen.get(item.id);
          const verdict = decide(item, known, place({ now: at(hours), startedAt: at(0) }));
          if (verdict !== 'forward' && verdict !== 'old') continue;
          if (verdict === 'forward' && !known) planned.set(item.id, (planned.get(item.id) ?? 0) + 1);
          seen.set(item.id, seenAs(verdict === 'forward' ? 'planned' : 'before', item));
          // Killed after one of them: the reading is not written down.
          if (isKilled) break;
        }
        if (!isKilled) readAt = at(hours);
      }
      for (const times of planned.values()) expect(times).toBe(1);
      const last = looks.filter(({ isKilled }) => !isKilled).toSorted((a, b) => b.hour - a.hour)[0];
      for (const { id, atHour, backdated } of items)
        if (last && atHour < last.hour && atHour - backdated >= 0) expect(seen.has(String(id))).toBe(true);
    }),
  );
});

test('a post is named by its item, whatever the item is called', () => {
  expect(postIdOf('pleio', '0b7a-1')).toBe('pleio-0b7a-1');
  expect(postIdOf('feed:https://example.nl/feed', 'https://example.nl/?p=1')).toMatch(/^feed-[0-9a-f]{16}$/);
  expect(postIdOf('pleio', '../../x')).toMatch(/^pleio-[0-9a-f]{16}$/);
});
