/** Runs the built program as a person or a script does: in a process of its own that inherits nothing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** OMK_TEST_BIN: the same stories told to a program that is installed elsewhere. */
const program = process.env.OMK_TEST_BIN ?? fileURLToPath(new URL('../../bin/omk.js', import.meta.url));

export interface Ran {
  /** `null` after a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What comes in on standard input; absent: nothing does. */
  readonly input?: Uint8Array;
}

export interface Running {
  readonly process: ChildProcess;
  readonly done: Promise<Ran>;
}

export function startOmk(args: readonly string[], { cwd, env = {}, input }: Place): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), LANG: 'C.UTF-8', ...env },
  });
  child.stdin.on('error', () => {}).end(input);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const done = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
  return { process: child, done };
}

export const runOmk = (args: readonly string[], place: Place): Promise<Ran> => startOmk(args, place).done;

export interface ProblemDocument {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly where: { readonly file?: string; readonly line?: number; readonly field?: string; readonly channel?: string } | null;
}

export interface DeliveryDocument {
  readonly channel: string;
  readonly destination: string;
  readonly state: string;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly attempts: number;
  readonly problem: ProblemDocument | null;
  readonly recipients?: Readonly<Record<'sent' | 'refused' | 'suppressed' | 'unconfirmed' | 'waiting', number>>;
}

/** The documented document of `publish`, `run`, `status` and their like (interface 4). */
export interface ReportDocument {
  readonly posts: readonly { readonly post: string; readonly title: string; readonly deliveries: readonly DeliveryDocument[] }[];
  readonly problems: readonly ProblemDocument[];
  readonly exitCode: number;
}

export interface JsonRan extends Ran {
  readonly report: ReportDocument;
}

/** Runs a command with `--json`; fails unless stdout is exactly one document. */
export async function runJson(args: readonly string[], place: Place): Promise<JsonRan> {
  const ran = await runOmk([...args, '--json'], place);
  return { ...ran, report: documentOf(ran) };
}

export function documentOf({ stdout, stderr }: Ran): ReportDocument {
  try {
    return JSON.parse(stdout) as ReportDocument;
  } catch {
    throw new Error(`stdout is not one JSON document:\n${stdout}\nstderr:\n${stderr}`);
  }
}

/** `{ pleio: 'sent', x: 'waiting' }` of the only post. */
export const statesOf = ({ posts }: ReportDocument): Readonly<Record<string, string>> =>
  Object.fromEntries(posts.flatMap(({ deliveries }) => deliveries.map(({ channel, state }) => [channel, state])));
