import { type Problem, problem } from '../../../core/problem.ts';
import { untracked } from '../../tracking.ts';
import type { Rule } from '../rule.ts';
import { linksOf } from './links.ts';

/** Tells what was taken out of addresses on their way out (pipeline/tracking). */
export const tracking: Rule = {
  ids: ['facts-tracking'],
  *find({ post, passages, settings: { campaign } }): Iterable<Problem> {
    const told = new Set<string>();
    for (const { href, where } of linksOf(post, passages)) {
      const { names, isSigned } = untracked(href, campaign);
      const key = `${href} ${where.line ?? where.field}`;
      if (names.length === 0 || told.has(key)) continue;
      told.add(key);
      yield problem('facts-tracking', { names, address: pageOf(href), isSigned }, where);
    }
  },
};

const pageOf = (href: string): string =>
  href
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/s, '')
    .slice(0, 80);
