/** Words in a Markdown text, with a backslash only where they would mean something else without. */

export interface WordsPlace {
  /** The characters around; empty at an end. */
  readonly before: string;
  readonly after: string;
  readonly isLineStart: boolean;
  readonly isCell: boolean;
  /** Inside a link, where no address is linked by itself, and where a backslash is not enough for every reader of Markdown. */
  readonly isLinked: boolean;
}

/** What a text may hold: one line, no control characters, no half characters. */
export const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f\ufeff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/ {2,}/g, ' ');

export function escapedWords(text: string, place: WordsPlace): string {
  const pieces = place.isLinked ? [text] : text.split(address);
  return pieces
    .map((piece, index) => {
      const isAddress = index % 2 === 1;
      // An address is put between signs of its own.
      const beside = (other: string | undefined, end: string) => (other === undefined ? end : isAddress ? other.charAt(0) : '<');
      const around = { before: beside(pieces[index - 1], place.before), after: beside(pieces[index + 1], place.after) };
      if (isAddress && isShown(piece, place)) return `<${piece.replace(/&(?=#?\w+;)/g, '&amp;')}>`;
      return escaped(piece, { ...place, ...around, isLineStart: place.isLineStart && index === 0 });
    })
    .join('');
}

/** What is linked without being asked, up to where a sentence goes on. The group keeps it in what `split` gives. */
const address = /((?:https?|ftp):\/\/[^\s<>|`\\]*[^\s<>|`\\?!.,:;*_~'"()[\]{}])/i;

/** An address that stands there by itself is shown, and linked, as it is. */
const isShown = (found: string, { isCell }: WordsPlace): boolean => /^https?:/i.test(found) && URL.canParse(found) && !isCell;

const special = /[\\`*_[\]<&~|!]|www\.|(?:https?|ftp):\/\//gi;

function escaped(text: string, { before, after, isLineStart, isCell, isLinked }: WordsPlace): string {
  const found = text.replace(special, (sign, at: number) => {
    const [previous, next] = [text.charAt(at - 1) || before, text.charAt(at + sign.length) || after];
    if (isLinked) return sign.length > 1 || isPlain(sign, previous, next, text.slice(at), isCell) ? sign : `&#${sign.charCodeAt(0)};`;
    if (sign.length > 1) return sign.replace(/[.:]/, '\\$&');
    return isPlain(sign, previous, next, text.slice(at), isCell) ? sign : `\\${sign}`;
  });
  const shown = after === '' ? found.replace(/[^\S ](?= *$)/, asReference) : found;
  return isLineStart ? safeBeginning(shown.replace(/^[^\S ]/, asReference)) : shown;
}

/** Does this sign mean nothing here? */
function isPlain(sign: string, previous: string, next: string, rest: string, isCell: boolean): boolean {
  switch (sign) {
    case '\\':
      return /^[\p{L}\p{N}]$/u.test(next);
    case '*':
      return previous === ' ' && next === ' ';
    case '_':
      return /[\p{L}\p{N}]/u.test(previous) && /[\p{L}\p{N}]/u.test(next);
    case '<':
      return /^\s?$/.test(next) || (/[\d=]/.test(next) && !rest.includes('@'));
    case '&':
      return !/^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31})(?:;|$)/i.test(rest);
    case '|':
      return !isCell;
    case '!':
      return !/[[*_~<]/.test(next);
    default:
      return false;
  }
}

/** White space other than a space is easily lost at the end of a line. */
const asReference = (space: string): string => `&#${space.charCodeAt(0)};`;

/** What would begin a heading, a list, a quote, a rule or a table. */
const safeBeginning = (text: string): string =>
  text.replace(/^(?:#{1,6}(?=\s|$)|>|\+(?=\s|$)|-(?=[\s:|-]|$)|=|:(?=-)|\|)/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
