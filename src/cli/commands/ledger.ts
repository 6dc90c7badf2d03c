/** Carries the ledger along, and proves that nobody changed it. */
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Ledger, LedgerLine } from '../../core/ledger.ts';
import { fail } from '../../core/problem.ts';
import type { ExitCode } from '../../pipeline/report.ts';
import type { Context } from '../context.ts';
import { type Invocation, type Run, textFlag } from '../run.ts';
import { writeWhole } from '../starting/write-whole.ts';
import { withContext } from '../with-context.ts';

const actions = { export: exportTo, import: importFrom, verify } as const;

export const run: Run = (invocation) =>
  withContext(invocation, {}, async (context) => {
    const [action = '', file] = invocation.args;
    const work = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
    if (!work) return fail('usage-bad-value', { option: 'ledger', value: action, expected: Object.keys(actions).join(', ') });
    // Into a file it is exported by `-o`; without that word it would be a file that nobody finds.
    if (file !== undefined && action === 'export') fail('usage-needs-flag', { flag: `-o ${file}` });
    if (file !== undefined && action === 'verify') fail('usage-too-many-arguments', { value: file });
    return work(context, await context.ledger(), invocation);
  });

/** JSON lines, on stdout or into a file. */
async function exportTo({ output }: Context, ledger: Ledger, invocation: Invocation): Promise<ExitCode> {
  const lines = (await ledger.export()).map((line) => JSON.stringify(line));
  const path = textFlag(invocation, 'output');
  if (path === undefined) output.result(lines.join('\n'));
  else store(path, `${lines.join('\n')}\n`);
  output.talk(output.words.exported(lines.length - 1));
  return 0;
}

/** Whole, over an earlier one and over nothing else; only for its owner, whatever the earlier one was. */
function store(path: string, text: string): void {
  const written = resolve(path);
  const target = existsSync(written) ? realpathSync(written) : written;
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) {
    writeFileSync(target, text);
    return;
  }
  if (stats && !isExport(readFileSync(target, 'utf8'))) fail('site-in-the-way', { path });
  writeWhole(dirname(target), basename(target), { text, isNew: !stats, mode: 0o600 });
}

/** Empty: a script made it. */
const isExport = (text: string): boolean => text.trim() === '' || text.startsWith('{"table":"ledger"');

async function importFrom({ output }: Context, ledger: Ledger, { args }: Invocation): Promise<ExitCode> {
  const [, path] = args;
  if (path === undefined) return fail('usage-missing-argument', { name: 'file' });
  const lines = readLines(path);
  await ledger.import(lines);
  output.talk(output.words.imported(lines.length - 1));
  return 0;
}

function readLines(path: string): readonly LedgerLine[] {
  const text = readText(path);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line, index) => parsedLine(line) ?? fail('ledger-file', { path, line: index + 1, detail: '' }));
}

function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    return fail('ledger-file', { path, line: 0, detail: (error as NodeJS.ErrnoException).code ?? '' }, undefined, error);
  }
}

function parsedLine(text: string): LedgerLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isLine =
      typeof value === 'object' &&
      value !== null &&
      'table' in value &&
      typeof value.table === 'string' &&
      'row' in value &&
      typeof value.row === 'object' &&
      value.row !== null;
    return isLine ? (value as LedgerLine) : undefined;
  } catch {
    return undefined;
  }
}

async function verify({ output }: Context, ledger: Ledger): Promise<ExitCode> {
  const { count, broken } = await ledger.verify();
  if (broken !== undefined) fail('ledger-altered', { line: broken });
  if (output.isJson) output.document({ events: count, problems: [], exitCode: 0 });
  else output.result(output.words.verified(count));
  return 0;
}
