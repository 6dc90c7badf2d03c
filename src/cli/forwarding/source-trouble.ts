/** What goes wrong at a source, in words of reading: nothing was to be posted there, and `omk run` would not look again. */
import { OmkError, type Problem, problem } from '../../core/problem.ts';
import type { Source, SourceItem } from '../../core/source.ts';

/** A source that cannot be reached now is nobody's mistake: nothing was seen, and the next time will do. */
export const isForLater = (error: unknown): error is OmkError => isAll(error, ['source-away']);

/** An answer that makes no sense may be another one in a while: no reason to stop looking. */
export const isForNextLook = (error: unknown): error is OmkError => isAll(error, ['source-away', 'forward-answer', 'source-unreadable']);

const isAll = (error: unknown, codes: readonly string[]): error is OmkError =>
  error instanceof OmkError && error.problems.length > 0 && error.problems.every(({ code }) => codes.includes(code));

export interface ReadPlace {
  readonly channel: string;
  /** As people call it. */
  readonly label: string;
  readonly address: string;
}

/** Pictures stay as they are: what is wrong with one is told beside its post. */
export function inWordsOfReading(source: Source, place: ReadPlace): Source {
  const retold = (error: unknown): never => {
    if (!(error instanceof OmkError)) throw error;
    throw new OmkError(error.problems.map((one) => ({ ...retoldProblem(one, place), ...(one.where && { where: one.where }) })));
  };
  async function* pages(from: AsyncIterable<readonly SourceItem[]>): AsyncGenerator<readonly SourceItem[]> {
    try {
      yield* from;
    } catch (error) {
      retold(error);
    }
  }
  const { changedSince, gone } = source;
  return {
    ...source,
    publishedSince: (moment, signal) => pages(source.publishedSince(moment, signal)),
    ...(changedSince && { changedSince: (moment, signal) => pages(changedSince(moment, signal)) }),
    ...(gone && { gone: (ids, signal) => gone(ids, signal).catch(retold) }),
  };
}

function retoldProblem(found: Problem, { channel, label, address }: ReadPlace): Problem {
  switch (found.code) {
    case 'unavailable':
    case 'no-answer':
      return problem('source-away', { address, detail: found.params.detail ?? '' });
    case 'rate-limited':
      return problem('source-away', { address, detail: 'HTTP 429' });
    case 'server-error':
      return problem('source-away', { address, detail: `HTTP ${found.params.status}` });
    case 'auth':
    case 'forbidden':
      return problem('forward-login', { source: label, channel });
    case 'unreadable-answer':
    case 'rejected':
      return problem('forward-answer', { source: label, detail: found.params.detail ?? '' });
    default:
      return found;
  }
}
