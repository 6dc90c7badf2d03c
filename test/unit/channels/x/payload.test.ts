import { describe, expect, it } from 'vitest';
import { createPayload, rules } from '../../../../src/channels/x/payload.ts';
import { PERMALINK } from '../../../../src/core/message.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';

const compose = (
  text: string,
  { options = {}, link, media = [], own }: { options?: object; link?: string; media?: ReturnType<typeof someMedia>[]; own?: string } = {},
) =>
  rules.compose({
    post: aPost(),
    request: aRequest({ options: { thread: false, maxCost: 0.25, ...options }, ...(own !== undefined && { text: own }) }),
    rendered: { text },
    ...(link && { link }),
    media,
    project: 'Om het kind',
  });
const long = 'Een zin van vijf woorden. '.repeat(20).trim();

describe('a message for X', () => {
  it('is the text in NFC, without signs that X refuses', () => {
    expect(compose('\uFEFFCafe\u0301 ').message).toEqual({ text: 'Café', media: [], details: {} });
  });

  it('that is too long says how long it is', () => {
    expect(compose(long).problems).toEqual([{ code: 'content-too-long', params: { what: 'text', length: 519, max: 280 } }]);
    expect(compose(long).message.parts).toBeUndefined();
  });

  it('fits with a placed link that counts 23, however long it is', () => {
    const link = `https://intranet/${'a'.repeat(300)}`;
    expect(compose(`${'a'.repeat(256)} ${link}`, { link }).problems).toEqual([]);
    expect(compose(`${'a'.repeat(257)} ${link}`, { link }).problems).toMatchObject([{ code: 'content-too-long', params: { length: 281 } }]);
  });

  it('holds the link once, where it comes last', () => {
    const { message } = compose(`Zie ${PERMALINK} en het stuk (${PERMALINK}) hier.\n\n${PERMALINK}\n\n#raad`, { link: PERMALINK });
    expect(message).toMatchObject({ text: `Zie en het stuk hier.\n\n${PERMALINK}\n\n#raad`, link: PERMALINK });
  });

  it('that costs more than allowed says so', () => {
    expect(compose('Zie https://example.nl/', { options: { maxCost: 0.1 } }).problems).toEqual([
      { code: 'content-too-expensive', params: { cost: '0.20', max: '0.10' } },
    ]);
    expect(compose('Zie de site', { options: { maxCost: 0.1 } }).problems).toEqual([]);
    expect(compose('Zie de site', { options: { maxCost: 0.015 } }).problems).toEqual([]);
    expect(compose('Zie de site', { options: { maxCost: 0 } }).problems).toMatchObject([{ params: { cost: '0.015', max: '0.00' } }]);
  });

  it('shows four pictures and says that there were more', () => {
    const media = [1, 2, 3, 4, 5, 6].map((number) => someMedia({ path: `${number}.png` }));
    const { message, problems } = compose('Foto’s', { media });
    expect(message.media).toEqual(media.slice(0, 4));
    expect(problems).toEqual([{ code: 'content-too-many-images', params: { count: 6, max: 4 } }]);
  });

  it('shows an animation alone, or none', () => {
    const [png, gif] = [someMedia({ path: 'a.png' }), someMedia({ path: 'b.gif', mimeType: 'image/gif' })];
    expect(compose('x', { media: [gif, png] }).message.media).toEqual([gif]);
    expect(compose('x', { media: [png, gif] }).message.media).toEqual([png]);
  });

  it('refuses a picture that is too big for X', () => {
    const problems = compose('x', { media: [someMedia({ bytes: 6_000_000 })] }).problems;
    expect(problems).toMatchObject([{ code: 'content-image-too-big', params: { bytes: 6_000_000, max: 5_242_880 } }]);
  });
});

describe('a thread on X', () => {
  it('is asked for by the post, or by the author’s own line', () => {
    expect(rules.isThread?.(aRequest({ options: { thread: true } }))).toBe(true);
    expect(rules.isThread?.(aRequest({ text: 'Een\n---\nTwee' }))).toBe(true);
    expect(rules.isThread?.(aRequest({ text: 'Een --- twee', options: { thread: false } }))).toBe(false);
  });

  it('has its pictures at the first part and its text in parts', () => {
    const media = [someMedia()];
    const { message, problems } = compose(long, { options: { thread: true }, media });
    expect(problems).toEqual([]);
    expect(message.parts?.map((part) => part.media)).toEqual([media, []]);
    expect(message.text).toBe(message.parts?.map(({ text }) => text).join('\n\n'));
  });

  it('is one post where it fits', () => {
    expect(compose('Kort', { options: { thread: true } }).message.parts).toBeUndefined();
  });

  it('has at most 25 parts', () => {
    const rule = (parts: number) => Array.from({ length: parts }, (_, index) => `Deel ${index}`).join('\n---\n');
    expect(compose(rule(25), { own: rule(25), options: { maxCost: 9 } })).toMatchObject({
      problems: [],
      message: { parts: { length: 25 } },
    });
    const text = rule(26);
    const { problems } = compose(text, { own: text, options: { maxCost: 9 } });
    expect(problems).toEqual([{ code: 'content-thread-too-long', params: { parts: 26, max: 25 } }]);
  });

  it('costs what all its parts cost', () => {
    const text = 'Een\n---\nTwee https://example.nl/\n---\nDrie\n---\nVier\n---\nVijf';
    expect(compose(text, { own: text }).problems).toEqual([{ code: 'content-too-expensive', params: { cost: '0.26', max: '0.25' } }]);
  });
});

describe('the body of the request', () => {
  it('names only what there is', () => {
    expect(createPayload('Hallo', [])).toEqual({ text: 'Hallo' });
    expect(createPayload('Hallo', ['1989000000000000001'], '1989000000000000002')).toEqual({
      text: 'Hallo',
      media: { media_ids: ['1989000000000000001'] },
      reply: { in_reply_to_tweet_id: '1989000000000000002' },
    });
  });
});
