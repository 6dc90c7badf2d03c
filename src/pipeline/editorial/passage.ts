/** The text of a post in pieces as readers meet them, each with its place in the file. */
import type { Token, Tokens } from 'marked';
import type { ParsedPost } from '../../core/post.ts';
import type { Where } from '../../core/problem.ts';
import type { LanguageSpan } from '../language-spans.ts';
import { type MarkdownToken, tokensOf } from '../markdown-tokens.ts';

export type PassageKind =
  | 'title'
  | 'summary'
  | 'preheader'
  | 'location'
  | 'choice'
  | 'tag'
  | 'alt'
  /** A text of its own for one channel, as written. */
  | 'own'
  | 'heading'
  | 'paragraph'
  | 'item'
  | 'quote'
  | 'cell'
  | 'code'
  | 'html';

export interface Passage {
  readonly kind: PassageKind;
  /** Without Markdown marks; a line break of the file is one here too, unless it stood inside of a mark. */
  readonly text: string;
  /** Line of the file on which it begins; absent where that is not known. */
  readonly line?: number;
  /** `body`, or the key of the front matter: `x.text`. */
  readonly field: string;
  readonly channel?: string;
  /** Of a heading: 1 to 6. */
  readonly level?: number;
  readonly links: readonly PassageLink[];
  /** Parts of the text that are no plain words of the post's language. */
  readonly spans?: readonly PassageSpan[];
}

export interface PassageSpan {
  readonly from: number;
  readonly to: number;
  /** As written, for words in another language; absent: code. */
  readonly language?: string;
}

export interface PassageLink {
  readonly text: string;
  readonly href: string;
  /** An address that stands there by itself. */
  readonly isBare: boolean;
  readonly line?: number;
}

/** The place of a finding: the line on which the character at `offset` of the passage stands. */
export function whereIn({ line, field, channel, text }: Passage, file: string, offset = 0): Where {
  return {
    file,
    ...(line !== undefined && { line: field === 'body' ? line + breaksIn(text.slice(0, offset)) : line }),
    field,
    ...(channel !== undefined && { channel }),
  };
}

/** Front matter first, then the body in order. */
export function passagesOf(post: ParsedPost, tokens: readonly MarkdownToken[]): readonly Passage[] {
  return [...frontMatterPassages(post), ...ownTexts(post), ...blockPassages(tokens, { line: post.bodyLine, field: 'body' })];
}

function frontMatterPassages({ title, summary, preheader, event, poll = [], tags, images, lines }: ParsedPost): readonly Passage[] {
  const plain = (kind: PassageKind, field: string, text: string | undefined, line = lines[field]): readonly Passage[] =>
    text ? [{ kind, text, field, links: [], ...(line !== undefined && { line }) }] : [];
  return [
    ...plain('title', 'title', title),
    ...plain('summary', 'summary', summary),
    ...plain('preheader', 'preheader', preheader),
    ...plain('location', 'event.location', event?.location),
    ...poll.flatMap((choice) => plain('choice', 'poll', choice)),
    ...tags.flatMap((tag) => plain('tag', 'tags', tag)),
    ...images.flatMap(({ alt, role, line }) => plain('alt', role === 'cover' ? 'image' : 'body', alt, line)),
  ];
}

/** A channel's own text may be Markdown, so it is read as such; its lines are those of its key. */
function ownTexts({ channels, lines }: ParsedPost): readonly Passage[] {
  return channels.flatMap(({ channel, text }) => {
    if (text === undefined) return [];
    const field = `${channel}.text`;
    const line = lines[field];
    const read = blockPassages(tokensOf(text)?.tokens ?? [], { line: 0, field });
    return read.map(({ line: _line, ...rest }) => ({ ...rest, kind: 'own' as const, channel, ...(line !== undefined && { line }) }));
  });
}

interface Place {
  readonly line: number;
  readonly field: string;
}

/** Tokens carry no positions: each is looked for in the text of the one around it, after the one before. */
function blockPassages(tokens: readonly AnyToken[], { line, field }: Place, around?: string): readonly Passage[] {
  let at = line;
  let from = 0;
  return tokens.flatMap((token) => {
    if (around !== undefined) {
      const found = around.indexOf(firstLineOf(token.raw), from);
      if (found !== -1) {
        at += breaksIn(around.slice(from, found));
        from = found;
      }
    }
    const place = { line: at, field };
    if (around === undefined) at += breaksIn(token.raw);
    return passagesIn(token, place);
  });
}

type AnyToken = Token | MarkdownToken;

const firstLineOf = (raw: string): string => raw.replace(/^\n+/, '').split('\n', 1)[0] ?? raw;

function passagesIn(token: AnyToken, place: Place): readonly Passage[] {
  switch (token.type) {
    case 'heading':
      return [inlinePassage('heading', token, place, { level: (token as Tokens.Heading).depth })];
    case 'paragraph':
    case 'text':
      return [inlinePassage('paragraph', token, place)];
    case 'list':
      return inItems(token as Tokens.List, place);
    case 'blockquote':
    case 'footnote':
      return blockPassages((token as Tokens.Blockquote).tokens, place, token.raw).map((found) =>
        token.type === 'blockquote' && found.kind === 'paragraph' ? { ...found, kind: 'quote' } : found,
      );
    case 'table':
      return inCells(token as Tokens.Table, place);
    case 'code':
      return [
        {
          kind: 'code',
          text: (token as Tokens.Code).text,
          ...place,
          line: place.line + (/^\s*(```|~~~)/.test(token.raw) ? 1 : 0),
          links: [],
        },
      ];
    case 'html':
      return [{ kind: 'html', text: token.raw.trim(), ...place, links: [] }];
    default:
      return [];
  }
}

function inItems({ items, raw }: Tokens.List, { line, field }: Place): readonly Passage[] {
  let from = 0;
  let counted = { to: 0, breaks: 0 };
  return items.flatMap((item) => {
    const found = raw.indexOf(item.raw, from);
    const start = found === -1 ? from : found;
    from = start + item.raw.length;
    // Only what was not counted before, or a long list would be counted once per item.
    counted = { to: start, breaks: counted.breaks + breaksIn(raw.slice(counted.to, start)) };
    const place = { line: line + counted.breaks, field };
    return blockPassages(item.tokens, place, item.raw).map((each) =>
      each.kind === 'paragraph' ? { ...each, kind: 'item' as const } : each,
    );
  });
}

/** Rows stand on a line each: the header, the line below it, the rows. */
function inCells({ header, rows }: Tokens.Table, { line, field }: Place): readonly Passage[] {
  return [header, ...rows].flatMap((row, index) =>
    row.map((cell) => inlinePassage('cell', cell as unknown as AnyToken, { line: line + (index === 0 ? 0 : index + 1), field })),
  );
}

function inlinePassage(kind: PassageKind, token: AnyToken, place: Place, more: Pick<Passage, 'level'> = {}): Passage {
  const gathered: Gathered = { text: '', links: [], spans: [], line: place.line };
  for (const inline of (token as Partial<Tokens.Paragraph>).tokens ?? [token]) gather(inline, gathered);
  const { text, links, spans } = gathered;
  return { kind, text, ...place, links, ...(spans.length > 0 && { spans }), ...more };
}

interface Gathered {
  text: string;
  readonly links: PassageLink[];
  readonly spans: PassageSpan[];
  readonly line: number;
}

function gather(token: AnyToken, into: Gathered): void {
  const from = into.text.length;
  const { tokens } = token as Partial<Tokens.Strong>;
  const inside = (): void => tokens?.forEach((each) => void gather(each, into));
  switch (token.type) {
    case 'link': {
      const { href, raw } = token as Tokens.Link;
      inside();
      into.links.push({ text: into.text.slice(from), href, isBare: !raw.startsWith('['), line: into.line });
      return;
    }
    case 'languageSpan':
      inside();
      into.spans.push({ from, to: into.text.length, language: (token as LanguageSpan).tag });
      return;
    case 'br':
      into.text += '\n';
      return;
    case 'image':
    case 'html':
    case 'footnoteReference':
      return;
    case 'codespan':
      into.text += (token as Tokens.Codespan).text;
      into.spans.push({ from, to: into.text.length });
      return;
    default:
      if (tokens) inside();
      else into.text += (token as Partial<Tokens.Text>).text ?? '';
  }
}

const breaksIn = (text: string): number => text.split('\n').length - 1;
