/** Words of a stored document with their marks (contract pleio 3.2). */
import type { Inline } from '../../core/rich-text.ts';
import { type Fields, isFields } from './answers.ts';

export type ReadInlines = (nodes: readonly Fields[]) => Inline[];

export function readInlines(nodes: readonly Fields[], site: string): Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    const attrs = isFields(node.attrs) ? node.attrs : {};
    switch (node.type) {
      case 'text':
        return marked(node, site);
      case 'hardBreak':
        return [{ type: 'break' }];
      // Without the sign: elsewhere somebody else may bear the name.
      case 'mention':
        return text(String(attrs.label ?? attrs.id ?? ''));
      case 'emoji':
        return text(String(attrs.emoji ?? attrs.name ?? ''));
      case 'image':
        return pictureOf(attrs, site);
      default:
        return text(deepWords(node));
    }
  });
}

const text = (words: string): readonly Inline[] => (words === '' ? [] : [{ type: 'text', text: words }]);

/** A picture stands on the site; without words it says nothing to who cannot see it, and is left out. */
function pictureOf({ alt, title, caption, src }: Fields, site: string): readonly Inline[] {
  const words = [alt, caption, title].find((value): value is string => typeof value === 'string' && value.trim() !== '');
  if (words === undefined) return [];
  const href = safeAddress(src, site);
  return href === undefined
    ? text(words)
    : [
        {
          type: 'link',
          href,
          children: [{ type: 'text', text: words.trim() }],
        },
      ];
}

function marked(node: Fields, site: string): readonly Inline[] {
  const words = typeof node.text === 'string' ? node.text : '';
  if (words === '') return [];
  const marks = Array.isArray(node.marks) ? node.marks.filter(isFields) : [];
  const isCode = marks.some(({ type }) => type === 'code');
  const plain: Inline = isCode ? { type: 'code', text: words } : { type: 'text', text: words };
  return [marks.reduce<Inline>((inline, mark) => withMark(inline, mark, site), plain)];
}

/** An underline is no emphasis of Markdown; what is unknown leaves the words as they are. */
function withMark(inline: Inline, { type, attrs }: Fields, site: string): Inline {
  switch (type) {
    case 'bold':
    case 'strong':
      return { type: 'strong', children: [inline] };
    case 'italic':
    case 'em':
      return { type: 'emphasis', children: [inline] };
    case 'strike':
      return { type: 'deleted', children: [inline] };
    case 'link': {
      const { href, title } = isFields(attrs) ? attrs : {};
      const address = safeAddress(href, site);
      if (address === undefined) return inline;
      return {
        type: 'link',
        href: address,
        ...(typeof title === 'string' && title !== '' && { title }),
        children: [inline],
      };
    }
    default:
      return inline;
  }
}

/** An address that a reader may be led to; one of the site itself is made whole. */
export function safeAddress(written: unknown, site: string): string | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them inside a scheme
  const address = written.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim();
  if (/^(?:mailto|tel):\S/i.test(address)) return address;
  if (!URL.canParse(address, `${site}/`)) return undefined;
  const { protocol, href, username, password } = new URL(address, `${site}/`);
  if (!/^https?:$/.test(protocol) || username || password) return undefined;
  return /^https?:/i.test(address) ? address : href;
}

/** All words below a node, however deep; `between` parts its blocks. */
export function deepWords(node: Fields, between = ' '): string {
  const words: string[] = [];
  const waiting: unknown[] = [node];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (!isFields(one)) continue;
    if (typeof one.text === 'string') words.push(one.text);
    else if (one.type === 'hardBreak') words.push('\n');
    else if (isFields(one.attrs) && typeof one.attrs.label === 'string') words.push(one.attrs.label);
    else if (words.length > 0 && /^(?:paragraph|heading|listItem)$/.test(String(one.type))) words.push(between);
    if (Array.isArray(one.content)) for (let index = one.content.length - 1; index >= 0; index -= 1) waiting.push(one.content[index]);
  }
  return words.join('');
}
