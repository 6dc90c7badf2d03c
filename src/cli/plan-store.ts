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

/** Replaces an earlier plan, and nothing else: not a post that was named by mistake. */
export const storePlan = (path: string, plan: Plan): void => store(path, planText(plan), isPlanText);

/** The same for its summary, which begins with a mark of its own. */
export const storeComment = (path: string, text: string): void => store(path, text, (before) => before.startsWith(commentMark));

/** Nobody sees it; who puts the summary below a proposal finds the earlier one by it. */
export const commentMark = '<!-- omk plan -->';

/** Whole or not at all. */
function store(path: string, text: string, isOurs: (before: string) => boolean): void {
  const target = resolve(path);
  if (isInTheWay(target, isOurs)) fail('plan-in-the-way', { path });
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`);
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail('file-unwritable', { path, detail: code });
  }
}

function isInTheWay(target: string, isOurs: (before: string) => boolean): boolean {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (!stats) return false;
  if (!stats.isFile()) return true;
  const text = readFileSync(target, 'utf8').trim();
  // Empty: a script made it.
  return text !== '' && !isOurs(text);
}

/** An earlier plan of any version, edited or not. */
const isPlanText = (text: string): boolean => text.startsWith('{') && text.slice(0, 1000).includes('"omkPlan"');
