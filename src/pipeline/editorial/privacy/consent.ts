/** How the consent of a post stands today. */
import type { RuleInput } from '../rule.ts';

export type Standing = 'missing' | 'valid' | 'future' | 'over' | 'ending';

const aMonth = 30 * 86_400_000;

/** `ending`: it holds, and has to be asked for again within a month. */
export function consentOf({ post: { consent }, now }: Pick<RuleInput, 'post' | 'now'>): Standing {
  if (!consent) return 'missing';
  if (consent.date > now) return 'future';
  const { until } = consent;
  if (!until) return 'valid';
  // A day counts until its end.
  if (until.getTime() + 86_400_000 <= now.getTime()) return 'over';
  return until.getTime() - now.getTime() <= aMonth ? 'ending' : 'valid';
}

export const isAgreed = (input: Pick<RuleInput, 'post' | 'now'>): boolean => ['valid', 'ending'].includes(consentOf(input));
