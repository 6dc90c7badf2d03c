/** Whose signature stands under a plan. `ssh-keygen` decides; omk only reads what it says in words. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Approver } from '../core/approval.ts';
import { type Problem, problem } from '../core/problem.ts';
import { readSignature } from '../pipeline/ssh-key.ts';
import { runProgram } from './outside-program.ts';

/** So that a signature for something else, such as a commit or a mail, approves nothing. */
export const namespace = 'omk-plan';

export interface Signed {
  /** Those whose signature holds. */
  readonly by: readonly Approver[];
  /** What is wrong with the others. */
  readonly problems: readonly Problem[];
}

export interface SignedText {
  /** What was signed, byte for byte. */
  readonly text: string;
  readonly paths: readonly string[];
  readonly approvers: readonly Approver[];
}

export async function readSignatures({ text, paths, approvers }: SignedText): Promise<Signed> {
  const results = await Promise.all(paths.map((path) => readOne(path, { text, approvers })));
  const by = results.flatMap((result) => ('code' in result ? [] : [result]));
  return { by: [...new Set(by)], problems: results.flatMap((result) => ('code' in result ? [result] : [])) };
}

async function readOne(path: string, { text, approvers }: Pick<SignedText, 'text' | 'approvers'>): Promise<Approver | Problem> {
  const read = readFile(path);
  if (typeof read !== 'string') return read;
  const signature = readSignature(read);
  if (!signature) return problem('approval-signature-broken', { path, detail: '' });
  if (signature.namespace !== namespace)
    return problem('approval-namespace', { path, namespace: signature.namespace, expected: namespace });
  const approver = approvers.find(({ fingerprint }) => fingerprint === signature.fingerprint);
  if (!approver) return problem('approval-unknown-signer', { path, fingerprint: signature.fingerprint });
  const verified = await verify(read, text, approver);
  if (verified === true) return approver;
  return verified === false ? problem('approval-signature-other', { path }) : verified;
}

/** Signatures are short; anything longer is none. */
const maxBytes = 65_536;

function readFile(path: string): string | Problem {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > maxBytes) return problem('approval-signature-broken', { path, detail: '' });
    return readFileSync(path, 'utf8');
  } catch (error) {
    return problem('approval-signature-broken', { path, detail: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

/** Over files of our own with plain names, so that no name that somebody chose is part of the command. */
async function verify(signature: string, text: string, { key }: Approver): Promise<boolean | Problem> {
  const folder = mkdtempSync(join(tmpdir(), 'omk-signature-'));
  try {
    writeFileSync(join(folder, 'signature'), signature);
    writeFileSync(join(folder, 'signers'), `approver namespaces="${namespace}" ${key}\n`);
    const args = ['-Y', 'verify', '-f', 'signers', '-I', 'approver', '-n', namespace, '-s', 'signature'];
    const { code, stderr } = await runProgram('ssh-keygen', args, { cwd: resolve(folder), input: text });
    // Before OpenSSH 8.1 there were no such signatures.
    if (code === undefined || /(?:unknown|illegal|invalid) option|^usage:/im.test(stderr))
      return problem('approval-no-ssh-keygen', { detail: stderr.trim().split('\n')[0] ?? '' });
    return code === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
