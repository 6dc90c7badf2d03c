/** The pages around what readers of the pretended site see. */
import { escapeHtml } from '../../core/message.ts';
import { parseJson } from '../shared/http.ts';
import { introHtml, isNode } from './document-html.ts';
import { plainText } from './plain-text.ts';
import type { TiptapNode } from './tiptap.ts';

/** Plain text of what was stored, which may be no document at all (contract pleio 3.1). */
export function plainTextOf(stored: string): string {
  const json = parseJson(stored);
  return isNode(json) ? plainText(json as TiptapNode) : stored.replace(/<[^>]*>/g, '');
}

/** The site shows only its own pictures (contract pleio 3.3). */
export const imageHtml = (src: string, alt: string, address: string): string =>
  src.startsWith('/') && !src.startsWith('//')
    ? `<img src="${escapeHtml(address + src)}" alt="${escapeHtml(alt)}">`
    : `<em>${escapeHtml(alt)}</em>`;

export interface PageParts {
  readonly title: string;
  readonly group?: string;
  readonly abstract?: string;
  readonly cover?: string;
  readonly facts: readonly string[];
  readonly body: string;
}

/** The page of one post. */
export const postPage = ({ title, group, abstract, cover = '', facts, body }: PageParts): string =>
  page(
    title,
    `<article dir="auto">${group ? `<p>${escapeHtml(group)}</p>` : ''}<h1>${escapeHtml(title)}</h1>${cover}${introHtml(abstract, facts)}${body}</article>`,
    `<meta property="og:title" content="${escapeHtml(title)}">${abstract ? `<meta property="og:description" content="${escapeHtml(abstract)}">` : ''}`,
  );

export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${head}</head><body><main>${body}</main></body></html>`;

export const loginPage = (): string =>
  page('Inloggen', '<h1>Inloggen</h1><p><a href="/oidc/authenticate/?provider=pleio&amp;next=/">Inloggen</a></p>');
