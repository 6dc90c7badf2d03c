/** Compares the files that are wanted with those that are there, asks about each that would change, and writes what may be written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../core/problem.ts';
import type { AskingWords } from '../asking/interview.ts';
import type { InitWords } from '../messages/init-words.ts';
import type { Output } from '../output.ts';
import { lineChanges } from './line-changes.ts';
import type { WantedFile } from './wanted-files.ts';
import { stayInside, writeWhole } from './write-whole.ts';

export type FileState = 'written' | 'changed' | 'unchanged' | 'kept';

export interface PlannedFile {
  readonly path: string;
  readonly state: FileState;
  readonly text: string;
  readonly secret?: true;
}

export interface PlanOptions {
  readonly canAsk: boolean;
  /** What is there is replaced without a question. */
  readonly overwrite: boolean;
  readonly output: Output;
  readonly words: InitWords;
}

/** Nothing is written until every question has its answer. */
export async function planFiles(root: string, wanted: readonly WantedFile[], options: PlanOptions): Promise<readonly PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const file of wanted) planned.push(await planFile(root, file, options));
  return planned;
}

async function planFile(root: string, file: WantedFile, options: PlanOptions): Promise<PlannedFile> {
  const { path, secret, adds } = file;
  const before = readExisting(root, path);
  const text = file.text(before);
  const planned = (state: FileState): PlannedFile => ({ path, state, text, ...(secret && { secret }) });
  if (before === undefined) return planned('written');
  if (before === text) return planned('unchanged');
  if (adds || options.overwrite) return planned('changed');
  return planned(options.canAsk && (await mayReplace(file, before, text, options)) ? 'changed' : 'kept');
}

/** Lines of a file with secrets are never shown, only those that omk itself would add. */
async function mayReplace({ path, secret }: WantedFile, before: string, after: string, { output, words }: PlanOptions): Promise<boolean> {
  const { askYesOrNo } = await import('../prompt.ts');
  const all = lineChanges(before, after);
  const changes = secret ? all.filter(({ sign }) => sign === '+') : all;
  const shown = changes.slice(0, mostShown);
  const paint = { '-': output.colour.red, '+': output.colour.green };
  output.talk(`\n${words.exists(path)}`);
  output.talk(shown.map(({ sign, text }) => paint[sign](`${sign} ${text}`)).join('\n'));
  if (changes.length > shown.length) output.talk(words.moreLines(changes.length - shown.length));
  const asking: AskingWords = words.asking;
  return askYesOrNo(secret ? words.add(path) : words.overwrite(path), false, asking);
}

const mostShown = 40;

function readExisting(root: string, path: string): string | undefined {
  stayInside(root, path);
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return fail('file-unwritable', { path, detail: code ?? '' }, undefined, error);
  }
}

/** Each file at once and whole. */
export function writePlanned(root: string, planned: readonly PlannedFile[]): void {
  for (const { path, state, text, secret } of planned) {
    if (state === 'written' || state === 'changed')
      writeWhole(root, path, { text, isNew: state === 'written', ...(secret && { mode: 0o600 }) });
  }
}
