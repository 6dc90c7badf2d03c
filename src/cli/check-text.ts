/** The findings of `omk check` for a person: post by post, in the order of the text, each with the line that it is about. */
import { isRuleId } from '../core/editorial.ts';
import type { Problem } from '../core/problem.ts';
import type { Context } from './context.ts';
import { readPost } from './project-files.ts';
import type { Prepared } from './publishing.ts';
import { beginningOf, isSameLine } from './quoted-line.ts';
import { groupedByFile } from './reading-along.ts';

export function showProblems({ output, project }: Context, { problems, masks }: Pick<Prepared, 'problems' | 'masks'>): void {
  const groups = groupedByFile(problems);
  for (const [index, [file, found]] of [...groups].entries()) {
    if (index > 0 && !output.isPlain) output.talk('');
    const lines = file !== undefined && found.some(isAboutText) ? linesOf(project.root, file) : [];
    const mask = (file !== undefined && masks.get(file)) || ((text: string) => text);
    const ordered = found.toSorted((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0));
    for (const [at, one] of ordered.entries()) {
      const line = isSameLine(ordered, at, quotedLine) ? undefined : lines[(quotedLine(one) ?? 0) - 1];
      output.problem(one, line?.trim() ? beginningOf(mask(line)) : undefined);
    }
  }
}

/** What privacy found is not shown once more. */
const isAboutText = ({ code, where }: Problem): boolean => isRuleId(code) && !code.startsWith('privacy-') && where?.line !== undefined;

const quotedLine = (found: Problem): number | undefined => (isAboutText(found) ? found.where?.line : undefined);

function linesOf(root: string, file: string): readonly string[] {
  const read = readPost(root, file);
  return 'code' in read ? [] : read.text.split(/\r\n?|\n/);
}
