import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../../src/channels/x/payload.ts';
import { weight } from '../../../../src/channels/x/weight.ts';
import { PERMALINK } from '../../../../src/core/message.ts';
import type { ChannelRequest, Post } from '../../../../src/core/post.ts';
import { renderMessage } from '../../../../src/pipeline/render.ts';
import { aPost, aRequest } from '../../../support/builders.ts';

const file = join(import.meta.dirname, '../../../../templates/x.txt');
const template = { file: 'x.txt', text: await readFile(file, 'utf8') };

interface Shown {
  readonly post?: Partial<Post>;
  readonly request?: Partial<ChannelRequest>;
  readonly link?: string;
  readonly corrects?: { readonly title: string };
}
async function render({ post, request, link = PERMALINK, corrects }: Shown) {
  const { message, problems } = await renderMessage({
    post: aPost({ title: 'Koersbesluit vastgesteld', summary: 'De raad besloot.', tags: ['jeugdzorg', 'om het kind'], ...post }),
    channel: { id: 'x', formats: ['text'] },
    request: aRequest({ options: { thread: false, maxCost: 9 }, ...request }),
    rules,
    templates: async (_channel, variant) => (variant ? undefined : template),
    link,
    project: { name: 'Om het kind', timeZone: 'Europe/Amsterdam' },
    ...(corrects && { corrects }),
  });
  return { message, problems, text: message?.text ?? '' };
}

describe('the template for X', () => {
  it('is a hook, the link and the tags', async () => {
    expect((await render({})).text).toBe(`Koersbesluit vastgesteld\n\nDe raad besloot.\n\n${PERMALINK}\n\n#jeugdzorg #OmHetKind`);
  });

  it('leaves no gap where there is no link, summary or tag', async () => {
    expect((await render({ request: { link: false } })).text).toBe('Koersbesluit vastgesteld\n\nDe raad besloot.\n\n#jeugdzorg #OmHetKind');
    expect((await render({ post: { tags: [] } })).text).toBe(`Koersbesluit vastgesteld\n\nDe raad besloot.\n\n${PERMALINK}`);
  });

  it('keeps link and tags when the summary is too long, and shortens it between words', async () => {
    const { text, problems } = await render({ post: { summary: 'Een lange samenvatting met woorden. '.repeat(20) } });
    expect(problems).toEqual([]);
    expect(weight(text, PERMALINK)).toBeLessThanOrEqual(280);
    expect(weight(text, PERMALINK)).toBeGreaterThan(260);
    expect(text).toMatch(/…\n\nhttps:\/\/permalink\.invalid\/\n\n#jeugdzorg #OmHetKind$/);
  });

  it('shows the author’s own text with the link, and no tags that the author did not write', async () => {
    expect((await render({ request: { text: 'Mijn eigen tekst #raad' } })).text).toBe(`Mijn eigen tekst #raad\n\n${PERMALINK}`);
    expect((await render({ request: { text: 'Mijn tekst', link: false } })).text).toBe('Mijn tekst');
  });

  it('calls an own text that is too long too long, and does not shorten it', async () => {
    const { problems } = await render({ request: { text: 'woord '.repeat(60) } });
    expect(problems).toMatchObject([{ code: 'content-too-long', params: { max: 280 }, where: { channel: 'x' } }]);
  });

  it('begins a correction with a word that says so, once', async () => {
    const corrects = { title: 'Inloop' };
    expect((await render({ corrects })).text).toMatch(/^Rectificatie: Koersbesluit vastgesteld\n\n/);
    expect((await render({ corrects, post: { title: 'Rectificatie: inloop op woensdag' } })).text).toMatch(
      /^Rectificatie: inloop op woensdag\n\n/,
    );
    expect((await render({ corrects, post: { language: 'en' } })).text).toMatch(/^Correction: Koersbesluit/);
    expect((await render({ corrects, post: { language: 'en', title: 'Correction: drop-in' } })).text).toMatch(/^Correction: drop-in/);
  });

  it('says when and where', async () => {
    const event = { start: new Date('2026-12-01T18:30:00Z'), end: new Date('2026-12-01T20:00:00Z'), location: 'Buurthuis' };
    expect((await render({ post: { event } })).text).toBe(
      `Koersbesluit vastgesteld\n\ndinsdag 1 december 2026, 19.30 uur, Buurthuis\n\nDe raad besloot.\n\n${PERMALINK}\n\n#jeugdzorg #OmHetKind`,
    );
  });

  it('shows what one can choose', async () => {
    expect((await render({ post: { poll: ['Eens', 'Oneens'] } })).text).toBe(
      `Koersbesluit vastgesteld\n\nDe raad besloot.\n\n• Eens\n• Oneens\n\n${PERMALINK}\n\n#jeugdzorg #OmHetKind`,
    );
  });

  it('tells the whole story in a thread, with link and tags in the last part only', async () => {
    const body = Array.from(
      { length: 8 },
      (_, index) => `Alinea ${index} gaat over **de raad** en over alles wat daar deze week besloten is, voor iedereen.`,
    ).join('\n\n');
    const { message } = await render({ post: { body }, request: { options: { thread: true, maxCost: 9 } } });
    const parts = message?.parts ?? [];
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]?.text).toMatch(/^Koersbesluit vastgesteld\n\nAlinea 0 gaat over de raad/);
    expect(parts.map(({ text }) => text.includes(PERMALINK))).toEqual(parts.map((_part, index) => index === parts.length - 1));
    expect(parts.at(-1)?.text).toMatch(/Lees verder: https:\/\/permalink\.invalid\/\n\n#jeugdzorg #OmHetKind \d\/\d$/);
  });

  it('divides the author’s own text at the author’s lines', async () => {
    const { message } = await render({ request: { text: 'Een\n\n---\n\nTwee' } });
    expect(message?.parts?.map(({ text }) => text)).toEqual(['Een 1/2', `Twee\n\n${PERMALINK} 2/2`]);
  });
});
