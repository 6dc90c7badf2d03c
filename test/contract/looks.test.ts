/** What every channel promises of the way in which it shows a message before it is sent. */
import { describe, expect, it } from 'vitest';
import { channels } from '../../src/channels/index.ts';
import type { Channel, DrawInput, Drawing } from '../../src/core/channel.ts';
import type { Message } from '../../src/core/message.ts';
import type { ChannelRequest } from '../../src/core/post.ts';
import { aPost, someMedia } from '../support/builders.ts';
import { defaults } from '../support/channel-rig.ts';
import type { ChannelSample } from './samples/sample.ts';

const picture = 'data:image/png;base64,iVBORw0KGgo=';

const drawn = async (channel: Channel, message: Message, input: Partial<DrawInput> = {}): Promise<Drawing> =>
  (await channel.draw())({
    message,
    post: { title: 'Koersbesluit', language: 'nl' },
    options: defaults(channel),
    pictures: {},
    isHubOpen: true,
    tell: (at) => at.toISOString(),
    ...input,
  });

const composed = async (channel: Channel, post: ReturnType<typeof aPost>, text: string): Promise<Message> => {
  const request: ChannelRequest = { channel: channel.id, link: true, options: defaults(channel) };
  const rendered = { markdown: [{ type: 'paragraph', children: [{ type: 'text', text }] }] as const, text, html: '<p>mail</p>' };
  const rules = await channel.rules();
  return rules.compose({ post, request, rendered, link: 'https://voorbeeld.nl/bericht', media: post.media, project: 'Om het kind' })
    .message;
};

const words = (html: string): string => html.replace(/<[^>]*>/g, ' ');

describe.each(channels.map((channel) => ({ id: channel.id, channel })))('$id', ({ id, channel }) => {
  it('shows the words of a message, as text and in its own form', async () => {
    const { sample } = (await import(`./samples/${id}.ts`)) as { readonly sample: ChannelSample };
    const { looks, about } = await drawn(channel, sample.message, { options: { ...defaults(channel), ...sample.options } });
    expect(looks.length).toBeGreaterThan(0);
    for (const { html, text } of looks) {
      expect(words(html)).toMatch(/\p{L}{3}/u);
      expect(text).toMatch(/\p{L}{3}/u);
    }
    for (const { name, value } of about) {
      expect([name.nl, name.en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      expect(value).not.toBe('');
    }
  });

  it('lets nothing of a post become markup', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)> "\'&';
    const post = aPost({ title: hostile, summary: hostile, tags: [hostile], preheader: hostile });
    const { looks } = await drawn(channel, await composed(channel, post, `Tekst ${hostile}`), { post });
    for (const { html } of looks) expect(html).not.toMatch(/<(?:script|img)\b|\son\w+=(?!alert)/i);
  });

  it('shows pictures by the addresses that it is given, and keeps the place of one that is missing', async () => {
    const media = someMedia({ alt: 'De "raadzaal"', role: 'cover' });
    const message = await composed(channel, aPost({ media: [media] }), 'Tekst');
    const shown = (drawing: Drawing) => drawing.looks.flatMap(({ images, html }) => [...images.map(({ src }) => src), html]).join('\n');
    if (message.media.length > 0 && channel.reaches === 'place')
      expect(shown(await drawn(channel, message, { pictures: { [media.hash]: picture } }))).toContain(picture);
    expect(shown(await drawn(channel, message))).not.toContain(picture);
  });
});
