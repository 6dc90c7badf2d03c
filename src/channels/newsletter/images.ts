/** Which pictures travel in the mail, and what stands in the place of the others. */
import { escapeHtml, hubPicture } from '../../core/message.ts';
import type { Media } from '../../core/post.ts';

/** Together; every reader gets a copy of each of them. */
export const maxInlineBytes = 200 * 1024;

export const contentId = (media: Media): string => `${media.hash}@newsletter`;

/** Pictures in their order, as many as fit; a picture that is used twice counts once. */
export function inlineMedia(media: readonly Media[]): readonly Media[] {
  const chosen: Media[] = [];
  let room = maxInlineBytes;
  for (const picture of media) {
    if (chosen.some(({ hash }) => hash === picture.hash) || picture.bytes > room) continue;
    chosen.push(picture);
    room -= picture.bytes;
  }
  return chosen;
}

const picture = /<img\b[^>]*?\ssrc="cid:([^"]+)"[^>]*>/g;

/** Points every picture to its copy in the mail, else to the one at the hub, else its description stands there, leading to the web. */
export function placeImages(html: string, inlined: readonly Media[], link: string | undefined): string {
  return html.replace(picture, (tag: string, hash: string) => {
    const media = inlined.find((one) => one.hash === hash);
    if (media) return tag.replace(`"cid:${hash}"`, () => `"cid:${contentId(media)}"`);
    return hubPicture(hash, { shown: (address) => tag.replace(`cid:${hash}`, () => address), otherwise: description(tag, link) });
  });
}

/** The alt text stands in the tag, escaped already. */
function description(tag: string, link: string | undefined): string {
  const alt = /\salt="([^"]*)"/.exec(tag)?.[1] ?? '';
  if (alt === '' || link === undefined) return alt;
  return `<a href="${escapeHtml(link)}" style="color:#00547d;text-decoration:underline">${alt}</a>`;
}
