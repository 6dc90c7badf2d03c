import type { Look } from '../../core/channel.ts';
import type { Media } from '../../core/post.ts';

/** Pictures with their descriptions; one whose bytes are not at hand keeps its place. */
export const shownPictures = (media: readonly Media[], pictures: Readonly<Record<string, string>>): Look['images'] =>
  media.map(({ alt, hash }) => ({ alt, src: pictures[hash] ?? '' }));
