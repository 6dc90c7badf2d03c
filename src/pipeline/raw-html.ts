/** Reads HTML that stands in a Markdown text: only its words, links, pictures and breaks are kept. */
import type { IOptions } from 'sanitize-html';

export type HtmlPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'link-end' }
  | { readonly kind: 'image'; readonly source: string; readonly alt: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'paragraph' };

export interface HtmlReader {
  /** A whole stretch of HTML. */
  read(html: string): readonly HtmlPiece[];
  /** Entities such as `&eacute;` as the characters they stand for. */
  decode(text: string): string;
}

const blocks =
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'.split(
    ' ',
  );

const options: IOptions = {
  allowedTags: ['a', 'img', 'br', 'td', 'th', ...blocks],
  allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
  // Addresses are judged by safeHref, which also warns.
  allowedSchemesAppliedToAttributes: [],
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'iframe', 'object', 'svg', 'math', 'title'],
};

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** The reader for this text; without HTML or entities in it nothing is loaded. */
export async function htmlReaderFor(source: string): Promise<HtmlReader> {
  if (!/<[a-z!/?]|&[#a-z]/i.test(source)) return { read: (text) => [{ kind: 'text', text }], decode: (text) => text };
  const { default: sanitize } = await import('sanitize-html');
  const decodeOne = (written: string): string => {
    const decoded = unescaped(sanitize(written, { allowedTags: [], allowedAttributes: {} }));
    // An unknown name of which the beginning is a name stays as it was written.
    return [...decoded].length > 2 ? written : decoded;
  };
  return {
    read: (html) => piecesOf(sanitize(html, options)),
    decode: (text) => (text.includes('&') ? text.replace(entity, decodeOne) : text),
  };
}

/** What sanitize-html gives is well-formed: in it every `<` begins a tag and every `>` ends one. */
function piecesOf(html: string): readonly HtmlPiece[] {
  return [...html.matchAll(/<(\/?)([a-z\d]+)([^>]*)>|[^<]+/g)].map(([all, slash, name, attributes = '']): HtmlPiece => {
    if (name === undefined) return { kind: 'text', text: unescaped(all) };
    if (name === 'a') return slash ? { kind: 'link-end' } : { kind: 'link', href: attribute(attributes, 'href') };
    if (name === 'img') return { kind: 'image', source: attribute(attributes, 'src'), alt: attribute(attributes, 'alt') };
    if (name === 'br') return { kind: 'break' };
    return name === 'td' || name === 'th' ? { kind: 'text', text: ' ' } : { kind: 'paragraph' };
  });
}

const attribute = (attributes: string, name: string): string => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
