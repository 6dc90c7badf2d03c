/**
 * Looks for expressions that a project made up, in a time that they cannot stretch: one that doubles its work with each letter
 * of a post would hold a pipeline up for years. V8 looks at a clock while it searches only within a context of its own.
 */
import { createContext, Script } from 'node:vm';
import type { SearchExpressions } from '../core/editorial.ts';
import { fail } from '../core/problem.ts';

/** Thousands of times what a search of a post takes. */
const limitMs = 500;

/** Up to this length the square of it is still soon done. */
const shortText = 20_000;

type Found = ReturnType<SearchExpressions>;

const context = createContext(Object.create(null) as Record<string, unknown>);
const script = new Script('[...text.matchAll(expression)].map((found) => ({ start: found.index, end: found.index + found[0].length }))');

export const timedSearch: SearchExpressions = (text, expressions) => expressions.flatMap((one) => searchOne(text, one));

function searchOne(text: string, written: string): Found {
  const expression = new RegExp(written, 'gu');
  if (text.length <= shortText && isSteady(written))
    return [...text.matchAll(expression)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
  Object.assign(context, { text, expression });
  try {
    return [...(script.runInContext(context, { timeout: limitMs }) as Found)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return fail('config-slow-expression', { value: written }, { file: 'omk.yaml', field: 'checks.numbers' }, error);
  }
}

/** With one choice at most there are few ways to try; such expressions, which most are, need no clock. */
function isSteady(written: string): boolean {
  const bare = written
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[^>]*>|<[=!])/g, '(');
  return (bare.match(/[*+?|]|\{\d+,\d*\}|\)\{/g) ?? []).length <= 1;
}
