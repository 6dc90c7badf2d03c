/**
 * A post's body as a tree, independent of Markdown and of any channel. Raw HTML never reaches it, and the
 * addresses in it are http, https, mailto or tel.
 */
import type { Media } from './post.ts';

export type RichText = readonly Block[];

export interface ListItem {
  readonly children: readonly Block[];
  /** A task list item: done or not. */
  readonly checked?: boolean;
}

export interface TableCell {
  readonly children: readonly Inline[];
}

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'code'; readonly text: string; readonly language?: string }
  | { readonly type: 'table'; readonly header: readonly TableCell[]; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly type: 'rule' }
  | { readonly type: 'footnotes'; readonly items: readonly { readonly label: string; readonly children: readonly Block[] }[] };

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis' | 'deleted'; readonly children: readonly Inline[] }
  /** Words in another language than the rest: a BCP 47 tag. */
  | { readonly type: 'language'; readonly language: string; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly title?: string; readonly children: readonly Inline[] }
  /** `media`: a picture of the project; without it the picture stands elsewhere on the web. */
  | { readonly type: 'image'; readonly source: string; readonly alt: string; readonly title?: string; readonly media?: Media }
  | { readonly type: 'break' }
  | { readonly type: 'footnote-reference'; readonly label: string };

/** The words of inline content, without any markup. */
export function inlineText(children: readonly Inline[]): string {
  return children.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'image':
      return inline.alt;
    case 'break':
      return '\n';
    case 'footnote-reference':
      return '';
    case 'strong':
    case 'emphasis':
    case 'deleted':
    case 'language':
    case 'link':
      return inlineText(inline.children);
  }
}
