/** Footnotes as GitHub writes them, `[^label]` and `[^label]: text`, as an extension of marked. */
import type { Token, TokenizerAndRendererExtension } from 'marked';

export interface FootnoteDefinition {
  readonly type: 'footnote';
  readonly raw: string;
  readonly label: string;
  readonly tokens: Token[];
}

export interface FootnoteReference {
  readonly type: 'footnoteReference';
  readonly raw: string;
  readonly label: string;
}

export interface FootnoteSyntax {
  readonly extensions: TokenizerAndRendererExtension[];
  /** By label, once the text was read; the first of two with one label counts. */
  readonly definitions: ReadonlyMap<string, FootnoteDefinition>;
}

/** The syntax for one document. */
export function footnoteSyntax(): FootnoteSyntax {
  const definitions = new Map<string, FootnoteDefinition>();
  const definition: TokenizerAndRendererExtension = {
    name: 'footnote',
    level: 'block',
    // Only this paragraph is looked through, or a long text would be searched once per paragraph.
    start: (source) => {
      const found = endOfParagraph(source).search(/\n {0,3}\[\^[^\]\s]+\]:/);
      return found < 0 ? undefined : found + 1;
    },
    tokenizer(source) {
      const match = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/.exec(source);
      if (!match) return undefined;
      const raw = source.slice(0, endOfNote(source));
      const tokens = this.lexer.blockTokens(raw.slice(match[0].length).replace(/^(?: {4}|\t)/gm, ''));
      const note: FootnoteDefinition = { type: 'footnote', raw, label: labelOf(match[1] ?? ''), tokens };
      if (!definitions.has(note.label)) definitions.set(note.label, note);
      return note;
    },
  };
  const reference: TokenizerAndRendererExtension = {
    name: 'footnoteReference',
    level: 'inline',
    tokenizer(source) {
      const match = /^\[\^([^\]\s]+)\]/.exec(source);
      const label = labelOf(match?.[1] ?? '');
      return match && definitions.has(label) ? { type: 'footnoteReference', raw: match[0], label } : undefined;
    },
  };
  return { extensions: [definition, reference], definitions };
}

const labelOf = (written: string): string => written.toLowerCase();

function endOfParagraph(source: string): string {
  const end = source.indexOf('\n\n');
  return end < 0 ? source : source.slice(0, end);
}

/** A note runs to the next note or blank line, and on over paragraphs that are indented by four. */
function endOfNote(source: string): number {
  let end = lineEnd(source, 0);
  let isBlank = false;
  for (let at = end; at < source.length; ) {
    const next = lineEnd(source, at);
    const line = source.slice(at, next);
    if (/^\s*$/.test(line)) isBlank = true;
    else if (!/^(?: {4}|\t)/.test(line) && (isBlank || /^ {0,3}(?:\[\^[^\]\s]+\]:|#{1,6}\s|```|~~~|[-*+]\s|>|\d+[.)]\s)/.test(line))) break;
    else {
      isBlank = false;
      end = next;
    }
    at = next;
  }
  return end;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end + 1;
}
