/** What Pleio stores as the body of a post, read as rich text. Takes anything; words are never lost (contract pleio 3). */
import { type Block, type Inline, inlineText, type ListItem, type RichText, type TableCell } from '../../core/rich-text.ts';
import { parseJson } from '../shared/http.ts';
import { type Fields, isFields } from './answers.ts';
import { deepWords, type ReadInlines, readInlines } from './read-inlines.ts';
import { textBlocks } from './read-text.ts';

/** Deeper than people write; below it only the words count. */
const MAX_LEVELS = 24;

/** `site`: its address, for what is linked without one. */
export function readDocument(stored: string, site: string): RichText {
  const json = parseJson(stored);
  if (!isFields(json)) return textBlocks(stored);
  return nested(blocksOf(contentOf(json), { site, level: 0 }));
}

interface Around {
  readonly site: string;
  readonly level: number;
}

const contentOf = ({ content }: Fields): readonly Fields[] => (Array.isArray(content) ? content.filter(isFields) : []);
const attrsOf = ({ attrs }: Fields): Fields => (isFields(attrs) ? attrs : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'image', 'emoji']);

/** Blocks; words that stand between blocks become paragraphs of their own. */
function blocksOf(nodes: readonly Fields[], around: Around): Block[] {
  const blocks: Block[] = [];
  let loose: Fields[] = [];
  const close = () => {
    blocks.push(...paragraph(readInlines(loose, around.site)));
    loose = [];
  };
  for (const node of nodes) {
    if (inlineTypes.has(String(node.type))) loose.push(node);
    else {
      close();
      blocks.push(...blockOf(node, around));
    }
  }
  close();
  return blocks;
}

const paragraph = (children: readonly Inline[]): Block[] =>
  children.some((inline) => inline.type !== 'break') ? [{ type: 'paragraph', children }] : [];

const words = (text: string): Block[] => (text.trim() === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', text }] }]);

function blockOf(node: Fields, { site, level }: Around): Block[] {
  if (level >= MAX_LEVELS) return words(deepWords(node));
  const attrs = attrsOf(node);
  const inside = { site, level: level + 1 };
  switch (node.type) {
    case 'paragraph':
      return hasBlocks(node) ? blocksOf(contentOf(node), inside) : paragraph(readInlines(contentOf(node), site));
    case 'heading': {
      const children = readInlines(contentOf(node), site).map((inline): Inline => (inline.type === 'break' ? space : inline));
      return inlineText(children).trim() === '' ? [] : [{ type: 'heading', level: levelOf(attrs.level), children }];
    }
    case 'bulletList':
    case 'taskList':
    case 'orderedList':
      return listOf(node, inside);
    case 'listItem':
    case 'taskItem':
      return listOf({ type: 'bulletList', content: [node] }, inside);
    case 'blockquote': {
      const children = blocksOf(contentOf(node), inside);
      return children.length > 0 ? [{ type: 'quote', children }] : [];
    }
    case 'codeBlock':
      return codeOf(node);
    case 'horizontalRule':
      return [{ type: 'rule' }];
    case 'table':
      return tableOf(node, inside);
    default:
      return leafOf(node, attrs, inside);
  }
}

const space: Inline = { type: 'text', text: ' ' };

const hasBlocks = (node: Fields): boolean =>
  contentOf(node).some(({ type, content }) => Array.isArray(content) && !inlineTypes.has(String(type)));

const levelOf = (level: unknown): number => (typeof level === 'number' && level >= 1 && level <= 6 ? Math.trunc(level) : 2);

function codeOf(node: Fields): Block[] {
  const text = deepWords(node, '\n');
  const language = textOf(attrsOf(node).language);
  return text.trim() === '' ? [] : [{ type: 'code', text, ...(language && { language }) }];
}

function listOf(node: Fields, around: Around): Block[] {
  const ordered = node.type === 'orderedList';
  const { order, start } = attrsOf(node);
  const first = [order, start].find((value) => typeof value === 'number' && Number.isInteger(value) && value >= 0);
  const items = contentOf(node)
    .map((item) => itemOf(item, around))
    .filter(({ children }) => children.length > 0);
  return items.length > 0
    ? [
        {
          type: 'list',
          ordered,
          start: typeof first === 'number' ? first : 1,
          items,
        },
      ]
    : [];
}

function itemOf(item: Fields, around: Around): ListItem {
  const isItem = item.type === 'listItem' || item.type === 'taskItem';
  const children = isItem ? blocksOf(contentOf(item), around) : blockOf(item, around);
  const { checked } = attrsOf(item);
  if (item.type === 'taskItem' || typeof checked === 'boolean') return { children, checked: checked === true };
  return withBox(children);
}

/** omk itself writes the box of a task as a sign, for Pleio knows no tasks. */
function withBox(children: readonly Block[]): ListItem {
  const [first, ...rest] = children;
  const [opening, ...more] = first?.type === 'paragraph' ? first.children : [];
  const found = opening?.type === 'text' ? /^([☐☑]) (?=\S|$)/u.exec(opening.text) : null;
  if (!found || opening?.type !== 'text') return { children };
  const text = opening.text.slice(found[0].length);
  const left: readonly Inline[] = [...(text ? [{ type: 'text' as const, text }] : []), ...more];
  return left.length > 0
    ? {
        children: [{ type: 'paragraph', children: left }, ...rest],
        checked: found[1] === '☑',
      }
    : { children };
}

/** The first row is the head, as Markdown has no table without one. */
function tableOf(node: Fields, around: Around): Block[] {
  const rows = contentOf(node).map((row) => (row.type === 'tableRow' ? contentOf(row) : [row]).flatMap((cell) => cellsOf(cell, around)));
  const filled = rows.filter((row) => row.some(({ children }) => children.length > 0));
  const [header, ...body] = filled;
  return header ? [{ type: 'table', header, rows: body }] : [];
}

function cellsOf(cell: Fields, around: Around): readonly TableCell[] {
  const span = attrsOf(cell).colspan;
  const empty = typeof span === 'number' && span > 1 && span <= 50 ? Array<TableCell>(Math.trunc(span) - 1).fill({ children: [] }) : [];
  return [{ children: flat(blocksOf(contentOf(cell), around)) }, ...empty];
}

/** Blocks in a cell, one under the other. */
function flat(blocks: readonly Block[]): readonly Inline[] {
  const lines = blocks.flatMap(linesOf).filter((line) => line.length > 0);
  return lines.flatMap((line, index) => (index > 0 ? [{ type: 'break' as const }, ...line] : line));
}

function linesOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [block.children];
    case 'list':
      return block.items.map(({ children }) => [{ type: 'text', text: '• ' }, ...flat(children)]);
    case 'quote':
      return [flat(block.children)];
    case 'code':
      return block.text.split('\n').map((text) => [{ type: 'code', text }]);
    case 'table':
      return [block.header, ...block.rows].map((row) =>
        row.flatMap(({ children }, index) => (index > 0 ? [{ type: 'text' as const, text: ' / ' }, ...children] : children)),
      );
    case 'rule':
    case 'footnotes':
      return [];
  }
}

const videos: Readonly<Record<string, string>> = {
  youtube: 'https://www.youtube.com/watch?v=',
  vimeo: 'https://vimeo.com/',
};

/** What shows something from elsewhere becomes a link with its name; anything else gives its words. */
function leafOf(node: Fields, attrs: Fields, around: Around): Block[] {
  const link: ReadInlines = (nodes) => readInlines(nodes, around.site);
  const linked = (text: string, href: string): Block[] =>
    paragraph(
      link([
        {
          type: 'text',
          text: text || href,
          marks: [{ type: 'link', attrs: { href } }],
        },
      ]),
    );
  const name = textOf(attrs.title) || textOf(attrs.name) || textOf(attrs.label);
  switch (node.type) {
    case 'figure':
      return figureOf(attrs, link);
    case 'file':
      return linked(name, textOf(attrs.url));
    case 'video': {
      const address = videos[textOf(attrs.platform).toLowerCase()];
      const id = textOf(attrs.guid);
      return address && /^[\w-]+$/.test(id) ? linked(name, address + id) : words(name);
    }
    case 'embed':
    case 'iframe':
      return linked(name, textOf(attrs.src) || textOf(attrs.url) || textOf(attrs.href));
    default: {
      const inside = hasBlocks(node) || contentOf(node).length > 0 ? blocksOf(contentOf(node), around) : [];
      return [...words(name), ...inside, ...(typeof node.text === 'string' ? words(node.text) : [])];
    }
  }
}

/** The picture, and below it what it says of itself, once. */
function figureOf(attrs: Fields, link: ReadInlines): Block[] {
  const alt = textOf(attrs.alt);
  const caption = textOf(attrs.caption);
  return [...paragraph(link([{ type: 'image', attrs }])), ...(caption && caption !== alt ? words(caption) : [])];
}

/** Headings below the title of the page, which is the first: from level 2, and none is skipped. */
function nested(blocks: readonly Block[]): readonly Block[] {
  const open: number[] = [];
  return blocks.map((block) => {
    if (block.type !== 'heading') return block;
    while (open.length > 0 && (open.at(-1) ?? 0) >= block.level) open.pop();
    open.push(block.level);
    return { ...block, level: Math.min(6, open.length + 1) };
  });
}
