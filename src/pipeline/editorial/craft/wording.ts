/** How craft looks at messages. */
import type { ShownMessage } from '../rule.ts';

/** A message between others, not a page or a mail. */
export const isPost = ({ maxLength }: ShownMessage): boolean => maxLength < 50_000;

/** The text without what belongs to none of them: addresses, tags, marks, the marker of the permalink. */

export const wordsAlone = (text: string): string =>
  text
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/[#＃][\p{L}\p{M}\p{N}_]+/gu, ' ')
    .replace(
      /(?:lees (?:verder|meer|het hele bericht)|meer (?:informatie|lezen|hierover)|read (?:more|on|the full post)|klik hier|lees)\s*:/giu,
      ' ',
    )
    .replace(/[\p{P}\p{S}\p{Cf}\p{Mn}\s]+/gu, ' ')
    .trim()
    .toLowerCase();
