/** Markdown as a tree: the one reading of a post that every channel's text, page and rich text come from. */

import type { Campaign } from '../core/editorial.ts';
import { knownLanguage } from '../core/language.ts';
import type { Media } from '../core/post.ts';
import { type Problem, problem, type Where } from '../core/problem.ts';
import { type Block, type Inline, inlineText, type ListItem, type RichText, type TableCell } from '../core/rich-text.ts';
import type { FootnoteDefinition } from './footnotes.ts';
import { openRun, type Run, tidyEnds, words } from './inline-run.ts';
import { type MarkdownToken, type MarkdownTokens, maxLevels, tokensOf } from './markdown-tokens.ts';
import { type HtmlPiece, type HtmlReader, htmlReaderFor } from './raw-html.ts';
import { safeHref } from './safe-link.ts';
import { textWithoutTracking, withoutTracking } from './tracking.ts';

export interface MarkdownOptions {
  /** Pictures of the project, found by the source as written. */
  readonly media?: readonly Media[];
  /** The file and, where it is known, the line on which the text begins. */
  readonly where?: Where;
  /** The one tag for counting that may stay in addresses. */
  readonly campaign?: Campaign | undefined;
}

export interface ReadMarkdown {
  readonly richText: RichText;
  readonly problems: readonly Problem[];
}

/** GitHub-flavoured Markdown, footnotes included. Raw HTML gives its words, links and breaks only. */
export async function readMarkdown(source: string, options: MarkdownOptions = {}): Promise<ReadMarkdown> {
  const text = source.replace(/\r\n?/g, '\n').normalize('NFC');
  const read = tokensOf(text);
  if (!read) return { richText: [], problems: [problem('content-too-deep', { levels: maxLevels }, options.where)] };
  return walk(text, read, await htmlReaderFor(text), options);
}

function walk(
  source: string,
  { tokens, footnotes }: MarkdownTokens,
  html: HtmlReader,
  { media = [], where, campaign }: MarkdownOptions,
): ReadMarkdown {
  const problems: Problem[] = [];
  /** Footnotes in the order in which they are referred to; their place is their number. */
  const noted: FootnoteDefinition[] = [];

  const warn = (href: string, raw: string): void => {
    const line = where?.line === undefined ? {} : { line: where.line + lineWithin(source, raw) };
    problems.push(problem('content-unsafe-link', { href: href.slice(0, 200) }, { ...where, ...line }));
  };

  const blocksOf = (list: readonly MarkdownToken[]): Block[] => list.flatMap(blockOf);

  function blockOf(token: MarkdownToken): readonly Block[] {
    switch (token.type) {
      case 'paragraph':
        return paragraph(inlinesOf(inner(token)));
      case 'text':
        return paragraph(inlinesOf(token.tokens ? inner(token) : [token]));
      case 'heading':
        return [{ type: 'heading', level: token.depth, children: inlinesOf(inner(token)) }];
      case 'list':
        return [{ type: 'list', ordered: token.ordered, start: Number(token.start || 1), items: token.items.map(listItem) }];
      case 'blockquote':
        return [{ type: 'quote', children: withAlertSign(blocksOf(inner(token))) }];
      case 'code': {
        const language = token.lang?.trim().split(/\s/)[0];
        return [{ type: 'code', text: token.text, ...(language && { language }) }];
      }
      case 'table':
        return [{ type: 'table', header: token.header.map(tableCell), rows: token.rows.map((row) => row.map(tableCell)) }];
      case 'hr':
        return [{ type: 'rule' }];
      case 'html':
        return htmlBlocks(token.text, token.raw);
      case 'space':
      case 'def':
      case 'checkbox':
      case 'footnote':
        return [];
      default:
        return paragraph(inlinesOf([token]));
    }
  }

  const listItem = (item: { readonly task: boolean; readonly checked?: boolean; readonly tokens: unknown }): ListItem => ({
    children: blocksOf(item.tokens as MarkdownToken[]),
    ...(item.task && { checked: item.checked === true }),
  });

  const tableCell = (cell: { readonly tokens: unknown }): TableCell => ({ children: inlinesOf(cell.tokens as MarkdownToken[]) });

  const inlinesOf = (list: readonly MarkdownToken[]): Inline[] => tidyEnds(rawInlines(list));

  function rawInlines(list: readonly MarkdownToken[]): Inline[] {
    const run = openRun();
    /** Element of which the content is not shown. */
    let hidden: string | undefined;
    for (const token of list) {
      if (hidden !== undefined) {
        if (token.type === 'html' && new RegExp(`^</${hidden}\\b`, 'i').test(token.raw)) hidden = undefined;
      } else if (token.type === 'html') {
        hidden = /^<(script|style|textarea|noscript|template|iframe|object|svg|math|title)\b(?!.*\/>)/i.exec(token.raw)?.[1];
        if (hidden === undefined) for (const piece of tagPieces(token.raw)) put(run, piece, token.raw);
      } else {
        for (const inline of inlineOf(token)) run.add(inline);
      }
    }
    return run.close();
  }

  function inlineOf(token: MarkdownToken): readonly Inline[] {
    switch (token.type) {
      case 'text':
        return token.tokens ? rawInlines(inner(token)) : words(html.decode(token.text));
      case 'escape':
        return words(token.text);
      case 'strong':
        return [{ type: 'strong', children: rawInlines(inner(token)) }];
      case 'em':
        return [{ type: 'emphasis', children: rawInlines(inner(token)) }];
      case 'del':
        return [{ type: 'deleted', children: rawInlines(inner(token)) }];
      case 'languageSpan':
        return languagePart(knownLanguage(token.tag), rawInlines(inner(token)));
      case 'codespan':
        return [{ type: 'code', text: token.text }];
      case 'br':
        return [{ type: 'break' }];
      case 'link':
        return link(html.decode(token.href), rawInlines(inner(token)), { raw: token.raw, ...titled(token.title) });
      case 'image':
        return image(html.decode(token.href), inlineText(rawInlines(inner(token))), { raw: token.raw, ...titled(token.title) });
      case 'footnoteReference':
        return footnoteReference(token.label);
      case 'checkbox':
        return [];
      default:
        return words(html.decode(token.raw));
    }
  }

  const titled = (title: string | null | undefined): { title?: string } => (title ? { title: html.decode(title) } : {});

  function link(written: string, children: readonly Inline[], { raw, title }: { raw: string; title?: string }): readonly Inline[] {
    const safe = safeHref(written);
    if (safe !== undefined) {
      const href = withoutTracking(safe, campaign);
      // An address that stands there by itself is shown as it is linked.
      const shown = href !== safe && children.length > 0 ? children.map(cleaned) : children;
      return [{ type: 'link', href, ...(title && { title }), children: shown.length ? shown : words(href) }];
    }
    warn(written, raw);
    return children;
  }

  const cleaned = (inline: Inline): Inline =>
    inline.type === 'text' ? { ...inline, text: textWithoutTracking(inline.text, campaign) } : inline;

  function image(written: string, alt: string, { raw, title }: { raw: string; title?: string }): readonly Inline[] {
    const found = mediaFor(media, written);
    if (found) {
      const shown = found.decorative ? '' : alt || found.alt;
      return [{ type: 'image', source: found.source, alt: shown, ...(title && { title }), media: found }];
    }
    const source = safeHref(written);
    if (source !== undefined && /^https?:/i.test(source)) return [{ type: 'image', source, alt, ...(title && { title }) }];
    // A path that is no picture of the project is reported by whoever reads pictures.
    if (/^[a-z][a-z\d+.-]*:/i.test(written)) warn(written, raw);
    return words(alt);
  }

  function footnoteReference(label: string): readonly Inline[] {
    const definition = footnotes.get(label);
    if (!definition) return words(`[^${label}]`);
    if (!noted.includes(definition)) noted.push(definition);
    return [{ type: 'footnote-reference', label: String(noted.indexOf(definition) + 1) }];
  }

  /** One tag of a line; its end tag, if it has one, is a token of its own. */
  const tagPieces = (tag: string): readonly HtmlPiece[] =>
    /^<\/a\b/i.test(tag) ? [{ kind: 'link-end' }] : html.read(tag).filter(({ kind }) => kind !== 'link-end');

  function put(run: Run, piece: HtmlPiece, raw: string): void {
    if (piece.kind === 'link') run.open((children) => link(piece.href, children, { raw }));
    else if (piece.kind === 'link-end') run.end();
    else if (piece.kind === 'break') run.add({ type: 'break' });
    else if (piece.kind === 'image') for (const inline of image(piece.source, piece.alt, { raw })) run.add(inline);
    else for (const inline of words(piece.kind === 'text' ? piece.text : ' ')) run.add(inline);
  }

  function htmlBlocks(text: string, raw: string): readonly Block[] {
    const found: Block[] = [];
    let run = openRun();
    for (const piece of [...html.read(text), { kind: 'paragraph' } as const]) {
      if (piece.kind !== 'paragraph') put(run, piece, raw);
      else {
        found.push(...paragraph(tidyEnds(run.close())));
        run = openRun();
      }
    }
    return found;
  }

  /** Notes may refer to further notes, which then follow. */
  function notes(): readonly Block[] {
    const items: { label: string; children: readonly Block[] }[] = [];
    for (let index = 0; index < noted.length; index += 1) {
      items.push({ label: String(index + 1), children: blocksOf((noted[index]?.tokens ?? []) as MarkdownToken[]) });
    }
    return items.length ? [{ type: 'footnotes', items }] : [];
  }

  const body = blocksOf(tokens);
  return { richText: [...body, ...notes()], problems };
}

/** Where the tag names no language, a rule tells of it; the words are shown as they are. */
const languagePart = (language: string | undefined, children: readonly Inline[]): readonly Inline[] =>
  language === undefined ? children : [{ type: 'language', language, children }];

const inner = (token: { readonly tokens?: unknown }): readonly MarkdownToken[] => (token.tokens ?? []) as MarkdownToken[];

const paragraph = (children: readonly Inline[]): readonly Block[] => (children.length ? [{ type: 'paragraph', children }] : []);

const signs: Readonly<Record<string, string>> = { NOTE: 'ℹ️', TIP: '💡', IMPORTANT: '❗', WARNING: '⚠️', CAUTION: '🛑' };

/** GitHub's alerts, `> [!NOTE]`: the kind becomes a sign, as its word would need a language. */
function withAlertSign(children: readonly Block[]): readonly Block[] {
  const [first, ...rest] = children;
  const opening = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || opening?.type !== 'text') return children;
  const match = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?: |$)/.exec(opening.text);
  if (!match) return children;
  const text = `${signs[match[1] ?? ''] ?? ''} ${opening.text.slice(match[0].length)}`;
  return [{ type: 'paragraph', children: tidyEnds([{ type: 'text', text }, ...first.children.slice(1)]) }, ...rest];
}

function mediaFor(media: readonly Media[], written: string): Media | undefined {
  const names = new Set([written, decodePath(written)].map((name) => name.normalize('NFC')));
  const matches = media.filter(({ source }) => names.has(source.normalize('NFC')) || names.has(decodePath(source).normalize('NFC')));
  return matches.find(({ role }) => role === 'inline') ?? matches[0];
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Lines before the first place where the fragment stands. */
function lineWithin(source: string, fragment: string): number {
  const at = source.indexOf(fragment);
  return at < 0 ? 0 : source.slice(0, at).split('\n').length - 1;
}
