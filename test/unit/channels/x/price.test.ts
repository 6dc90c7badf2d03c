import { describe, expect, it } from 'vitest';
import { cost, dollars } from '../../../../src/channels/x/price.ts';
import { prices } from '../../../../src/channels/x/prices.ts';
import { aMessage, someMedia } from '../../../support/builders.ts';

describe('the price of a message on X', () => {
  it('follows the list of 22 August 2026', () => {
    expect(prices).toEqual({ post: 15, postWithLink: 200, altText: 5, user: 10 });
  });

  it.each([
    ['Kom langs', 0.015],
    ['Kom langs https://example.nl/', 0.2],
    ['Kom langs: example.nl', 0.2],
  ])('%s costs %f', (text, expected) => expect(cost(aMessage({ text }))).toBe(expected));

  it('counts each description of a picture, and not the pictures that need none', () => {
    const media = [someMedia(), someMedia(), someMedia({ alt: '', decorative: true })];
    expect(cost(aMessage({ media }))).toBe(0.025);
  });

  it('adds up the parts of a thread, and only the part with the link is dear', () => {
    const parts = ['Een 1/3', 'Twee 2/3', 'Drie https://example.nl/ 3/3'].map((text, index) => ({
      text,
      media: index === 0 ? [someMedia()] : [],
    }));
    expect(cost(aMessage({ text: 'alles https://example.nl/', media: [someMedia()], parts }))).toBe(0.235);
  });

  it.each([
    [0.2, '0.20'],
    [0.015, '0.015'],
    [0.215, '0.215'],
    [1, '1.00'],
    [0.25, '0.25'],
    [0, '0.00'],
  ])('%f is written as %s', (amount, words) => {
    expect(dollars(amount)).toBe(words);
  });
});
