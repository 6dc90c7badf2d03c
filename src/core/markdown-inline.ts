/** Inline content as Markdown. Words always come back as they were; an emphasis that Markdown cannot express there gives way. */
import { escapedWords, visible } from './markdown-escape.ts';
import type { Inline } from './rich-text.ts';

/** Where the content stands: in a paragraph of several lines, on one line, or in the cell of a table. */
export type InlinePlace = 'paragraph' | 'line' | 'cell';

type Mark =
  | { readonly type: 'strong' | 'emphasis' | 'deleted' }
  | { readonly type: 'language'; readonly language: string }
  | { readonly type: 'link'; readonly href: string; readonly title: string };

/** A piece with all that holds for it; the tree is built anew, so that marks which overlap nest. */
interface Piece {
  readonly kind: 'text' | 'code' | 'break' | 'whole';
  readonly text: string;
  readonly marks: readonly Mark[];
}

export function inlineMarkdown(children: readonly Inline[], place: InlinePlace): string {
  const out: Out = { text: '', place };
  write(trimmed(merged(withPlainCode(piecesOf(children, [])))), { out, active: [], next: '' });
  return out.text.trimEnd();
}

interface Out {
  text: string;
  readonly place: InlinePlace;
}

interface Writing {
  readonly out: Out;
  readonly active: readonly Mark[];
  /** The character that follows, as far as it matters; empty at the end. */
  readonly next: string;
  /** A sign that certainly follows, and is not given up. */
  readonly isSure?: boolean;
}

function piecesOf(children: readonly Inline[], marks: readonly Mark[]): Piece[] {
  return children.flatMap((inline) => piecesIn(inline, marks));
}

function piecesIn(inline: Inline, marks: readonly Mark[]): Piece[] {
  switch (inline.type) {
    case 'text':
      return [{ kind: 'text', text: visible(inline.text), marks }];
    case 'code':
      return [{ kind: 'code', text: visible(inline.text), marks }];
    case 'break':
      return [{ kind: 'break', text: '', marks }];
    case 'image':
      return [
        {
          kind: 'whole',
          text: `!${linkTo(escapedWords(visible(inline.alt), inLink), inline.source, inline.title)}`,
          marks,
        },
      ];
    case 'footnote-reference':
      return [{ kind: 'whole', text: `[^${inline.label}]`, marks }];
    case 'link':
      return piecesOf(
        inline.children,
        withMark(marks, {
          type: 'link',
          href: inline.href,
          title: inline.title ?? '',
        }),
      );
    case 'language':
      return piecesOf(inline.children, withMark(marks, { type: 'language', language: inline.language }));
    case 'strong':
    case 'emphasis':
    case 'deleted':
      return piecesOf(inline.children, withMark(marks, { type: inline.type }));
  }
}

const inLink = {
  before: '[',
  after: ']',
  isLineStart: false,
  isCell: false,
  isLinked: true,
};

/** Each kind of mark once; a link cannot stand in a link. */
const withMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] =>
  marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark];

const keyOf = (mark: Mark): string =>
  mark.type === 'link' ? `link ${mark.href} ${mark.title}` : mark.type === 'language' ? `language ${mark.language}` : mark.type;

const has = ({ marks }: Piece, key: string): boolean => marks.some((mark) => keyOf(mark) === key);

const sameMarks = (a: Piece, b: Piece): boolean => a.marks.length === b.marks.length && a.marks.every((mark) => has(b, keyOf(mark)));

/** Signs in code lead astray what holds for the words beside it; then its words are enough. */
function withPlainCode(pieces: readonly Piece[]): readonly Piece[] {
  const isMarked = pieces.some(({ marks }) => marks.length > 0);
  return isMarked ? pieces.map((piece) => (piece.kind === 'code' && isConfusing(piece) ? { ...piece, kind: 'text' } : piece)) : pieces;
}

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.kind !== 'break' && piece.text === '') continue;
    if (last && (last.kind === 'text' || last.kind === 'code') && last.kind === piece.kind && sameMarks(last, piece))
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

const isBlank = ({ kind, text }: Piece): boolean => kind === 'break' || (kind === 'text' && /^\s*$/.test(text));

/** Without breaks and blanks at both ends. */
function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const first = pieces.findIndex((piece) => !isBlank(piece));
  return first < 0 ? [] : pieces.slice(first, pieces.findLastIndex((piece) => !isBlank(piece)) + 1);
}

/** Outermost is the mark that reaches furthest; of several, the one that comes first here. */
const order: readonly Mark['type'][] = ['link', 'language', 'deleted', 'strong', 'emphasis'];

function write(pieces: readonly Piece[], writing: Writing): void {
  for (let index = 0; index < pieces.length; ) {
    const group = groupAt(pieces, index, writing.active);
    const end = group?.end ?? index + 1;
    const inner = followedBy(writing, beginningOf(pieces[end], writing.active));
    if (group) writeGroup(pieces.slice(index, end), group.mark, inner);
    else writeOne(pieces[index] as Piece, inner);
    index = end;
  }
}

/** What follows inside counts before what follows outside. */
const followedBy = (writing: Writing, next: string | undefined): Writing =>
  next === undefined ? writing : { ...writing, next, isSure: false };

function groupAt(
  pieces: readonly Piece[],
  from: number,
  active: readonly Mark[],
): { readonly mark: Mark; readonly end: number } | undefined {
  const open = (pieces[from]?.marks ?? []).filter((mark) => !active.includes(mark) && !active.some((one) => one.type === mark.type));
  const found = open.map((mark) => {
    const key = keyOf(mark);
    const end = pieces.findIndex((piece, index) => index > from && !has(piece, key));
    return { mark, end: end < 0 ? pieces.length : end };
  });
  return found.sort((a, b) => b.end - a.end || order.indexOf(a.mark.type) - order.indexOf(b.mark.type))[0];
}

/** The first character that a piece will give, as far as its kind matters: a letter, white space or a sign. */
function beginningOf(piece: Piece | undefined, active: readonly Mark[]): string | undefined {
  if (!piece) return undefined;
  const opening = piece.marks.find((mark) => !active.some((one) => one.type === mark.type));
  if (piece.kind === 'text' && /^\s/.test(piece.text)) return ' ';
  if (opening) return opening.type === 'link' || opening.type === 'language' ? '[' : opening.type === 'deleted' ? '~' : '*';
  if (piece.kind === 'text') return firstOf(piece.text);
  return piece.kind === 'break' ? '\\' : piece.kind === 'code' ? '`' : piece.text.charAt(0);
}

function writeOne({ kind, text }: Piece, { out, active, next }: Writing): void {
  if (kind === 'break') out.text = out.text.replace(/ +$/, '') + { paragraph: '\\\n', line: ' ', cell: '<br>' }[out.place];
  else if (kind === 'code' && isCodeHere(text, active, out.text)) out.text += codeSpan(text, out.place);
  else if (kind === 'whole') out.text += text;
  else {
    const isLineStart = out.place !== 'cell' && (out.text === '' || out.text.endsWith('\n'));
    const words = isLineStart ? text.replace(/^ +/, '') : text;
    out.text += escapedWords(words, {
      before: out.text.at(-1) ?? '',
      after: next,
      isLineStart,
      isCell: out.place === 'cell',
      isLinked: active.some(({ type }) => type === 'link'),
    });
  }
}

/** With signs in it, a link or an emphasis around it would not be read as one: then the words are enough. */
const isCodeHere = (text: string, active: readonly Mark[], before: string): boolean =>
  active.length === 0 ? !before.endsWith('`') : !/[`*_~[\]\\<&]/.test(text) && !before.endsWith('`');

function codeSpan(text: string, place: InlinePlace): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  const code = fence + pad + text + pad + fence;
  return place === 'cell' ? code.replaceAll('|', '\\|') : code;
}

/** White space stays outside: Markdown knows no emphasis that begins or ends with it. */
function writeGroup(pieces: readonly Piece[], mark: Mark, writing: Writing): void {
  const first = pieces.findIndex((piece) => !isBlank(piece));
  if (first < 0) {
    write(
      pieces.map((piece) => ({ ...piece, marks: [] })),
      writing,
    );
    return;
  }
  const last = pieces.findLastIndex((piece) => !isBlank(piece));
  const [before, start] = cut(pieces[first] as Piece, /^\s*/);
  const inside = pieces.slice(first, last + 1).with(0, start);
  const [after, end] = cut(inside.at(-1) as Piece, /\s*$/);
  const plain = (some: readonly Piece[], text: string): Piece[] => [
    ...some.map((piece) => ({ ...piece, marks: [] })),
    ...(text ? [{ kind: 'text' as const, text, marks: [] }] : []),
  ];
  const tail = merged([...plain([], after), ...plain(pieces.slice(last + 1), '')]);
  write(merged([...plain(pieces.slice(0, first), ''), ...plain([], before)]), {
    ...writing,
    next: 'x',
  });
  writeMarked(inside.with(-1, end), mark, followedBy(writing, beginningOf(tail[0], [])));
  write(tail, writing);
}

function cut(piece: Piece, edge: RegExp): readonly [string, Piece] {
  if (piece.kind !== 'text') return ['', piece];
  const found = edge.exec(piece.text)?.[0] ?? '';
  return [found, { ...piece, text: piece.text.replace(edge, '') }];
}

function writeMarked(pieces: readonly Piece[], mark: Mark, writing: Writing): void {
  const { out } = writing;
  const within = { ...writing, active: [...writing.active, mark] };
  const inner = (opening: string, closing: string): string => {
    const trial: Out = { text: out.text + opening, place: out.place };
    write(pieces, { ...within, out: trial, next: closing.charAt(0), isSure: true });
    return trial.text.slice(out.text.length + opening.length);
  };
  if (mark.type === 'link') {
    const shown = addressAlone(pieces, mark);
    out.text += shown ?? linkTo(inner('[', ']'), mark.href, mark.title);
    return;
  }
  if (mark.type === 'language') {
    out.text += `[${inner('[', ']')}]{lang=${mark.language}}`;
    return;
  }
  for (const sign of pieces.some(isConfusing) ? [] : signs[mark.type]) {
    const content = inner(sign, sign);
    if (fits(sign, content, lastOf(out.text), writing)) {
      out.text += sign + content + sign;
      return;
    }
  }
  write(pieces, within);
}

/** Signs among the words, though they mean nothing, can lead a reader of Markdown astray about those around them. */
const isConfusing = ({ kind, text }: Piece): boolean =>
  kind === 'code' ? /[*~`[\]]|\b_|_\b|__/.test(text) : /[*~`\\<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u.test(text);

const signs = {
  strong: ['**', '__'],
  emphasis: ['*', '_'],
  deleted: ['~~'],
} as const;

/** Whole characters: half an emoji is neither a sign nor a letter. */
const firstOf = (text: string): string => /^./su.exec(text)?.[0] ?? '';
const lastOf = (text: string): string => /.$/su.exec(text)?.[0] ?? '';

const isSpace = (char: string): boolean => char === '' || /\s/.test(char);
const isSign = (char: string): boolean => /[\p{P}\p{S}]/u.test(char);
const isWord = (char: string): boolean => !isSpace(char) && !isSign(char);

/** Would Markdown take these signs for what they are meant to be (CommonMark 6.2)? */
function fits(sign: string, content: string, before: string, { next: after, isSure = false }: Writing): boolean {
  const [first, last, char] = [firstOf(content), lastOf(content), sign.charAt(0)];
  if (content === '' || isSpace(first) || isSpace(last)) return false;
  if ([before, after, first, last].includes(char)) return false;
  // A sign that follows may give way as well, and leave a word there.
  const isOpenEnd = isWord(after) || (!isSure && '*_~'.includes(after || ' '));
  if (char === '_' && (isWord(before) || isOpenEnd)) return false;
  // Of an emoji marked sees the last half, which is no sign to it.
  const isOpenStart = isWord(before) || before.length > 1;
  return (!isSign(first) || !isOpenStart) && (!isSign(last) || !isOpenEnd);
}

/** `<https://…>` where the words are the address itself. */
function addressAlone(pieces: readonly Piece[], { href, title }: Extract<Mark, { type: 'link' }>): string | undefined {
  const [only, ...more] = pieces;
  const isAlone = only?.kind === 'text' && more.length === 0 && only.marks.length === 1 && only.text === href && title === '';
  return isAlone && /^https?:\/\/[^\s<>|\\]+$/.test(href) ? `<${href}>` : undefined;
}

function linkTo(words: string, href: string, title = ''): string {
  // Encoded as a browser would; a bracket or a sign of Markdown would end the address or change it.
  const address = href
    .replace(/[\s"<>\\^`{|}]/g, encodeURIComponent)
    .replace(/[()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
  const said = title === '' ? '' : ` "${escapedWords(visible(title), inLink).replaceAll('"', '\\"')}"`;
  return `[${words}](${address}${said})`;
}
