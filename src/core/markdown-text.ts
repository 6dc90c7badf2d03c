/** Rich text as GitHub-flavoured Markdown that reads back as the same text: the way in for posts that were not written for omk. */
import { inlineMarkdown } from './markdown-inline.ts';
import type { Block, ListItem, RichText, TableCell } from './rich-text.ts';

/** The Markdown of each block, to be joined by empty lines. Blocks without anything to read give nothing. */
export const markdownBlocks = (blocks: readonly Block[]): readonly string[] => {
  const written: string[] = [];
  let last: { readonly type: Block['type']; readonly mark: string } | undefined;
  for (const block of blocks) {
    // Two lists in a row would be read as one, but for another mark.
    const mark = block.type === 'list' && last?.type === 'list' ? other(last.mark) : '-';
    const text = blockMarkdown(block, mark);
    if (text === '') continue;
    written.push(text);
    last = { type: block.type, mark };
  }
  return written;
};

export const markdownOf = (blocks: RichText): string => markdownBlocks(blocks).join('\n\n');

const other = (mark: string): string => (mark === '-' ? '*' : '-');

function blockMarkdown(block: Block, mark: string): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkdown(block.children, 'paragraph');
    case 'heading': {
      const words = inlineMarkdown(block.children, 'line').replace(/(^|\s)(#+)$/, '$1\\$2');
      return words && `${'#'.repeat(Math.min(6, Math.max(1, block.level)))} ${words}`;
    }
    case 'list':
      return listMarkdown(block, mark);
    case 'quote':
      return prefixed(markdownOf(block.children), '> ', '>');
    case 'code':
      return codeMarkdown(block.text, block.language);
    case 'table':
      return tableMarkdown(block.header, block.rows);
    case 'rule':
      // Not with hyphens: in a text for X those part a thread.
      return '***';
    case 'footnotes':
      return block.items.map(({ label, children }) => `[^${label}]: ${indented(markdownOf(children), 4)}`).join('\n\n');
  }
}

function codeMarkdown(text: string, language = ''): string {
  const code = text.replace(/\n+$/, '');
  if (code.trim() === '') return '';
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${/^[\w+#.-]+$/.test(language) ? language : ''}\n${code}\n${fence}`;
}

type List = Extract<Block, { type: 'list' }>;

function listMarkdown({ ordered, start, items }: List, mark: string): string {
  const written = items.flatMap((item) => {
    const text = itemMarkdown(item);
    return text === undefined ? [] : [{ text, isLoose: !isTight(item) }];
  });
  const gap = written.some(({ isLoose }) => isLoose) ? '\n\n' : '\n';
  return written
    .map(({ text }, index) => {
      const bullet = ordered ? `${numberOf(start, index)}${mark === '-' ? '.' : ')'} ` : `${mark} `;
      return (bullet + indented(text, bullet.length)).trimEnd();
    })
    .join(gap);
}

/** Longer numbers are none to Markdown. */
const numberOf = (start: number, index: number): number =>
  (Number.isInteger(start) && start >= 0 && start < 900_000_000 ? start : 1) + index;

/** `undefined`: nothing to read. */
function itemMarkdown(item: ListItem): string | undefined {
  const blocks = markdownBlocks(item.children);
  if (blocks.length === 0) return undefined;
  const box = item.checked === undefined ? '' : `[${item.checked ? 'x' : ' '}] `;
  return box + blocks.join(isTight(item) ? '\n' : '\n\n');
}

/** One paragraph, and at most a list below it that may follow a line of text. */
function isTight({ children }: ListItem): boolean {
  const [first, second, ...more] = children;
  if (more.length > 0 || first?.type !== 'paragraph') return first?.type === 'list' && second === undefined;
  return second === undefined || (second.type === 'list' && (!second.ordered || second.start === 1) && isPlain(second.items[0]));
}

const isPlain = (item: ListItem | undefined): boolean => item?.children[0]?.type === 'paragraph';

function tableMarkdown(header: readonly TableCell[], rows: readonly (readonly TableCell[])[]): string {
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  if (width === 0) return '';
  const line = (cells: readonly TableCell[]): string =>
    `| ${Array.from({ length: width }, (_, index) => inlineMarkdown(cells[index]?.children ?? [], 'cell')).join(' | ')} |`;
  return [line(header), `| ${Array(width).fill('---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

const prefixed = (text: string, prefix: string, empty: string): string =>
  text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => (line === '' ? empty : prefix + line))
        .join('\n');

const indented = (text: string, width: number): string => text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`);
