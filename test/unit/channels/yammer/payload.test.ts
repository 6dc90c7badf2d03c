import { describe, expect, it } from 'vitest';
import { messageFields, messageRequest, rules } from '../../../../src/channels/yammer/payload.ts';
import { aMessage, aPost, aRequest, someMedia } from '../../../support/builders.ts';

const link = 'https://omhetkind.pleio.nl/blog/view/1';
const compose = (overrides: Partial<Parameters<typeof rules.compose>[0]> = {}) =>
  rules.compose({
    post: aPost(),
    request: aRequest({ channel: 'yammer' }),
    rendered: { text: 'Kom langs\n' },
    media: [],
    project: 'Om het kind',
    ...overrides,
  });

describe('a Yammer message', () => {
  it('keeps the words of its link card and its topics', () => {
    const { message, problems } = compose({ link, post: aPost({ summary: 'Zonder afspraak', tags: ['Jeugdhulp'] }) });
    expect(problems).toEqual([]);
    expect(message).toEqual({
      text: 'Kom langs',
      link,
      media: [],
      details: { title: 'Inloopavond', description: 'Zonder afspraak', topics: ['Jeugdhulp'] },
    });
  });

  it('leaves out pictures above 4 MB or beyond the sixth, and says so', () => {
    const big = someMedia({ path: 'groot.png', bytes: 4 * 1024 * 1024 + 1 });
    const { message, problems } = compose({ media: [big, ...Array.from({ length: 7 }, () => someMedia())] });
    expect(message.media).toHaveLength(6);
    expect(problems).toEqual([
      { code: 'content-image-left-out', params: { path: 'groot.png', reason: 'size' } },
      { code: 'content-too-many-images', params: { count: 7, max: 6 } },
    ]);
  });

  it('is refused above 10 000 characters', () => {
    expect(compose({ rendered: { text: 'a'.repeat(10_001) } }).problems.map(({ code }) => code)).toEqual(['content-too-long']);
  });
});

describe('the body of a Yammer post', () => {
  const message = aMessage({ text: 'Kom langs', link, details: { title: 'Inloopavond', topics: ['Jeugdhulp', 'Opvoeden'] } });

  it('is JSON without attachments', () => {
    const { headers, body } = messageRequest(messageFields(message, '225000000001', []));
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      body: 'Kom langs',
      group_id: 225000000001,
      og_url: link,
      og_fetch: true,
      og_title: 'Inloopavond',
      topic1: 'Jeugdhulp',
      topic2: 'Opvoeden',
    });
  });

  it('is a form that repeats its attachments', () => {
    const { headers, body } = messageRequest(messageFields(message, '225000000001', ['900001', '900002']));
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(body);
    expect(form.getAll('attached_objects[]')).toEqual(['uploaded_file:900001', 'uploaded_file:900002']);
    expect(form.get('group_id')).toBe('225000000001');
  });

  it('has no card without a link', () => {
    expect(messageFields(aMessage({ details: { title: 'Inloopavond' } }), '225000000001', []).map(([name]) => name)).toEqual([
      'body',
      'group_id',
    ]);
  });
});
