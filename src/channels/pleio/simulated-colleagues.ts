/** A few invented posts by others, so that forwarding can be practised. */
import { createHash } from 'node:crypto';
import type { World } from '../../core/channel.ts';
import type { StoredPost } from './simulated-post.ts';

const eva = { guid: '9a0b3c1e-0000-4d7e-9a0b-2f6f1f0a1c02', name: 'Eva de Wit' };
const karim = { guid: '9a0b3c1e-0000-4d7e-9a0b-2f6f1f0a1c03', name: 'Karim Bouzid' };

const text = (words: string, ...marks: readonly string[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
const documentOf = (...content: readonly object[]) => JSON.stringify({ type: 'doc', content });

type Written = Pick<StoredPost, 'subtype' | 'title' | 'richDescription' | 'accessId' | 'tags' | 'owner'> &
  Partial<Pick<StoredPost, 'abstract' | 'location'>> & { readonly inDays?: number };

const written: readonly Written[] = [
  {
    subtype: 'blog',
    title: 'Wijkteams delen wat werkt',
    abstract: 'Drie wijkteams vertellen wat hun gesprekken met ouders beter maakte.',
    richDescription: documentOf(
      paragraph(
        text('Drie wijkteams vertelden elkaar deze week wat werkt. '),
        text('Begin met luisteren', 'bold'),
        text(', zeggen alle drie.'),
      ),
      { type: 'heading', attrs: { level: 2 }, content: [text('Wat wij meenemen')] },
      {
        type: 'bulletList',
        content: ['Vraag eerst wat goed gaat.', 'Spreek samen af wie wat doet.'].map((line) => ({
          type: 'listItem',
          content: [paragraph(text(line))],
        })),
      },
    ),
    accessId: 2,
    tags: ['wijkteams'],
    owner: eva,
  },
  {
    subtype: 'event',
    title: 'Werkbezoek aan de proeftuin',
    richDescription: documentOf(paragraph(text('Loop een ochtend mee met de proeftuin. Iedereen is welkom.'))),
    accessId: 2,
    tags: ['proeftuinen'],
    owner: karim,
    location: 'Buurthuis De Linde',
    inDays: 14,
  },
  {
    subtype: 'blog',
    title: 'Concept: alleen voor leden',
    richDescription: documentOf(paragraph(text('Dit lezen alleen de leden van de groep.'))),
    accessId: 4,
    tags: [],
    owner: eva,
  },
];

/** Once in each place; published at the moment at which somebody first looks. */
export function placeByColleagues(world: World, containerGuid: string | undefined): void {
  const container = containerGuid === '1' ? undefined : containerGuid;
  const known = new Set(world.all<StoredPost>('post').map(({ guid }) => guid));
  const now = world.clock.now();
  for (const [index, { inDays, ...post }] of written.entries()) {
    const guid = guidFor(`${container ?? ''} ${index}`);
    if (known.has(guid)) continue;
    const at = now.toISOString();
    const start = new Date(now.getTime() + (inDays ?? 0) * 86_400_000).toISOString();
    world.add('post', {
      ...post,
      guid,
      timeCreated: at,
      timeUpdated: at,
      timePublished: at,
      ...(container && { containerGuid: container }),
      ...(inDays !== undefined && { startDate: start }),
    });
  }
}

const guidFor = (name: string): string =>
  createHash('sha256')
    .update(`colleagues ${name}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
