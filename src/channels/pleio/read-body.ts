/** The body of a post on Pleio as Markdown that omk reads as a post of its own. */
import { markdownBlocks } from '../../core/markdown-text.ts';
import { type Block, inlineText, type RichText } from '../../core/rich-text.ts';
import { readDocument } from './read-document.ts';

/** A post may have 256 kB, front matter and all. */
const MAX_BYTES = 200_000;
/** More than any post has; a text that is longer is not read at all. */
const MAX_STORED = 4_000_000;

export interface Body {
  readonly markdown: string;
  /** Its first words, for a post without a title. */
  readonly opening: string;
}

export function readBody(stored: string, site: string): Body {
  const blocks = stored.length > MAX_STORED ? [] : readDocument(stored, site);
  return { markdown: fitting(blocks), opening: openingOf(blocks[0]) };
}

/** Cut where a block ends, and said so: the whole of it stands where the link leads. */
function fitting(blocks: RichText): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const block of markdownBlocks(blocks)) {
    bytes += Buffer.byteLength(block) + 2;
    if (bytes > MAX_BYTES) return [...kept, '…'].join('\n\n');
    kept.push(block);
  }
  return kept.join('\n\n');
}

function openingOf(block: Block | undefined): string {
  switch (block?.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.children);
    case 'list':
      return openingOf(block.items[0]?.children[0]);
    case 'quote':
      return openingOf(block.children[0]);
    default:
      return '';
  }
}

/** Words without any markup, as a body of their own. */
export const plainBody = (text: string): string => markdownBlocks([{ type: 'paragraph', children: [{ type: 'text', text }] }]).join('');

export const listBody = (lines: readonly string[]): string =>
  markdownBlocks([
    {
      type: 'list',
      ordered: false,
      start: 1,
      items: lines.map((text) => ({
        children: [{ type: 'paragraph', children: [{ type: 'text', text }] }],
      })),
    },
  ]).join('');
