/** Reads and writes the file of a plan. */
import { lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../core/problem.ts';
import { type Plan, planText, readPlan } from '../pipeline/plan-file.ts';

/** Thousands of posts fit in; what is larger is something else. */
const maxBytes = 64 * 1024 * 1024;

/** Stops unless the file is a plan as omk wrote it. */
export function loadPlan(path: string): Plan {
  const found = readPlan(textOf(path));
  if ('plan' in found) return found.plan;
  if (found.fault === 'version') return fail('plan-version', { path, version: found.version });
  return fail(found.fault === 'edited' ? 'plan-edited' : 'plan-broken', { path });
}

function textOf(path: string): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return fail('plan-unreadable', { path, detail: stats.isDirectory() ? 'EISDIR' : 'no file' });
    if (stats.size > maxBytes) return fail('plan-too-big', { path, bytes: stats.size, max: maxBytes });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof TypeError) return fail('plan-broken', { path });
    if (code === undefined) throw error;
    return fail('plan-unreadable', { path, detail: code });
  }
}

/** Whole or not at all. Replaces an earlier plan, and nothing else: not a post that was named by mistake. */
export function storePlan(path: string, plan: Plan): void {
  const target = resolve(path);
  if (isInTheWay(target)) fail('plan-in-the-way', { path });
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`);
  try {
    writeFileSync(draft, planText(plan), { flag: 'wx' });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('file-unwritable', { path, detail: code });
  }
}

function isInTheWay(target: string): boolean {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (!stats) return false;
  return !stats.isFile() || !isEmptyOrPlan(target);
}

/** An earlier plan of any version, edited or not; or the empty file that a script made. */
function isEmptyOrPlan(target: string): boolean {
  const text = readFileSync(target, 'utf8').trim();
  return text === '' || (text.startsWith('{') && text.slice(0, 1000).includes('"omkPlan"'));
}
