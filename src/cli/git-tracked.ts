/** Files with secrets or addresses that git would carry along. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Problem, problem } from '../core/problem.ts';

/** What must never be committed, by its usual name. */
export const privateFiles = ['.env', 'subscribers.csv', '.omk/credentials'] as const;

/** Warns of each private file that git tracks; says nothing where there is no git. */
export async function trackedByGit(root: string): Promise<readonly Problem[]> {
  try {
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', '--', ...privateFiles], { cwd: root, timeout: 5000 });
    return stdout
      .split('\0')
      .filter(Boolean)
      .map((path) => problem('config-tracked', { path }));
  } catch {
    return [];
  }
}
