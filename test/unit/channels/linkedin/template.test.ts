import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';
import type { ChannelRequest, Post } from '../../../../src/core/post.ts';
import { type RenderInput, renderMessage } from '../../../../src/pipeline/render.ts';
import { aPost, aRequest } from '../../../support/builders.ts';

const link = 'https://omhetkind.pleio.nl/blog/view/1';

async function textOf(post: Partial<Post>, request: Partial<ChannelRequest> = {}, given: Partial<RenderInput> = {}) {
  const { message, problems } = await renderMessage({
    post: aPost(post),
    channel: linkedin,
    request: aRequest({ channel: 'linkedin', ...request }),
    rules: await linkedin.rules(),
    templates: async () => ({ file: 'templates/linkedin.txt', text: readFileSync('templates/linkedin.txt', 'utf8') }),
    link,
    project: { name: 'Om het kind', timeZone: 'Europe/Amsterdam' },
    ...given,
  });
  expect(problems).toEqual([]);
  return message?.text;
}

describe('the text for LinkedIn', () => {
  it('has an opening, points, the link on its own line and tags', async () => {
    const body = 'Inleiding met **nadruk**.\n\n## Wat er verandert\n\nVeel.\n\n## Wat blijft\n\nAlles.';
    expect(await textOf({ summary: 'Kom langs.', body, tags: ['Jeugdhulp', 'open data'] })).toBe(
      `Inloopavond\n\nKom langs.\n\nDit leest u:\n• Wat er verandert\n• Wat blijft\n\nLees het hele bericht:\n${link}\n\n#Jeugdhulp #OpenData`,
    );
  });

  it('lists the choices of a poll', async () => {
    expect(await textOf({ poll: ['Eens', 'Oneens'], body: 'Wat vindt u?' })).toContain(
      'Waar kiest u voor? Laat het weten in een reactie.\n• Eens\n• Oneens\n\nLees',
    );
  });

  it('says when and where', async () => {
    const event = { start: new Date('2026-12-01T18:30:00Z'), end: new Date('2026-12-01T20:00:00Z'), location: 'Buurthuis' };
    expect(await textOf({ event })).toContain('\n\nWanneer: dinsdag 1 december 2026, 19.30 uur – 21.00 uur\nWaar: Buurthuis\n\nLees');
  });

  it('is English for an English post, and names what it corrects', async () => {
    const text = await textOf({ language: 'en-GB' }, {}, { corrects: { title: 'Open evening' } });
    expect(text).toContain('This post corrects our earlier post “Open evening”.');
    expect(text).toContain(`Read the full post:\n${link}`);
  });

  it("is the author's own, with the link", async () => {
    expect(await textOf({ tags: ['Jeugdhulp'] }, { text: 'Eigen woorden' })).toBe(`Eigen woorden\n\n${link}`);
  });

  it('holds the whole body where there is no link', async () => {
    expect(await textOf({ body: 'Een **vet** woord.\n\n- punt' }, { link: false })).toBe('Inloopavond\n\nEen vet woord.\n\n• punt');
  });

  it('is shortened in its summary, never in its link', async () => {
    const text = await textOf({ summary: 'woord '.repeat(1000), tags: ['Jeugdhulp'] });
    expect(text?.length).toBeLessThanOrEqual(3000);
    expect(text).toMatch(new RegExp(`${link}\n\n#Jeugdhulp$`));
  });
});
