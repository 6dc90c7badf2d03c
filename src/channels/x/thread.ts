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
  // A list item keeps the indented lines that belong to it.
  { split: (text) => text.split(/\n(?=\S)/), glue: '\n' },
  { split: (text) => text.split('\n').filter((line) => line.trim() !== ''), glue: '\n' },
  { split: sentences, glue: '' },
  { split: pieces, glue: '' },
  { split: graphemes, glue: '' },
];

interface Unit {
  readonly text: string;
  /** What stands between it and the unit before. */
  readonly glue: string;
}

/** Parts of at most `room`, each with as many units as fit. */
function divide(text: string, room: number, options: ThreadOptions): readonly string[] {
  const fits = (candidate: string): boolean => options.length(candidate.trim()) <= room;
  return packed(unitsOf({ text, glue: '' }, 0, fits, options.language), fits);
}

/** The largest units that fit; only what is too long is divided further. */
function unitsOf(unit: Unit, level: number, fits: (text: string) => boolean, language: string): readonly Unit[] {
  const found = levels[level];
  if (fits(unit.text) || !found) return [unit];
  return found
    .split(unit.text, language)
    .map((text, index) => ({ text, glue: index === 0 ? unit.glue : found.glue }))
    .flatMap((smaller) => unitsOf(smaller, level + 1, fits, language));
}

function packed(units: readonly Unit[], fits: (text: string) => boolean): readonly string[] {
  const parts: string[] = [];
  for (const { text, glue } of units) {
    const last = parts.at(-1);
    const longer = last === undefined ? undefined : (glue ? last.trimEnd() : last) + glue + text;
    if (longer !== undefined && fits(longer)) parts[parts.length - 1] = longer;
    else parts.push(text);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}
