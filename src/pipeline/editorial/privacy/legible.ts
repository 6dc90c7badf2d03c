/**
 * A text as an eye or a screen reader takes it in: full-width and Arabic-Indic digits are digits, what cannot be seen is
 * gone, character references are characters. Each place leads back to the text as it was written.
 */

export interface Legible {
  readonly text: string;
  /** Where the character at `offset` stood. */
  sourceAt(offset: number): number;
}

/** What has to be looked at: everything but plain ASCII, character references, and the signs that addresses are written with. */
const odd = String.raw`[\ud800-\udbff][\udc00-\udfff]|[^\n\x20-\x7e]|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});|%(?:40|2[bdeBDE0]|3\d)`;
const marks = String.raw`|<!--|-->|</?[a-zA-Z][^<>]{0,300}>|[*~${'`'}\\]|__`;
/** Without the flags for case and whole characters, which make an expression several times as slow. */
const oddOnly = new RegExp(odd, 'g');
const withMarks = new RegExp(odd + marks, 'g');

/** `unmarked`: also without the signs of Markdown and the tags of HTML, which can stand in the middle of a number. */
export function legible(source: string, { unmarked = false }: { readonly unmarked?: boolean } = {}): Legible {
  const [outs, sources]: [number[], number[]] = [[0], [0]];
  let text = '';
  let from = 0;
  for (const { 0: found, index } of source.matchAll(unmarked ? withMarks : oddOnly)) {
    text += source.slice(from, index);
    const plain = plainOf(found);
    outs.push(text.length, text.length + plain.length);
    sources.push(index, index + found.length);
    text += plain;
    from = index + found.length;
  }
  text += source.slice(from);
  return { text, sourceAt: (offset) => placeOf(offset, outs, sources) };
}

function placeOf(offset: number, outs: readonly number[], sources: readonly number[]): number {
  let [low, high] = [0, outs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((outs[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (sources[low] ?? 0) + offset - (outs[low] ?? 0);
}

const references: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  commat: '@',
  period: '.',
  plus: '+',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
  lpar: '(',
  rpar: ')',
  sol: '/',
  newline: '\n',
  tab: ' ',
};

function plainOf(found: string): string {
  if (found.startsWith('&')) return referred(found);
  if (found.startsWith('%')) return String.fromCharCode(Number.parseInt(found.slice(1), 16));
  if (found.startsWith('<') && found !== '<!--') return /^<\/?(?:br|p|div|li|td|tr|h[1-6])\b/i.test(found) ? '\n' : '';
  return found.charCodeAt(0) < 0x7f ? '' : plainCharacter(found);
}

function referred(reference: string): string {
  const name = reference.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return references[name] ?? ' ';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (!(code > 0 && code <= 0x10ffff)) return ' ';
  const character = String.fromCodePoint(code);
  return code < 0x7f ? character : plainCharacter(character);
}

const known = new Map<string, string>();

function plainCharacter(character: string): string {
  const found = known.get(character) ?? computed(character);
  known.set(character, found);
  return found;
}

function computed(character: string): string {
  if (/^(?:\p{Cf}|\p{Default_Ignorable_Code_Point}|\u20e3)$/u.test(character)) return '';
  if (/^[\p{Zs}\t\r]$/u.test(character)) return ' ';
  if (/^[\u2028\u2029\v\f]$/.test(character)) return '\n';
  if (/^[\p{Pd}\u2212\u2043]$/u.test(character)) return '-';
  if (/^\p{Nd}$/u.test(character)) return digitOf(character);
  return character.normalize('NFKC');
}

/** Digits of every script stand ten in a row, zero first. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let start = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((code - start) % 10);
}
