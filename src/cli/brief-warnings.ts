/** Publishing shows what readers or the people in a post would suffer from; remarks on wording are counted, or they would drown the rest. */
import { isRuleId } from '../core/editorial.ts';
import type { Problem } from '../core/problem.ts';
import type { Context } from './context.ts';
import { editorialWords } from './messages/editorial-words.ts';

const isWording = ({ code }: Problem): boolean => isRuleId(code) && /^(?:language|craft)-/.test(code);

/** The warnings that are shown in full; of the others a line says how many there are. A script gets them all. */
export function briefly({ output, project }: Context, warnings: readonly Problem[]): readonly Problem[] {
  const counted = warnings.filter(isWording);
  if (output.isJson || counted.length === 0) return warnings;
  const files = [...new Set(counted.flatMap(({ where }) => (where?.file === undefined ? [] : [output.pathOf(where.file)])))];
  output.talk(editorialWords[project.messageLanguage].more(counted.length, files.slice(0, 3)));
  return warnings.filter((one) => !isWording(one));
}
