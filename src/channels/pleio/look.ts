/** A page of Pleio, as its readers see it. */
import type { Draw, DrawInput, Localised } from '../../core/channel.ts';
import { escapeHtml } from '../../core/message.ts';
import { shownPictures } from '../shared/shown-pictures.ts';
import { documentHtml, introHtml, type ShowImage } from './document-html.ts';
import { accessLevels, type PleioType } from './kinds.ts';
import { coverOf, detailsOf } from './payload.ts';
import { placeholderOf } from './tiptap.ts';

export const draw: Draw = (input) => {
  const { message, pictures } = input;
  const { type, access, document, abstract, tags } = detailsOf(message);
  const cover = type === 'statusupdate' ? undefined : coverOf(message);
  const html = introHtml(abstract, factsOf(input)) + documentHtml(JSON.stringify(document), imagesOf(input));
  return {
    looks: [
      {
        ...(type !== 'statusupdate' && message.subject !== undefined && { title: message.subject }),
        html,
        text: message.text,
        images: shownPictures(cover ? [cover] : [], pictures),
      },
    ],
    about: [
      { name: { nl: 'Soort', en: 'Kind' }, value: kinds[type] },
      { name: { nl: 'Wie mag het lezen', en: 'Who may read it' }, value: whoMayRead(access) },
      ...(tags.length > 0 ? [{ name: { nl: 'Trefwoorden', en: 'Tags' }, value: tags.join(', ') }] : []),
    ],
  };
};

function imagesOf({ message, pictures }: DrawInput): ShowImage {
  const addresses = new Map(message.media.map((media) => [placeholderOf(media), pictures[media.hash]]));
  return (src, alt) => {
    const address = addresses.get(src);
    return address ? `<img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">` : `<em>${escapeHtml(alt)}</em>`;
  };
}

function factsOf({ message, tell }: DrawInput): readonly string[] {
  const { startDate, endDate, location, ticketLink } = detailsOf(message).event ?? {};
  const when = [startDate, endDate].flatMap((moment) => (moment ? [tell(new Date(moment))] : []));
  return [when.join(' – '), location ?? '', ticketLink ?? ''].filter(Boolean);
}

const kinds: Readonly<Record<PleioType, Localised>> = {
  blog: { nl: 'blog', en: 'blog' },
  discussion: { nl: 'discussie', en: 'discussion' },
  event: { nl: 'agenda-item', en: 'event' },
  statusupdate: { nl: 'update', en: 'status update' },
  question: { nl: 'vraag', en: 'question' },
  news: { nl: 'nieuws', en: 'news' },
};

function whoMayRead(access: number): Localised {
  switch (access) {
    case accessLevels.public:
      return { nl: 'iedereen', en: 'everybody' };
    case accessLevels['logged-in']:
      return { nl: 'wie is ingelogd', en: 'whoever is signed in' };
    case accessLevels.group:
      return { nl: 'alleen leden van de groep', en: 'members of the group only' };
    default:
      return { nl: `niveau ${access} van de site`, en: `level ${access} of the site` };
  }
}
