/** What a person needs to place the post by hand (contract linkedin 8.2). */
import type { Message } from '../../core/message.ts';
import type { HandOff, Receipt } from '../../core/outcome.ts';
import { permalinkOf } from './permalink.ts';
import { lastPart, type Place } from './place.ts';

export const handOffOf = (message: Message, place: Place): HandOff => ({
  text: message.text,
  ...(message.link && { link: message.link }),
  images: message.media.map(({ path, alt }) => ({ path, alt })),
  openUrl: pageOf(place),
});

/** What a person needs to change or remove a post that stands there; only its text can be changed (contract linkedin 5). */
export const handOffOfChange = (text: string, { remoteId, url }: Receipt): HandOff => ({
  text,
  images: [],
  openUrl: url ?? permalinkOf(remoteId),
});

function pageOf({ group, author }: Place): string {
  if (group) return `https://www.linkedin.com/groups/${lastPart(group)}/`;
  if (author?.startsWith('urn:li:organization:')) return `https://www.linkedin.com/company/${lastPart(author)}/`;
  return 'https://www.linkedin.com/feed/';
}
