/** Files with secrets or addresses that git would carry along. */
import { type Problem, problem } from '../core/problem.ts';
import { runGit } from './git-program.ts';

/** What must never be committed, by its usual name. */
export const privateFiles = ['.env', 'subscribers.csv', '.omk/credentials'] as const;

/** Warns of each private file that git tracks; says nothing where there is no git. */
export async function trackedByGit(root: string): Promise<readonly Problem[]> {
  const { code, stdout } = await runGit(root, ['ls-files', '-z', '--', ...privateFiles]);
  const paths = code === 0 ? stdout.toString('utf8').split('\0').filter(Boolean) : [];
  return paths.map((path) => problem('config-tracked', { path }));
}
