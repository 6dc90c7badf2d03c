/** The html of a mail as a page for everybody: its look stays, whatever could run, load or ask is gone. */
import type { IOptions } from 'sanitize-html';

const tags =
  `html head title meta style body main header footer section article aside div span center table caption thead tbody tfoot tr td th colgroup col
  a img h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd blockquote pre code strong b em i u s del ins sub sup small abbr time figure figcaption`.split(
    /\s+/,
  );

const everywhere = [
  'style',
  'class',
  'id',
  'lang',
  'dir',
  'title',
  'role',
  'aria-*',
  'align',
  'valign',
  'width',
  'height',
  'border',
  'bgcolor',
];

const options: IOptions = {
  allowedTags: tags,
  // A stylesheet stays: the page's policy lets it load nothing but pictures of the issue.
  allowVulnerableTags: true,
  allowedAttributes: {
    '*': everywhere,
    a: ['href', 'name'],
    img: ['src', 'alt'],
    table: ['cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    col: ['span'],
    ol: ['start'],
    meta: ['charset', 'name', 'content'],
    time: ['datetime'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  // Styles are not read apart and written anew: what they can do is bounded by the page's policy.
  parseStyleAttributes: false,
};

export async function cleanDocument(html: string): Promise<string> {
  const { default: sanitize } = await import('sanitize-html');
  return sanitize(html, options);
}
