import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { yammer } from '../../../../src/channels/yammer/index.ts';
import type { ChannelRequest, Post } from '../../../../src/core/post.ts';
import { type RenderInput, renderMessage } from '../../../../src/pipeline/render.ts';
import { aPost, aRequest, someMedia } from '../../../support/builders.ts';

const link = 'https://omhetkind.pleio.nl/blog/view/1';

async function textOf(post: Partial<Post>, request: Partial<ChannelRequest> = {}, given: Partial<RenderInput> = {}) {
  const { message, problems } = await renderMessage({
    post: aPost(post),
    channel: yammer,
    request: aRequest({ channel: 'yammer', ...request }),
    rules: await yammer.rules(),
    templates: async () => ({ file: 'templates/yammer.txt', text: readFileSync('templates/yammer.txt', 'utf8') }),
    link,
    project: { name: 'Om het kind', timeZone: 'Europe/Amsterdam' },
    ...given,
  });
  expect(problems).toEqual([]);
  return message?.text;
}

describe('the text for Yammer', () => {
  it('has a title, a few lines and the link; its topics are no part of it', async () => {
    expect(await textOf({ summary: 'Kom langs.', tags: ['Jeugdhulp'] })).toBe(`Inloopavond\n\nKom langs.\n\nLees verder: ${link}`);
  });

  it('describes the picture, for which Yammer has no place', async () => {
    const shown = await textOf({ media: [someMedia()] });
    expect(shown).toMatch(/\n\nOp de afbeelding: De raadzaal tijdens de stemming$/);
    expect(await textOf({ media: [someMedia({ alt: '', decorative: true })] })).not.toContain('Op de afbeelding');
  });

  it('lists the choices of a poll', async () => {
    expect(await textOf({ poll: ['Eens', 'Oneens'] })).toContain(
      'Waar kiest u voor? Laat het weten in een reactie.\n• Eens\n• Oneens\n\nLees verder',
    );
  });

  it('is English for an English post, and names what it corrects', async () => {
    const text = await textOf({ language: 'en' }, {}, { corrects: { title: 'Open evening' } });
    expect(text).toContain('This post corrects our earlier post “Open evening”.');
    expect(text).toContain(`Read more: ${link}`);
  });

  it("is the author's own, with the link", async () => {
    expect(await textOf({}, { text: 'Eigen woorden' })).toBe(`Eigen woorden\n\n${link}`);
  });

  it('holds the whole body where there is no link', async () => {
    expect(await textOf({ body: 'Een **vet** woord.\n\n- punt' }, { link: false })).toBe('Inloopavond\n\nEen vet woord.\n\n• punt');
  });
});
