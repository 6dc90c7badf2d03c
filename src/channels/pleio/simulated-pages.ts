/** What readers of the pretended site see: documents as HTML, with every word escaped, and the pages around them. */
import { escapeHtml } from '../../core/message.ts';
import { parseJson } from '../shared/http.ts';
import { plainText } from './plain-text.ts';
import type { TiptapNode } from './tiptap.ts';

/** Plain text of what was stored, which may be no document at all (contract pleio 3.1). */
export function plainTextOf(stored: string): string {
  const json = parseJson(stored);
  return isNode(json) ? plainText(json as TiptapNode) : stored.replace(/<[^>]*>/g, '');
}

/** The document as HTML. What Pleio does not know makes the whole of it fall back to its raw text (contract pleio 3.2). */
export function documentHtml(stored: string, address: string): string {
  const json = parseJson(stored);
  try {
    return isNode(json) ? htmlOf(json, address) : `<p>${escapeHtml(stored)}</p>`;
  } catch {
    return `<p>${escapeHtml(stored)}</p>`;
  }
}

interface AnyNode {
  readonly type?: unknown;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AnyNode[];
  readonly marks?: readonly AnyNode[];
  readonly text?: unknown;
}

const isNode = (value: unknown): value is AnyNode => typeof value === 'object' && value !== null && (value as AnyNode).type === 'doc';

const elements: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

function htmlOf(node: AnyNode, address: string): string {
  const inner = () => (node.content ?? []).map((child) => htmlOf(child, address)).join('');
  const { attrs = {} } = node;
  switch (node.type) {
    case 'doc':
      return inner();
    case 'text':
      return (node.marks ?? []).reduceRight((html, mark) => marked(html, mark), escapeHtml(String(node.text ?? '')));
    case 'hardBreak':
      return '<br>';
    case 'heading':
      return element(`h${Number(attrs.level ?? 2)}`, inner());
    case 'orderedList':
      return `<ol${attrs.order === undefined ? '' : ` start="${Number(attrs.order)}"`}>${inner()}</ol>`;
    case 'image':
      return imageHtml(String(attrs.src ?? ''), String(attrs.alt ?? ''), address);
    default:
      return element(elementOf(String(node.type)), inner());
  }
}

const element = (name: string, inner: string): string => `<${name}>${inner}</${name}>`;

function elementOf(type: string): string {
  const name = Object.hasOwn(elements, type) ? elements[type] : undefined;
  if (!name) throw new Error(`unknown node ${type}`);
  return name;
}

function marked(html: string, { type, attrs = {} }: AnyNode): string {
  const href = String(attrs.href ?? '');
  switch (type) {
    case 'bold':
      return element('strong', html);
    case 'italic':
      return element('em', html);
    case 'underline':
      return element('u', html);
    case 'link':
      return /^(?:https?|mailto|tel):/i.test(href) ? `<a href="${escapeHtml(href)}" rel="noopener">${html}</a>` : html;
    default:
      throw new Error(`unknown mark ${String(type)}`);
  }
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

/** The summary and, of an event, when and where. */
export const introHtml = (abstract: string | undefined, facts: readonly string[]): string =>
  (abstract ? `<p><strong>${escapeHtml(abstract)}</strong></p>` : '') +
  (facts.length > 0 ? `<ul>${facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>` : '');

export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${head}</head><body><main>${body}</main></body></html>`;

export const loginPage = (): string =>
  page('Inloggen', '<h1>Inloggen</h1><p><a href="/oidc/authenticate/?provider=pleio&amp;next=/">Inloggen</a></p>');
