/** Where facts and craft are found, what is told of them, and how long they take over hostile texts. */
import { describe, expect, it } from 'vitest';
import { defaultChecks } from '../../../../../src/core/editorial.ts';
import type { Post } from '../../../../../src/core/post.ts';
import type { Problem } from '../../../../../src/core/problem.ts';
import { checkPost } from '../../../../../src/pipeline/editorial/check-post.ts';
import type { ShownMessage } from '../../../../../src/pipeline/editorial/rule.ts';
import { aMessage, aPost, aRequest } from '../../../../support/builders.ts';

const shown = (overrides: Partial<ShownMessage> = {}): ShownMessage => ({
  channel: 'x',
  request: aRequest(),
  message: aMessage(),
  isClosed: false,
  isOpen: true,
  isConfidential: false,
  knowsMentions: false,
  showsEvent: false,
  length: 10,
  maxLength: 280,
  ...overrides,
});

const find = (post: Partial<Post>, messages: readonly ShownMessage[] = [], more: { readonly goesOut?: Date } = {}): readonly Problem[] =>
  checkPost({
    post: aPost({ file: 'content/bericht.md', ...post }),
    messages,
    // Of this family alone: the other has its own tests.
    settings: { ...defaultChecks, levels: { 'language-long-sentence': 'off' } },
    hub: 'pleio',
    timeZone: 'Europe/Amsterdam',
    now: new Date('2026-11-23T08:00:00Z'),
    ...more,
  }).filter(({ code }) => /^(?:facts|craft)-/.test(code));

describe('a finding', () => {
  it('stands on its own line of the body', () => {
    const body = 'Welkom.\n\nKom langs op\ndinsdag 25 november 2026.';
    expect(find({ body, bodyLine: 10 })).toEqual([
      {
        code: 'facts-weekday',
        params: { written: 'dinsdag 25 november 2026', weekday: 3, year: 2026 },
        where: { file: 'content/bericht.md', line: 13, field: 'body' },
      },
    ]);
  });

  it('in the text for one channel stands at its key', () => {
    const request = aRequest({ text: 'Kom om 19.00 uur.' });
    const found = find({ body: 'De avond begint om 19.30 uur.', channels: [request], lines: { 'x.text': 6 } });
    expect(found).toEqual([
      {
        code: 'facts-differs',
        params: { kind: 'time', shown: '19.00 uur', known: '19.30 uur' },
        where: { file: 'content/bericht.md', line: 6, field: 'x.text', channel: 'x' },
      },
    ]);
  });

  it('never tells a telephone number', () => {
    const request = aRequest({ text: 'Bel 0297-555 124.' });
    const found = find({ body: 'Bel 0297-555 123.', channels: [request] });
    expect(found.map(({ code }) => code)).toEqual(['facts-phone-differs']);
    expect(JSON.stringify(found)).not.toContain('555');
  });

  it('is told once, however many channels show it', () => {
    const messages = ['x', 'linkedin', 'yammer'].map((channel) => shown({ channel, message: aMessage({ text: 'Dank @ggd' }) }));
    expect(find({ body: 'Dank aan @ggd voor het onderzoek.' }, messages).map(({ code }) => code)).toEqual(['craft-mention']);
  });

  it('of a link tells its names and its page, not its query', () => {
    const [found] = find({ body: '[Dit](https://example.nl/a?id=geheim&fbclid=123)' });
    expect(found?.params).toEqual({ names: ['fbclid'], address: 'example.nl/a', isSigned: false });
  });
});

describe('an event', () => {
  const event = { start: new Date('2026-11-17T18:30:00Z'), end: new Date('2026-11-17T20:00:00Z') };

  it('that is over is told before it goes out', () => {
    expect(find({ event, lines: { 'event.start': 5 } })).toMatchObject([{ code: 'facts-past', where: { line: 5, field: 'event.start' } }]);
  });

  it('that was to come when the post went out is left alone', () => {
    expect(find({ event }, [], { goesOut: new Date('2026-11-05T08:00:00Z') })).toEqual([]);
  });

  it('that the post is planned ahead of is left alone', () => {
    expect(find({ event, publishAt: new Date('2026-11-05T08:00:00Z') })).toEqual([]);
  });
});

it('what is meant for a closed group stops at every open channel', () => {
  const closed = shown({ channel: 'pleio', isClosed: true, isOpen: false, isConfidential: true, maxLength: 1_000_000 });
  const open = ['x', 'newsletter'].map((channel) => shown({ channel, message: aMessage({ text: 'Leest u mee met de richtlijn?' }) }));
  expect(find({}, [closed, ...open]).map(({ code, where }) => [code, where?.channel])).toEqual([
    ['craft-closed-to-open', 'x'],
    ['craft-closed-to-open', 'newsletter'],
  ]);
});

it.each([
  '(',
  '[a](',
  '@a ',
  'https://a.nl/?utm_x=1 ',
  'van 1.10 tot ',
  'a\n',
  '…',
  'alleen voor de ',
  'dit is ',
  '1 januari ',
  '[https://a.nl](https://b.nl) ',
])(
  '64 kB of “%s” in every place is read in time',
  (piece) => {
    const long = piece.repeat(Math.floor(64_000 / piece.length));
    const messages = ['x', 'yammer'].map((channel) =>
      shown({ channel, request: aRequest({ channel, text: long }), message: aMessage({ text: long }) }),
    );
    const started = performance.now();
    find(
      { body: long, title: long.slice(0, 5_000), summary: long, event: { start: new Date('2027-03-18T13:00:00Z'), location: long } },
      messages,
    );
    expect(performance.now() - started).toBeLessThan(4_000);
  },
  20_000,
);
