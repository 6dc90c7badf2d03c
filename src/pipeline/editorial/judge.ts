/** What the project and the writer say about findings: levels, rules that are off, waivers. */
import { type CheckSettings, isRuleId, ruleLevels, type Waiver } from '../../core/editorial.ts';
import type { Problem } from '../../core/problem.ts';

export interface Judged {
  readonly problems: readonly Problem[];
  /** Waivers that took a finding away. */
  readonly used: readonly Waiver[];
}

/** Leaves every problem that is no editorial finding as it is. */
export function judge(found: readonly Problem[], { levels }: Pick<CheckSettings, 'levels'>, waivers: readonly Waiver[]): Judged {
  const isWaived = ({ code }: Problem): boolean => waivers.some(({ rule }) => rule === code);
  const counted = found.filter(({ code }) => !isRuleId(code) || levels[code] !== 'off');
  return {
    problems: counted.filter((one) => !isWaived(one)).map((one) => levelled(one, levels)),
    used: waivers.filter(({ rule }) => counted.some(({ code }) => code === rule)),
  };
}

function levelled(found: Problem, levels: CheckSettings['levels']): Problem {
  if (!isRuleId(found.code)) return found;
  const level = levels[found.code];
  return level === undefined || level === 'off' || level === ruleLevels[found.code] ? found : { ...found, level };
}
