import { describe, expect, it } from 'vitest';
import { entityInput, rules } from '../../../../src/channels/pleio/payload.ts';
import type { ComposeInput } from '../../../../src/core/channel.ts';
import type { Media, Post } from '../../../../src/core/post.ts';
import type { RichText } from '../../../../src/core/rich-text.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';

const body: RichText = [{ type: 'paragraph', children: [{ type: 'text', text: 'Kom langs.' }] }];

interface Given {
  readonly post?: Partial<Post>;
  readonly options?: Record<string, string | number>;
  readonly media?: readonly Media[];
  readonly markdown?: RichText;
  readonly text?: string;
}

function compose({ post, options = {}, media = [], markdown = body, text }: Given = {}) {
  const request = aRequest({
    channel: 'pleio',
    options: { type: 'blog', access: 'public', ...options },
    ...(text !== undefined && { text }),
  });
  const input: ComposeInput = { post: aPost(post), request, rendered: { markdown }, media, project: 'Om het kind' };
  return rules.compose(input);
}

const problemsOf = (given: Given) => compose(given).problems.map(({ code, params }) => ({ code, ...params }));
const inputOf = (given: Given, attachments = new Map<string, { id: string; url: string }>()) =>
  entityInput(compose(given).message, 'groep-1', attachments);

describe('a message for Pleio', () => {
  it('holds title, document, summary and tags', () => {
    const { message, problems } = compose({ post: { title: ' Inloopavond 🎈 ', summary: 'Wat er is.', tags: ['Jeugd', 'jeugd', 'Zorg'] } });
    expect(problems).toEqual([]);
    expect(message).toEqual({
      subject: 'Inloopavond 🎈',
      text: 'Kom langs.',
      media: [],
      details: {
        type: 'blog',
        access: 2,
        abstract: 'Wat er is.',
        tags: ['Jeugd', 'Zorg'],
        document: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Kom langs.' }] }] },
      },
    });
  });

  it('can be stored and read back without a change', () => {
    const { message } = compose({ post: { event: { start: new Date('2027-03-18T13:00:00Z') } }, options: { type: 'event' } });
    expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['public', 2],
    ['logged-in', 1],
    ['group', 4],
    [10003, 10003],
    [0, 0],
  ])('sends access %s as level %i', (access, level) => {
    expect(inputOf({ options: { access } }).accessId).toBe(level);
  });

  it('refuses a title over 256 characters, counted as the site counts', () => {
    expect(problemsOf({ post: { title: '👋'.repeat(256) } })).toEqual([]);
    expect(problemsOf({ post: { title: 'é'.repeat(257) } })).toEqual([{ code: 'content-too-long', what: 'title', length: 257, max: 256 }]);
  });

  it("refuses an author's summary over 320 characters instead of cutting it", () => {
    expect(problemsOf({ post: { summary: 'a'.repeat(320) } })).toEqual([]);
    expect(problemsOf({ post: { summary: 'a'.repeat(321) } })).toEqual([
      { code: 'content-too-long', what: 'summary', length: 321, max: 320 },
    ]);
  });

  it('refuses a tag and a text of the cover that the site cannot store', () => {
    expect(problemsOf({ post: { tags: ['a'.repeat(257)] } })).toMatchObject([{ code: 'content-too-long', what: 'tag' }]);
    expect(problemsOf({ media: [someMedia({ alt: 'a'.repeat(257) })] })).toMatchObject([{ code: 'content-too-long', what: 'alt' }]);
  });

  it('needs the details of an event for an event', () => {
    expect(problemsOf({ options: { type: 'event' } })).toEqual([{ code: 'content-event-missing' }]);
  });

  it('sends an event with its moments, place and sign-up link', () => {
    const event = {
      start: new Date('2027-03-18T13:00:00Z'),
      end: new Date('2027-03-18T15:30:00Z'),
      location: 'De Linde',
      signup: 'https://example.nl/aanmelden',
    };
    expect(inputOf({ post: { event }, options: { type: 'event' } })).toMatchObject({
      subtype: 'event',
      startDate: '2027-03-18T13:00:00.000Z',
      endDate: '2027-03-18T15:30:00.000Z',
      location: 'De Linde',
      ticketLink: 'https://example.nl/aanmelden',
    });
  });

  it('puts the title of a status update in its text, as it has none of its own', () => {
    const given = { post: { title: 'Even dit', summary: 'Kort' }, options: { type: 'statusupdate' } };
    const input = inputOf(given);
    expect(input).not.toHaveProperty('title');
    expect(input).not.toHaveProperty('abstract');
    expect(compose(given).message.text).toBe('Even dit\n\nKom langs.');
    expect(compose({ ...given, text: 'Kom langs.' }).message.text).toBe('Kom langs.');
  });

  it('shows the address of a link behind its words to who reads it as text, and not in the document', () => {
    const link = (href: string, text: string) => ({ type: 'link' as const, href, children: [{ type: 'text' as const, text }] });
    const children = [
      link('https://example.nl/a', 'de kaart'),
      { type: 'text' as const, text: ' of ' },
      link('https://example.nl/', 'example.nl'),
    ];
    const given = { markdown: [{ type: 'paragraph' as const, children }] };
    expect(compose(given).message.text).toBe('de kaart (https://example.nl/a) of example.nl');
    expect(inputOf(given).richDescription).not.toContain('(https');
  });

  it('takes the first cover as cover and shows the others below the text', () => {
    const media = [someMedia({ hash: 'a', alt: 'Eerste' }), someMedia({ hash: 'b', alt: 'Tweede' })];
    const attachments = new Map([
      ['a', { id: 'id-a', url: '/attachment/entity/id-a' }],
      ['b', { id: 'id-b', url: '/attachment/entity/id-b' }],
    ]);
    const { featured, richDescription } = inputOf({ media }, attachments);
    expect(featured).toEqual({ imageGuid: 'id-a', alt: 'Eerste' });
    expect(JSON.parse(richDescription).content.at(-1)).toEqual({
      type: 'paragraph',
      content: [{ type: 'image', attrs: { src: '/attachment/entity/id-b', alt: 'Tweede' } }],
    });
  });

  it('leaves out a picture that stands nowhere', () => {
    expect(
      compose({ media: [someMedia({ hash: 'a' }), someMedia({ hash: 'c', role: 'inline' })] }).message.media.map(({ hash }) => hash),
    ).toEqual(['a']);
  });

  it('sends the document as a string, every character as it was', () => {
    const words = 'Één “plan” — مرحبا 👨‍👩‍👧‍👦 <b>&amp;</b>';
    const { richDescription } = inputOf({ markdown: [{ type: 'paragraph', children: [{ type: 'text', text: words }] }] });
    expect(JSON.parse(richDescription)).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
    });
  });
});
