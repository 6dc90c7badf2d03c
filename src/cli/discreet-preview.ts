/** What privacy refuses is not shown by a preview either, which is a file that one mails to a colleague: only where it stands. */
import { mapStrings } from '../core/json.ts';
import type { Message } from '../core/message.ts';
import { isWarning, type Problem } from '../core/problem.ts';
import type { Mask } from '../pipeline/editorial/privacy/mask.ts';
import type { Masks } from './reading-along.ts';

export const maskOf = (masks: Masks, file: string): Mask => masks.get(file) ?? ((text) => text);

/** What is told as a warning may well be public, such as the number of an office: readers will see that, so the writer does. */
export const isRefusedByPrivacy = (problems: readonly Problem[]): boolean =>
  problems.some((found) => found.code.startsWith('privacy-') && !isWarning(found));

/** Pictures are found by what they are called, so that stays. */
export const maskedMessage = (message: Message, mask: Mask): Message => {
  const { html, media } = message;
  const masked = mapStrings(message, mask);
  return {
    ...masked,
    ...(html !== undefined && { html: maskedHtml(html, mask) }),
    media: media.map((one, index) => ({
      ...one,
      ...(masked.media[index]?.alt !== undefined && {
        alt: masked.media[index].alt,
      }),
    })),
  };
};

/** Words and values of attributes, each by itself: a mask that took a sign of the markup along would break it. */
const maskedHtml = (html: string, mask: Mask): string =>
  html.replace(/<[^>]*>|[^<]+/g, (piece) => (piece.startsWith('<') ? piece.replace(/(?<=")[^"]*(?=")/g, mask) : mask(piece)));
