/** A place in a text at which something of a person stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spansOf = (text: string, expression: RegExp): readonly Span[] =>
  [...text.matchAll(expression)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The text with these places made unreadable, as long as it was. */
export function blanked(text: string, spans: readonly Span[]): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    const at = Math.max(start, from);
    out += text.slice(from, at) + '\u0001'.repeat(end - at);
    from = end;
  }
  return out + text.slice(from);
}

/** What is left of a number or an address when only its letters and digits count. */
export const bareOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Addresses of pages, in which numbers mostly count pages. */
export const webAddresses = (text: string): readonly Span[] => spansOf(text, /(?:https?:\/\/|www\.)[^\s<>"]+/gi);
