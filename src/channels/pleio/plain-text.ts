import type { TiptapNode } from './tiptap.ts';

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
