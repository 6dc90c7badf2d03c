/**
 * Who wrote what, as git knows it. Only what is committed counts, and only the author: a committer may be the person, or
 * the site, that took a change in. Files are named as they are, whatever characters their names have.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Problem, problem } from '../core/problem.ts';
import { runGit } from './git-program.ts';
import type { Ended } from './outside-program.ts';

/** One person by every name and address that git has for them. */
export interface Author {
  readonly commit: string;
  readonly names: readonly string[];
  readonly emails: readonly string[];
}

/** Nobody can tell who wrote it. */
export type Unknown = 'uncommitted' | 'no-history';

export interface GitHistory {
  /** Is the file as it was committed last? */
  isCommitted(file: string): Promise<boolean>;
  lastAuthor(file: string): Promise<Author | Unknown>;
  /** Authors of these lines, as they are committed. */
  authorsOf(file: string, lines?: readonly [first: number, last: number]): Promise<readonly Author[] | Unknown>;
  /** Did this commit come no later than every one that changed a line of the file that begins so? */
  isBefore(commit: string, file: string, beginning: string): Promise<boolean>;
}

const asWritten = '%an%x00%ae%x00%aN%x00%aE';

/** A problem where there is no git, or no repository. */
export async function openGitHistory(root: string): Promise<GitHistory | Problem> {
  const git = (...args: readonly string[]): Promise<Ended> => runGit(root, args);
  const ended = await git('rev-parse', '--git-path', 'shallow');
  if (ended.code !== 0) return problem('approval-no-git', { detail: firstLine(ended.stderr) });
  const edge = linesOf(resolve(root, ended.stdout.toString('utf8').replace(/\n$/, '')));
  const told = async (commit: string): Promise<Author | Unknown> => {
    if (edge.has(commit)) return 'no-history';
    const shown = await git('show', '--no-patch', '--encoding=UTF-8', `--format=${asWritten}`, commit);
    const [name = '', email = '', mapped = '', mappedEmail = ''] = shown.stdout.toString('utf8').replace(/\n$/, '').split('\0');
    return shown.code === 0 ? { commit, names: [name, mapped], emails: [email, mappedEmail] } : 'no-history';
  };
  return {
    isCommitted: async (file) => {
      const { code, stdout } = await git('cat-file', 'blob', `HEAD:./${file}`);
      return code === 0 && sameText(stdout, join(root, file));
    },
    lastAuthor: async (file) => {
      const { code, stdout } = await git('log', '-1', '--format=%H', 'HEAD', '--', file);
      const commit = stdout.toString('latin1').trim();
      return code === 0 && commit ? told(commit) : 'uncommitted';
    },
    // Asked for each post anew, of the same few approvers.
    authorsOf: remembered(async (file: string, lines?: readonly [first: number, last: number]) => {
      const range = lines ? [`-L${lines[0]},${lines[1]}`] : [];
      const { code, stdout } = await git('blame', '--porcelain', '--no-textconv', ...range, 'HEAD', '--', file);
      if (code !== 0) return 'uncommitted';
      const commits = [...stdout.toString('latin1').matchAll(/^([0-9a-f]{40,64}) \d+ \d+/gm)].map(([, commit = '']) => commit);
      const authors = await Promise.all([...new Set(commits)].map(told));
      return authors.includes('no-history') ? 'no-history' : authors.filter((one) => typeof one !== 'string');
    }),
    isBefore: remembered(async (commit: string, file: string, beginning: string) => {
      const search = ['--full-history', '--no-textconv', '--no-ext-diff', '--format=%H', `-G^${beginning}`];
      const { stdout } = await git('log', ...search, 'HEAD', '--', file);
      const changes = stdout.toString('latin1').trim().split('\n').filter(Boolean);
      // Not by date: whoever commits chooses it, also that of a branch of their own.
      const after = await Promise.all(changes.map(async (one) => (await git('merge-base', '--is-ancestor', commit, one)).code === 0));
      return after.length > 0 && after.every(Boolean);
    }),
  };
}

function remembered<A extends readonly unknown[], T>(ask: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const answer = answers.get(key) ?? ask(...args);
    answers.set(key, answer);
    return answer;
  };
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** Commits of a shallow clone that seem to have written everything. */
function linesOf(path: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean));
  } catch {
    return new Set();
  }
}

/** Git may turn line ends; marks in its index may hide a change, so that the bytes themselves are compared. */
function sameText(committed: Buffer, path: string): boolean {
  const turned = (bytes: Buffer): string => bytes.toString('latin1').replace(/\r\n/g, '\n');
  try {
    return turned(committed) === turned(readFileSync(path));
  } catch {
    return false;
  }
}

const simple = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Is this one of the person's names or addresses, however it is written? */
export function isSamePerson(
  person: { readonly name: string; readonly email?: string; readonly comment?: string },
  author: Author,
): boolean {
  const mine = [person.email, person.comment].filter((one): one is string => one?.includes('@') === true).map(simple);
  const name = simple(person.name);
  return (name !== '' && author.names.map(simple).includes(name)) || author.emails.some((email) => mine.includes(simple(email)));
}
