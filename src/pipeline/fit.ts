/** Shortens text to what a channel takes: between words only, and never through a link, tag, mention or emoji. */
import { pieces } from '../core/segments.ts';

/** Around a part of a text that may be shortened. Noncharacters: no text that people exchange holds them. */
const open = '\uFDD0';
const close = '\uFDD1';

export interface FitOptions {
  readonly max: number;
  /** As the channel counts. */
  readonly length: (text: string) => number;
  /** An address that is never left out. */
  readonly link?: string | undefined;
}

/** Marks a part that may be shortened. */
export const shrinkable = (text: string): string => open + plain(text) + close;

/** The text without the marks. */
export const plain = (text: string): string => text.replace(/[\uFDD0\uFDD1]/g, '');

/**
 * The text within `max`, tidied. Marked parts are shortened first, the last one first; then the end of the text, but
 * not the link. The result is too long only where the link alone is.
 */
export function fitText(text: string, { max, length, link }: FitOptions): string {
  const fits = (candidate: string): boolean => length(candidate) <= max;
  const whole = tidyText(plain(text));
  if (fits(whole)) return whole;
  const marked = shortenParts(markedParts(text), fits);
  if (fits(finish(marked))) return finish(marked);
  for (const keepTags of [true, false]) {
    const shortened = shortenParts(impliedParts(finish(marked), link, keepTags), fits);
    if (fits(finish(shortened)) || !keepTags) return finish(shortened);
  }
  return whole;
}

/** Spaces at the ends of lines and more than one empty line are of no use in plain text. */
export const tidyText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC');

interface Part {
  readonly text: string;
  readonly canShrink: boolean;
  readonly isCut?: boolean;
}

function markedParts(text: string): readonly Part[] {
  return [...text.matchAll(/\uFDD0([^\uFDD0\uFDD1]*)\uFDD1|[^\uFDD0\uFDD1]+/g)].map(([all, inside]) => ({
    text: inside ?? all,
    canShrink: inside !== undefined,
  }));
}

/** Without marks everything but the link may go, and the tags at the end as long as they can stay. */
function impliedParts(text: string, link: string | undefined, keepTags: boolean): readonly Part[] {
  const at = link ? text.lastIndexOf(link) : -1;
  const before = at < 0 ? text : text.slice(0, at);
  const after = at < 0 || !link ? '' : text.slice(at + link.length);
  return [
    ...withTail(before, keepTags && after.trim() === ''),
    ...(at < 0 || !link ? [] : [{ text: link, canShrink: false }]),
    ...withTail(after, keepTags),
  ];
}

function withTail(text: string, keepTags: boolean): readonly Part[] {
  const tail = keepTags
    ? (/(?:(?:^|\s+)(?:[#＃][\p{L}\p{M}\p{N}_]+|https?:\/\/\S+))+\s*$/u.exec(text)?.[0] ?? '')
    : (/\s+$/.exec(text)?.[0] ?? '');
  return [
    { text: text.slice(0, text.length - tail.length), canShrink: true },
    { text: tail, canShrink: false },
  ];
}

function shortenParts(parts: readonly Part[], fits: (text: string) => boolean): readonly Part[] {
  return parts.reduceRight<readonly Part[]>((current, part, index) => {
    if (!part.canShrink || fits(finish(current))) return current;
    const cut = pieces(part.text);
    const at = (count: number): readonly Part[] => current.with(index, { text: cutAt(cut, count), canShrink: false, isCut: true });
    return at(mostThatFits(cut.length - 1, (count) => fits(finish(at(count)))));
  }, parts);
}

/** The greatest count up to `most` that fits; 0 where none does. */
function mostThatFits(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = Math.max(0, most);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first pieces with an ellipsis; nothing at all where no word is left. */
function cutAt(all: readonly string[], count: number): string {
  let end = count;
  while (end > 0 && !/[\p{L}\p{N}\p{Extended_Pictographic}\p{RI}]/u.test(all[end - 1] ?? '')) end -= 1;
  if (end === 0) return '';
  const last = all[end - 1] ?? '';
  // An ellipsis that touches an address, mention or tag would become part of it.
  const isAtom = /[@＠#＃$]|:\/\/|\.[\p{L}]/u.test(last);
  const ending = isAtom ? `${last} …` : `${last.replace(/[\p{Pd}\p{Po}\p{Ps}\p{Pi}]+$/u, '')}…`;
  return all.slice(0, end - 1).join('') + ending;
}

/** The parts as one text; punctuation right behind an ellipsis goes. */
function finish(parts: readonly Part[]): string {
  const joined = parts.map(({ text }, index) => {
    const before = parts[index - 1];
    return before?.isCut && before.text.endsWith('…') ? text.replace(/^[.,;:!?…]+/, '') : text;
  });
  return tidyText(joined.join(''));
}
