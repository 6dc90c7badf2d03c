/** A post's body as the document that Pleio stores; only nodes and marks of contract pleio 3.2. */
import type { Json } from '../../core/json.ts';
import type { Block, Inline, ListItem, RichText, TableCell } from '../../core/rich-text.ts';

export type Mark = { readonly type: 'bold' | 'italic' } | { readonly type: 'link'; readonly attrs: Readonly<Record<string, string>> };

export type NodeType =
  | 'doc'
  | 'paragraph'
  | 'heading'
  | 'blockquote'
  | 'bulletList'
  | 'orderedList'
  | 'listItem'
  | 'table'
  | 'tableRow'
  | 'tableHeader'
  | 'tableCell'
  | 'image'
  | 'hardBreak'
  | 'text';

export type TiptapNode = {
  readonly type: NodeType;
  readonly attrs?: { readonly [name: string]: Json };
  readonly content?: readonly TiptapNode[];
  readonly marks?: readonly Mark[];
  readonly text?: string;
};

/** Stands as the address of a picture until its upload has one. */
export const placeholderOf = (media: { readonly hash: string }): string => `omk-media:${media.hash}`;

interface Surroundings {
  /** How many levels headings go down, so that the highest is 2: the title of the page is 1. */
  readonly shift: number;
  /** Labels of the footnotes, in the order of their list. */
  readonly notes: readonly string[];
}

/** The body as one document. Never empty: Pleio wants at least one block. */
export function toTiptap(blocks: RichText): TiptapNode {
  const surroundings = {
    shift: blocks.some((block) => block.type === 'heading' && block.level === 1) ? 1 : 0,
    notes: blocks.flatMap((block) => (block.type === 'footnotes' ? block.items.map(({ label }) => label) : [])),
  };
  const content = blocksOf(blocks, surroundings);
  return { type: 'doc', content: content.length > 0 ? content : [paragraph([])] };
}

export const paragraph = (content: readonly TiptapNode[]): TiptapNode => ({ type: 'paragraph', ...(content.length > 0 && { content }) });

export const textNode = (text: string, marks: readonly Mark[] = []): TiptapNode => ({
  type: 'text',
  ...(marks.length > 0 && { marks }),
  text,
});

export const imageNode = (media: { readonly hash: string }, alt: string, title?: string): TiptapNode => ({
  type: 'image',
  attrs: { src: placeholderOf(media), alt, ...(title && { title }) },
});

const hardBreak: TiptapNode = { type: 'hardBreak' };

const blocksOf = (blocks: readonly Block[], around: Surroundings): TiptapNode[] => blocks.flatMap((block) => blockOf(block, around));

function blockOf(block: Block, around: Surroundings): TiptapNode[] {
  switch (block.type) {
    case 'paragraph':
      return filled('paragraph', inlinesOf(block.children, around));
    case 'heading':
      return filled('heading', inlinesOf(block.children, around), { level: Math.min(5, Math.max(2, block.level + around.shift)) });
    case 'list':
      return listOf(block.ordered, block.start, block.items, around);
    case 'quote':
      return filled('blockquote', blocksOf(block.children, around));
    case 'code':
      return filled('paragraph', linesOf(block.text));
    case 'table':
      return [tableOf(block.header, block.rows, around)];
    case 'rule':
      return [];
    case 'footnotes':
      return listOf(true, 1, block.items, around);
  }
}

/** A node with content, or nothing: an empty block would leave a gap. */
const filled = (type: NodeType, content: readonly TiptapNode[], attrs?: TiptapNode['attrs']): TiptapNode[] =>
  content.length > 0 ? [{ type, ...(attrs && { attrs }), content }] : [];

function listOf(ordered: boolean, start: number, items: readonly ListItem[], around: Surroundings): TiptapNode[] {
  const attrs = ordered && start !== 1 ? { order: start } : undefined;
  return filled(
    ordered ? 'orderedList' : 'bulletList',
    items.map((item) => listItemOf(item, around)),
    attrs,
  );
}

/** An item begins with a paragraph (contract pleio 3.2); that of a task shows its box. */
function listItemOf({ children, checked }: ListItem, around: Surroundings): TiptapNode {
  const [first, ...rest] = blocksOf(children, around);
  const box = checked === undefined ? [] : [textNode(checked ? '☑ ' : '☐ ')];
  if (first?.type !== 'paragraph') return { type: 'listItem', content: [paragraph(box), ...(first ? [first] : []), ...rest] };
  return { type: 'listItem', content: [paragraph(joined([...box, ...(first.content ?? [])])), ...rest] };
}

function tableOf(header: readonly TableCell[], rows: readonly (readonly TableCell[])[], around: Surroundings): TiptapNode {
  const row =
    (type: 'tableHeader' | 'tableCell') =>
    (cells: readonly TableCell[]): TiptapNode => ({
      type: 'tableRow',
      content: cells.map(({ children }) => ({ type, content: [paragraph(inlinesOf(children, around))] })),
    });
  return { type: 'table', content: [row('tableHeader')(header), ...rows.map(row('tableCell'))] };
}

/** Code keeps its lines and, where HTML would drop it, its indentation; Pleio knows no code block. */
const linesOf = (code: string): TiptapNode[] =>
  code
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', '    ').replaceAll(' ', NO_BREAK_SPACE)))
    .flatMap((line, index) => [...(index > 0 ? [hardBreak] : []), ...words(line, [])]);

const NO_BREAK_SPACE = '\u00a0';

const inlinesOf = (children: readonly Inline[], around: Surroundings, marks: readonly Mark[] = []): TiptapNode[] =>
  joined(children.flatMap((child) => inlineOf(child, around, marks)));

function inlineOf(inline: Inline, around: Surroundings, marks: readonly Mark[]): TiptapNode[] {
  switch (inline.type) {
    case 'text':
      return words(inline.text.replace(/[ \t]*\n[ \t]*/g, ' '), marks);
    case 'code':
      return words(inline.text, marks);
    case 'strong':
      return inlinesOf(inline.children, around, withMark(marks, { type: 'bold' }));
    case 'emphasis':
      return inlinesOf(inline.children, around, withMark(marks, { type: 'italic' }));
    case 'deleted':
    // The contract has no mark for a language (contract pleio 3.2).
    case 'language':
      return inlinesOf(inline.children, around, marks);
    case 'link':
      return linkOf(inline, around, marks);
    case 'image':
      return pictureOf(inline, marks);
    case 'break':
      return [hardBreak];
    case 'footnote-reference':
      return words(`[${numberOf(inline.label, around)}]`, marks);
  }
}

const words = (text: string, marks: readonly Mark[]): TiptapNode[] => (text ? [textNode(text, marks)] : []);

/** A mark stands once: twice the same makes a document invalid. */
const withMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] =>
  marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark];

function linkMark(href: string, title?: string): Mark {
  return { type: 'link', attrs: { href, ...(title && { title }) } };
}

/** A picture cannot carry a link here, so a link around nothing else gets words of its own. */
function linkOf(link: Extract<Inline, { type: 'link' }>, around: Surroundings, marks: readonly Mark[]): TiptapNode[] {
  const linked = withMark(marks, linkMark(link.href, link.title));
  const nodes = inlinesOf(link.children, around, linked);
  return nodes.some(({ type }) => type === 'text') ? nodes : [...nodes, textNode(link.href, linked)];
}

/** Pictures from elsewhere are not shown by the site (contract pleio 3.3), so they become a link. */
function pictureOf({ source, alt, title, media }: Extract<Inline, { type: 'image' }>, marks: readonly Mark[]): TiptapNode[] {
  if (media) return [imageNode(media, alt, title)];
  return /^https?:/i.test(source) ? words(alt || source, withMark(marks, linkMark(source, title))) : words(alt, marks);
}

function numberOf(label: string, { notes }: Surroundings): string {
  const index = notes.indexOf(label);
  return index < 0 ? label : String(index + 1);
}

/** Neighbouring words with the same marks become one node. */
function joined(nodes: readonly TiptapNode[]): TiptapNode[] {
  const result: TiptapNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const same = last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (same) result[result.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else result.push(node);
  }
  return result;
}
