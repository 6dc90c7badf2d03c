/** A title as part of a file name or an address. */

/** Letters that no accent explains. */
const spelled: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

const longest = 60;

/**
 * Small letters and digits of any script, words joined by hyphens: "Één gezin, één plan 👋" is `een-gezin-een-plan`.
 * However its letters were composed, a title has one slug; without letters or digits it is empty.
 */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => spelled[letter] ?? letter)
    .replace(/['’ʼ‘`´]/g, '');
  return shortened(plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^[-\p{M}]+|-+$/gu, ''));
}

/** Ends between words, or between characters where the first word alone is longer. */
function shortened(slug: string): string {
  if (slug.length <= longest) return slug;
  const end = slug.lastIndexOf('-', longest);
  if (end > 0) return slug.slice(0, end);
  return [...slug].reduce((kept, character) => (kept.length + character.length > longest ? kept : kept + character), '');
}
