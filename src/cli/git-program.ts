/**
 * Runs git to be told something, in a repository that may be a stranger's: nothing that stands in its settings is started, and
 * nothing in them changes what is told.
 */
import { type Ended, runProgram } from './outside-program.ts';

const plain = [
  ...['-c', 'log.showSignature=false', '-c', 'blame.ignoreRevsFile=', '-c', 'core.fsmonitor=false'],
  // A folder of the project with the inside of a repository in it, settings included, would pass for the repository.
  ...['-c', 'safe.bareRepository=explicit'],
  '--no-pager',
];

const env = {
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  // Before git 2.45 only this keeps it from fetching what a partial clone lacks.
  GIT_ALLOW_PROTOCOL: 'none',
};

export const runGit = (root: string, args: readonly string[]): Promise<Ended> => runProgram('git', [...plain, ...args], { cwd: root, env });
