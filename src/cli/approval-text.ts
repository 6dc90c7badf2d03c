/** An approval in one line: who, by which key. */
import type { Approval } from '../core/approval.ts';
import { listed } from './messages/problem-catalogue.ts';
import type { ApprovalWords } from './messages/words.ts';

export function approvalText({ plan, by }: Approval, words: ApprovalWords): string {
  if (by.length === 0) return words.byPlan(plan);
  return words.by(
    listed(
      by.map(({ name, key }) => `${name} (${key})`),
      words.and,
    ),
  );
}
