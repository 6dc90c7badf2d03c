/** Takes out of a picture what says where, when and by whom it was made. The picture itself stays as it is. */
import type { Media } from '../../core/post.ts';
import { stripGif } from './gif.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

export interface StrippedPicture {
  readonly mimeType: Media['mimeType'];
  readonly bytes: Uint8Array;
}

const formats: readonly (readonly [Media['mimeType'], (bytes: Uint8Array) => Uint8Array | undefined])[] = [
  ['image/png', stripPng],
  ['image/jpeg', stripJpeg],
  ['image/gif', stripGif],
  ['image/webp', stripWebp],
];

/** The type comes from the content; `undefined`: none of these, or cut short. */
export function stripMetadata(bytes: Uint8Array): StrippedPicture | undefined {
  for (const [mimeType, strip] of formats) {
    const stripped = strip(bytes);
    if (stripped) return { mimeType, bytes: stripped };
  }
  return undefined;
}
