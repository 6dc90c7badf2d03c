/** The pictures in a Markdown body, with the lines on which they stand. */
import { lexer, type Token, type Tokens } from 'marked';
import { type Problem, problem } from '../core/problem.ts';

export interface BodyImage {
  readonly source: string;
  readonly alt: string;
  /** Counted from the first line of the body. */
  readonly line: number;
}

/** Blocks inside blocks: more than this is no text for people, and exhausts the parser. */
const MAX_LEVELS = 100;

/** `undefined`, with a problem, when the body is nested too deeply to be read. */
export function findImages(body: string): readonly BodyImage[] | Problem {
  const tooDeep = problem('content-too-deep', { levels: MAX_LEVELS });
  if (body.split('\n').some((line) => markersOf(line) > MAX_LEVELS)) return tooDeep;
  try {
    const tokens = lexer(body);
    return isDeeper(tokens, MAX_LEVELS) ? tooDeep : imagesOf(tokens);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** Quotes and list items that this line opens. */
const markersOf = (line: string): number =>
  /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/.exec(line)?.[0].match(/[>+*.)-]/g)?.length ?? 0;

/** A list and its item are one level, as are an item and its text. */
function isDeeper(tokens: readonly Token[], levels: number): boolean {
  if (levels < 0) return tokens.length > 0;
  return tokens.some((token) => isDeeper(childrenOf(token), token.type === 'list' || token.type === 'text' ? levels : levels - 1));
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
  }
  return 'tokens' in token ? (token.tokens ?? []) : [];
}

function imagesOf(tokens: readonly Token[]): readonly BodyImage[] {
  let line = 1;
  return tokens.flatMap((token) => {
    const found = imagesWithin(token, line);
    line += breaksIn(token.raw);
    return found;
  });
}

/** Tokens carry no positions: a picture is looked for in the text of its block, after the one before it. */
function imagesWithin(block: Token, firstLine: number): readonly BodyImage[] {
  let from = 0;
  return pictures(block).map(({ href, text, raw }) => {
    const at = block.raw.indexOf(raw, from);
    if (at !== -1) from = at + raw.length;
    return { source: href, alt: text.trim(), line: firstLine + breaksIn(block.raw.slice(0, at === -1 ? from : at)) };
  });
}

const pictures = (token: Token): readonly Tokens.Image[] =>
  token.type === 'image' ? [token as Tokens.Image] : childrenOf(token).flatMap(pictures);

const breaksIn = (text: string): number => text.split('\n').length - 1;
