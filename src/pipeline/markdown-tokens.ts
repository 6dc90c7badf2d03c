/** Takes a Markdown text apart into marked's tokens, with a limit to how deep they may be nested. */
import { Lexer, Marked, type MarkedToken, Tokenizer, type Tokens } from 'marked';
import { type FootnoteDefinition, type FootnoteReference, footnoteSyntax } from './footnotes.ts';
import { type LanguageSpan, languageSpans } from './language-spans.ts';
import { remembered } from './remembered.ts';

export type MarkdownToken = MarkedToken | FootnoteDefinition | FootnoteReference | LanguageSpan;

/** Deeper than people write, far from where marked runs out of stack. */
export const maxLevels = 100;

/** A text that is nested deeper than `maxLevels`. */
class TooDeep extends Error {}

class LimitedTokenizer extends Tokenizer {
  private levels = 0;

  private within<T>(read: () => T): T {
    if (this.levels >= maxLevels) throw new TooDeep();
    this.levels += 1;
    try {
      return read();
    } finally {
      this.levels -= 1;
    }
  }

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.within(() => super.blockquote(source));
  }

  override list(source: string): Tokens.List | undefined {
    return this.within(() => super.list(source));
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    return this.within(() => super.link(source));
  }

  override reflink(...args: Parameters<Tokenizer['reflink']>): ReturnType<Tokenizer['reflink']> {
    return this.within(() => super.reflink(...args));
  }

  override emStrong(...args: Parameters<Tokenizer['emStrong']>): ReturnType<Tokenizer['emStrong']> {
    return this.within(() => super.emStrong(...args));
  }

  override del(...args: Parameters<Tokenizer['del']>): ReturnType<Tokenizer['del']> {
    return this.within(() => super.del(...args));
  }
}

export interface MarkdownTokens {
  readonly tokens: readonly MarkdownToken[];
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
}

/** `undefined`: nested too deep. A body is asked for when its pictures are looked for, when it is read, and by the rules; bodies of a folder lie in between. */
export const tokensOf: (source: string) => MarkdownTokens | undefined = remembered(tokensFrom, { most: 2000, longest: 4_000_000 });

function tokensFrom(source: string): MarkdownTokens | undefined {
  const { extensions, definitions } = footnoteSyntax();
  // An instance of its own: marked's shared one may have been changed by somebody else.
  const { defaults } = new Marked({ gfm: true, extensions: [...extensions, languageSpans] });
  try {
    const tokens = new Lexer({ ...defaults, tokenizer: new LimitedTokenizer() }).lex(source);
    return { tokens: tokens as readonly MarkdownToken[], footnotes: definitions };
  } catch (error) {
    if (error instanceof TooDeep || error instanceof RangeError) return undefined;
    throw error;
  }
}
