/** A title on one line of a list: it may hold line breaks and signs that steer, and run from right to left. */
import { plainValue } from '../core/plain-value.ts';
import { graphemes } from '../core/segments.ts';
import { textWidth } from './text-width.ts';

const longest = 100;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Text that runs the other way is kept apart, so that what stands around it keeps its place. */
export function titleText(title: string, width = longest): string {
  const short = cutTo(plainValue(title).replace(/\s+/gu, ' '), width);
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}

/** At most so many columns, cut between characters as people see them. */
function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const one of graphemes(text)) {
    if (textWidth(kept) + textWidth(one) > width - 1) break;
    kept += one;
  }
  return `${kept.trimEnd()}…`;
}
