/**
 * Takes personal data out of what is told about a post. Any rule, and any reader of front matter, may quote a sentence or a
 * value in which a number stands that privacy found; it is taken out in one place, before anything is told.
 */
import { mapStrings } from '../../../core/json.ts';
import type { Problem } from '../../../core/problem.ts';
import { detectors } from './detectors.ts';
import { findEverywhere, type SearchInput } from './find.ts';
import { legible } from './legible.ts';
import { bareOf, type Span, spansOf } from './span.ts';

const sign = '▒▒▒';

/** Knows again what was found in one post, also in part, as a quotation may end in the middle of it. */
export type Mask = (text: string) => string;

export function maskFor(input: SearchInput): Mask {
  const all = Object.values(detectors);
  const found = new Set(all.flatMap((detect) => findEverywhere(detect, input).map(({ bare }) => bare)));
  const values = [...found].filter(Boolean);
  if (values.length === 0) return (text) => text;
  return (text) => {
    const view = legible(text, { unmarked: true });
    const whole = all.flatMap((detect) => [...detect(view.text, input)]);
    const parts = [...spansOf(view.text, /\d(?:[\d .\-/()]*\d)?/g), ...spansOf(view.text, /\S*@\S*/g)];
    const partly = parts.filter(({ start, end }) => isPart(bareOf(view.text.slice(start, end)), values));
    const sourced = [...whole, ...partly].map(({ start, end }) => ({ start: view.sourceAt(start), end: view.sourceAt(end - 1) + 1 }));
    return replaced(text, sourced);
  };
}

/** A moment as omk.yaml and front matter have it, or what may be a number of somebody. */
const momentOrNumber = /(?<!\d)\d{4}-\d\d-\d\d(?!\d)(?:[ T]\d\d:\d\d)?|\+?\d(?:[ .\-/()]{0,2}\d){5,}/g;
const anyAddress = /\S{1,100}@\S{1,100}/g;

/** For a file that is no post yet, so that no rule could look at it: everything that may be a number or an address of somebody. */
export const roughMask: Mask = (text) => {
  const isMoment = ({ start }: Span): boolean => /^\d{4}-\d\d-\d\d(?!\d)/.test(text.slice(start));
  return replaced(text, [...spansOf(text, momentOrNumber).filter((span) => !isMoment(span)), ...spansOf(text, anyAddress)]);
};

const isPart = (bare: string, values: readonly string[]): boolean =>
  bare.length > 2 && values.some((value) => value.includes(bare) || bare.includes(value));

function replaced(text: string, spans: readonly Span[]): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= from) out += text.slice(from, start) + sign;
    from = Math.max(from, end);
  }
  return out + text.slice(from);
}

/** The problem with everything personal taken out of its values. */
export const maskedProblem = (found: Problem, mask: Mask): Problem => ({ ...found, params: mapStrings(found.params, mask) }) as Problem;
