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

/** As few parts of at most `room` as can be, and none much shorter than the one before: three words alone look like a mistake. */
function divide(text: string, room: number, options: ThreadOptions): readonly string[] {
  const lengthOf = (part: readonly Unit[]): number => options.length(joined(part));
  const units = unitsOf({ text, glue: '' }, 0, (candidate) => options.length(candidate.trim()) <= room, options.language);
  const parts = filled(units, (part) => lengthOf(part) <= room);
  return evened(parts, lengthOf).map(joined).filter(Boolean);
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

const joined = (part: readonly Unit[]): string =>
  part.reduce((text, unit) => (text && unit.glue ? text.trimEnd() + unit.glue : text) + unit.text, '').trim();

/** Each part takes what still fits. */
function filled(units: readonly Unit[], fits: (part: readonly Unit[]) => boolean): readonly (readonly Unit[])[] {
  const parts: Unit[][] = [];
  for (const unit of units) {
    const last = parts.at(-1);
    if (last && fits([...last, unit])) last.push(unit);
    else parts.push([unit]);
  }
  return parts;
}

/** From the last part to the first: takes over what makes it no longer than its neighbour was. */
function evened(parts: readonly (readonly Unit[])[], lengthOf: (part: readonly Unit[]) => number): readonly (readonly Unit[])[] {
  const even = parts.map((part) => [...part]);
  for (let index = even.length - 1; index > 0; index -= 1) {
    const [before, part] = [even[index - 1] ?? [], even[index] ?? []];
    for (let unit = before.at(-1); unit && before.length > 1 && lengthOf([unit, ...part]) < lengthOf(before); unit = before.at(-1)) {
      part.unshift(unit);
      before.pop();
    }
  }
  return even;
}
