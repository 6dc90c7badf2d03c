/** The pictures in a Markdown body, with the lines on which they stand. */
import type { Token, Tokens } from 'marked';
import type { FootnoteDefinition } from './footnotes.ts';
import { type MarkdownToken, tokensOf } from './markdown-tokens.ts';

export interface BodyImage {
  readonly source: string;
  readonly alt: string;
  /** HTML can say that a picture adds nothing: `alt=""`. Markdown cannot. */
  readonly decorative: boolean;
  /** Counted from the first line of the body. */
  readonly line: number;
}

/** `undefined`: the body is nested too deeply to be read. */
export function findImages(body: string): readonly BodyImage[] | undefined {
  const read = tokensOf(body);
  if (!read) return undefined;
  let line = 1;
  return read.tokens.flatMap((token) => {
    const found = imagesWithin(token, line);
    line += breaksIn(token.raw);
    return found;
  });
}

/** The same text with the words for each picture in its place. */
export function withoutImages(body: string): string {
  const pictures = tokensOf(body)?.tokens.flatMap(picturesIn) ?? [];
  let from = 0;
  return pictures.reduce((text, { raw, alt }) => {
    const at = text.indexOf(raw, from);
    if (at === -1) return text;
    from = at + alt.length;
    return text.slice(0, at) + alt + text.slice(at + raw.length);
  }, body);
}

interface Picture extends Omit<BodyImage, 'line'> {
  readonly raw: string;
}

/** Tokens carry no positions: a picture is looked for in the text of its block, after the one before it. */
function imagesWithin(block: AnyToken, firstLine: number): readonly BodyImage[] {
  let from = 0;
  return picturesIn(block).map(({ raw, ...picture }) => {
    const at = block.raw.indexOf(raw, from);
    if (at !== -1) from = at + raw.length;
    return { ...picture, line: firstLine + breaksIn(block.raw.slice(0, at === -1 ? from : at)) };
  });
}

type AnyToken = Token | MarkdownToken;

function picturesIn(token: AnyToken): readonly Picture[] {
  if (token.type === 'image') {
    const { href, text, raw } = token as Tokens.Image;
    return [{ source: href, alt: text.trim(), decorative: false, raw }];
  }
  if (token.type === 'html') return picturesInHtml(token.raw);
  return childrenOf(token).flatMap(picturesIn);
}

function childrenOf(token: AnyToken): readonly AnyToken[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
  }
  return (token as Partial<FootnoteDefinition>).tokens ?? [];
}

function picturesInHtml(html: string): readonly Picture[] {
  const tags = html.replace(/<!--[\s\S]*?-->/g, '').match(/<img\b[^>]*>/gi) ?? [];
  return tags.flatMap((raw) => {
    const source = attribute(raw, 'src');
    const alt = attribute(raw, 'alt');
    return source ? [{ source, alt: alt?.trim() ?? '', decorative: alt !== undefined && alt.trim() === '', raw }] : [];
  });
}

function attribute(tag: string, name: string): string | undefined {
  const [, , quoted, bare] = new RegExp(`\\s${name}\\s*=\\s*(?:(["'])(.*?)\\1|([^\\s>"']+))`, 'is').exec(tag) ?? [];
  return quoted ?? bare;
}

const breaksIn = (text: string): number => text.split('\n').length - 1;
