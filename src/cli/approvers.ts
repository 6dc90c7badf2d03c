/** `approvers` of omk.yaml: who may approve, by name and key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approver } from '../core/approval.ts';
import { type Problem, problem, type Where } from '../core/problem.ts';
import { pathWithin } from '../core/project-path.ts';
import { readPublicKey } from '../pipeline/ssh-key.ts';
import { extentOf, whereOf } from '../pipeline/yaml-entry.ts';
import { line, map, type Reader, requireKeys, shaped } from '../pipeline/yaml-fields.ts';
import { placeInProject } from './project-files.ts';

interface WrittenApprover {
  readonly name: string;
  readonly email?: string;
  readonly key: string;
  readonly where: Where;
  /** Absent: any line of the file may have a part in it. */
  readonly lines?: readonly [first: number, last: number];
}

const email = shaped(/^[^<>@\s]+@[^<>@\s]+$/u, 'mailbox');

export const approver: Reader<WrittenApprover> = (entry) => {
  const found = map({ name: line, email, key: line })(entry);
  if (!found) return undefined;
  requireKeys(entry, 'name', 'key');
  if (found.name === undefined || found.key === undefined) return undefined;
  const lines = extentOf(entry);
  const { name, key } = found;
  return { name, key, ...(found.email !== undefined && { email: found.email }), where: whereOf(entry), ...(lines && { lines }) };
};

interface WrittenApproval {
  readonly approval?: 'none' | 'required';
  readonly approvers?: readonly WrittenApprover[];
}

interface Place {
  readonly root: string;
  readonly report: (found: Problem) => void;
}

/** Reads the keys; one that nobody could sign with is a mistake of omk.yaml, whoever would sign. */
export function readApprovers({ approval, approvers = [] }: WrittenApproval, { root, report }: Place): readonly Approver[] {
  if (approval === 'required' && approvers.length === 0)
    report(problem('approval-no-approvers', {}, { file: 'omk.yaml', field: 'approvers' }));
  const found: Approver[] = [];
  for (const written of approvers) {
    const one = withKey(written, { root, report });
    const other = one && found.find(({ key }) => key === one.key);
    if (other) report(problem('config-approver-twice', { name: written.name, other: other.name }, written.where));
    else if (one) found.push(one);
  }
  return found;
}

function withKey({ where, key: given, ...person }: WrittenApprover, { root, report }: Place): Approver | undefined {
  const refuse = (reason: 'missing' | Extract<ReturnType<typeof readPublicKey>, string>): undefined =>
    report(problem('config-approver-key', { name: person.name, reason }, where)) as undefined;
  const isFile = /\.pub$/.test(given);
  const text = isFile ? keyFile(root, given) : given;
  if (text === undefined) return refuse('missing');
  const key = readPublicKey(text);
  if (typeof key === 'string') return refuse(key);
  return { ...person, ...key, ...(isFile && { file: given }) };
}

/** A path of the project; a file that is very large is no key. */
function keyFile(root: string, path: string): string | undefined {
  const inside = pathWithin('', path);
  if (inside === undefined || placeInProject(join(root, inside), root) === undefined) return undefined;
  try {
    return readFileSync(join(root, inside), 'utf8').slice(0, 16_384);
  } catch {
    return undefined;
  }
}
