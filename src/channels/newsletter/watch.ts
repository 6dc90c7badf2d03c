/** Watches a mailing for signs that it should not go on: a server that only says no, or a list that nobody looks after. */
import type { SendOutcome } from '../../core/outcome.ts';
import { problem } from '../../core/problem.ts';
import type { RecipientSettlement } from '../../core/reader.ts';
import { patience, type Verdict } from './verdict.ts';

export interface Watch {
  /** Takes note of one answer; an outcome ends the mailing for now. */
  see(settlement: RecipientSettlement | undefined, trouble: Verdict['trouble']): SendOutcome | undefined;
}

/** Of the last so many mails, this share may be refused (contract newsletter 8). */
const recent = 200;
const mostRefused = 0.05;

export function createWatch(): Watch {
  const inARow = { later: 0, policy: 0, doubt: 0, broken: 0 };
  const last: boolean[] = [];
  const isRowTooLong = (trouble: Verdict['trouble']): boolean => {
    for (const kind of ['later', 'policy', 'doubt', 'broken'] as const) inARow[kind] = trouble?.kind === kind ? inARow[kind] + 1 : 0;
    return trouble !== undefined && inARow[trouble.kind] >= patience[trouble.kind];
  };
  return {
    see: (settlement, trouble) => {
      if (isRowTooLong(trouble)) return trouble?.outcome;
      if (settlement?.state !== 'sent' && settlement?.state !== 'refused') return undefined;
      last.push(settlement.state === 'refused');
      if (last.length > recent) last.shift();
      const refused = last.filter(Boolean).length;
      if (last.length < recent || refused <= recent * mostRefused) return undefined;
      return { kind: 'rejected', problem: problem('many-refused', { count: refused, of: recent }) };
    },
  };
}
