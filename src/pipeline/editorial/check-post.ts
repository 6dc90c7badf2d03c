/** Reads one post as a careful colleague would. Pure; knows no network. */
import type { Problem } from '../../core/problem.ts';
import { tokensOf } from '../markdown-tokens.ts';
import { passagesOf } from './passage.ts';
import type { RuleInput } from './rule.ts';
import { rules } from './rules.ts';

/** A post and how it will be shown; plain data but for `settings.search`. */
export type CheckInput = Omit<RuleInput, 'passages' | 'tokens'>;

/** What every rule found, in the order of the file. A body that cannot be taken apart has been reported by whoever read it. */
export function checkPost(input: CheckInput): readonly Problem[] {
  const { tokens } = tokensOf(input.post.body) ?? { tokens: [] };
  const whole: RuleInput = { ...input, tokens, passages: passagesOf(input.post, tokens) };
  const language = input.post.language.split('-', 1)[0] ?? '';
  const fitting = rules.filter(({ ids, languages }) => (languages?.includes(language) ?? true) && ids.some((id) => isLookedAt(id, input)));
  const found = fitting.flatMap((rule) => [...rule.find(whole)]);
  return found.toSorted((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0));
}

const isLookedAt = (id: keyof RuleInput['settings']['levels'], { settings }: Pick<RuleInput, 'settings'>): boolean =>
  settings.levels[id] !== 'off';
