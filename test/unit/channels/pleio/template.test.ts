import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import type { Post } from '../../../../src/core/post.ts';
import { renderMessage } from '../../../../src/pipeline/render.ts';
import { aPost, aRequest } from '../../../support/builders.ts';

const text = await readFile(new URL('../../../../templates/pleio.md', import.meta.url), 'utf8');

async function textOf(post: Partial<Post>, more: { link?: string; corrects?: { title: string; link?: string }; own?: string } = {}) {
  const rendered = await renderMessage({
    post: aPost(post),
    channel: pleio,
    request: aRequest({ channel: 'pleio', options: { type: 'blog', access: 'public' }, ...(more.own && { text: more.own }) }),
    rules: await pleio.rules(),
    templates: async (channel, variant) => (variant ? undefined : { file: `${channel}.md`, text }),
    project: { name: 'Om het kind', timeZone: 'Europe/Amsterdam' },
    ...(more.link && { link: more.link }),
    ...(more.corrects && { corrects: more.corrects }),
  });
  expect(rendered.problems).toEqual([]);
  return rendered.message?.text;
}

describe('the template for Pleio', () => {
  it('gives the body alone, as the site shows title and summary', async () => {
    expect(await textOf({ title: 'Inloopavond', summary: 'Kom langs', body: 'Eerste *alinea*.\n\n## Kop\n\nTweede.' })).toBe(
      'Eerste alinea.\n\nKop\n\nTweede.',
    );
  });

  it("takes the author's own text instead of the body", async () => {
    expect(await textOf({ body: 'Lang.' }, { own: 'Kort & *krachtig*.' })).toBe('Kort & krachtig.');
  });

  it('lists when, where and how to sign up', async () => {
    const event = {
      start: new Date('2027-03-18T13:00:00Z'),
      end: new Date('2027-03-18T15:30:00Z'),
      location: 'De Linde, zaal 2 (boven)',
      signup: 'https://example.nl/aanmelden',
    };
    expect(await textOf({ body: 'Doe mee.', event })).toBe(
      'Doe mee.\n\n• Wanneer: donderdag 18 maart 2027, 14.00 uur – 16.30 uur\n• Waar: De Linde, zaal 2 (boven)\n• Aanmelden: https://example.nl/aanmelden',
    );
    expect(await textOf({ body: 'Join us.', language: 'en', event: { start: event.start } })).toMatch(/^Join us\.\n\n• When: Thursday/);
  });

  it('lists the choices of a poll, which Pleio cannot place in a group', async () => {
    expect(await textOf({ body: 'De stelling.', poll: ['Eens', '1. Oneens', 'Weet *niet*'] })).toBe(
      'De stelling.\n\nWaar kiest u voor? Laat het weten in een reactie.\n\n• Eens\n• 1. Oneens\n• Weet *niet*',
    );
  });

  it('keeps when and where apart from a list before them', async () => {
    const event = { start: new Date('2027-03-18T13:00:00Z'), location: 'Buurthuis' };
    expect(await textOf({ body: '- Koffie', event })).toMatch(/^• Koffie\n\n• Wanneer: /);
    expect(await textOf({ body: 'De stelling.', poll: ['Eens', 'Oneens'], event })).toMatch(
      /• Oneens\n\n• Wanneer: [^\n]*\n• Waar: Buurthuis$/,
    );
  });

  it('begins a correction with a link to the post that it corrects', async () => {
    const corrects = { title: 'Inloop [dinsdag]', link: 'https://omhetkind.pleio.nl/blog/view/1/inloop' };
    expect(await textOf({ body: 'Het is woensdag.' }, { corrects })).toBe(
      'Rectificatie. Dit bericht verbetert een eerder bericht: Inloop [dinsdag] (https://omhetkind.pleio.nl/blog/view/1/inloop)\n\nHet is woensdag.',
    );
    expect(await textOf({ body: 'Het is woensdag.' }, { corrects: { title: 'Inloop' } })).toMatch(/eerder bericht: Inloop\n\n/);
  });

  it('ends with the link, where there is one', async () => {
    expect(await textOf({ body: 'Tekst.\n\n- a\n- b' }, { link: 'https://example.nl/a_b_c' })).toBe(
      'Tekst.\n\n• a\n• b\n\nMeer hierover: https://example.nl/a_b_c',
    );
  });
});
