/** LinkedIn's "little text": reserved characters need a backslash, or the post is cut in silence (contract linkedin 4). */

const reserved = /[\\|{}@[\]()<>#*_~]/g;

/** What keeps its meaning: a mention, and the `#` that begins a hashtag. A fragment of an address is no hashtag. */
const meaningful = /@\[[^\\|{}@[\]()<>#*_~\n]+\]\(urn:li:(?:person|organization):[\w-]+\)|(?<![\p{L}\p{N}\p{M}_&/#])#(?=\p{N}*\p{L})/gu;

const escapeReserved = (text: string): string => text.replace(reserved, (char) => `\\${char}`);

/** Escapes plain text, once; hashtags and mentions keep their meaning. */
export function escapeLittle(text: string): string {
  const kept = [...text.matchAll(meaningful)];
  const escaped = kept.map((match, index) => {
    const before = kept[index - 1];
    const start = before ? before.index + before[0].length : 0;
    return escapeReserved(text.slice(start, match.index)) + match[0];
  });
  const last = kept.at(-1);
  return escaped.join('') + escapeReserved(text.slice(last ? last.index + last[0].length : 0));
}

/** The text as it was before `escapeLittle`. */
export const unescapeLittle = (little: string): string => little.replace(/\\([\\|{}@[\]()<>#*_~])/g, '$1');
