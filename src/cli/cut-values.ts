/** Values of `.env` that end at a "#" which was meant to be part of them: without quotes, what follows is a remark. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, problem } from '../core/problem.ts';

/** Warns of each of these names; says nothing of values themselves. */
export function cutValues(root: string, names: readonly string[]): readonly Problem[] {
  return readLines(join(root, '.env')).flatMap((line, index) => {
    const [, name = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*[^\s'"`#][^\s#]*#/.exec(line) ?? [];
    return names.includes(name) ? [problem('config-cut-value', { name }, { file: '.env', line: index + 1 })] : [];
  });
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r\n?|\n/);
  } catch {
    // Without the file nothing is cut; one that cannot be read is told elsewhere.
    return [];
  }
}
