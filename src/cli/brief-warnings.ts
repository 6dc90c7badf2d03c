/** Publishing shows what readers or the people in a post would suffer from; remarks on wording are counted, or they would drown the rest. */
import { isRuleId } from '../core/editorial.ts';
import { isWarning, type Problem } from '../core/problem.ts';
import type { Context } from './context.ts';
import { editorialWords } from './messages/editorial-words.ts';

const isWording = (found: Problem): boolean => isRuleId(found.code) && /^(?:language|craft)-/.test(found.code) && isWarning(found);

/** Everything that is shown in full; of the rest a line says how many there are and how to see them. A script gets them all. */
export function briefly({ output, project, invocation }: Context, problems: readonly Problem[]): readonly Problem[] {
  const counted = problems.filter(isWording).length;
  if (output.isJson || counted === 0) return problems;
  output.talk(editorialWords[project.messageLanguage].more(counted, invocation.args));
  return problems.filter((one) => !isWording(one));
}
