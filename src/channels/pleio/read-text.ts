/** A body that is no document: plain text, or HTML of an earlier day (contract pleio 3.1). Its words in paragraphs. */
import type { Block } from '../../core/rich-text.ts';

const hidden = /<!--[\s\S]*?-->|<(script|style|template|noscript|iframe|object|svg|title)\b[\s\S]*?<\/\1\s*>/gi;
const parting = /<\/?(?:p|div|h[1-6]|ul|ol|li|table|tr|blockquote|section|article|pre|hr)\b[^>]*>/gi;

export function textBlocks(stored: string): readonly Block[] {
  const isHtml = /<\/?[a-z][^<>]*>/i.test(stored);
  const text = isHtml ? withoutTags(stored) : stored;
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((paragraph): readonly Block[] => {
      const lines = paragraph.split('\n').map((line) => line.replace(/[ \t]+/g, ' ').trim());
      const shown = lines.filter((line) => line !== '');
      if (shown.length === 0) return [];
      const children = shown.flatMap((line, index) => [
        ...(index > 0 ? [{ type: 'break' as const }] : []),
        { type: 'text' as const, text: line },
      ]);
      return [{ type: 'paragraph', children }];
    });
}

const withoutTags = (html: string): string =>
  decoded(
    html
      .replace(hidden, '')
      .replace(/\s+/g, ' ')
      .replace(/<br\b[^>]*>/gi, '\n')
      .replace(parting, '\n\n')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  );

const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  euro: '€',
  eacute: 'é',
  euml: 'ë',
  iuml: 'ï',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** The references that editors write; any other stays as it is. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return (Object.hasOwn(names, name) ? names[name] : undefined) ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

/** A summary of one line, from a field that may hold HTML. */
export const oneLine = (stored: string): string =>
  (/<[a-z/]|&[#a-z]/i.test(stored) ? withoutTags(stored) : stored).replace(/\s+/g, ' ').trim();
