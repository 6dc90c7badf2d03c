/** A post in a LinkedIn group or on a page, as readers see it. */
import type { Draw } from '../../core/channel.ts';
import { cardHtml, type LinkCard, paragraphsHtml } from '../shared/feed-html.ts';
import { shownPictures } from '../shared/shown-pictures.ts';
import { cardOf } from './payload.ts';
import { lastPart, placeOf } from './place.ts';

export const postHtml = (text: string, card: LinkCard | undefined): string => paragraphsHtml(text) + (card ? cardHtml(card) : '');

export const draw: Draw = ({ message, options, pictures }) => {
  const { mode, group, author = '' } = placeOf(options);
  const card = cardOf(message);
  return {
    looks: [
      {
        html: postHtml(message.text, card && { ...card, href: card.source }),
        text: message.text,
        images: shownPictures(message.media, pictures),
      },
    ],
    about: [
      {
        name: { nl: 'Waar', en: 'Where' },
        value: group
          ? { nl: `groep ${lastPart(group)}: alleen leden zien het`, en: `group ${lastPart(group)}: members only` }
          : { nl: `openbare pagina ${lastPart(author)}`, en: `public page ${lastPart(author)}` },
      },
      {
        name: { nl: 'Plaatsen', en: 'Posting' },
        value:
          mode === 'auto'
            ? { nl: 'omk plaatst het zelf', en: 'omk posts it' }
            : { nl: 'u plaatst het; omk zet tekst, link en beelden klaar', en: 'you post it; omk prepares text, link and pictures' },
      },
    ],
  };
};
