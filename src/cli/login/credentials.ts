/**
 * What logins left behind: `.omk/credentials`, for its owner alone. It is replaced as a whole, is on disk before anybody
 * goes on, and is changed under a lock only. What cannot be read is told and left alone.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import type { Credential } from '../../core/login.ts';
import { fail, OmkError, type Problem, problem } from '../../core/problem.ts';
import { keepOutOfGit } from '../project-folder.ts';
import { fromJson, toJson } from './credentials-json.ts';

export interface CredentialStore {
  readonly root: string;
  readonly mode: 'sandbox' | 'live';
}

export type Stored = Readonly<Record<string, Credential>>;

/** Practising keeps its own, as it does with the ledger. */
const nameIn = ({ mode }: CredentialStore): string => (mode === 'sandbox' ? '.omk/sandbox/credentials' : '.omk/credentials');

/** All that is kept, or why it cannot be used. */
export function readCredentials(store: CredentialStore): { readonly stored: Stored; readonly problem?: Problem } {
  const path = nameIn(store);
  const file = join(store.root, path);
  try {
    const { mode } = statSync(file);
    // As ssh does with a key: what others could read is not used, so that it is noticed. Windows has no such bits.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      return { stored: {}, problem: problem('credentials-open', { path, mode: (mode & 0o777).toString(8) }) };
    return { stored: fromJson(readFileSync(file, 'utf8')) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { stored: {} };
    const found = code
      ? problem('credentials-unreadable', { path, detail: code })
      : problem('credentials-broken', { path, detail: message });
    return { stored: {}, problem: found };
  }
}

/** The same, for who is about to change it. */
function readToChange(store: CredentialStore): Stored {
  const found = readCredentials(store);
  if (found.problem) throw new OmkError([found.problem]);
  return found.stored;
}

export interface Opened {
  readonly stored: Stored;
  /** On disk when it returns. */
  write(stored: Stored): void;
}

/** Longer than a slow service takes to answer another process. */
const waitMs = 40_000;

/** Reads and changes what is kept while no other process does. */
export async function withCredentials<T>(store: CredentialStore, work: (opened: Opened) => Promise<T>): Promise<T | 'busy'> {
  const { withProcessLock } = await import('../../ledger/index.ts');
  const file = join(store.root, nameIn(store));
  prepareFolder(store);
  return withProcessLock({ path: `${file}.lock`, clock: systemClock, waitMs }, () =>
    work({ stored: readToChange(store), write: (stored) => writing(nameIn(store), () => replaceFile(file, toJson(stored))) }),
  );
}

/** Changes what is kept; stops when another process never lets go. */
export async function changeCredentials(store: CredentialStore, change: (stored: Stored) => Stored): Promise<void> {
  const done = await withCredentials(store, async ({ stored, write }) => write(change(stored)));
  if (done === 'busy') fail('login-busy', {});
}

/** Stops before a person has done anything for nothing: what is there can be read, and it can be replaced. */
export async function rehearse(store: CredentialStore): Promise<void> {
  readToChange(store);
  await changeCredentials(store, (stored) => stored);
}

function prepareFolder(store: CredentialStore): void {
  keepOutOfGit(store.root);
  const path = nameIn(store);
  writing(path, () => mkdirSync(dirname(join(store.root, path)), { recursive: true, mode: 0o700 }));
}

/** A reader sees the old file or the new one, never half of it; after a power cut too. */
function replaceFile(file: string, text: string): void {
  const fresh = `${file}.new`;
  // Left by a process that was killed: nobody else writes while we hold the lock.
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  syncFolder(dirname(file));
}

/** The new name is on disk too; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return fail('file-unwritable', { path, detail: (error as NodeJS.ErrnoException).code ?? '' }, undefined, error);
  }
}
