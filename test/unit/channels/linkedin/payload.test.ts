import { describe, expect, it } from 'vitest';
import { createPayload, rules } from '../../../../src/channels/linkedin/payload.ts';
import { aMessage, aPost, aRequest, someMedia } from '../../../support/builders.ts';

const author = 'urn:li:organization:7001';
const link = 'https://omhetkind.pleio.nl/blog/view/1';
const request = aRequest({ channel: 'linkedin', options: { mode: 'auto', group: '4510', author } });
const compose = (overrides: Partial<Parameters<typeof rules.compose>[0]> = {}) =>
  rules.compose({ post: aPost(), request, rendered: { text: ' Kom langs (gratis)\n' }, media: [], project: 'Om het kind', ...overrides });

describe('a LinkedIn message', () => {
  it('keeps the text plain and remembers where it goes', () => {
    const { message, problems } = compose({ link, post: aPost({ summary: 'Zonder afspraak' }) });
    expect(problems).toEqual([]);
    expect(message).toEqual({
      text: 'Kom langs (gratis)',
      link,
      media: [],
      details: { mode: 'auto', group: 'urn:li:group:4510', author, title: 'Inloopavond', description: 'Zonder afspraak' },
    });
  });

  it('is refused above 3000 characters, not counting escapes', () => {
    expect(compose({ rendered: { text: '('.repeat(3000) } }).problems).toEqual([]);
    expect(compose({ rendered: { text: 'a'.repeat(3001) } }).problems).toEqual([
      { code: 'content-too-long', params: { what: 'text', length: 3001, max: 3000 } },
    ]);
  });

  it('leaves out what LinkedIn does not show, and says so', () => {
    const webp = someMedia({ path: 'a.webp', mimeType: 'image/webp' });
    const huge = someMedia({ path: 'b.png', width: 7000, height: 7000 });
    const { message, problems } = compose({ media: [webp, huge, ...Array.from({ length: 21 }, () => someMedia())] });
    expect(message.media).toHaveLength(20);
    expect(problems.map(({ code }) => code)).toEqual(['content-image-left-out', 'content-image-left-out', 'content-too-many-images']);
  });
});

describe('the body of a LinkedIn post', () => {
  it('goes into the container of the group, escaped once', () => {
    expect(createPayload({ message: aMessage({ text: 'Kom (gratis)' }), author, group: 'urn:li:group:4510', images: [] })).toEqual({
      author,
      commentary: 'Kom \\(gratis\\)',
      visibility: 'CONTAINER',
      container: 'urn:li:group:4510',
      distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    });
  });

  it('is public without a group, and brings the words of its link card', () => {
    const message = aMessage({ link, details: { title: 'T'.repeat(500), description: 'D' } });
    expect(createPayload({ message, author, images: [] })).toMatchObject({
      visibility: 'PUBLIC',
      content: { article: { source: link, title: 'T'.repeat(400), description: 'D' } },
    });
  });

  it('shows one picture or several with their alternative text, before a card', () => {
    const media = [someMedia({ alt: 'Een' }), someMedia({ alt: '', decorative: true })];
    const message = aMessage({ link, media });
    expect(createPayload({ message, author, images: ['urn:li:image:A'] }).content).toEqual({
      media: { id: 'urn:li:image:A', altText: 'Een' },
    });
    expect(createPayload({ message, author, images: ['urn:li:image:A', 'urn:li:image:B'] }).content).toEqual({
      multiImage: { images: [{ id: 'urn:li:image:A', altText: 'Een' }, { id: 'urn:li:image:B' }] },
    });
  });
});
