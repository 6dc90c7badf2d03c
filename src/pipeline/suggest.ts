/** "Did you mean …?" */
import { closest, distance } from 'fastest-levenshtein';

/** Differences in case, "-" and "_" are none: `publishAt` means `publish_at`. */
const bare = (word: string): string => word.toLowerCase().replace(/[-_\s]/g, '');

/** The known word that a misspelt one was probably meant to be. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const wanted = bare(word);
  const found = closest(wanted, known.map(bare));
  const mistakes = distance(wanted, found);
  if (mistakes > Math.min(3, Math.floor((wanted.length + 1) / 3))) return undefined;
  return known.find((candidate) => bare(candidate) === found);
}
