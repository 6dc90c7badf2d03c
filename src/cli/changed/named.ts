/** Files, folders and globs of the command line, for files that may no longer be there. */
import { relative, resolve, sep } from 'node:path';
import { OmkError, problem } from '../../core/problem.ts';
import { globExpression, isGlob, splitGlob } from '../glob.ts';
import type { ProjectFolders } from '../project-files.ts';

/** Is a file of the project, relative to it, among what was named? */
export function withinNamed(named: readonly string[], { root }: Pick<ProjectFolders, 'root'>): (path: string) => boolean {
  const tests = named.map((pattern) => testOf(pattern, root));
  return (path) => tests.length === 0 || tests.some((test) => test(path));
}

function testOf(pattern: string, root: string): (path: string) => boolean {
  const place = (path: string): string => relative(root, resolve(process.cwd(), path)).split(sep).join('/');
  const exact = place(pattern);
  if (exact === '..' || exact.startsWith('../')) throw new OmkError([problem('content-outside-project', { path: pattern })]);
  const isBelow = (path: string): boolean => exact === '' || path === exact || path.startsWith(`${exact}/`);
  if (!isGlob(pattern)) return isBelow;
  const [start, rest] = splitGlob(pattern);
  const expression = globExpression(rest);
  const folder = place(start);
  const within = (path: string): string | undefined =>
    folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  return (path) => isBelow(path) || expression.test(within(path) ?? '');
}
