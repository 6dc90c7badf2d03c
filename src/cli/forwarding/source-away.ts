import { OmkError } from '../../core/problem.ts';

const later: ReadonlySet<string> = new Set(['unavailable', 'no-answer', 'rate-limited', 'server-error', 'source-away']);

/** A source that cannot be reached now is nobody's mistake: nothing was seen, and the next time will do. */
export const isForLater = (error: unknown): error is OmkError =>
  error instanceof OmkError && error.problems.length > 0 && error.problems.every(({ code }) => later.has(code));
