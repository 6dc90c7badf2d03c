/** A post on X, or the posts of a thread, as readers see them. */
import type { Draw, Look } from '../../core/channel.ts';
import { cardHtml, paragraphsHtml } from '../shared/feed-html.ts';
import { shownPictures } from '../shared/shown-pictures.ts';

export const postHtml = (text: string): string => paragraphsHtml(text);

/** X makes the card itself, out of the page that the last link leads to, and shows none beside pictures. */
export const draw: Draw = ({ message, post, pictures }) => {
  const { link, parts = [message] } = message;
  const looks = parts.map(({ text, media }): Look => {
    const card = link !== undefined && media.length === 0 && text.includes(link) ? cardHtml({ href: link, title: post.title }) : '';
    return { html: postHtml(text) + card, text, images: shownPictures(media, pictures) };
  });
  return { looks, about: [] };
};
