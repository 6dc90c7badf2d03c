/** Runs git and ssh-keygen: never through a shell, and with nothing of git in the environment that would lead it elsewhere. */
import { execFile } from 'node:child_process';
import { delimiter, isAbsolute, sep } from 'node:path';
import { type Environment, processEnvironment } from './environment.ts';

export interface Ended {
  /** `undefined`: it could not be started. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Running {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Environment;
}

const timeout = 30_000;
const maxBuffer = 64 * 1024 * 1024;

export function runProgram(name: string, args: readonly string[], { cwd, input, env = {} }: Running): Promise<Ended> {
  const options = { cwd, timeout, maxBuffer, encoding: 'buffer', env: { ...inherited(), LC_ALL: 'C', ...env } } as const;
  return new Promise((resolve) => {
    const child = execFile(name, [...args], options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : undefined) : 0;
      resolve({ code, stdout, stderr: stderr.toString('utf8') || (code === undefined ? String(error?.code ?? error?.message ?? '') : '') });
    });
    // A program that ends without reading is told of by its code.
    child.stdin?.on('error', () => undefined).end(input ?? '');
  });
}

const inherited = (): Environment =>
  Object.fromEntries(
    Object.entries(processEnvironment())
      .filter(([key]) => !/^(?:GIT_|SSH_ASKPASS)/i.test(key))
      .map(([key, value]) => (/^path$/i.test(key) ? [key, ownPrograms(value ?? '')] : [key, value])),
  );

/** Those of the computer: not what stands in the working directory, nor what a package of the project put first, as npx does. */
const ownPrograms = (path: string): string =>
  path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !folder.split(sep).includes('node_modules'))
    .join(delimiter);
