/** Words in another language, `[read more]{lang=en}`, as an extension of marked. */
import type { Token, TokenizerAndRendererExtension } from 'marked';

export interface LanguageSpan {
  readonly type: 'languageSpan';
  readonly raw: string;
  /** As written; whether it names a language is for `knownLanguage` to say. */
  readonly tag: string;
  readonly tokens: Token[];
}

/** One level of brackets may stand inside, for a link; each alternative begins differently, so nothing is tried twice. */
const span =
  /^\[((?:[^[\]\\]|\\.|\[[^[\]\\]*\](?:\([^()\s]*\))?)+)\]\{ *lang *= *(?:"([^"{}\n]{0,60})"|'([^'{}\n]{0,60})'|([^"'{}\s]{0,60})) *\}/s;

export const languageSpans: TokenizerAndRendererExtension = {
  name: 'languageSpan',
  level: 'inline',
  tokenizer(source) {
    const [raw, words = '', ...tags] = span.exec(source) ?? [];
    if (raw === undefined) return undefined;
    const tag = tags.find((each) => each !== undefined) ?? '';
    return { type: 'languageSpan', raw, tag: tag.trim(), tokens: this.lexer.inlineTokens(words, []) } satisfies LanguageSpan;
  },
};
