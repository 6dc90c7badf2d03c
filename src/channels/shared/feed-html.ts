/** Plain text and link cards as a simulator's page shows them. Everything is escaped. */
import { escapeHtml } from '../../core/message.ts';

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** Paragraphs with their line breaks; addresses become links. */
export const paragraphsHtml = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${linked(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');

function linked(text: string): string {
  const matches = [...text.matchAll(address)];
  const pieces = matches.map((match, index) => {
    const before = matches[index - 1];
    const start = before ? before.index + before[0].length : 0;
    return escapeHtml(text.slice(start, match.index)) + anchor(match[0], match[0]);
  });
  const last = matches.at(-1);
  return pieces.join('') + escapeHtml(text.slice(last ? last.index + last[0].length : 0));
}

const anchor = (href: string, label: string): string => `<a href="${escapeHtml(href)}" rel="noopener nofollow">${escapeHtml(label)}</a>`;

export interface LinkCard {
  readonly href: string;
  readonly title: string;
  readonly description?: string;
}

export function cardHtml({ href, title, description }: LinkCard): string {
  if (!/^https?:\/\//.test(href)) return '';
  const { host } = new URL(href);
  const words = description ? `<br>${escapeHtml(description)}` : '';
  return `<blockquote>${anchor(href, title || href)}${words}<br><small>${escapeHtml(host)}</small></blockquote>`;
}
