/** Divides a text over the posts of a thread: where the author says so, else by paragraph, line, sentence, word. */
import { graphemes, paragraphs, pieces, sentences } from '../../core/segments.ts';

export interface ThreadOptions {
  readonly maxLength: number;
  readonly length: (text: string) => number;
  readonly language: string;
}

/** A line of three hyphens: the author's own division. */
const rule = /^[^\S\n]*---[^\S\n]*$/m;

export const hasRule = (text: string): boolean => rule.test(text);

/** The texts of the posts, numbered `k/n`; one without a number where everything fits in it. */
export function splitThread(text: string, options: ThreadOptions): readonly string[] {
  const sections = text
    .split(new RegExp(rule, 'gm'))
    .map((section) => section.trim())
    .filter(Boolean);
  const whole = sections.flatMap((section) => divide(section, options.maxLength, options));
  if (whole.length < 2) return whole;
  for (let digits = 1; ; digits += 1) {
    const room = options.maxLength - options.length(` ${'9'.repeat(digits)}/${'9'.repeat(digits)}`);
    const parts = sections.flatMap((section) => divide(section, room, options));
    if (String(parts.length).length <= digits) return parts.map((part, index) => `${part} ${index + 1}/${parts.length}`);
  }
}

interface Level {
  readonly split: (text: string, language: string) => readonly string[];
  readonly glue: string;
}

/** From the largest units to the smallest; the last is for a word that is too long by itself. */
const levels: readonly Level[] = [
  { split: paragraphs, glue: '\n\n' },
  { split: (text) => text.split('\n').filter((line) => line.trim() !== ''), glue: '\n' },
  { split: sentences, glue: '' },
  { split: pieces, glue: '' },
  { split: graphemes, glue: '' },
];

/** Parts of at most `room`, each with as many units as fit. */
function divide(text: string, room: number, options: ThreadOptions, level = 0): readonly string[] {
  const found = levels[level];
  if (options.length(text) <= room || !found) return [text];
  const groups = packed(found.split(text, options.language), found.glue, (candidate) => options.length(candidate) <= room);
  return groups.flatMap((group) => divide(group, room, options, level + 1));
}

/** Joins neighbours as long as they fit; a unit that does not fit stays alone. */
function packed(units: readonly string[], glue: string, fits: (text: string) => boolean): readonly string[] {
  const groups: string[] = [];
  let current: string | undefined;
  for (const unit of units) {
    const longer: string = current === undefined ? unit : current + glue + unit;
    if (current === undefined || fits(longer.trim())) current = longer;
    else {
      groups.push(current);
      current = unit;
    }
  }
  return [...groups, current ?? ''].map((group) => group.trim()).filter(Boolean);
}
