/** A post's tree as HTML for mails: styles inline, as mail programs drop everything else, and nothing unescaped. */
import { directionOf } from '../core/language.ts';
import { escapeHtml } from '../core/message.ts';
import type { Block, Inline, ListItem, RichText, TableCell } from '../core/rich-text.ts';
import { safeHref } from './safe-link.ts';

const colour = { text: '#1a1a1a', link: '#00547d', line: '#8a8a8a', shade: '#f3f3f3' } as const;

type Style = Readonly<Record<keyof typeof leftToRight, string>>;

const leftToRight = {
  h2: `margin:28px 0 8px;font-size:22px;line-height:1.3;color:${colour.text}`,
  h3: `margin:24px 0 8px;font-size:19px;line-height:1.3;color:${colour.text}`,
  h4: `margin:20px 0 8px;font-size:17px;line-height:1.3;color:${colour.text}`,
  p: 'margin:0 0 16px',
  list: 'margin:0 0 16px;padding-left:28px',
  item: 'margin:0 0 6px',
  quote: `margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid ${colour.line}`,
  pre: `margin:0 0 16px;padding:12px;background-color:${colour.shade};font-family:Consolas,Menlo,monospace;font-size:14px;line-height:1.5;white-space:pre-wrap`,
  code: `padding:1px 4px;background-color:${colour.shade};font-family:Consolas,Menlo,monospace;font-size:0.9em`,
  table: 'margin:0 0 16px;border-collapse:collapse;width:100%',
  cell: `padding:6px 10px;border:1px solid ${colour.line};text-align:left;vertical-align:top`,
  head: `padding:6px 10px;border:1px solid ${colour.line};text-align:left;vertical-align:top;background-color:${colour.shade}`,
  rule: `margin:24px 0;border:0;border-top:1px solid ${colour.line}`,
  link: `color:${colour.link};text-decoration:underline`,
  image: 'display:block;max-width:100%;height:auto;border:0',
  note: 'margin:0 0 8px;font-size:14px',
} as const;

const mirrored = (css: string): string =>
  css
    .replace(/\b(left|right)\b/g, (side) => (side === 'left' ? 'right' : 'left'))
    .replace(/padding:(\S+) (\S+) (\S+) ([^\s;]+)/g, 'padding:$1 $4 $3 $2');

const styles: Readonly<Record<'ltr' | 'rtl', Style>> = {
  ltr: leftToRight,
  rtl: Object.fromEntries(Object.entries(leftToRight).map(([name, css]) => [name, mirrored(css)])) as Style,
};

/** Every word and address of it is escaped; the tags are those of this file alone. */
export function toHtml(richText: RichText, language = ''): string {
  const direction = directionOf(language);
  return blocksHtml(richText, { references: new Map(), direction, style: styles[direction] });
}

interface Page {
  /** How often each note was referred to, for ids that occur once. */
  readonly references: Map<string, number>;
  readonly direction: 'ltr' | 'rtl';
  readonly style: Style;
}

const tag = (name: string, css: string, content: string): string => `<${name} style="${css}">${content}</${name}>`;

const blocksHtml = (blocks: readonly Block[], page: Page): string => blocks.map((block) => blockHtml(block, page)).join('\n');

function blockHtml(block: Block, page: Page): string {
  switch (block.type) {
    case 'paragraph':
      return tag('p', page.style.p, inlinesHtml(block.children, page));
    case 'heading':
      return headingHtml(block.level, inlinesHtml(block.children, page), page);
    case 'list':
      return listHtml(block, page);
    case 'quote':
      return tag('blockquote', page.style.quote, blocksHtml(block.children, page));
    case 'code':
      return tag('pre', page.style.pre, `<code>${escapeHtml(block.text)}</code>`);
    case 'table':
      return tableHtml(block, page);
    case 'rule':
      return `<hr style="${page.style.rule}">`;
    case 'footnotes':
      return `<hr style="${page.style.rule}">\n${block.items.map((item) => noteHtml(item, page)).join('\n')}`;
  }
}

/** The subject of the mail is its only first-level heading. */
function headingHtml(level: number, content: string, page: Page): string {
  const name = `h${Math.min(6, Math.max(2, level))}`;
  return tag(name, name === 'h2' ? page.style.h2 : name === 'h3' ? page.style.h3 : page.style.h4, content);
}

function listHtml({ ordered, start, items }: Extract<Block, { type: 'list' }>, page: Page): string {
  const content = items.map((item) => tag('li', page.style.item, itemHtml(item, page))).join('\n');
  const from = ordered && start !== 1 ? ` start="${Math.trunc(start)}"` : '';
  const name = ordered ? 'ol' : 'ul';
  return `<${name}${from} style="${page.style.list}">\n${content}\n</${name}>`;
}

/** A single paragraph stands in its item without one around it, as lists are written closely. */
function itemHtml({ children, checked }: ListItem, page: Page): string {
  const box = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
  const paragraphs = children.filter(({ type }) => type === 'paragraph').length;
  const content = children.map((child) =>
    child.type === 'paragraph' && paragraphs === 1 ? inlinesHtml(child.children, page) : blockHtml(child, page),
  );
  return box + content.join('\n');
}

function tableHtml({ header, rows }: Extract<Block, { type: 'table' }>, page: Page): string {
  const cells = (list: readonly TableCell[], open: string, close: string): string =>
    `<tr>${list.map(({ children }) => open + inlinesHtml(children, page) + close).join('')}</tr>`;
  const head = cells(header, `<th scope="col" style="${page.style.head}">`, '</th>');
  const body = rows.map((row) => cells(row, `<td style="${page.style.cell}">`, '</td>')).join('\n');
  return `<table style="${page.style.table}">\n<thead>${head}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

/** The number leads back to where the note was referred to. */
function noteHtml({ label, children }: { readonly label: string; readonly children: readonly Block[] }, page: Page): string {
  const id = escapeHtml(label);
  const back = page.references.has(label) ? `<a href="#fnref-${id}" style="${page.style.link}">[${id}]</a>` : `[${id}]`;
  const [first, ...rest] = children;
  const opening = first?.type === 'paragraph' ? inlinesHtml(first.children, page) : '';
  const others = first?.type === 'paragraph' ? rest : children;
  const note = `<p id="fn-${id}" style="${page.style.note}">${back} ${opening}</p>`;
  return others.length ? `${note}\n${blocksHtml(others, page)}` : note;
}

const inlinesHtml = (children: readonly Inline[], page: Page): string => children.map((child) => inlineHtml(child, page)).join('');

function inlineHtml(inline: Inline, page: Page): string {
  switch (inline.type) {
    case 'text':
      return page.direction === 'rtl' ? isolated(inline.text) : escapeHtml(inline.text);
    case 'code':
      return tag('code', page.style.code, escapeHtml(inline.text));
    case 'strong':
      return `<strong>${inlinesHtml(inline.children, page)}</strong>`;
    case 'emphasis':
      return `<em>${inlinesHtml(inline.children, page)}</em>`;
    case 'deleted':
      return `<del>${inlinesHtml(inline.children, page)}</del>`;
    case 'language':
      return languageHtml(inline, page);
    case 'link':
      return linkHtml(inline, page);
    case 'image':
      return imageHtml(inline, page);
    case 'break':
      return '<br>';
    case 'footnote-reference':
      return referenceHtml(inline.label, page);
  }
}

/** Said aloud in its own language (WCAG 2.1, 3.1.2), and set apart where it runs the other way (1.3.2). */
function languageHtml({ language, children }: Extract<Inline, { type: 'language' }>, page: Page): string {
  const direction = directionOf(language);
  const turned = direction === page.direction ? '' : ` dir="${direction}"`;
  return `<span lang="${escapeHtml(language)}"${turned}>${inlinesHtml(children, { ...page, direction })}</span>`;
}

/** Addresses, and numbers of more than one part such as those of telephones, of which the parts would change places. */
const leftToRightPart = /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d+(?:[ ()./:–-]{1,2}\d+)+/g;

function isolated(text: string): string {
  let from = 0;
  let html = '';
  for (const { 0: part, index } of text.matchAll(leftToRightPart)) {
    html += `${escapeHtml(text.slice(from, index))}<span dir="ltr">${escapeHtml(part)}</span>`;
    from = index + part.length;
  }
  return html + escapeHtml(text.slice(from));
}

/** The tree promises safe addresses; here it is made sure of once more. */
function linkHtml({ href, title, children }: Extract<Inline, { type: 'link' }>, page: Page): string {
  const content = inlinesHtml(children, page);
  const address = safeHref(href);
  return address === undefined ? content : `<a href="${escapeHtml(address)}"${titleHtml(title)} style="${page.style.link}">${content}</a>`;
}

function imageHtml({ source, alt, title, media }: Extract<Inline, { type: 'image' }>, page: Page): string {
  const src = media ? `cid:${media.hash}` : safeHref(source);
  if (src === undefined) return escapeHtml(alt);
  const size = media ? ` width="${Math.min(media.width, 560)}"` : '';
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${titleHtml(title)}${size} style="${page.style.image}">`;
}

const titleHtml = (title: string | undefined): string => (title === undefined ? '' : ` title="${escapeHtml(title)}"`);

function referenceHtml(label: string, page: Page): string {
  const before = page.references.get(label) ?? 0;
  page.references.set(label, before + 1);
  const id = escapeHtml(label);
  return `<sup><a id="fnref-${id}${before ? `-${before + 1}` : ''}" href="#fn-${id}" style="${page.style.link}">[${id}]</a></sup>`;
}
