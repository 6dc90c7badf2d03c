/** Runs a detector over everything that is exposed. What it found is told by its place alone, never by its text. */

import type { PrivacyProblemParams } from '../../../core/privacy-problem.ts';
import { type Problem, problem, type Where } from '../../../core/problem.ts';
import type { RuleInput } from '../rule.ts';
import { type Exposed, exposed } from './exposed.ts';
import { bareOf, type Span } from './span.ts';

/** What a detector and its search may know of a post. */
export type SearchInput = Pick<RuleInput, 'post' | 'messages' | 'settings'>;

export type Detector = (text: string, input: SearchInput) => readonly Span[];

export interface Found {
  readonly where: Where;
  /** Letters and digits alone, to know it again; goes no further than the rules. */
  readonly bare: string;
}

/** In the order of the file; what a channel shows only where the file does not have it. */
export function findEverywhere(detect: Detector, input: SearchInput): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const one of exposed(input)) {
    const here = findIn(detect, input, one);
    found.push(...(one.part === 'message' ? here.filter(({ bare }) => !seen.has(bare) && seen.add(bare)) : here));
    for (const { bare } of here) seen.add(bare);
  }
  return found;
}

/** The same place, seen with and without marks, is one finding. */
function findIn(detect: Detector, input: SearchInput, { views, whereAt }: Exposed): readonly Found[] {
  const places: (Span & { readonly bare: string })[] = [];
  // By character, as a page of numbers would be compared with itself otherwise.
  const taken = new Set<number>();
  for (const view of views) {
    for (const { start, end } of detect(view.text, input)) {
      const place = { start: view.sourceAt(start), end: view.sourceAt(end - 1) + 1, bare: bareOf(view.text.slice(start, end)) };
      const offsets = Array.from({ length: place.end - place.start }, (_one, index) => place.start + index);
      if (!offsets.some((offset) => taken.has(offset))) places.push(place);
      for (const offset of offsets) taken.add(offset);
    }
  }
  return places.toSorted((a, b) => a.start - b.start).map(({ start, bare }) => ({ bare, where: whereAt(start) }));
}

type CountedCode = {
  [Code in keyof PrivacyProblemParams]: PrivacyProblemParams[Code] extends { nth: number; of: number } ? Code : never;
}[keyof PrivacyProblemParams];

/** Which of how many, and where. */
export const counted = (code: CountedCode, found: readonly Found[]): readonly Problem[] =>
  found.map(({ where }, index) => problem(code, { nth: index + 1, of: found.length }, where));
