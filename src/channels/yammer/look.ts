/** A message in a community, as members see it. */
import type { Draw } from '../../core/channel.ts';
import { escapeHtml } from '../../core/message.ts';
import { cardHtml, type LinkCard, paragraphsHtml } from '../shared/feed-html.ts';
import { shownPictures } from '../shared/shown-pictures.ts';

interface ShownMessage {
  readonly body: string;
  readonly topics: readonly string[];
  readonly card?: LinkCard;
}

export function messageHtml({ body, topics, card }: ShownMessage): string {
  const tags = topics.length > 0 ? `<p>${topics.map((topic) => `<strong>${escapeHtml(topic)}</strong>`).join(' · ')}</p>` : '';
  return paragraphsHtml(body) + (card ? cardHtml(card) : '') + tags;
}

export const draw: Draw = ({ message, pictures }) => {
  const { title, description, topics } = message.details;
  const card = message.link && {
    href: message.link,
    title: typeof title === 'string' ? title : '',
    ...(typeof description === 'string' && { description }),
  };
  const html = messageHtml({ body: message.text, topics: Array.isArray(topics) ? topics.map(String) : [], ...(card && { card }) });
  return {
    looks: [{ html, text: message.text, images: shownPictures(message.media, pictures) }],
    about: [{ name: { nl: 'Waar', en: 'Where' }, value: { nl: 'een community: alleen leden zien het', en: 'a community: members only' } }],
  };
};
