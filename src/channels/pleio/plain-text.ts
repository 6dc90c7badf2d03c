import type { TiptapNode } from './tiptap.ts';

/** The same document with the address of every link behind its words, for a person who reads it as text. */
export function withLinksShown(node: TiptapNode): TiptapNode {
  if (!node.content) return node;
  const content = node.content.flatMap((child, index, all) => {
    const address = addressOf(child);
    const isLast = address !== undefined && addressOf(all[index + 1]) !== address;
    const shown = withLinksShown(child);
    return isLast && !shows(child, address) ? [shown, { type: 'text' as const, text: ` (${address})` }] : [shown];
  });
  return { ...node, content };
}

function addressOf(node: TiptapNode | undefined): string | undefined {
  const link = node?.marks?.find((mark) => mark.type === 'link');
  return link?.type === 'link' ? link.attrs.href?.replace(/^(?:mailto|tel):/i, '') : undefined;
}

const shows = ({ text = '' }: TiptapNode, address: string): boolean => {
  const bare = (part: string) =>
    part
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(text).includes(bare(address));
};

/** The document as plain text, for a person to read. */
export function plainText(node: TiptapNode): string {
  const children = node.content ?? [];
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'image':
      return node.attrs?.alt ? `[${String(node.attrs.alt)}]` : '';
    case 'paragraph':
    case 'heading':
      return children.map(plainText).join('');
    case 'bulletList':
      return children.map((item) => `• ${plainText(item)}`).join('\n');
    case 'orderedList':
      return children.map((item, index) => `${Number(node.attrs?.order ?? 1) + index}. ${plainText(item)}`).join('\n');
    case 'listItem':
      return children.map(plainText).join('\n').replaceAll('\n', '\n  ');
    case 'table':
    case 'tableHeader':
    case 'tableCell':
      return children.map(plainText).join('\n');
    case 'tableRow':
      return children.map(plainText).join(' | ');
    case 'doc':
    case 'blockquote':
      return children.map(plainText).join('\n\n');
  }
}
