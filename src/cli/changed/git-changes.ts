/** What git says was changed between a moment and HEAD; only what is committed counts. Files are named as they are, relative to the project. */
import { fail, type Problem, problem } from '../../core/problem.ts';
import { runGit } from '../git-program.ts';

export interface GitChanges {
  /** Added or changed. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly renamed: readonly Renamed[];
}

export interface Renamed {
  readonly from: string;
  readonly to: string;
  /** To the last byte. */
  readonly isSame: boolean;
}

/** Git counts whole lines, and a post may be a few of them: what is less alike than half may still be the same one. */
const likeness = ['--find-renames=25%', '-l2000'];

/** Compares two states, whatever way led from one to the other: merged, squashed, rebased, taken back or forced. */
export async function changesSince(root: string, revision: string): Promise<GitChanges | Problem> {
  const since = await commitOf(root, revision);
  if (typeof since !== 'string') return since;
  const form = ['-r', '-z', '--name-status', ...likeness, '--relative', '--no-ext-diff'];
  const { code, stdout, stderr } = await runGit(root, ['diff-tree', ...form, since, 'HEAD']);
  return code === 0 ? parsed(stdout.toString('utf8')) : problem('changed-no-git', { detail: firstLine(stderr) });
}

/** Files that git neither keeps nor was told to pass over. */
export async function untrackedIn(root: string): Promise<readonly string[]> {
  const { code, stdout } = await runGit(root, ['ls-files', '-z', '--others', '--exclude-standard']);
  return code === 0 ? stdout.toString('utf8').split('\0').filter(Boolean) : [];
}

async function commitOf(root: string, revision: string): Promise<string | Problem> {
  if (revision.trim() === '' || revision.startsWith('-'))
    return fail('usage-bad-value', { option: '--changed-since', value: revision, expected: 'HEAD~1, v1.0, 4f2a91c …' });
  const head = await runGit(root, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head.code !== 0) return problem('changed-no-git', { detail: firstLine(head.stderr) });
  if (isNone(revision)) return problem('changed-no-before', {});
  const found = await runGit(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (found.code === 0) return found.stdout.toString('latin1').trim();
  const { stdout } = await runGit(root, ['rev-parse', '--is-shallow-repository']);
  return problem('changed-unknown', { revision, isShallow: stdout.toString('latin1').trim() === 'true' });
}

/** What GitHub and GitLab name as the state before a branch's first. */
const isNone = (revision: string): boolean => /^0{40,64}$/.test(revision);

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** Letters and names, each ended by a null: `M name`, `R087 from to`. */
function parsed(text: string): GitChanges {
  const parts = text.split('\0');
  const written: string[] = [];
  const deleted: string[] = [];
  const renamed: Renamed[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [status = '', name = '', to = ''] = parts.slice(index, index + 3);
    if (status.startsWith('R')) {
      renamed.push({ from: name, to, isSame: status === 'R100' });
      index += 1;
    } else if (status === 'D') deleted.push(name);
    else written.push(name);
  }
  return { written, deleted, renamed };
}
