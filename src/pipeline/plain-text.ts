/** A post's tree as text for places that know no markup: X, LinkedIn, Yammer and the text part of mails. */
import { type Block, type Inline, inlineText, type ListItem, type RichText } from '../core/rich-text.ts';

export interface PlainTextOptions {
  /** Whether notes and their numbers are shown; short channels do without. */
  readonly footnotes: boolean;
}

/** Without any sign of Markdown, and with the address of every link. */
export function toPlainText(richText: RichText, options: PlainTextOptions): string {
  return blocksText(richText, { ...options, quotes: 0 }, '\n\n');
}

/** What a post says in short: its headings or, where it has less than two, the items of its first list. */
export function points(richText: RichText): readonly string[] {
  const headings = richText.flatMap((block) => (block.type === 'heading' ? [oneLine(block.children)] : [])).filter(Boolean);
  if (headings.length > 1) return headings;
  const list = richText.find((block) => block.type === 'list');
  const items = list?.items.flatMap(({ children }) => firstParagraph(children) ?? []) ?? [];
  return items.length ? items : headings;
}

/** The first paragraph with words in it, on one line; else the first words of a quote or list. */
export function firstParagraph(richText: RichText, { addresses = false }: { readonly addresses?: boolean } = {}): string | undefined {
  const textOf = addresses ? oneLineWithAddresses : oneLine;
  const paragraphs = richText.flatMap((block) => (block.type === 'paragraph' && hasWords(block.children) ? [textOf(block.children)] : []));
  if (paragraphs[0]) return paragraphs[0];
  for (const block of richText) {
    const inside = block.type === 'quote' ? block.children : block.type === 'list' ? block.items.flatMap(({ children }) => children) : [];
    const found = firstParagraph(inside, { addresses });
    if (found) return found;
  }
  return undefined;
}

const hasWords = (children: readonly Inline[]): boolean =>
  children.some((child) => child.type !== 'image' && inlineText([child]).trim() !== '');

const oneLine = (children: readonly Inline[]): string =>
  inlineText(children)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

const oneLineWithAddresses = (children: readonly Inline[]): string =>
  inlinesText(children, { footnotes: false, quotes: 0 })
    .replace(/\s*\n\s*/g, ' ')
    .trim();

interface Style extends PlainTextOptions {
  /** How many quotes this stands in. */
  readonly quotes: number;
}

const blocksText = (blocks: readonly Block[], style: Style, gap: string): string =>
  blocks
    .map((block) => blockText(block, style))
    .filter(Boolean)
    .join(gap);

function blockText(block: Block, style: Style): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlinesText(block.children, style).trim();
    case 'list':
      return listText(block.items, block.ordered ? block.start : undefined, style);
    case 'quote':
      return quoteText(block.children, style);
    case 'code':
      return block.text;
    case 'table':
      return tableText(block, style);
    case 'rule':
      return '———';
    case 'footnotes':
      return style.footnotes ? block.items.map(({ label, children }) => `[${label}] ${blocksText(children, style, '\n')}`).join('\n') : '';
  }
}

/** `start` is that of a numbered list. What belongs to an item stands in line with its words. */
function listText(items: readonly ListItem[], start: number | undefined, style: Style): string {
  return items
    .map(({ children, checked }, index) => {
      const mark = start === undefined ? '•' : `${start + index}.`;
      const box = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
      return `${mark} ${box}${indent(blocksText(children, style, '\n'), ' '.repeat(mark.length + 1))}`.trimEnd();
    })
    .join('\n');
}

const indent = (text: string, by: string): string => text.replace(/\n(?=[^\n])/g, `\n${by}`);

const marks = [
  ['“', '”'],
  ['‘', '’'],
] as const;

/** In quotation marks where it is running text; anything else is set off by a line in front. */
function quoteText(children: readonly Block[], style: Style): string {
  const text = blocksText(children, { ...style, quotes: style.quotes + 1 }, '\n\n');
  if (text === '') return '';
  if (!children.every(isRunning)) return text.replace(/^(?=.)/gm, '│ ');
  const [open, close] = marks[style.quotes % 2] ?? marks[0];
  const isQuoted = /^["“”„«]/.test(text) && /["“”»]$/.test(text) && children.length === 1;
  return isQuoted ? text : open + text + close;
}

const isRunning = (block: Block): boolean => block.type === 'paragraph' || (block.type === 'quote' && block.children.every(isRunning));

/** A row a line, each value behind the name of its column. */
function tableText({ header, rows }: Extract<Block, { type: 'table' }>, style: Style): string {
  const names = header.map(({ children }) => flat(children, style));
  const lines = rows.map((row) =>
    row
      .map(({ children }, index) => ({ name: names[index] ?? '', value: flat(children, style) }))
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => (name ? `${name}: ${value}` : value))
      .join('; '),
  );
  return lines.length ? lines.filter(Boolean).join('\n') : names.filter(Boolean).join('; ');
}

const flat = (children: readonly Inline[], style: Style): string =>
  inlinesText(children, style)
    .replace(/\s*\n\s*/g, ', ')
    .trim();

const inlinesText = (children: readonly Inline[], style: Style): string => children.map((child) => inlineContent(child, style)).join('');

function inlineContent(inline: Inline, style: Style): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'strong':
    case 'emphasis':
    case 'deleted':
    case 'language':
      return inlinesText(inline.children, style);
    case 'link':
      return linkText(inline.href, inlinesText(inline.children, style).trim());
    case 'image':
      return inline.alt;
    case 'break':
      return '\n';
    case 'footnote-reference':
      return style.footnotes ? `[${inline.label}]` : '';
  }
}

function linkText(href: string, text: string): string {
  const address = href.replace(/^(?:mailto|tel):/i, '');
  if (text === '' || sameAddress(text, address)) return address;
  return text.includes(address) ? text : `${text} (${address})`;
}

const sameAddress = (a: string, b: string): boolean => bare(a) === bare(b);

const bare = (address: string): string =>
  address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
