/** A document of Pleio as HTML, with every word escaped. */
import { escapeHtml } from '../../core/message.ts';
import { parseJson } from '../shared/http.ts';

/** A picture, by the address that the document holds. */
export type ShowImage = (src: string, alt: string) => string;

/** The summary and, of an event, when and where. */
export const introHtml = (abstract: string | undefined, facts: readonly string[]): string =>
  (abstract ? `<p><strong>${escapeHtml(abstract)}</strong></p>` : '') +
  (facts.length > 0 ? `<ul>${facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>` : '');

/** The document as HTML. What Pleio does not know makes the whole of it fall back to its raw text (contract pleio 3.2). */
export function documentHtml(stored: string, showImage: ShowImage): string {
  const json = parseJson(stored);
  try {
    return isNode(json) ? htmlOf(json, showImage) : `<p>${escapeHtml(stored)}</p>`;
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

export const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && (value as AnyNode).type === 'doc';

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

function htmlOf(node: AnyNode, showImage: ShowImage): string {
  const inner = () => (node.content ?? []).map((child) => htmlOf(child, showImage)).join('');
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
      return showImage(String(attrs.src ?? ''), String(attrs.alt ?? ''));
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
