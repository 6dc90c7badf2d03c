/** What a website wrote as Markdown: a text that looks like Markdown stays the text that it is. */
import { toMdast } from 'hast-util-to-mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Written } from './document.ts';
import { type HtmlElement, type HtmlText, htmlTree, maxText, unreadable } from './html-tree.ts';
import { bareWords } from './plain.ts';

/** Pictures that stand in the text itself make it long; beyond this only the words are kept. */
const longest = 2_000_000;
const maxParagraphs = 5000;

/** `base`: what its addresses are relative to. */
export function markdownOf(written: Written | undefined, base: string): string {
  if (!written) return '';
  if ('text' in written) return markdownFrom(paragraphsOf(written.text));
  const { html } = written;
  const tree = html.length > longest ? undefined : isPlain(html) ? paragraphsOf(html.trim()) : htmlTree(html, base);
  return markdownFrom(tree ?? paragraphsOf(bareWords(html)));
}

const isPlain = (html: string): boolean => !/<[a-z!/]|&[#a-z]/i.test(html);

/** An empty line ends a paragraph, unless there are more of these than anybody writes. */
function paragraphsOf(written: string): HtmlElement['children'] {
  const text = written
    .replace(unreadable, '')
    .replace(/[ \t]{2,}/g, ' ')
    .slice(0, maxText);
  const lines = text.split('\n', maxParagraphs + 1).length;
  const parts = lines > maxParagraphs ? [text.replace(/\s+/g, ' ')] : text.split(/\r?\n[ \t]*\r?\n/);
  return parts.map((one): HtmlElement => ({ type: 'element', tagName: 'p', properties: {}, children: linesOf(one.trim()) }));
}

const linesOf = (text: string): HtmlElement['children'] =>
  text.split(/\r?\n/).flatMap((line, at): HtmlElement['children'] => {
    const words: HtmlText = { type: 'text', value: line };
    return at === 0 ? [words] : [{ type: 'element', tagName: 'br', properties: {}, children: [] }, words];
  });

function markdownFrom(children: HtmlElement['children']): string {
  const tree = toMdast({ type: 'root', children: withoutFirstLevel(children) });
  return toMarkdown(tree, {
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmStrikethroughToMarkdown()],
    bullet: '-',
    emphasis: '_',
    rule: '*',
    fences: true,
    listItemIndent: 'one',
  }).trim();
}

/** The title is the first level; where the text uses it too, everything moves down one. */
function withoutFirstLevel(children: HtmlElement['children']): HtmlElement['children'] {
  const hasFirst = (all: HtmlElement['children']): boolean =>
    all.some((one) => one.type === 'element' && (one.tagName === 'h1' || hasFirst(one.children)));
  const lowered = (all: HtmlElement['children']): HtmlElement['children'] =>
    all.map((one) =>
      one.type === 'text'
        ? one
        : {
            ...one,
            tagName: one.tagName.replace(/^h([1-5])$/, (_, level: string) => `h${Number(level) + 1}`),
            children: lowered(one.children),
          },
    );
  return hasFirst(children) ? lowered(children) : children;
}
