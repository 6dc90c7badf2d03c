/** What the project and the writer say about findings: levels, rules that are off, waivers. */
import { type CheckSettings, isRuleId, ruleLevels, type Waiver } from '../../core/editorial.ts';
import { fixedRule } from '../../core/privacy-problem.ts';
import { type Problem, problem } from '../../core/problem.ts';

export interface Judged {
  readonly problems: readonly Problem[];
  /** Waivers that took a finding away. */
  readonly used: readonly Waiver[];
}

export interface Writing {
  readonly file: string;
  readonly waive: readonly Waiver[];
}

/** Leaves every problem that is no editorial finding as it is. */
export function judge(found: readonly Problem[], { levels }: Pick<CheckSettings, 'levels'>, { file, waive }: Writing): Judged {
  const lacking = waive.filter(needsSecond);
  const counting = waive.filter((one) => !needsSecond(one));
  const counted = found.filter(({ code }) => !isRuleId(code) || levels[code] !== 'off');
  const isUsed = ({ rule }: Waiver): boolean => counted.some(({ code }) => code === rule);
  const isWaived = ({ code }: Problem): boolean => counting.some(({ rule }) => rule === code);
  const about = (code: 'content-waiver-unused' | 'content-waiver-second', { rule, line }: Waiver): Problem =>
    problem(code, { rule }, { file, ...(line !== undefined && { line }), field: 'waive' });
  return {
    problems: [
      ...counted.filter((one) => !isWaived(one)).map((one) => levelled(one, levels)),
      ...lacking.filter(isUsed).map((one) => about('content-waiver-second', one)),
      ...waive.filter((one) => !isUsed(one)).map((one) => about('content-waiver-unused', one)),
    ],
    used: counting.filter(isUsed),
  };
}

const needsSecond = ({ rule, by }: Waiver): boolean => rule === fixedRule && !by?.trim();

function levelled(found: Problem, levels: CheckSettings['levels']): Problem {
  if (!isRuleId(found.code)) return found;
  const level = levels[found.code];
  return level === undefined || level === 'off' || level === ruleLevels[found.code] ? found : { ...found, level };
}
