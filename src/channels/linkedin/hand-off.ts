/** What a person needs to place the post by hand (contract linkedin 8.2). */
import type { Message } from '../../core/message.ts';
import type { HandOff } from '../../core/outcome.ts';
import { lastPart, type Place } from './place.ts';

export const handOffOf = (message: Message, place: Place): HandOff => ({
  text: message.text,
  ...(message.link && { link: message.link }),
  images: message.media.map(({ path, alt }) => ({ path, alt })),
  openUrl: pageOf(place),
});

function pageOf({ group, author }: Place): string {
  if (group) return `https://www.linkedin.com/groups/${lastPart(group)}/`;
  if (author?.startsWith('urn:li:organization:')) return `https://www.linkedin.com/company/${lastPart(author)}/`;
  return 'https://www.linkedin.com/feed/';
}
